package org.xuhao.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.NullMarked;
import org.xuhao.app.Await;
import org.xuhao.app.HallFile;
import org.xuhao.app.HallProcess;
import org.xuhao.driver.TimedBus;
import org.xuhao.hall.Entry;
import org.xuhao.hall.Event;
import org.xuhao.journal.FileDisk;
import org.xuhao.journal.JournalReader;

/**
 * Prints the time from a key on one of 32 OSDP pads to the call in the journal and to the ticket on
 * the pad, through the whole appliance and a real pseudo-terminal whose far end takes the real time
 * for each byte at 57600; all pads alive, then ten of them dead. Takes a folder; nine minutes.
 */
@NullMarked
public final class RealBusBench {
  private static final int PADS = 32;
  private static final int DEAD = 10;
  private static final int BAUD = 57_600;
  private static final int PRESSES = 200;
  private static final Duration PRESSES_AGAIN = Duration.ofSeconds(3);

  /**
   * Between a call that was seen and the next press, half as much again on average: a call a second
   * or more, ten times what 32 windows do whose visits last five minutes.
   */
  private static final int REST_MS = 450;

  /** Not counted: the first presses meet cold code and open the windows. */
  private static final int WARM_UP = 2 * PADS;

  private final Path folder;
  private final int living;
  private final Random chance = new Random(1);
  private int again;

  private RealBusBench(Path folder, int living) {
    this.folder = folder;
    this.living = living;
  }

  public static void main(String[] args) throws Exception {
    Path on = Files.createDirectories(Path.of(args.length > 0 ? args[0] : "target/bench"));
    System.out.println(
        "                     ms  computed  called p50/p99/most  on the pad p50/p99");
    for (int dead : new int[] {0, DEAD}) {
      Path folder = Files.createTempDirectory(on, "bus-").toAbsolutePath();
      new RealBusBench(folder, PADS - dead).measure();
    }
  }

  private void measure() throws Exception {
    var pressed = new ArrayList<Instant>();
    var shown = new long[PRESSES];
    try (var wire = new PadWire(folder.resolve("pads"), PADS, BAUD, TimedBus.TURNAROUND);
        var hall = HallProcess.open(hallFile())) {
      for (int i = 0; i < WARM_UP + PRESSES; i++) hall.http().take("RS", "t" + i).is(201);
      Await.until("all pads have keys", () -> wire.allSecure(PADS), hall::said);
      wire.switchOff(living, PADS);
      if (living < PADS)
        Await.until(
            "the dead are known", () -> hall.http().faults().size() == PADS - living, hall::said);
      for (int i = 0; i < WARM_UP + PRESSES; i++) {
        Await.pause(Duration.ofMillis(REST_MS + chance.nextInt(REST_MS)));
        int pad = i % living;
        if (i >= living / 2) wire.press((pad + living / 2) % living, "H");
        Instant now = Instant.now();
        long nanos = System.nanoTime();
        pressUntilShown(wire, pad);
        if (i >= WARM_UP) shown[i - WARM_UP] = System.nanoTime() - nanos;
        if (i >= WARM_UP) pressed.add(now);
        wire.press(pad, "C");
      }
      hall.stop();
    }
    print(called(pressed), shown);
  }

  /** A session that began anew gives a key up, and the clerk presses again. */
  private void pressUntilShown(PadWire wire, int pad) throws Exception {
    wire.press(pad, "A");
    while (!wire.shows(pad, PRESSES_AGAIN)) {
      again++;
      wire.press(pad, "A");
    }
  }

  /** Nanoseconds from each press to the entry with its call. */
  private long[] called(List<Instant> pressed) throws Exception {
    var at = new ArrayList<Instant>();
    try (var reader =
        JournalReader.ofClosed(new FileDisk(folder.resolve("data/journal")), "haixi")) {
      for (List<Entry> some = reader.next(100); !some.isEmpty(); some = reader.next(100))
        for (Entry entry : some)
          for (Event event : entry.events())
            if (event instanceof Event.TicketCalled) at.add(entry.wall());
    }
    var took = new long[PRESSES];
    for (int i = 0; i < PRESSES; i++)
      took[i] = Duration.between(pressed.get(i), at.get(WARM_UP + i)).toNanos();
    return took;
  }

  private Path hallFile() throws IOException {
    var devices = new StringBuilder();
    devices.append(
        "lines:\n  pads: {uri: \"serial:%s?baud=%d\"}\ndevices:\n"
            .formatted(folder.resolve("pads"), BAUD));
    for (int i = 0; i < PADS; i++)
      devices.append(
          "  - {type: osdp-pad, line: pads, address: %d, window: %d, secure: install}\n"
              .formatted(i, i + 1));
    return HallFile.write(folder, PADS, devices.toString());
  }

  private void print(long[] called, long[] shown) {
    Arrays.sort(called);
    Arrays.sort(shown);
    System.out.printf(
        "%2d pads, %2d dead, %6d  %8.0f  %5.0f/%5.0f/%5.0f  %12.0f/%5.0f, %d given up%n",
        PADS,
        PADS - living,
        BAUD,
        TimedBus.computedCycle(PADS, BAUD).toNanos() / 1e6,
        called[PRESSES / 2] / 1e6,
        called[PRESSES * 99 / 100] / 1e6,
        called[PRESSES - 1] / 1e6,
        shown[PRESSES / 2] / 1e6,
        shown[PRESSES * 99 / 100] / 1e6,
        again);
  }
}
