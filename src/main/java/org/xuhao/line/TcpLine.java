package org.xuhao.line;

import io.netty.channel.epoll.EpollSocketChannel;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.net.NetSocketInternal;
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
 * A serial server behind TCP, raw or by RFC 2217. One connection, one write a frame; all on the
 * context that opened it.
 */
final class TcpLine implements Line {
  private static final Logger LOG = LoggerFactory.getLogger(TcpLine.class);

  private static final long NANOS_A_MILLI = 1_000_000;

  /** How long a server may take to accept. */
  private static final Duration CONNECT_MAX = Duration.ofSeconds(5);

  /**
   * A server that acknowledges nothing for this long is gone, even if nobody said so: two pings of
   * a driver (10 s apart, as serial servers ask for). Heeded by the native transport only;
   * elsewhere the system's own limits hold and the devices are reported silent meanwhile.
   */
  private static final Duration UNACKNOWLEDGED_MAX = Duration.ofSeconds(20);

  /**
   * A connection that carries nothing is asked for after this, and then this often, so that one
   * that is open at one end only is found within half a minute: of some devices nobody hears for
   * hours. The system's own first question comes after two hours. Native transport only, too.
   */
  private static final int KEEP_ALIVE_AFTER_S = 10;

  private static final int KEEP_ALIVE_EVERY_S = 5;

  /** How long a server may take to set its port; longer, it speaks no RFC 2217. Own choice. */
  private static final Duration NEGOTIATED_WITHIN = Duration.ofSeconds(5);

  private final LineUri uri;
  private final String host;
  private final int port;
  private final LineUri.@Nullable Framing framing;
  private final int waitingMax;
  private final Vertx vertx;
  private final NetClient client;

  /** By {@link System#nanoTime}: nothing goes out before. */
  private long pausedUntil = System.nanoTime();

  private final Tally tally = new Tally();
  private final Pauses pauses = new Pauses();

  private @Nullable Context context;
  private @Nullable Listener listener;
  private volatile @Nullable NetSocket socket;
  private @Nullable ComPort comPort;
  private String closedWhy = "";
  private long upSinceNanos;
  private boolean saidDown;
  private boolean closed;

  /** {@code framing}: what its port is set to by RFC 2217; null: the bytes go as they are. */
  TcpLine(
      Vertx vertx,
      LineUri uri,
      String host,
      int port,
      LineUri.@Nullable Framing framing,
      int waitingMax) {
    this.uri = uri;
    this.host = host;
    this.port = port;
    this.framing = framing;
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
        .connect(port, host)
        .onSuccess(connected -> connected(connected, listener))
        .onFailure(cause -> retry(why(cause), listener));
  }

  private void connected(NetSocket connected, Listener listener) {
    if (closed) {
      connected.close();
      return;
    }
    closedWhy =
        "%s closed the connection; look whether another program uses this serial server"
            .formatted(place());
    upSinceNanos = System.nanoTime();
    keepAlive(connected);
    connected.setWriteQueueMaxSize(waitingMax);
    connected.exceptionHandler(cause -> LOG.debug("line {}: {}", uri(), cause.toString()));
    connected.closeHandler(ignored -> lost(listener));
    LineUri.Framing wanted = framing;
    if (wanted == null) {
      connected.handler(buffer -> received(buffer, listener));
      up(connected, listener);
    } else negotiate(connected, new ComPort(wanted), listener);
  }

  /** Vert.x can switch keep-alive on and say no more of it. */
  private static void keepAlive(NetSocket connected) {
    if (connected instanceof NetSocketInternal inner
        && inner.channelHandlerContext().channel() instanceof EpollSocketChannel channel)
      channel.config().setTcpKeepIdle(KEEP_ALIVE_AFTER_S).setTcpKeepIntvl(KEEP_ALIVE_EVERY_S);
  }

  private void received(Buffer buffer, Listener listener) {
    tally.read(buffer.length());
    listener.received(Bytes.copyOf(buffer.getBytes()));
  }

  /** The line is up once the server says that its port is set as asked. */
  private void negotiate(NetSocket connected, ComPort port, Listener listener) {
    comPort = port;
    long late =
        vertx.setTimer(
            NEGOTIATED_WITHIN.toMillis(),
            ignored ->
                refuse(
                    connected,
                    place()
                        + " sets no port by RFC 2217; switch that on in"
                        + " the server, or write tcp:// and set the port there"));
    connected.endHandler(ignored -> vertx.cancelTimer(late));
    connected.handler(buffer -> {
      boolean before = port.isReady();
      ComPort.Heard heard = port.heard(Bytes.copyOf(buffer.getBytes()));
      if (!heard.reply().isEmpty()) connected.write(Buffer.buffer(heard.reply().toArray()));
      if (!port.refusal().isEmpty()) refuse(connected, place() + port.refusal());
      else if (port.isReady() && !before) {
        vertx.cancelTimer(late);
        up(connected, listener);
      }
      if (before && !heard.data().isEmpty())
        received(Buffer.buffer(heard.data().toArray()), listener);
    });
    connected.write(Buffer.buffer(ComPort.HELLO.toArray()));
  }

  private void refuse(NetSocket connected, String why) {
    closedWhy = why;
    connected.close();
  }

  private void up(NetSocket connected, Listener listener) {
    socket = connected;
    saidDown = false;
    tally.opened();
    listener.up();
  }

  private void lost(Listener listener) {
    socket = null;
    pauses.heldFor(Duration.ofNanos(System.nanoTime() - upSinceNanos));
    if (!closed) retry(closedWhy, listener);
  }

  private void retry(String why, Listener listener) {
    if (closed) return;
    if (!saidDown) {
      saidDown = true;
      listener.down(why);
    }
    vertx.setTimer(pauses.take().toMillis(), ignored -> connect(listener));
  }

  private String place() {
    return host + ":" + port;
  }

  private String why(Throwable cause) {
    String place = place();
    if (cause instanceof UnknownHostException)
      return "the name " + host + " is unknown; check the address or the name server";
    if (cause instanceof io.netty.channel.ConnectTimeoutException)
      return place + " does not answer; check its power, cable and address";
    if (cause instanceof ConnectException)
      return place
          + " refuses the connection; check the port, and that no other program holds its one"
          + " connection";
    return place + ": " + cause;
  }

  @Override
  public void send(Bytes bytes, Duration pause) {
    long now = System.nanoTime();
    long left = Math.max(pause.toNanos(), pausedUntil - now);
    if (left <= 0) {
      write(bytes);
      return;
    }
    // Up to a millisecond too long; what lies between here and the wire is no more exact.
    long millis = (left + NANOS_A_MILLI - 1) / NANOS_A_MILLI;
    pausedUntil = now + millis * NANOS_A_MILLI;
    vertx.setTimer(millis, id -> write(bytes));
  }

  private void write(Bytes bytes) {
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
    ComPort telnet = comPort;
    Bytes said = telnet == null ? bytes : ComPort.escaped(bytes);
    to.write(Buffer.buffer(said.toArray()));
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
