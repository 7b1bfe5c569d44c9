package org.xuhao.link;

import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.xuhao.journal.FileDisk;

/**
 * Many halls of sixty windows on one real server, at the rate of the busiest hour, beside what the
 * district's design computed for so many. {@code args}: an empty folder, halls, seconds of each of
 * two rounds, the second one with the halls' reports of how they are. Halls, server and disk share
 * this machine, so that processor time counts and lag is worse than with a machine for each.
 */
final class DistrictHallsBench {
  /** Of the largest street hall, in a day of eight hours. Source: the district's design, 1. */
  private static final double VISITS_A_DAY = 1_215;

  private static final double DAY_S = 8 * 3_600;
  private static final double PEAK = 4;
  private static final double EVENTS_A_DAY = 12_176;
  private static final double CASE_A_DAY = 1_854;
  private static final double CASE_BYTES = 720;
  private static final double FACT_BYTES = 200;
  private static final double LOAD_BYTES = 700;
  private static final double RESIDENT_MIB = 200;

  /** A hall tells of itself so often while something changes; same, 6. */
  private static final double LOAD_EVERY_S = 5;

  private static final double OPEN_CASES = 2_310;
  private static final int WEIGHED = 20_000;
  private static final int WARM_S = 10;

  /** One hall of so many decodes what it reads: they share two cores, and none would. */
  private static final int DECODES = 10;

  private static final int DRAIN_S = 5;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final PrintStream OUT = System.out;

  private final int halls;
  private final int seconds;
  private final int page = NatsServer.freePort();
  private final NatsServer nats;
  private final WireFigures figures = new WireFigures();
  private final List<WireHall> all = new ArrayList<>();
  private final Random random = new Random(1);
  private final Path shelf;

  private DistrictHallsBench(Path folder, int halls, int seconds) throws Exception {
    this.halls = halls;
    this.seconds = seconds;
    shelf = LinkedHall.under(folder, "shelf");
    Path store = LinkedHall.under(folder, "nats");
    nats = new NatsServer(store, List.of("-m", Integer.toString(page)));
  }

  public static void main(String[] args) throws Exception {
    Path folder = Files.createDirectories(Path.of(args[0]));
    var bench =
        new DistrictHallsBench(folder, Integer.parseInt(args[1]), Integer.parseInt(args[2]));
    try {
      bench.join();
      bench.drive(WARM_S, true);
      bench.round("cases and journals", false);
      bench.round("the same and every hall's reports to every hall", true);
      bench.streams();
      bench.weigh();
    } finally {
      for (WireHall hall : bench.all) hall.close();
      bench.nats.kill();
    }
  }

  private void join() throws Exception {
    long before = heapMib();
    for (int i = 0; i < halls; i++) {
      String name = String.format(Locale.ROOT, "h%03d", i);
      Keeper keeper = i == 0 ? new Keeper(name, new FileDisk(shelf)) : null;
      all.add(new WireHall(name, nats.address(), figures, keeper, i % DECODES == 0));
    }
    for (WireHall hall : all) hall.join();
    double each = (heapMib() - before) / (double) halls;
    OUT.printf(
        Locale.ROOT, "%d halls of %d windows, %d s a round; ", halls, WireHall.WINDOWS, seconds);
    OUT.printf(Locale.ROOT, "heap of a hall here, with its day and connection, %.2f MiB%n", each);
  }

  private static long heapMib() {
    System.gc();
    Runtime here = Runtime.getRuntime();
    return (here.totalMemory() - here.freeMemory()) >> 20;
  }

  private void round(String what, boolean loads) throws Exception {
    figures.clear();
    NatsFigures before = NatsFigures.of(nats.pid(), page);
    long ours = NatsFigures.processorMs(ProcessHandle.current().pid());
    drive(seconds, loads);
    NatsFigures after = NatsFigures.of(nats.pid(), page);
    long used = NatsFigures.processorMs(ProcessHandle.current().pid()) - ours;
    drain();
    tell(what, loads, before, after, used);
  }

  /** Everything that happens, at drawn moments, as many a second as at the peak of the day. */
  private void drive(int lasts, boolean loads) throws IOException {
    double steps = halls * VISITS_A_DAY / DAY_S * PEAK * WireHall.STEPS;
    double reports = halls / LOAD_EVERY_S;
    long from = System.nanoTime();
    double nextStep = 0;
    double nextReport = loads ? 0 : Double.MAX_VALUE;
    for (int report = 0; Math.min(nextStep, nextReport) < lasts; ) {
      long due = from + (long) (Math.min(nextStep, nextReport) * 1e9);
      while (System.nanoTime() < due) LockSupport.parkNanos(due - System.nanoTime());
      if (nextReport <= nextStep) {
        all.get(report++ % halls).report();
        nextReport += 1 / reports;
      } else {
        all.get(random.nextInt(halls)).next();
        nextStep -= Math.log(1 - random.nextDouble()) / steps;
      }
    }
  }

  /** What is under way comes, or counts as not read. */
  private void drain() {
    long until = System.nanoTime() + DRAIN_S * 1_000_000_000L;
    while (System.nanoTime() < until) LockSupport.parkNanos(10_000_000);
  }

  private void tell(
      String what, boolean loads, NatsFigures before, NatsFigures after, long processorMs) {
    double s = (after.nanos() - before.nanos()) / 1e9;
    OUT.printf(
        Locale.ROOT, "%n== %s, %.0f s%n%-40s %12s %12s%n", what, s, "", "computed", "measured");
    double cases = CASE_A_DAY / DAY_S * PEAK * halls;
    double load = loads ? halls / LOAD_EVERY_S : 0;
    row("events/s", EVENTS_A_DAY / DAY_S * PEAK * halls, figures.events.sum() / s);
    row("FACT messages/s", halls, figures.factMessages.sum() / s);
    row("FACT bytes an event", FACT_BYTES, each(figures.factBytes, figures.events));
    row("CASE messages/s", cases, figures.caseMessages.sum() / s);
    row("CASE bytes a message", CASE_BYTES, each(figures.caseBytes, figures.caseMessages));
    row("LOAD messages/s", load, figures.reports.sum() / s);
    row("LOAD bytes a message", LOAD_BYTES, each(figures.reportBytes, figures.reports));
    double in = halls + cases + load;
    row("server: messages/s in", in, (after.inMessages() - before.inMessages()) / s);
    double out = (cases + load) * (halls - 1);
    row("server: messages/s out", out, (after.outMessages() - before.outMessages()) / s);
    double bits = 8 * (cases * CASE_BYTES + load * LOAD_BYTES) * (halls - 1);
    double went = 8.0 * (after.outBytes() - before.outBytes());
    row("server: Mbit/s out", bits / 1e6, went / 1e6 / s);
    row("server: resident MiB", RESIDENT_MIB, after.residentKib() / 1024.0);
    row("server: cores", 0, (after.processorMs() - before.processorMs()) / 1e3 / s);
    row("the halls, all in one process: cores", 0, processorMs / 1e3 / s);
    lags();
    OUT.printf(
        Locale.ROOT,
        "slow consumers %d, not acknowledged %d, failed %d%n",
        after.slowConsumers() - before.slowConsumers(),
        figures.unacknowledged.sum(),
        figures.failures.size());
    figures.failures.stream().limit(3).forEach(why -> OUT.printf(Locale.ROOT, "  %s%n", why));
  }

  private static double each(LongAdder sum, LongAdder count) {
    return sum.sum() / (double) Math.max(1, count.sum());
  }

  private static void row(String what, double computed, double measured) {
    String left = computed == 0 ? "–" : String.format(Locale.ROOT, "%,.1f", computed);
    OUT.printf(Locale.ROOT, "%-40s %12s %,12.1f%n", what, left, measured);
  }

  private void lags() {
    List<int[]> each = figures.lags();
    int[] every = each.stream().flatMapToInt(Arrays::stream).sorted().toArray();
    int[] worst = each.stream().mapToInt(lags -> of(lags, 0.99)).sorted().toArray();
    OUT.printf(Locale.ROOT, "read %,d of %,d%n", every.length, figures.caseMessages.sum() * halls);
    line("sent to read, all halls, ms", every);
    line("the p99 of each hall, ms", worst);
    line("sent to kept on one hall's disk, ms", figures.kept.sorted());
    line("sent to acknowledged, ms", figures.acknowledged.sorted());
  }

  private static void line(String what, int[] sorted) {
    OUT.printf(
        Locale.ROOT,
        "%-40s p50 %.1f, p99 %.1f, worst %.1f of %,d%n",
        what,
        of(sorted, 0.5) / 1e3,
        of(sorted, 0.99) / 1e3,
        of(sorted, 1) / 1e3,
        sorted.length);
  }

  private static int of(int[] sorted, double part) {
    if (sorted.length == 0) return 0;
    return sorted[Math.max(0, (int) Math.ceil(sorted.length * part) - 1)];
  }

  private void streams() throws Exception {
    Address address = all.getFirst().address;
    Connection server = connect();
    OUT.printf(Locale.ROOT, "%n");
    for (String name : List.of(address.caseStream(), address.factStream())) {
      var state = server.jetStreamManagement().getStreamInfo(name).getStreamState();
      long each = state.getByteCount() / Math.max(1, state.getMsgCount());
      OUT.printf(
          Locale.ROOT,
          "%s: %,d messages, %,d bytes each on the disk%n",
          name,
          state.getMsgCount(),
          each);
    }
    server.close();
  }

  /** The machine may still be busy with what the halls had not read. */
  private Connection connect() throws Exception {
    var options = new Options.Builder().server(nats.address());
    return Nats.connect(options.connectionTimeout(PATIENCE).build());
  }

  /** What open cases of the district take in each hall, by one of them written many times. */
  private void weigh() throws IOException {
    List<CaseFact> one =
        all.stream()
            .map(WireHall::ofOneOpenCase)
            .filter(facts -> !facts.isEmpty())
            .findFirst()
            .orElseThrow();
    var heavy = new Shelf();
    long before = heapMib();
    for (int i = 0; i < WEIGHED; i++) for (CaseFact fact : one) heavy.add(copy(fact, i));
    double kib = (heapMib() - before) * 1024.0 / heavy.cases();
    double open = OPEN_CASES * halls;
    OUT.printf(
        Locale.ROOT, "an open case of %d facts: %.1f KiB of heap in every hall; ", one.size(), kib);
    OUT.printf(
        Locale.ROOT,
        "%,.0f of them %,.0f MiB (computed %,.0f)%n",
        open,
        open * kib / 1024,
        open * 700 / 1e6);
    long disk = 0;
    try (var files = Files.list(shelf)) {
      for (Path file : files.toList()) disk += Files.size(file);
    }
    OUT.printf(Locale.ROOT, "the shelf's file of one hall: %,d bytes%n", disk);
  }

  /** Another case of the same halls, as a hall reads it from the line. */
  private static CaseFact copy(CaseFact fact, int number) {
    String id = fact.file().id();
    String text = fact.json().encode().replace(id, "w" + number + "-" + id);
    return CaseFact.of(new JsonObject(text));
  }
}
