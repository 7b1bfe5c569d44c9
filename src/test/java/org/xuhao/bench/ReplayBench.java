package org.xuhao.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
 * Prints how long a day of 12,000 events and one of 100,000 take: read and folded here, cold and
 * warm, and told by {@code bin/xuhao replay} in a process with the appliance's flags. With a number
 * only a day of so many events.
 */
@NullMarked
public final class ReplayBench {
  private static final int EVENTS = 12_000;

  /** Eight times the busiest hall that is known: what a district may hold some day. */
  private static final int LARGE_EVENTS = 100_000;

  private static final int BATCH = 50;

  private static final int RUNS = 5;

  /** What {@code times} says in its second line: user and system time of the children. */
  private static final Pattern TIMES =
      Pattern.compile(".*\\n([0-9]+)m([0-9.]+)s ([0-9]+)m([0-9.]+)s\\s*", Pattern.DOTALL);

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
    Path data = Files.createTempDirectory("replay");
    Path folder = data.resolve("journal");
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
    told(data);
  }

  /** The first run builds what is run, and does not count. */
  private static void told(Path data) throws IOException {
    appliance(data);
    double[] seconds = new double[RUNS];
    for (int i = 0; i < RUNS; i++) seconds[i] = appliance(data);
    Arrays.sort(seconds);
    System.out.printf(
        "bin/xuhao replay, processor time of %d runs: best %.2f, median %.2f, worst %.2f s%n",
        RUNS, seconds[0], seconds[RUNS / 2], seconds[RUNS - 1]);
  }

  private static double appliance(Path data) throws IOException {
    String day = BusyHour.TEN.atZone(BusyHour.ZONE).toLocalDate().toString();
    var replay = List.of("bin/xuhao", "replay", "--data", data.toString(), "--day", day);
    List<String> timed = new ArrayList<>(List.of("sh", "-c", "\"$@\" >/dev/null && times", "sh"));
    timed.addAll(replay);
    Process process =
        new ProcessBuilder(timed).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Matcher times = TIMES.matcher(said);
    if (!times.matches()) throw new IOException("no times in: " + said);
    return 60 * (Integer.parseInt(times.group(1)) + Integer.parseInt(times.group(3)))
        + Double.parseDouble(times.group(2))
        + Double.parseDouble(times.group(4));
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
