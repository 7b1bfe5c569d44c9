package org.xuhao.sim;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.xuhao.wire.Bytes;

/**
 * The cable between the appliance and simulated devices: a raw TCP serial server on the loopback
 * that can be pulled out, slowed down to a baud rate and spoilt. Used on one context.
 */
final class LoopbackPort {
  /** Runs of bytes that may be under way one way; more are lost, as in a server's full buffer. */
  private static final int UNDER_WAY_MAX = 4096;

  /** Start bit, eight data bits, stop bit. */
  private static final int BITS_A_BYTE = 10;

  private final Vertx vertx;
  private final int baud;
  private final RandomGenerator chance;
  private final Way toDevices = new Way();
  private final Way toHost = new Way();

  private Mischief mischief = Mischief.NONE;
  private Consumer<Bytes> devices = bytes -> {};
  private @Nullable NetServer server;
  private @Nullable NetSocket host;

  /** Bound and never listening: keeps the number from everybody else while the cable is out. */
  private @Nullable Socket address;

  private int port;
  private long busFreeAt;
  private long bytesIn;
  private long bytesOut;
  private long spoilt;

  /**
   * A port that is not yet open.
   *
   * @param baud bits per second that bytes take their time at; 0: no time
   */
  LoopbackPort(Vertx vertx, int baud, RandomGenerator chance) {
    this.vertx = vertx;
    this.baud = baud;
    this.chance = chance;
  }

  /** What the devices on this cable do with what the appliance sends. */
  void attach(Consumer<Bytes> devices) {
    this.devices = devices;
  }

  /** Listens; gives the port's number, the same one after each unplugging until its release. */
  Future<Integer> plugIn() {
    if (server != null) return Future.succeededFuture(port);
    try {
      keepAddress();
    } catch (IOException e) {
      return Future.failedFuture(e);
    }
    NetServer opening =
        vertx.createNetServer(new NetServerOptions().setTcpNoDelay(true).setReuseAddress(true));
    server = opening;
    opening.connectHandler(this::connected);
    return opening.listen(port, "127.0.0.1").map(listening -> port);
  }

  /**
   * Two sockets that both allow it may have one number while only one of them listens, and Linux
   * gives it to no third that asks for any free one, nor to a connection going out.
   */
  private void keepAddress() throws IOException {
    if (address != null) return;
    var kept = new Socket();
    kept.setReuseAddress(true);
    kept.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    address = kept;
    port = kept.getLocalPort();
  }

  /** Pulls the cable and gives the number back; the next plugging in has another. */
  Future<Void> release() {
    return unplug()
        .andThen(unplugged -> {
          Socket kept = address;
          address = null;
          try {
            if (kept != null) kept.close();
          } catch (IOException e) {
            // Nothing was ever sent on it: there is nothing to lose.
          }
        });
  }

  /** Pulls the cable: the connection ends and none is accepted. */
  Future<Void> unplug() {
    NetServer open = server;
    server = null;
    host = null;
    toDevices.clear();
    toHost.clear();
    return open == null ? Future.succeededFuture() : open.close();
  }

  private void connected(NetSocket socket) {
    NetSocket before = host;
    host = socket;
    // Like a serial server with one connection: the newer one has it.
    if (before != null) before.close();
    socket.handler(buffer -> fromHost(Bytes.copyOf(buffer.getBytes())));
    socket.closeHandler(ignored -> {
      if (socket.equals(host)) host = null;
    });
  }

  private void fromHost(Bytes bytes) {
    bytesIn += bytes.size();
    if (lost()) return;
    toDevices.pass(spoil(bytes), 0, devices);
  }

  /** Puts what a device says on the line. */
  void send(Bytes bytes) {
    if (host == null || lost()) return;
    toHost.pass(spoil(bytes), mischief.delay().toMillis(), this::intoSocket);
  }

  private void intoSocket(Bytes bytes) {
    NetSocket to = host;
    if (to == null) return;
    bytesOut += bytes.size();
    to.write(Buffer.buffer(bytes.toArray()));
  }

  private boolean lost() {
    boolean lost = mischief.drop() > 0 && chance.nextDouble() < mischief.drop();
    if (lost) spoilt++;
    return lost;
  }

  private Bytes spoil(Bytes bytes) {
    if (mischief.garble() == 0) return bytes;
    int[] values = new int[bytes.size()];
    for (int i = 0; i < values.length; i++) {
      boolean flip = chance.nextDouble() < mischief.garble();
      if (flip) spoilt++;
      values[i] = flip ? bytes.at(i) ^ (1 << chance.nextInt(8)) : bytes.at(i);
    }
    return Bytes.of(values);
  }

  Mischief mischief() {
    return mischief;
  }

  void mischief(Mischief mischief) {
    this.mischief = mischief;
  }

  int port() {
    return port;
  }

  SimView.LineView view(String name) {
    return new SimView.LineView(
        name,
        port,
        server != null,
        host != null,
        mischief.garble(),
        mischief.drop(),
        bytesIn,
        bytesOut,
        spoilt);
  }

  /** One direction; what is under way arrives in order. */
  private final class Way {
    private final ArrayDeque<Due> underWay = new ArrayDeque<>();
    private boolean armed;

    void pass(Bytes bytes, long extraMs, Consumer<Bytes> to) {
      long now = System.nanoTime() / 1_000_000;
      long due = now + extraMs;
      if (baud > 0) {
        long took = Math.ceilDiv((long) bytes.size() * BITS_A_BYTE * 1000, baud);
        busFreeAt = Math.max(now, busFreeAt) + took;
        due = busFreeAt + extraMs;
      }
      if (due == now && underWay.isEmpty()) {
        to.accept(bytes);
      } else if (underWay.size() < UNDER_WAY_MAX) {
        underWay.add(new Due(due, bytes, to));
        arm(now);
      } else spoilt++;
    }

    /** One timer at most, for the first that is due. */
    private void arm(long now) {
      Due first = underWay.peek();
      if (armed || first == null) return;
      armed = true;
      vertx.setTimer(Math.max(1, first.at() - now), ignored -> arrive());
    }

    private void arrive() {
      armed = false;
      long now = System.nanoTime() / 1_000_000;
      for (Due first = underWay.peek();
          first != null && first.at() <= now + 1;
          first = underWay.peek()) {
        underWay.remove();
        first.to().accept(first.bytes());
      }
      arm(now);
    }

    void clear() {
      underWay.clear();
    }
  }

  private record Due(long at, Bytes bytes, Consumer<Bytes> to) {}
}
