package org.xuhao.driver;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.xuhao.driver.Driver.Wish;

/**
 * All drivers of one line and whose turn it is: itself a fold, so that the turns of a bus run in a
 * test as they run on a wire. Every input goes to every driver; each picks its own.
 *
 * <p>One driver at a time has the turn: urgent ones first, then who has waited longest. While one
 * holds the line nobody else sends. An answer to a device that just spoke does not wait for a turn;
 * it goes out at once, or as soon as a hold ends.
 */
public final class Bus {

  /**
   * Answers kept while another holds the line. A hold is short and pads repeat what was not
   * answered, so more than these would be stale; the oldest goes first.
   */
  public static final int ANSWERS_MAX = 16;

  /**
   * On a full line so many turns lie between two that were spared for what can wait. A key of a bus
   * of 32 pads waits for two of them at most; a lamp of such a bus changes some 150 ms later at
   * 57600 baud. Own choice, see docs/adr/0026.
   */
  static final int TURNS_A_SPARE = 16;

  /** Nobody wants a turn. */
  private static final Chosen NOBODY = new Chosen(-1, false);

  /** The next tick is at least this far away, so that no driver can spin the line's loop. */
  private static final Duration TICK_LEAST = Duration.ofMillis(1);

  private final String line;
  private final List<Driver> drivers;

  /** What each driver wishes, worked out once whenever it was told something. */
  private final List<Wish> wishes;

  private final List<Output> answers;
  private final Instant latest;

  /** When bytes came last. */
  private final Instant heard;

  /** Turns since the last that was spared, {@link #TURNS_A_SPARE} at most. */
  private int sinceSpare;

  private Bus(
      String line,
      List<Driver> drivers,
      List<Wish> wishes,
      List<Output> answers,
      Instant latest,
      Instant heard,
      int sinceSpare) {
    this.line = line;
    this.drivers = drivers;
    this.wishes = wishes;
    this.answers = answers;
    this.latest = latest;
    this.heard = heard;
    this.sinceSpare = sinceSpare;
  }

  /** Who has the next turn; {@code spare}: one that is taken from nobody. */
  private record Chosen(int who, boolean spare) {}

  /** The bus afterwards and what is to be done, in order. */
  public record Step(Bus next, List<Output> outputs) {
    public Step {
      outputs = List.copyOf(outputs);
    }
  }

  /** A line with these drivers on it. */
  public static Bus of(String line, List<Driver> drivers) {
    List<Wish> wishes = drivers.stream().map(Driver::wish).toList();
    return new Bus(line, List.copyOf(drivers), wishes, List.of(), Instant.MIN, Instant.EPOCH, 0);
  }

  /** The line's name. */
  public String line() {
    return line;
  }

  /** The line's devices as they stand now, in the order they were declared. */
  public List<Device> devices() {
    return drivers.stream().map(Driver::device).toList();
  }

  /** Whether all that was stated is out, and confirmed where a device can. */
  public boolean isSettled() {
    return answers.isEmpty() && drivers.stream().allMatch(Driver::isSettled);
  }

  /**
   * Folds one input in. {@link Input.YourTurn} is the bus's own to give and is taken as a {@link
   * Input.Tick}.
   */
  public Step on(Input input) {
    Bus next = open(input.at(), input instanceof Input.Received ? input.at() : heard);
    var out = new ArrayList<Output>();
    boolean tick = input instanceof Input.YourTurn || input instanceof Input.Tick;
    if (input instanceof Input.Opened || input instanceof Input.Lost) next.answers.clear();
    // Time alone is told to whom it matters: on a bus of 32 all others would be told for nothing.
    if (!tick) for (int i = 0; i < drivers.size(); i++) next.tell(i, input, out);
    next.tickWhoIsDue(out);
    next.giveTurns(out);
    return new Step(next.closed(), out);
  }

  /** A copy that the methods below change. */
  private Bus open(Instant at, Instant heard) {
    return new Bus(
        line,
        new ArrayList<>(drivers),
        new ArrayList<>(wishes),
        new ArrayList<>(answers),
        at,
        heard,
        sinceSpare);
  }

  private Bus closed() {
    return new Bus(
        line,
        List.copyOf(drivers),
        List.copyOf(wishes),
        List.copyOf(answers),
        latest,
        heard,
        sinceSpare);
  }

  /** Folds in what is meant for one device only; nothing happens where there is none so named. */
  public Step on(String device, Input input) {
    Bus next = open(input.at(), heard);
    var out = new ArrayList<Output>();
    for (int i = 0; i < drivers.size(); i++)
      if (drivers.get(i).device().name().equals(device)) next.tell(i, input, out);
    next.tickWhoIsDue(out);
    next.giveTurns(out);
    return new Step(next.closed(), out);
  }

  /** The bus whose {@code device} may be given its key; empty: it has none, or is not here. */
  public Optional<Bus> admitting(String device, Instant at) {
    return changing(device, at, driver -> driver.admitting(at));
  }

  /**
   * The bus whose {@code device} first tells the one at address {@code from} to take its own;
   * empty: it cannot, or is not here.
   */
  public Optional<Bus> renumbering(String device, int from, int baud, Instant at) {
    return changing(device, at, driver -> driver.renumbering(from, baud, at));
  }

  private Optional<Bus> changing(
      String device, Instant at, Function<Driver, Optional<Driver>> change) {
    for (int i = 0; i < drivers.size(); i++) {
      if (!drivers.get(i).device().name().equals(device)) continue;
      Optional<Driver> changed = change.apply(drivers.get(i));
      if (changed.isEmpty()) return Optional.empty();
      Bus next = open(at, heard);
      next.drivers.set(i, changed.get());
      next.wishes.set(i, changed.get().wish());
      return Optional.of(next.closed());
    }
    return Optional.empty();
  }

  /** When the bus wants an {@link Input.Tick}; {@link Instant#MAX}: not before another input. */
  public Instant tickAt() {
    boolean held = holder() >= 0;
    Instant first = Instant.MAX;
    for (Wish wish : wishes) {
      Instant at =
          switch (wish) {
            case Wish.Rest(var tickAt) -> tickAt;
            case Wish.Turn turn -> held ? Instant.MAX : turn.from();
            case Wish.Hold(var until) -> until;
          };
      if (at.isBefore(first)) first = at;
    }
    if (latest.equals(Instant.MIN)) return first;
    Instant least = latest.plus(TICK_LEAST);
    return first.isBefore(least) ? least : first;
  }

  private void tell(int who, Input input, List<Output> out) {
    Driver told = drivers.get(who);
    var step = told.on(input);
    // Most bytes of a bus are another device's, which changes nothing here.
    if (step.outputs().isEmpty() && step.next().equals(told)) return;
    boolean speaks = step.outputs().stream().anyMatch(Output.Send.class::isInstance);
    int holder = speaks ? holder() : -1;
    boolean mayAnswer = holder < 0 || holder == who;
    drivers.set(who, step.next());
    wishes.set(who, step.next().wish());
    for (Output output : step.outputs())
      if (output instanceof Output.Send && !mayAnswer) answers.add(output);
      else out.add(output);
    while (answers.size() > ANSWERS_MAX) answers.removeFirst();
  }

  private void tickWhoIsDue(List<Output> out) {
    var tick = new Input.Tick(latest);
    for (int i = 0; i < drivers.size(); i++) {
      boolean due =
          switch (wishes.get(i)) {
            case Wish.Rest(var tickAt) -> !tickAt.isAfter(latest);
            case Wish.Turn turn -> false;
            case Wish.Hold(var until) -> !until.isAfter(latest);
          };
      if (due) tell(i, tick, out);
    }
  }

  private void giveTurns(List<Output> out) {
    var served = new ArrayList<Integer>();
    while (holder() < 0) {
      out.addAll(answers);
      answers.clear();
      Chosen next = nextInTurn(served);
      if (next.equals(NOBODY)) return;
      served.add(next.who());
      sinceSpare = next.spare() ? 0 : Math.min(sinceSpare + 1, TURNS_A_SPARE);
      tell(next.who(), new Input.YourTurn(latest, heard, next.spare()), out);
    }
  }

  /** Whose turn it is, of those that had none in this step. */
  private Chosen nextInTurn(List<Integer> served) {
    Chosen best = NOBODY;
    Chosen spare = NOBODY;
    for (int i = 0; i < drivers.size(); i++) {
      if (served.contains(i) || !(wishes.get(i) instanceof Wish.Turn turn)) continue;
      boolean due = !turn.from().isAfter(latest);
      if (due && (best.who() < 0 || goesBefore(turn, turn(best)))) best = new Chosen(i, false);
      boolean waits = turn.spare() != Driver.Spare.NOTHING;
      if (waits && (spare.who() < 0 || isSparedBefore(turn, turn(spare))))
        spare = new Chosen(i, true);
    }
    if (spare.who() < 0) return best;
    if (best.who() < 0) return spare;
    return sinceSpare < TURNS_A_SPARE || turn(best).urgent() ? best : spare;
  }

  private Wish.Turn turn(Chosen chosen) {
    return (Wish.Turn) wishes.get(chosen.who());
  }

  private static boolean isSparedBefore(Wish.Turn one, Wish.Turn other) {
    if (one.spare() != other.spare()) return one.spare().compareTo(other.spare()) > 0;
    return one.from().isBefore(other.from());
  }

  private static boolean goesBefore(Wish.Turn one, Wish.Turn other) {
    if (one.urgent() != other.urgent()) return one.urgent();
    return one.from().isBefore(other.from());
  }

  /** Who holds the line now; -1: nobody. */
  private int holder() {
    return IntStream.range(0, drivers.size())
        .filter(i -> wishes.get(i) instanceof Wish.Hold(var until) && until.isAfter(latest))
        .findFirst()
        .orElse(-1);
  }
}
