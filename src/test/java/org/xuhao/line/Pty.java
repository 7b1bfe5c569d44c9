package org.xuhao.line;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.xuhao.wire.Bytes;

/** A real pseudo-terminal made by socat; its other end is a socket that plays the device. */
public final class Pty implements AutoCloseable {
  private static final int BOUND_MS = 10_000;
  private static final int READ_BYTES = 4096;

  private final Process socat;
  private final Socket device;

  private Pty(Process socat, Socket device) {
    this.socat = socat;
    this.device = device;
  }

  /** Plugs a port in under {@code path}. */
  public static Pty plug(Path path) throws IOException {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      server.setSoTimeout(BOUND_MS);
      Process socat =
          new ProcessBuilder(
                  "socat",
                  "PTY,raw,echo=0,link=" + path,
                  "TCP:127.0.0.1:" + server.getLocalPort() + ",nodelay")
              .inheritIO()
              .start();
      Socket device = server.accept();
      device.setSoTimeout(BOUND_MS);
      device.setTcpNoDelay(true);
      return new Pty(socat, device);
    }
  }

  public void write(Bytes bytes) throws IOException {
    device.getOutputStream().write(bytes.toArray());
    device.getOutputStream().flush();
  }

  public Bytes read(int count) throws IOException {
    return Bytes.copyOf(device.getInputStream().readNBytes(count));
  }

  /** What has arrived, at least a byte; nothing: the port was pulled out. */
  public Bytes readSome() throws IOException {
    byte[] some = new byte[READ_BYTES];
    int count = device.getInputStream().read(some);
    return Bytes.copyOf(some).slice(0, Math.max(count, 0));
  }

  /** Stops or resumes the process that drains the port. */
  public void drain(boolean on) throws IOException, InterruptedException {
    new ProcessBuilder("kill", on ? "-CONT" : "-STOP", Long.toString(socat.pid()))
        .start()
        .waitFor(BOUND_MS, TimeUnit.MILLISECONDS);
  }

  /** Pulls the port out at once. */
  @Override
  public void close() throws IOException {
    socat.destroyForcibly();
    socat.onExit().orTimeout(BOUND_MS, TimeUnit.MILLISECONDS).join();
    device.close();
  }
}
