package org.xuhao.voice;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.value.TicketNumber;

/**
 * What one zone says next. A fold: it makes no sound and reads no clock. One announcement at a
 * time, and none is ever cut off: a call goes before repeats, and repeats before notices, once what
 * is being said has ended.
 *
 * @param now what is being said, or only shown; null: nothing
 * @param until a silent one is shown until then; null: it ends when it was spoken
 */
public record Announcer(
    Rules rules, List<Waiting> waiting, @Nullable Waiting now, @Nullable Instant until) {

  /** Calls of a busy quarter of an hour; more are old news before they could be said. */
  public static final int WAITING_MAX = 24;

  /** How long a text stands that is not spoken: to look up, find and read it. Own choice. */
  public static final Duration SHOWN = Duration.ofSeconds(8);

  /** An announcement that was not begun by then is old news. Own choice. */
  public static final Duration STALE = Duration.ofMinutes(3);

  /** One that waits; {@code said} so often already, not again before {@code from}. */
  public record Waiting(Announcement what, int said, Instant from) {}

  /**
   * A moment by both clocks: {@code steady} never jumps, {@code wall} is what quiet hours go by.
   */
  public record Moment(Instant steady, Instant wall) {}

  /** What can come of an announcement. */
  public enum Result {
    SPOKEN,
    /** Only shown, for the hour is quiet. */
    QUIET,
    /** The sound did not work; it was shown. */
    FAILED,
    /** Too much waited, or it came too late. */
    DROPPED
  }

  /** What is wanted of the loudspeaker and of the displays. */
  public sealed interface Output {
    /** Speak it, and say when it has ended; show it meanwhile. */
    record Speak(Announcement what) implements Output {}

    /** Show it without a sound. */
    record Show(Announcement what) implements Output {}

    /** Show nothing. */
    record Hide() implements Output {}

    record Told(Result result) implements Output {}
  }

  /** The announcer afterwards and what it wants, in order. */
  public record Step(Announcer next, List<Output> outputs) {}

  public Announcer {
    waiting = List.copyOf(waiting);
  }

  /** A zone in which nothing was said yet. */
  public static Announcer quiet(Rules rules) {
    return new Announcer(rules, List.of(), null, null);
  }

  /** {@code what} is to be said; a newer call of the same ticket stands for the older. */
  public Step asked(Announcement what, Moment at) {
    var out = new ArrayList<Output>();
    var more = new ArrayList<>(waiting);
    TicketNumber ticket = what.ticket();
    if (ticket != null) more.removeIf(one -> one.what().isOf(ticket));
    more.add(new Waiting(what, 0, at.steady()));
    while (more.size() > WAITING_MAX) {
      more.remove(leastWanted(more));
      out.add(new Output.Told(Result.DROPPED));
    }
    return new Announcer(rules, more, now, until).goOn(at, out);
  }

  /** {@code ticket} has come, or is called no more: its repeats are not wanted. */
  public Step over(TicketNumber ticket, Moment at) {
    var left = waiting.stream().filter(one -> !one.what().isOf(ticket)).toList();
    Waiting saying = now;
    // What is being said is said to its end, and then not again.
    Waiting last =
        saying != null && saying.what().isOf(ticket)
            ? new Waiting(saying.what(), rules.times(), saying.from())
            : saying;
    return new Announcer(rules, left, last, until).goOn(at, new ArrayList<>());
  }

  /** What was to be spoken has ended; {@code well}: it was heard. */
  public Step spoken(boolean well, Moment at) {
    var out = new ArrayList<Output>();
    Waiting said = now;
    if (said == null || until != null) return new Step(this, out);
    out.add(new Output.Told(well ? Result.SPOKEN : Result.FAILED));
    if (well) return ended(said, at, out);
    // Who cannot hear it must be able to read it.
    out.add(new Output.Show(said.what()));
    return new Step(new Announcer(rules, waiting, said, at.steady().plus(SHOWN)), out);
  }

  /** Time passes. */
  public Step tick(Moment at) {
    var out = new ArrayList<Output>();
    Waiting shown = now;
    if (shown != null && until != null && !until.isAfter(at.steady())) return ended(shown, at, out);
    return goOn(at, out);
  }

  /** When {@link #tick} is wanted next; empty: only something new matters. */
  public Optional<Instant> wakeAt() {
    if (until != null) return Optional.of(until);
    if (now != null) return Optional.empty();
    return waiting.stream().map(Waiting::from).min(Instant::compareTo);
  }

  private Step ended(Waiting said, Moment at, List<Output> out) {
    out.add(new Output.Hide());
    var left = new ArrayList<>(waiting);
    int times = said.said() + 1;
    TicketNumber ticket = said.what().ticket();
    boolean newer = ticket != null && left.stream().anyMatch(one -> one.what().isOf(ticket));
    if (times < rules.times() && said.what().isCall() && !newer)
      left.add(new Waiting(said.what(), times, at.steady().plus(rules.repeatAfter())));
    return new Announcer(rules, left, null, null).goOn(at, out);
  }

  private Step goOn(Moment at, List<Output> out) {
    if (now != null) return new Step(this, out);
    var left = new ArrayList<>(waiting);
    if (left.removeIf(one -> one.said() == 0 && !one.from().plus(STALE).isAfter(at.steady())))
      out.add(new Output.Told(Result.DROPPED));
    Waiting next = next(left, at);
    if (next == null) return new Step(new Announcer(rules, left, null, null), out);
    left.remove(next);
    if (rules.isQuiet(at.wall())) {
      out.add(new Output.Told(Result.QUIET));
      out.add(new Output.Show(next.what()));
      return new Step(new Announcer(rules, left, next, at.steady().plus(SHOWN)), out);
    }
    out.add(new Output.Speak(next.what()));
    return new Step(new Announcer(rules, left, next, null), out);
  }

  /** The first call, else the first repeat whose time has come, else the first notice. */
  private static @Nullable Waiting next(List<Waiting> all, Moment at) {
    Waiting best = null;
    for (Waiting one : all)
      if (!one.from().isAfter(at.steady()) && (best == null || rank(one) < rank(best))) best = one;
    return best;
  }

  private static int rank(Waiting one) {
    if (!one.what().isCall()) return 2;
    return one.said() == 0 ? 0 : 1;
  }

  /** A notice before a repeat, a repeat before a call; of those alike the oldest. */
  private static Waiting leastWanted(List<Waiting> all) {
    Waiting worst = all.getFirst();
    for (Waiting one : all) if (rank(one) > rank(worst)) worst = one;
    return worst;
  }
}
