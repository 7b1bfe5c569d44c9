package org.xuhao.link;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.xuhao.app.Await;

/** A line to a server on this machine that carries so many bytes a second towards it. */
final class SlowLine implements AutoCloseable {
  /** Of bytes at once, so that the rate is even. */
  private static final int PIECE = 1_024;

  private final ServerSocket open = new ServerSocket(0, 4, InetAddress.getLoopbackAddress());
  private final String host;
  private final int port;
  private final int rate;

  /** {@code server}: {@code nats://host:port}. */
  SlowLine(String server, int rate) throws IOException {
    String[] part = server.replaceFirst("^nats://", "").split(":", -1);
    host = part[0];
    port = Integer.parseInt(part[1]);
    this.rate = rate;
    Thread.ofVirtual().start(this::accept);
  }

  String address() {
    return "nats://127.0.0.1:" + open.getLocalPort();
  }

  private void accept() {
    while (!open.isClosed())
      try {
        Socket near = open.accept();
        near.setReceiveBufferSize(PIECE);
        var far = new Socket(host, port);
        Thread.ofVirtual().start(() -> carry(near, far, true));
        Thread.ofVirtual().start(() -> carry(far, near, false));
      } catch (IOException closed) {
        return;
      }
  }

  private void carry(Socket from, Socket to, boolean slow) {
    byte[] piece = new byte[PIECE];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int some = in.read(piece); some > 0; some = in.read(piece)) {
        if (slow) Await.pause(Duration.ofNanos(some * 1_000_000_000L / rate));
        out.write(piece, 0, some);
      }
    } catch (IOException ended) {
      // The other end went, as lines do.
    }
  }

  @Override
  public void close() throws IOException {
    open.close();
  }
}
