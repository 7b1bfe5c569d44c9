package org.xuhao.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.wire.Bytes;

/** Drives the line on real pseudo-terminals, by a symbolic link as udev makes them. */
class SerialLineTest {
  private static final Bytes CALL_NEXT = Bytes.hex("FF 68 03 03 68 05 01 0C 12 16");

  @TempDir Path folder;
  private final Vertx vertx = Vertx.vertx();
  private final Heard heard = new Heard();
  private Path path;
  private Line line;

  @BeforeEach
  void aLineOnAPathThatIsNotThereYet() {
    path = folder.resolve("pads");
    line = Lines.of(vertx, new LineUri.Serial(path.toString(), LineUri.Framing.USUAL, false));
  }

  @AfterEach
  void released() throws Exception {
    line.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @Test
  void bytesGoBothWaysAndArriveOnOneContext() throws Exception {
    try (Pty pty = Pty.plug(path)) {
      line.open(heard);
      assertEquals("up", heard.next());
      pty.write(CALL_NEXT);
      assertEquals(CALL_NEXT, heard.bytes(CALL_NEXT.size()));
      line.send(CALL_NEXT);
      assertEquals(CALL_NEXT, pty.read(CALL_NEXT.size()));
      pty.write(CALL_NEXT);
      heard.bytes(2 * CALL_NEXT.size());
      assertEquals(1, new HashSet<>(heard.threads()).size());
      assertTrue(heard.threads().getFirst().getName().contains("eventloop"));
      assertEquals(20, line.figures().bytesIn());
      assertEquals(10, line.figures().bytesOut());
    }
  }

  @Test
  void bytesThatAreToPauseGoOutNoSoonerAndThoseBehindThemAfter() throws Exception {
    try (Pty pty = Pty.plug(path)) {
      line.open(heard);
      assertEquals("up", heard.next());
      Duration pause = Duration.ofMillis(80);
      long begun = System.nanoTime();
      line.send(CALL_NEXT, pause);
      line.send(Bytes.of(1));
      assertEquals(CALL_NEXT.then(Bytes.of(1)), pty.read(CALL_NEXT.size() + 1));
      assertTrue(System.nanoTime() - begun >= pause.toNanos());
    }
  }

  @Test
  void everyByteValueAndATornFrameArriveUnchanged() throws Exception {
    int[] values = new int[256];
    for (int i = 0; i < values.length; i++) values[i] = i;
    Bytes every = Bytes.of(values);
    try (Pty pty = Pty.plug(path)) {
      line.open(heard);
      assertEquals("up", heard.next());
      for (int i = 0; i < every.size(); i += 7)
        pty.write(every.slice(i, Math.min(every.size(), i + 7)));
      assertEquals(every, heard.bytes(every.size()));
      line.send(every);
      assertEquals(every, pty.read(every.size()));
    }
  }

  @Test
  void aMissingPortIsDownWithAReasonAndComesUpWhenPluggedIn() throws Exception {
    line.open(heard);
    assertTrue(heard.next().matches("down .*pads does not exist; plug it in, .*"));
    line.send(CALL_NEXT);
    Heard.await("the frame counts as dropped", () -> line.figures().drops() == 1);
    try (Pty pty = Pty.plug(path)) {
      assertEquals("up", heard.next());
      pty.write(CALL_NEXT);
      assertEquals(CALL_NEXT, heard.bytes(CALL_NEXT.size()));
    }
  }

  @Test
  void unpluggedIsSaidOnceAndThePortComesBackUnderTheSameName() throws Exception {
    try (Pty pty = Pty.plug(path)) {
      line.open(heard);
      assertEquals("up", heard.next());
      pty.write(CALL_NEXT);
      heard.bytes(CALL_NEXT.size());
    }
    assertTrue(heard.next().startsWith("down "));
    Files.deleteIfExists(path);
    try (Pty again = Pty.plug(path)) {
      assertEquals("up", heard.next());
      line.send(CALL_NEXT);
      assertEquals(CALL_NEXT, again.read(CALL_NEXT.size()));
      again.write(CALL_NEXT);
      heard.bytes(2 * CALL_NEXT.size());
      assertTrue(heard.saidNothingMore());
      assertEquals(2, line.figures().openings());
    }
  }

  @Test
  void aPeerThatTakesNothingCostsFramesAndNeverTheLoop() throws Exception {
    try (Pty pty = Pty.plug(path)) {
      line.open(heard);
      assertEquals("up", heard.next());
      pty.drain(false);
      Bytes kilo = Bytes.copyOf(new byte[1024]);
      // More than the kernel's buffers of a pseudo-terminal and the line's own bound together.
      for (int i = 0; i < 256; i++) line.send(kilo);
      Heard.await("frames are dropped", () -> line.figures().drops() > 100);
      var loop = vertx.getOrCreateContext();
      var alive = new java.util.concurrent.CountDownLatch(1);
      loop.runOnContext(ignored -> alive.countDown());
      assertTrue(alive.await(1, TimeUnit.SECONDS), "the event loop stands still");
      pty.drain(true);
      Heard.await(
          "it goes on where it stopped",
          () -> line.figures().writes() + line.figures().drops() == 256);
      pty.read((int) line.figures().bytesOut());
      line.send(CALL_NEXT);
      assertEquals(CALL_NEXT, pty.read(CALL_NEXT.size()));
    }
  }

  @Test
  void closingFreesAWriteThatNobodyTakes() throws Exception {
    try (Pty pty = Pty.plug(path)) {
      line.open(heard);
      assertEquals("up", heard.next());
      pty.drain(false);
      Bytes kilo = Bytes.copyOf(new byte[1024]);
      for (int i = 0; i < 256; i++) line.send(kilo);
      Heard.await("frames are dropped", () -> line.figures().drops() > 100);
      line.close().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
    }
  }

  @Test
  void aFileThatIsNoPortIsNamedAsSuch() throws Exception {
    Files.writeString(path, "no port");
    line.open(heard);
    assertTrue(heard.next().contains("is no serial port"));
  }
}
