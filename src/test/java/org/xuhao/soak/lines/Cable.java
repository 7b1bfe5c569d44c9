package org.xuhao.soak.lines;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.xuhao.app.Await;
import org.xuhao.app.PtyCable;

/** How the appliance reaches a wire, and what it is to plug that in and to pull it out. */
sealed interface Cable {

  /** As the hall's file has it. */
  String uri();

  void plug() throws Exception;

  void pull() throws Exception;

  /** A raw serial server on the network: pulled out it resets and refuses. */
  record Tcp(BadWire wire) implements Cable {
    @Override
    public String uri() {
      return "tcp://127.0.0.1:" + wire.port();
    }

    @Override
    public void plug() throws Exception {
      wire.plug();
    }

    @Override
    public void pull() throws Exception {
      wire.pull();
    }
  }

  /** A serial port, a pseudo-terminal: pulled out it is gone. */
  record Port(PtyCable port) implements Cable {
    @Override
    public String uri() {
      return port.uri();
    }

    @Override
    public void plug() throws Exception {
      port.plugIn();
    }

    @Override
    public void pull() throws Exception {
      port.unplug();
    }
  }

  /** Debian's ser2net before a pseudo-terminal: pulled out it ends. */
  final class Server implements Cable {
    private final Path config;
    private final PtyCable port;
    private final int tcp;
    private @Nullable Process server;

    /** A server whose files stand beside {@code path}, that of the pseudo-terminal. */
    Server(Path path, int wire) throws Exception {
      port = new PtyCable(path, wire);
      try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        tcp = free.getLocalPort();
      }
      config = path.resolveSibling(path.getFileName() + ".yaml");
      Files.writeString(
          config,
          """
          connection: &port
            accepter: telnet(rfc2217),tcp,127.0.0.1,%d
            connector: serialdev,%s,9600n81,local
            options:
              kickolduser: true
          """
              .formatted(tcp, path));
      port.plugIn();
    }

    @Override
    public String uri() {
      return "rfc2217://127.0.0.1:" + tcp + "?baud=9600";
    }

    @Override
    public void plug() throws Exception {
      if (server != null) return;
      server =
          new ProcessBuilder("/usr/sbin/ser2net", "-n", "-c", config.toString())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      Await.until("ser2net listens", this::isListening, () -> config);
    }

    private boolean isListening() {
      try (var visitor = new Socket(InetAddress.getLoopbackAddress(), tcp)) {
        return visitor.isConnected();
      } catch (IOException notYet) {
        return false;
      }
    }

    @Override
    public void pull() {
      Process running = server;
      server = null;
      if (running != null) running.destroyForcibly().onExit().join();
    }

    void close() throws IOException {
      pull();
      port.close();
    }
  }
}
