package org.xuhao.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.NullMarked;
import org.xuhao.app.Await;
import org.xuhao.app.HallFile;
import org.xuhao.app.HallProcess;
import org.xuhao.app.LedWall;
import org.xuhao.line.Pty;
import org.xuhao.wire.Bytes;

/**
 * Prints the time from the last byte of a pad's key to the first byte of the frame that shows the
 * ticket, through the whole appliance: a real pseudo-terminal, the forced journal, a socket. Beside
 * it, what a forced write of an entry's size costs on the same disk between the presses. Takes the
 * folder that {@code bin/build} filled and one on the disk to measure; under a minute.
 */
@NullMarked
public final class PadToLedBench {
  private static final int WINDOWS = 12;
  private static final int PRESSES = 300;

  /** Not counted: the first presses meet cold code. */
  private static final int WARM_UP = 2 * WINDOWS;

  /** Twelve windows in turn: each pad's next press is another press, 0.96 s later. */
  private static final Duration BETWEEN = Duration.ofMillis(80);

  /** Bytes of a journal record of one call. */
  private static final int RECORD_BYTES = 800;

  /** Time of the first byte of the frame by window and ticket, as {@code 3/A017}. */
  private final Map<String, Long> drawn = new ConcurrentHashMap<>();

  private final Path folder;

  private PadToLedBench(Path folder) {
    this.folder = folder;
  }

  public static void main(String[] args) throws Exception {
    Path on = Files.createDirectories(Path.of(args.length > 0 ? args[0] : "target/bench"));
    Path folder = Files.createTempDirectory(on, "pad-").toAbsolutePath();
    new PadToLedBench(folder).measure();
  }

  private void measure() throws Exception {
    long[] shown = new long[PRESSES];
    long[] forced = new long[PRESSES];
    try (var wall = new LedWall(this::note);
        var pads = Pty.plug(folder.resolve("pads"));
        var raw = raw();
        var hall = HallProcess.open(hallFile(wall))) {
      for (int i = 0; i < WARM_UP + PRESSES; i++) hall.http().take("RS", "t" + i).is(201);
      Await.until("all lines are up", () -> hall.http().faults().isEmpty(), hall::said);
      for (int i = 0; i < WARM_UP + PRESSES; i++) {
        long next = System.nanoTime() + BETWEEN.toNanos();
        long took = press(pads, i % WINDOWS + 1, "A%03d".formatted(i + 1), hall);
        long force = force(raw, i);
        if (i >= WARM_UP) {
          shown[i - WARM_UP] = took;
          forced[i - WARM_UP] = force;
        }
        Await.pause(Duration.ofNanos(next - System.nanoTime()));
      }
      hall.stop();
    }
    System.out.printf("%-44s %8s %8s %8s%n", "ms, of " + PRESSES + " presses", "p50", "p99", "max");
    print("key on the pad's line to LED line", shown);
    print("write + force alone, between the presses", forced);
  }

  private void note(LedWall.Drawn seen) {
    int at = seen.text().indexOf("号请到");
    if (at < 4) return;
    String number = seen.text().substring(at - 4, at);
    drawn.putIfAbsent(seen.card() + "/" + number, seen.atNanos());
  }

  private long press(Pty pads, int window, String number, HallProcess hall) throws Exception {
    String key = window + "/" + number;
    int sum = window + 0x01 + 0x0C;
    Bytes frame = Bytes.of(0xFF, 0x68, 3, 3, 0x68, window, 0x01, 0x0C, sum, 0x16);
    long pressed = System.nanoTime();
    pads.write(frame);
    Await.until(key + " is drawn", () -> drawn.containsKey(key), hall::said);
    Long at = drawn.get(key);
    return at == null ? 0 : at - pressed;
  }

  private FileChannel raw() throws IOException {
    var channel =
        FileChannel.open(
            folder.resolve("raw"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    channel.write(ByteBuffer.allocate((WARM_UP + PRESSES) * RECORD_BYTES), 0);
    channel.force(true);
    return channel;
  }

  private static long force(FileChannel raw, int index) throws IOException {
    long from = System.nanoTime();
    raw.write(ByteBuffer.allocate(RECORD_BYTES), (long) index * RECORD_BYTES);
    raw.force(false);
    return System.nanoTime() - from;
  }

  private Path hallFile(LedWall wall) throws IOException {
    var devices = new StringBuilder();
    devices.append("lines:\n  pads: {uri: \"serial:%s\"}\n".formatted(folder.resolve("pads")));
    devices.append("  leds: {uri: \"%s\"}\ndevices:\n".formatted(wall.uri()));
    for (int i = 1; i <= WINDOWS; i++) {
      devices.append("  - {type: ff68-pad, line: pads, address: %d, window: %d}\n".formatted(i, i));
      devices.append("  - {type: onbon-bx, line: leds, address: %d, window: %d}\n".formatted(i, i));
    }
    return HallFile.write(folder, WINDOWS, devices.toString());
  }

  private static void print(String what, long[] nanos) {
    Arrays.sort(nanos);
    System.out.printf(
        "%-44s %8.2f %8.2f %8.2f%n",
        what,
        nanos[nanos.length / 2] / 1e6,
        nanos[nanos.length * 99 / 100] / 1e6,
        nanos[nanos.length - 1] / 1e6);
  }
}
