package org.xuhao.soak.lines;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.xuhao.wire.Bytes;

/**
 * A wire that changes bytes, holds them back, loses them, and can be pulled out. The host's end is
 * a port of this machine. Methods may be called from any thread and return when it is done.
 */
final class BadWire {
  private static final int ANSWER_S = 20;

  /** Runs of bytes kept while the wire holds them back; more are lost, as in a full buffer. */
  private static final int HELD_MAX = 1_000;

  private final Vertx vertx;
  private final Context context;
  private final Random chance;
  private final List<Bytes> held = new ArrayList<>();
  private final AtomicLong carried = new AtomicLong();
  private final AtomicLong spoilt = new AtomicLong();
  private DeviceEnd end = bytes -> {};
  private @Nullable NetServer server;
  private @Nullable NetSocket host;

  /** Bound and never listening: keeps the port's number while the wire is out. */
  private final Socket address = new Socket();

  private double garble;
  private boolean holds;
  private boolean loses;

  BadWire(Vertx vertx, Context context, long seed) throws IOException {
    this.vertx = vertx;
    this.context = context;
    chance = new Random(seed);
    address.setReuseAddress(true);
    address.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  /** The host's port, the same after each pulling. */
  int port() {
    return address.getLocalPort();
  }

  void attach(DeviceEnd device) throws Exception {
    onContext(() -> {
      end = device;
      return Future.succeededFuture();
    });
  }

  /** Opens the port. */
  void plug() throws Exception {
    onContext(() -> {
      if (server != null) return Future.succeededFuture();
      // Closing at once, without a farewell: the host sees a reset.
      var options = new NetServerOptions().setTcpNoDelay(true).setReuseAddress(true).setSoLinger(0);
      NetServer opening = vertx.createNetServer(options);
      server = opening;
      opening.connectHandler(this::connected);
      return opening.listen(port(), "127.0.0.1").mapEmpty();
    });
  }

  /** Resets the connection and refuses another one. */
  void pull() throws Exception {
    onContext(() -> {
      NetServer open = server;
      server = null;
      host = null;
      held.clear();
      return open == null ? Future.succeededFuture() : open.close();
    });
  }

  void close() throws Exception {
    pull();
    address.close();
  }

  private void connected(NetSocket socket) {
    NetSocket before = host;
    host = socket;
    held.clear();
    if (before != null) before.close();
    socket.handler(buffer -> heard(Bytes.copyOf(buffer.getBytes())));
    socket.exceptionHandler(gone -> {});
    socket.closeHandler(ignored -> {
      if (socket.equals(host)) host = null;
    });
    if (holds) socket.pause();
  }

  private void heard(Bytes bytes) {
    if (!loses) end.hears(spoil(bytes));
  }

  /** Puts what a device says on the wire. On the wire's context only. */
  void says(Bytes bytes) {
    if (loses || host == null) return;
    Bytes changed = spoil(bytes);
    if (!holds) write(changed);
    else if (held.size() < HELD_MAX) held.add(changed);
  }

  private void write(Bytes bytes) {
    NetSocket to = host;
    if (to != null) to.write(Buffer.buffer(bytes.toArray()));
  }

  private Bytes spoil(Bytes bytes) {
    carried.addAndGet(bytes.size());
    if (garble == 0) return bytes;
    int[] values = new int[bytes.size()];
    for (int i = 0; i < values.length; i++) {
      boolean flips = chance.nextDouble() < garble;
      if (flips) spoilt.incrementAndGet();
      values[i] = flips ? bytes.at(i) ^ (1 << chance.nextInt(8)) : bytes.at(i);
    }
    return Bytes.of(values);
  }

  /** From now on such a share of all bytes arrives with one bit changed. */
  void garble(double share) throws Exception {
    onContext(() -> {
      garble = share;
      return Future.succeededFuture();
    });
  }

  /** Takes nothing from either side, or lets all that came meanwhile through at once. */
  void hold(boolean on) throws Exception {
    onContext(() -> {
      holds = on;
      NetSocket to = host;
      if (to != null && on) to.pause();
      if (to != null && !on) to.resume();
      if (!on) {
        held.forEach(this::write);
        held.clear();
      }
      return Future.succeededFuture();
    });
  }

  /** Loses everything, while both ends look well. */
  void lose(boolean on) throws Exception {
    onContext(() -> {
      loses = on;
      return Future.succeededFuture();
    });
  }

  /** Bytes that came over it, either way. */
  long carried() {
    return carried.get();
  }

  /** Bytes that arrived changed. */
  long spoilt() {
    return spoilt.get();
  }

  private void onContext(Callable<Future<Void>> what) throws Exception {
    on(context, what);
  }

  /** Runs on {@code context} and waits for what comes of it. */
  static <T> T on(Context context, Callable<Future<T>> what) throws Exception {
    Promise<T> done = Promise.promise();
    context.runOnContext(ignored -> {
      try {
        what.call().onComplete(done);
      } catch (Exception e) {
        done.fail(e);
      }
    });
    return get(done.future());
  }

  static <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(ANSWER_S, TimeUnit.SECONDS);
  }
}
