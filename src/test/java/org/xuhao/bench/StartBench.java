package org.xuhao.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.NullMarked;
import org.xuhao.app.Await;
import org.xuhao.app.HallFile;
import org.xuhao.app.HallProcess;
import org.xuhao.journal.FileDisk;
import org.xuhao.journal.Journal;
import org.xuhao.trial.BusyHour;

/**
 * Prints the time from a process's start to its first ticket with a day of 12,000 events in the
 * journal, after kill -9, and what the process then takes of memory and of a core. Takes the folder
 * that {@code bin/build} filled and one on the disk to measure; under a minute.
 */
@NullMarked
public final class StartBench {
  private static final int RUNS = 5;
  private static final int WINDOWS = 4;

  /** Some 900 entries: a little less than lie between two snapshots. */
  private static final int BEHIND_EVENTS = 1_800;

  private static final Duration BEFORE = Duration.ofHours(1);
  private static final Duration SETTLE = Duration.ofSeconds(5);
  private static final Duration IDLE = Duration.ofSeconds(10);

  /** Ticks of the times in {@code /proc/<pid>/stat}: 100 a second on Linux. Source: proc(5). */
  private static final double TICKS_A_SECOND = 100;

  private StartBench() {}

  public static void main(String[] args) throws Exception {
    Path on = Files.createDirectories(Path.of(args.length > 0 ? args[0] : "target/bench"));
    Path folder = Files.createTempDirectory(on, "start-").toAbsolutePath();
    Path config = HallFile.write(folder, WINDOWS, "");
    // The day that the journal holds is the one that is open when the hall starts.
    Files.writeString(config, Files.readString(config).replaceFirst("rules: .*\n", ""));
    try (var journal =
        Journal.open(
            new FileDisk(folder.resolve("data").resolve("journal")),
            BusyHour.HALL,
            "0000000000000001",
            entry -> {})) {
      ReplayBench.day(journal, Instant.now().minus(BEFORE));
    }
    try (var first = HallProcess.open(config)) {
      tables(first);
      first.stop();
    }
    more(folder);
    long[] ms = new long[RUNS];
    long[] cpu = new long[RUNS];
    long[] kib = new long[RUNS];
    double idle = 0;
    for (int i = 0; i < RUNS; i++)
      try (var hall = HallProcess.start(config)) {
        ms[i] = hall.awaitTicket("RS", "run-" + i).toMillis();
        cpu[i] = Math.round(1_000 * ticks(hall.pid()) / TICKS_A_SECOND);
        Await.pause(SETTLE);
        kib[i] = residentKib(hall.pid());
        if (i == 0) idle = idle(hall.pid());
        hall.kill();
      }
    tell(ms, cpu, kib, idle);
  }

  /** Brings the journal to just before the next snapshot would be written: the longest start. */
  private static void more(Path folder) throws Exception {
    var opened =
        Journal.open(
            new FileDisk(folder.resolve("data").resolve("journal")),
            BusyHour.plan(WINDOWS),
            "0000000000000002",
            "none");
    try (var journal = opened.journal()) {
      ReplayBench.day(journal, opened.hall(), opened.hall().at(), BEHIND_EVENTS);
    }
  }

  private static void tell(long[] ms, long[] cpu, long[] kib, double idle) {
    Arrays.sort(ms);
    Arrays.sort(cpu);
    Arrays.sort(kib);
    System.out.printf(
        Locale.ROOT, "%-44s %8s %8s %8s%n", "of " + RUNS + " starts", "best", "median", "worst");
    print("start to first ticket, ms", ms);
    print("of it work of both cores, ms", cpu);
    print("resident 5 s later, MiB", Arrays.stream(kib).map(k -> k / 1024).toArray());
    System.out.printf(Locale.ROOT, "%-44s %8.1f%n", "idle, % of one core over 10 s", idle);
  }

  /** Waits until the history tables have followed the journal. */
  private static void tables(HallProcess hall) throws Exception {
    Await.until(
        "the tables are current",
        () -> hall.http().get("/health").text().contains("\"tables\":\"ok\""),
        hall::said);
  }

  static long residentKib(long pid) throws IOException {
    List<String> lines = Files.readAllLines(Path.of("/proc/" + pid + "/status"));
    for (String line : lines)
      if (line.startsWith("VmRSS:")) return Long.parseLong(line.replaceAll("[^0-9]", ""));
    throw new IOException("no resident size of " + pid);
  }

  private static double idle(long pid) throws IOException {
    long before = ticks(pid);
    Await.pause(IDLE);
    return (ticks(pid) - before) / TICKS_A_SECOND / IDLE.toSeconds() * 100;
  }

  /** Processor time that a process has used so far. */
  static double cpuSeconds(long pid) throws IOException {
    return ticks(pid) / TICKS_A_SECOND;
  }

  /** User and system time so far, in ticks. */
  private static long ticks(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
  }

  private static void print(String what, long[] sorted) {
    System.out.printf("%-44s %8d %8d %8d%n", what, sorted[0], sorted[RUNS / 2], sorted[RUNS - 1]);
  }
}
