package org.xuhao.soak.district;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** What goes wrong, drawn from a seed, and is put right again. */
final class Troubles {
  /**
   * After so long without trouble of its own or the server's, everything that was done before in a
   * hall is with another one: of three others at most two are troubled at once.
   */
  private static final Duration SETTLED = Duration.ofSeconds(10);

  /** How many there may be at once, and how long they and the pauses between them last. */
  enum Pace {
    ALL(2, 4, 30, 12),

    /** The server alone, killed again and again while somebody always sends. */
    SERVER(1, 1, 3, 4);

    private final int most;
    private final int lastsFromS;
    private final int lastsToS;
    private final int pauseToS;

    Pace(int most, int lastsFromS, int lastsToS, int pauseToS) {
      this.most = most;
      this.lastsFromS = lastsFromS;
      this.lastsToS = lastsToS;
      this.pauseToS = pauseToS;
    }
  }

  private static final int KINDS = 12;

  /** Of {@link #KINDS}, those of the server. */
  private static final int OF_SERVER = 10;

  /** Source: the district's design, section 8, row 21. */
  private static final int SLOW_BITS = 64_000;

  private static final double LOSS = 0.05;
  private static final int CLOCK_WRONG_S = 180;

  private interface Mend {
    void now() throws Exception;
  }

  private record Open(String what, long untilNanos, Mend mend) {
    boolean concerns(HallMachine hall) {
      return what.endsWith(hall.name) || what.startsWith("server");
    }
  }

  private final List<HallMachine> halls;
  private final NatsMachine nats;
  private final DistrictLedger ledger;
  private final Pace pace;
  private final Random random;
  private final PrintStream out;
  private final List<Open> open = new ArrayList<>();
  private final Map<String, Integer> counts = new TreeMap<>();
  private long nextNanos = System.nanoTime();

  private final long begunNanos = System.nanoTime();

  /** What a hall did before this is in the district. */
  private final Map<HallMachine, Long> settledNanos = new HashMap<>();

  private final Map<HallMachine, Long> calmSinceNanos = new HashMap<>();

  Troubles(
      List<HallMachine> halls,
      NatsMachine nats,
      DistrictLedger ledger,
      Pace pace,
      long seed,
      PrintStream out) {
    this.halls = halls;
    this.nats = nats;
    this.ledger = ledger;
    this.pace = pace;
    this.out = out;
    random = new Random(seed * 31);
  }

  /** Makes or mends what is due. */
  void turn() throws Exception {
    for (Open each : List.copyOf(open))
      if (each.untilNanos() < System.nanoTime()) {
        each.mend().now();
        settle();
        open.remove(each);
      }
    settle();
    long now = System.nanoTime();
    if (now < nextNanos || open.size() >= pace.most) return;
    make(halls.get(random.nextInt(halls.size())));
    nextNanos = System.nanoTime() + Duration.ofSeconds(random.nextInt(pace.pauseToS)).toNanos();
  }

  private void settle() {
    long now = System.nanoTime();
    for (HallMachine hall : halls)
      if (open.stream().anyMatch(each -> each.concerns(hall))) calmSinceNanos.put(hall, now);
      else if (now - calmSinceNanos.getOrDefault(hall, begunNanos) > SETTLED.toNanos())
        settledNanos.put(hall, now - SETTLED.toNanos() / 2);
  }

  private void make(HallMachine hall) throws Exception {
    String name = hall.name;
    if (open.stream().anyMatch(each -> each.what().endsWith(name))) return;
    int kind = pace == Pace.ALL ? random.nextInt(KINDS) : random.nextInt(OF_SERVER, KINDS);
    switch (kind) {
      case 0, 1, 2, 3 -> lasting("cut " + name, () -> hall.plug(false), () -> hall.plug(true));
      case 4, 5 -> lasting("slow " + name, () -> hall.bad(SLOW_BITS, LOSS), () -> hall.bad(0, 0));
      case 6 -> again("kill " + name, hall, 0);
      case 7 -> {
        if (HallMachine.hasClocks()) {
          int wrong = random.nextBoolean() ? CLOCK_WRONG_S : -CLOCK_WRONG_S;
          lasting("clock " + name, () -> restart(hall, wrong), () -> restart(hall, 0));
        }
      }
      case 8, 9 -> {
        hall.kill();
        hall.loseDisk();
        ledger.lost(name, settledNanos.getOrDefault(hall, begunNanos));
        again("disk " + name, hall, 0);
      }
      case 10 -> lasting("server killed", nats::kill, nats::start);
      case 11 -> {
        if (open.stream().noneMatch(each -> each.what().startsWith("server")))
          lasting("server's disk", this::wipe, nats::start);
      }
      default -> throw new IllegalStateException();
    }
  }

  private void wipe() throws Exception {
    nats.kill();
    nats.loseDisk();
  }

  private static void restart(HallMachine hall, int wrongSeconds) throws Exception {
    hall.kill();
    hall.start(wrongSeconds);
  }

  private void again(String what, HallMachine hall, int wrongSeconds) throws Exception {
    note(what);
    hall.kill();
    hall.start(wrongSeconds);
    calmSinceNanos.put(hall, System.nanoTime());
  }

  private void lasting(String what, Mend make, Mend mend) throws Exception {
    if (open.stream().anyMatch(each -> each.what().equals(what))) return;
    note(what);
    make.now();
    int lasts = random.nextInt(pace.lastsFromS, pace.lastsToS);
    open.add(new Open(what, System.nanoTime() + Duration.ofSeconds(lasts).toNanos(), mend));
  }

  private void note(String what) {
    out.println("  " + what);
    counts.merge(what.replaceFirst(" (licang|licun|shiyuan|cangkou)$", ""), 1, Integer::sum);
  }

  /** Puts everything right. */
  void end() throws Exception {
    for (Open each : open) each.mend().now();
    open.clear();
  }

  @Override
  public String toString() {
    return DistrictSoak.told(counts);
  }
}
