package org.xuhao.soak;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.xuhao.journal.JournalTrouble;
import org.xuhao.soak.DrawnDay.Step;
import org.xuhao.soak.district.DistrictSoak;
import org.xuhao.soak.lines.LineSoak;
import org.xuhao.trial.Trials;

/**
 * Plays many drawn days or appliances and counts what does not hold. A seed is one day: the same
 * seed gives the same day on any machine, with any number of threads.
 */
public final class Soak {

  /** Violations that are told in full, shortened; of the others only the seed. */
  private static final int TOLD_MAX = 5;

  private static final int TELL_EVERY = 1_000;

  /** What one seed came to. */
  record Result(long steps, @Nullable String violation) {}

  /** Plays one seed. */
  interface Kind {
    Result play(long seed);

    /** The violation of a seed in full, for a person to follow. */
    String tell(long seed);
  }

  private static final int THREADS_MAX = 8;

  private static final SortedMap<String, Kind> KINDS =
      new TreeMap<>(Map.of("--days", new Days(), "--appliance", new Appliances()));

  private final Kind kind;
  private final String option;
  private final long first;
  private final long count;
  private final AtomicLong next = new AtomicLong();
  private final AtomicLong steps = new AtomicLong();
  private final Map<Long, String> violations = new ConcurrentSkipListMap<>();

  /**
   * {@code --days N} or {@code --appliance N}, with {@code --seed S} for the first seed; or {@code
   * --lines MINUTES}, which is played in real time.
   */
  public static void main(String[] args) throws Exception {
    if (List.of(args).contains("--lines")) {
      LineSoak.main(args);
      return;
    }
    if (List.of(args).contains("--district")) {
      DistrictSoak.main(args);
      return;
    }
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    var options = new TreeMap<String, Long>();
    for (int i = 0; i + 1 < args.length; i += 2) options.put(args[i], Long.valueOf(args[i + 1]));
    Long seed = options.remove("--seed");
    if (args.length % 2 > 0 || options.size() != 1 || !KINDS.containsKey(options.firstKey())) {
      out.println("soak " + String.join(" N | soak ", KINDS.keySet()) + " N [--seed S]");
      out.println("soak --lines MINUTES [--seed S]");
      out.println(
          "soak --district MINUTES [--seed S] [--cut MINUTES] [--old FOLDER] [--troubles server]");
      System.exit(2);
    }
    String option = options.firstKey();
    int threads = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, THREADS_MAX);
    var soak =
        new Soak(
            Objects.requireNonNull(KINDS.get(option)),
            option,
            seed == null ? 1 : seed,
            options.firstEntry().getValue());
    System.exit(soak.run(threads, out) == 0 ? 0 : 1);
  }

  Soak(Kind kind, String option, long first, long count) {
    this.kind = kind;
    this.option = option;
    this.first = first;
    this.count = count;
    next.set(first);
  }

  /** Plays all seeds; gives the number of violations. */
  int run(int threads, PrintStream out) throws InterruptedException {
    var workers = new ArrayList<Thread>();
    for (int i = 0; i < threads; i++) workers.add(Thread.ofPlatform().start(this::work));
    for (Thread worker : workers) worker.join();
    int told = 0;
    for (var violation : violations.entrySet()) {
      long seed = violation.getKey();
      out.println("seed " + seed + ": " + violation.getValue());
      if (told++ < TOLD_MAX) out.println(kind.tell(seed));
      out.println("  again with: bin/soak " + option + " 1 --seed " + seed);
    }
    int bad = violations.size();
    out.printf(Locale.ROOT, "%d days, %d steps, %d violations%n", count, steps.get(), bad);
    return bad;
  }

  private void work() {
    for (long seed = next.getAndIncrement(); seed < first + count; seed = next.getAndIncrement()) {
      Result result = kind.play(seed);
      steps.addAndGet(result.steps());
      if (result.violation() != null) violations.put(seed, result.violation());
      long done = seed - first + 1;
      if (done % TELL_EVERY == 0)
        System.err.println("  " + done + " days, " + violations.size() + " violations");
    }
  }

  /** Days of a hall alone. */
  static final class Days implements Kind {
    @Override
    public Result play(long seed) {
      DrawnDay day = StepDraw.day(new Random(seed));
      return new Result(day.steps().size(), violation(day));
    }

    private static @Nullable String violation(DrawnDay day) {
      try {
        DayPlay.check(day);
        return null;
      } catch (RuntimeException | Error broken) {
        return String.valueOf(broken);
      }
    }

    @Override
    public String tell(long seed) {
      DrawnDay day = StepDraw.day(new Random(seed));
      List<Step> few = Trials.shortest(day.steps(), fewer -> violation(day.with(fewer)) != null);
      var said = new StringBuilder();
      said.append("  ").append(few.size()).append(" of its ").append(day.steps().size());
      said.append(" steps from ").append(day.start()).append(" are enough:");
      for (Step step : few) said.append("\n    ").append(step);
      said.append("\n  they give: ").append(violation(day.with(few)));
      said.append("\n  in the hall ").append(day.plan());
      return said.toString();
    }
  }

  /** Whole appliances, with what goes wrong. */
  static final class Appliances implements Kind {
    @Override
    public Result play(long seed) {
      var day = new ApplianceDay(seed);
      String violation = violation(day, day.troubles());
      return new Result(day.steps(), violation);
    }

    private static @Nullable String violation(ApplianceDay day, List<Trouble> troubles) {
      try {
        day.play(troubles);
        return null;
      } catch (RuntimeException | Error | JournalTrouble broken) {
        return String.valueOf(broken);
      }
    }

    @Override
    public String tell(long seed) {
      List<Trouble> all = new ApplianceDay(seed).troubles();
      List<Trouble> few =
          Trials.shortest(all, fewer -> violation(new ApplianceDay(seed), fewer) != null);
      var said = new StringBuilder();
      said.append("  ").append(few.size()).append(" of its ").append(all.size());
      said.append(" troubles are enough:");
      for (Trouble trouble : few) said.append("\n    ").append(trouble);
      var last = new ApplianceDay(seed);
      said.append("\n  they give: ").append(violation(last, few));
      said.append("\n  after ").append(last.elapsed());
      return said.toString();
    }
  }
}
