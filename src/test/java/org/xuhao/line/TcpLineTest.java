package org.xuhao.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.HashSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.xuhao.wire.Bytes;

/** Drives the line against a real socket that plays the serial server. */
class TcpLineTest {
  private static final Bytes CALL_NEXT = Bytes.hex("FF 68 03 03 68 05 01 0C 12 16");

  private final Vertx vertx = Vertx.vertx();
  private final Heard heard = new Heard();

  @AfterEach
  void released() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @Test
  void bytesGoBothWaysInOneWriteAFrame() throws Exception {
    try (var server = serve(0)) {
      Line line = Lines.of(vertx, "tcp://127.0.0.1:" + server.getLocalPort());
      line.open(heard);
      try (Socket device = server.accept()) {
        device.setSoTimeout(20_000);
        assertEquals("up", heard.next());
        line.send(CALL_NEXT);
        byte[] once = new byte[64];
        assertEquals(CALL_NEXT.size(), device.getInputStream().read(once));
        for (int i = 0; i < CALL_NEXT.size(); i++) {
          device.getOutputStream().write(CALL_NEXT.at(i));
          device.getOutputStream().flush();
        }
        assertEquals(CALL_NEXT, heard.bytes(CALL_NEXT.size()));
        assertEquals(1, new HashSet<>(heard.threads()).size());
        close(line);
        assertEquals(-1, device.getInputStream().read());
      }
    }
  }

  @Test
  void bytesThatAreToPauseGoOutNoSoonerAndThoseBehindThemAfter() throws Exception {
    try (var server = serve(0)) {
      Line line = Lines.of(vertx, "tcp://127.0.0.1:" + server.getLocalPort());
      line.open(heard);
      try (Socket device = server.accept()) {
        device.setSoTimeout(20_000);
        assertEquals("up", heard.next());
        Duration pause = Duration.ofMillis(80);
        long begun = System.nanoTime();
        line.send(CALL_NEXT, pause);
        line.send(Bytes.of(1));
        Bytes both = CALL_NEXT.then(Bytes.of(1));
        assertEquals(both, Bytes.copyOf(device.getInputStream().readNBytes(both.size())));
        assertTrue(System.nanoTime() - begun >= pause.toNanos());
        close(line);
      }
    }
  }

  @Test
  void aServerThatClosesAndComesBackIsFoundAgain() throws Exception {
    int port;
    Line line;
    try (var server = serve(0)) {
      port = server.getLocalPort();
      line = Lines.of(vertx, "tcp://127.0.0.1:" + port);
      line.open(heard);
      server.accept().close();
    }
    assertEquals("up", heard.next());
    assertTrue(heard.next().contains("closed the connection"));
    line.send(CALL_NEXT);
    Heard.await("the frame counts as dropped", () -> line.figures().drops() == 1);
    try (var server = serve(port);
        Socket device = server.accept()) {
      assertEquals("up", heard.next());
      line.send(CALL_NEXT);
      assertEquals(CALL_NEXT, Bytes.copyOf(device.getInputStream().readNBytes(CALL_NEXT.size())));
      assertEquals(2, line.figures().openings());
      assertTrue(heard.saidNothingMore());
    }
    close(line);
  }

  @Test
  void aRefusedConnectionIsSaidOnceWithAReason() throws Exception {
    int port;
    try (var server = serve(0)) {
      port = server.getLocalPort();
    }
    Line line = Lines.of(vertx, "tcp://127.0.0.1:" + port);
    line.open(heard);
    assertTrue(heard.next().matches("down 127.0.0.1:" + port + " refuses the connection; .*"));
    try (var server = serve(port);
        Socket device = server.accept()) {
      assertEquals("up", heard.next());
      assertTrue(device.isConnected() && heard.saidNothingMore());
    }
    close(line);
  }

  @Test
  void aPeerThatTakesNothingCostsFramesWithinABound() throws Exception {
    try (var server = serve(0)) {
      Line line = Lines.of(vertx, "tcp://127.0.0.1:" + server.getLocalPort());
      line.open(heard);
      try (Socket device = server.accept()) {
        device.setSoTimeout(20_000);
        assertEquals("up", heard.next());
        Bytes kilo = Bytes.copyOf(new byte[1024]);
        Heard.await(
            "frames are dropped",
            () -> {
              line.send(kilo);
              return line.figures().drops() > 20;
            });
        long taken = line.figures().bytesOut();
        var reader = Thread.ofVirtual().start(() -> readAll(device, taken));
        assertTrue(reader.join(java.time.Duration.ofSeconds(10)), "bytes that were taken arrive");
        Heard.await(
            "it goes on",
            () -> {
              long before = line.figures().writes();
              line.send(CALL_NEXT);
              return line.figures().writes() > before;
            });
      }
      close(line);
    }
  }

  private static void readAll(Socket device, long count) {
    try {
      device.getInputStream().skipNBytes(count);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ServerSocket serve(int port) throws IOException {
    var server = new ServerSocket();
    server.setReuseAddress(true);
    server.setSoTimeout(20_000);
    // A small window, so that a peer that takes nothing is felt soon.
    server.setReceiveBufferSize(4096);
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
    return server;
  }

  private static void close(Line line) throws Exception {
    line.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }
}
