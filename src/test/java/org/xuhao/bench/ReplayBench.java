package org.xuhao.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.Ask;
import org.xuhao.hall.Command;
import org.xuhao.hall.Decision;
import org.xuhao.hall.Entry;
import org.xuhao.hall.Hall;
import org.xuhao.hall.value.By;
import org.xuhao.journal.FileDisk;
import org.xuhao.journal.Journal;
import org.xuhao.journal.JournalUnwritable;
import org.xuhao.trial.BusyHour;

/**
 * Prints how long a day of 12,000 events and one of 100,000 take to be read and folded, cold and
 * warm. With a number only a day of so many events.
 */
@NullMarked
public final class ReplayBench {
  private static final int EVENTS = 12_000;

  /** Eight times the busiest hall that is known: what a district may hold some day. */
  private static final int LARGE_EVENTS = 100_000;

  private static final int BATCH = 50;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private ReplayBench() {}

  public static void main(String[] args) throws Exception {
    if (args.length > 0) {
      replay(Integer.parseInt(args[0]));
      return;
    }
    replay(EVENTS);
    replay(LARGE_EVENTS);
  }

  private static void replay(int events) throws Exception {
    Path folder = Files.createTempDirectory("replay");
    String incarnation = "0000000000000001";
    long made = System.nanoTime();
    try (var journal =
        Journal.open(new FileDisk(folder), BusyHour.HALL, incarnation, entry -> {})) {
      System.out.printf("a day of %d events; open, empty: %d ms%n", events, millis(made));
      day(journal, Hall.empty(BusyHour.plan(4)), BusyHour.TEN, events);
    }
    for (int round = 1; round <= 5; round++) {
      long from = System.nanoTime();
      long cpu = THREADS.getCurrentThreadCpuTime();
      var hall = new Hall[] {Hall.empty(BusyHour.plan(4))};
      Journal journal =
          Journal.open(
              new FileDisk(folder),
              BusyHour.HALL,
              String.format("%016x", round + 1),
              entry -> hall[0] = hall[0].apply(entry));
      System.out.printf(
          "round %d: %d entries, %d events, %d ms, of this thread %d ms%n",
          round,
          journal.found().entries(),
          journal.found().events(),
          millis(from),
          (THREADS.getCurrentThreadCpuTime() - cpu) / 1_000_000);
      journal.close();
    }
  }

  /** Writes a day of {@link #EVENTS} events, the first at {@code from}. */
  static void day(Journal journal, Instant from) throws JournalUnwritable {
    day(journal, Hall.empty(BusyHour.plan(4)), from, EVENTS);
  }

  /** Goes on with {@code events} events from the hall that {@code journal} holds. */
  static void day(Journal journal, Hall before, Instant from, int events) throws JournalUnwritable {
    Hall hall = before;
    Instant at = from;
    List<Entry> batch = new ArrayList<>();
    long seq = journal.nextSeq();
    var random = new Random(1);
    @Nullable Ask first = new Ask("clock", By.CLOCK, new Command.TimePassed(at));
    for (int round = 0; seq < events; round++) {
      for (BusyHour.Step step : BusyHour.draw(random, 500)) {
        at = at.plus(Duration.ofMillis(step.afterMs() / 10));
        Ask drawn = step.ask();
        Ask ask =
            first != null
                ? first
                : new Ask(
                    journal.incarnation() + round + drawn.request(), drawn.by(), drawn.command());
        first = null;
        if (!(hall.decide(ask, at) instanceof Decision.Accepted(var happens))) continue;
        if (happens.isEmpty()) continue;
        Entry entry = hall.entry(ask, at, happens, journal.incarnation(), seq);
        hall = hall.apply(entry);
        seq = entry.lastSeq() + 1;
        batch.add(entry);
        if (batch.size() < BATCH) continue;
        journal.append(batch);
        batch.clear();
      }
    }
    journal.append(batch);
  }

  private static long millis(long from) {
    return (System.nanoTime() - from) / 1_000_000;
  }
}
