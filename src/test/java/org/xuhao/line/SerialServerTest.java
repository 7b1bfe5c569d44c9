package org.xuhao.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.wire.Bytes;

/** Debian's ser2net between the line and a real pseudo-terminal. */
class SerialServerTest {
  @TempDir Path folder = Path.of("");

  private final Vertx vertx = Vertx.vertx();
  private final Heard heard = new Heard();
  private int tcp;

  @BeforeEach
  void choosePort() throws IOException {
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      tcp = free.getLocalPort();
    }
  }

  @AfterEach
  void released() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  /** A serial server before {@code port}; {@code accepter} as in ser2net's manual. */
  private Process serve(Path port, String accepter) throws IOException {
    Path config = folder.resolve("ser2net.yaml");
    Files.writeString(
        config,
        """
        connection: &port
          accepter: %s,127.0.0.1,%d
          connector: serialdev,%s,9600n81,local
          options:
            kickolduser: true
        """
            .formatted(accepter, tcp, port));
    return new ProcessBuilder("/usr/sbin/ser2net", "-n", "-c", config.toString())
        .inheritIO()
        .start();
  }

  @Test
  void everyByteGoesThroughAndThePortIsSet() throws Exception {
    Path path = folder.resolve("port");
    try (var device = Pty.plug(path)) {
      Process server = serve(path, "telnet(rfc2217),tcp");
      try {
        Line line = Lines.of(vertx, "rfc2217://127.0.0.1:" + tcp + "?baud=19200&parity=even");
        line.open(heard);
        awaitUp();
        byte[] all = new byte[512];
        for (int i = 0; i < all.length; i++) all[i] = (byte) i;
        line.send(Bytes.copyOf(all));
        assertEquals(Bytes.copyOf(all), device.read(all.length));
        device.write(Bytes.copyOf(all));
        assertEquals(Bytes.copyOf(all), heard.bytes(all.length));
        assertTrue(stty(path).contains("speed 19200 baud"), stty(path));
        line.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
      } finally {
        server.destroyForcibly().waitFor();
      }
    }
  }

  @Test
  void aRawServerIsToldFromOneThatSetsItsPort() throws Exception {
    Path path = folder.resolve("port");
    try (var device = Pty.plug(path)) {
      Process server = serve(path, "tcp");
      try {
        Line line = Lines.of(vertx, "rfc2217://127.0.0.1:" + tcp);
        line.open(heard);
        String said = heard.next();
        while (said.contains("refuses")) said = heard.next();
        assertTrue(said.contains("sets no port by RFC 2217"), said);
        assertEquals(ComPort.HELLO, device.read(ComPort.HELLO.size()));
      } finally {
        server.destroyForcibly().waitFor();
      }
    }
  }

  /** The server may not listen yet at the first try. */
  private void awaitUp() throws InterruptedException {
    String said = heard.next();
    while (said.startsWith("down")) said = heard.next();
    assertEquals("up", said);
  }

  private static String stty(Path port) throws IOException {
    Process stty = new ProcessBuilder("stty", "-a", "-F", port.toString()).start();
    return new String(stty.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
