package org.xuhao.soak.district;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * The way from one hall to the district's server. It can be made as slow and uneven as a bad line:
 * so many bits a second, and every now and then a wait as for a packet that was lost.
 */
public final class Road implements AutoCloseable {
  /** A packet of a slow line. */
  private static final int PIECE = 1_400;

  private static final long PAUSE_MIN_MS = 200;
  private static final int PAUSE_MORE_MS = 800;

  private final ServerSocket door;
  private final InetSocketAddress to;
  private final Random random;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile int bitsPerSecond;
  private volatile double lost;

  /** Listens at {@code at} and leads {@code to}. */
  public Road(InetSocketAddress at, InetSocketAddress to, long seed) throws IOException {
    this.to = to;
    random = new Random(seed);
    door = new ServerSocket(at.getPort(), 8, InetAddress.getByName(at.getHostString()));
    Thread.ofVirtual().start(this::accept);
  }

  /**
   * Makes it bad, or good again with 0 and 0.
   *
   * @param bits a second in each direction; 0: as fast as it can be
   * @param loss what part of the packets has to be sent again
   */
  void bad(int bits, double loss) {
    bitsPerSecond = bits;
    lost = loss;
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket near = door.accept();
        var far = new Socket();
        open.add(near);
        open.add(far);
        try {
          far.connect(to, 2_000);
        } catch (IOException away) {
          end(near, far);
          continue;
        }
        Thread.ofVirtual().start(() -> carry(near, far));
        Thread.ofVirtual().start(() -> carry(far, near));
      } catch (IOException closing) {
        LockSupport.parkNanos(1_000_000);
      }
    }
  }

  private void carry(Socket from, Socket into) {
    var piece = new byte[PIECE];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = into.getOutputStream();
      for (int got = in.read(piece); got >= 0; got = in.read(piece)) {
        travel(got);
        out.write(piece, 0, got);
        out.flush();
      }
    } catch (IOException ended) {
      // Either side has gone; the other is told below.
    }
    end(from, into);
  }

  private void travel(int bytes) {
    int bits = bitsPerSecond;
    if (bits > 0) LockSupport.parkNanos(bytes * 8_000_000_000L / bits);
    if (lost == 0) return;
    boolean again;
    long pauseMs;
    synchronized (random) {
      again = random.nextDouble() < lost;
      pauseMs = PAUSE_MIN_MS + random.nextInt(PAUSE_MORE_MS);
    }
    if (again) LockSupport.parkNanos(pauseMs * 1_000_000);
  }

  private void end(Socket... both) {
    for (Socket socket : both) {
      open.remove(socket);
      try {
        socket.close();
      } catch (IOException gone) {
        // It is closed either way.
      }
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
    open.forEach(this::end);
  }
}
