package org.xuhao.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.wire.Bytes;

class RecorderTest {
  private static final Bytes CALL_NEXT = Bytes.hex("FF 68 03 03 68 05 01 0C 12 16");

  private static final int BOUND_MS = 20_000;

  @TempDir Path folder;
  private final Vertx vertx = Vertx.vertx();
  private final Heard heard = new Heard();

  @AfterEach
  void released() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @Test
  void bothDirectionsAreWrittenWithTheirTime() throws Exception {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Line line = record(server, folder, 1 << 20);
      line.open(heard);
      try (Socket device = server.accept()) {
        device.setSoTimeout(BOUND_MS);
        assertEquals("up", heard.next());
        device.getOutputStream().write(CALL_NEXT.toArray());
        heard.bytes(CALL_NEXT.size());
        line.send(Bytes.hex("10 04 01"));
        Path file = folder.resolve("pads.cap");
        Heard.await("two rows", () -> bodyOf(file).size() == 2);
        assertTrue(bodyOf(file).getFirst().matches("\\d+\\.\\d{3} < " + CALL_NEXT));
        assertTrue(bodyOf(file).getLast().matches("\\d+\\.\\d{3} > 10 04 01"));
        List<String> head = Files.readAllLines(file).subList(0, 3);
        assertEquals("# line pads", head.get(0));
        assertEquals("# uri " + line.uri(), head.get(1));
        assertTrue(head.get(2).matches("# start \\d{4}-\\d\\d-\\d\\dT.*Z"));
      }
      close(line);
    }
  }

  @Test
  void aFullFileIsKeptOnceAndTheSizeHasABound() throws Exception {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Line line = record(server, folder, 2000);
      line.open(heard);
      try (Socket device = server.accept()) {
        device.setSoTimeout(BOUND_MS);
        assertEquals("up", heard.next());
        for (int i = 0; i < 200; i++) {
          line.send(CALL_NEXT);
          device.getInputStream().skipNBytes(CALL_NEXT.size());
        }
        close(line);
      }
      Path full = folder.resolve("pads.1.cap");
      Heard.await("a full file", () -> Files.exists(full));
      assertTrue(Files.size(full) <= 2000, "size " + Files.size(full));
      assertTrue(Files.readString(full).startsWith("# line pads"));
      try (var files = Files.list(folder)) {
        assertEquals(2, files.count());
      }
    }
  }

  @Test
  void aFailingDiskNeverHurtsTheLine() throws Exception {
    Path blocked = folder.resolve("file");
    Files.writeString(blocked, "a file where a folder should be");
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var line = record(server, blocked, 2000);
      line.open(heard);
      try (Socket device = server.accept()) {
        device.setSoTimeout(BOUND_MS);
        assertEquals("up", heard.next());
        line.send(CALL_NEXT);
        assertEquals(CALL_NEXT, Bytes.copyOf(device.getInputStream().readNBytes(CALL_NEXT.size())));
        Heard.await("it is counted", () -> line.rowsLeftOut() >= 2);
      }
      close(line);
    }
  }

  private Recorder record(ServerSocket server, Path where, long sizeMax) throws LineUri.Wrong {
    Line line = Lines.of(vertx, "tcp://127.0.0.1:" + server.getLocalPort());
    return new Recorder(line, "pads", where, sizeMax);
  }

  private static List<String> bodyOf(Path file) {
    try {
      if (!Files.exists(file)) return List.of();
      return Files.readAllLines(file).stream().filter(row -> !row.startsWith("#")).toList();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void close(Line line) throws Exception {
    line.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }
}
