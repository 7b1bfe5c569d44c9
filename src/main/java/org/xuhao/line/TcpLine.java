package org.xuhao.line;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xuhao.wire.Bytes;

/**
 * A raw TCP serial server. One connection, one write a frame; all on the context that opened it.
 */
final class TcpLine implements Line {
  private static final Logger LOG = LoggerFactory.getLogger(TcpLine.class);

  /** How long a server may take to accept. */
  private static final Duration CONNECT_MAX = Duration.ofSeconds(5);

  /**
   * A server that acknowledges nothing for this long is gone, even if nobody said so: two pings of
   * a driver (10 s apart, as serial servers ask for). Heeded by the native transport only;
   * elsewhere the system's own limits hold and the devices are reported silent meanwhile.
   */
  private static final Duration UNACKNOWLEDGED_MAX = Duration.ofSeconds(20);

  private final LineUri.Tcp uri;
  private final int waitingMax;
  private final Vertx vertx;
  private final NetClient client;
  private final Tally tally = new Tally();
  private final Pauses pauses = new Pauses();

  private @Nullable Context context;
  private @Nullable Listener listener;
  private volatile @Nullable NetSocket socket;
  private long upSinceNanos;
  private boolean saidDown;
  private boolean closed;

  TcpLine(Vertx vertx, LineUri.Tcp uri, int waitingMax) {
    this.uri = uri;
    this.waitingMax = waitingMax;
    this.vertx = vertx;
    client =
        vertx.createNetClient(
            new NetClientOptions()
                .setTcpNoDelay(true)
                .setTcpKeepAlive(true)
                .setTcpUserTimeout((int) UNACKNOWLEDGED_MAX.toMillis())
                .setConnectTimeout((int) CONNECT_MAX.toMillis()));
  }

  @Override
  public void open(Listener listener) {
    if (this.listener != null) throw new IllegalStateException("opened twice: " + uri());
    this.listener = listener;
    Context here = vertx.getOrCreateContext();
    context = here;
    here.runOnContext(ignored -> connect(listener));
  }

  private void connect(Listener listener) {
    if (closed) return;
    client
        .connect(uri.port(), uri.host())
        .onSuccess(connected -> up(connected, listener))
        .onFailure(cause -> retry(why(cause), listener));
  }

  private void up(NetSocket connected, Listener listener) {
    if (closed) {
      connected.close();
      return;
    }
    connected.setWriteQueueMaxSize(waitingMax);
    connected.handler(buffer -> {
      tally.read(buffer.length());
      listener.received(Bytes.copyOf(buffer.getBytes()));
    });
    connected.exceptionHandler(cause -> LOG.debug("line {}: {}", uri(), cause.toString()));
    connected.closeHandler(ignored -> lost(listener));
    socket = connected;
    upSinceNanos = System.nanoTime();
    saidDown = false;
    tally.opened();
    listener.up();
  }

  private void lost(Listener listener) {
    socket = null;
    pauses.heldFor(Duration.ofNanos(System.nanoTime() - upSinceNanos));
    if (!closed)
      retry(
          "%s:%d closed the connection; look whether another program uses this serial server"
              .formatted(uri.host(), uri.port()),
          listener);
  }

  private void retry(String why, Listener listener) {
    if (closed) return;
    if (!saidDown) {
      saidDown = true;
      listener.down(why);
    }
    vertx.setTimer(pauses.take().toMillis(), ignored -> connect(listener));
  }

  private String why(Throwable cause) {
    String place = uri.host() + ":" + uri.port();
    if (cause instanceof UnknownHostException)
      return "the name " + uri.host() + " is unknown; check the address or the name server";
    if (cause instanceof io.netty.channel.ConnectTimeoutException)
      return place + " does not answer; check its power, cable and address";
    if (cause instanceof ConnectException)
      return place
          + " refuses the connection; check the port, and that no other program holds its one"
          + " connection";
    return place + ": " + cause;
  }

  @Override
  public void send(Bytes bytes) {
    NetSocket to = socket;
    if (to == null) {
      tally.dropped();
      return;
    }
    if (to.writeQueueFull()) {
      if (tally.droppedAtBound())
        LOG.warn("line {}: the peer takes no bytes; frames are dropped", uri());
      return;
    }
    tally.wrote(bytes.size());
    to.write(Buffer.buffer(bytes.toArray()));
  }

  @Override
  public Future<Void> close() {
    Context here = context;
    if (here == null) return client.close();
    Promise<Void> done = Promise.promise();
    here.runOnContext(ignored -> {
      closed = true;
      client.close().onComplete(done);
    });
    return done.future();
  }

  @Override
  public String uri() {
    return uri.text();
  }

  @Override
  public LineFigures figures() {
    return tally.figures(socket != null);
  }
}
