package org.xuhao.forecast;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.Ask;
import org.xuhao.hall.Command;
import org.xuhao.hall.Decision;
import org.xuhao.hall.Event;
import org.xuhao.hall.Hall;
import org.xuhao.hall.Refusal;
import org.xuhao.hall.Ticket;
import org.xuhao.hall.value.By;
import org.xuhao.hall.value.TicketNumber;

/**
 * Who waits how long, found by letting the hall go on many times by its real calling rule, with the
 * pace that was seen. Pure: the same hall and pace give the same waits.
 */
public final class Forecast {

  /** How often the hall goes on. 40 to 100 are enough; source: science, Predicting a wait. */
  static final int RUNS = 60;

  /** Calls over all runs of one forecast: bounds its time where thousands wait. */
  static final int CALLS_MAX = 60_000;

  /** Fewer runs than this say nothing of an upper end. */
  static final int RUNS_LEAST = 20;

  private static final double LIKELY = 0.50;
  private static final double AT_MOST = 0.85;

  private Forecast() {}

  /**
   * How long each of {@code tickets} will wait from {@code now} on. Left out: who does not wait,
   * who is not called on this day in more than 15 of 100 runs, and everybody while too little is
   * known of the hall's pace.
   *
   * @param now hall time, not before the hall's
   */
  public static Map<TicketNumber, Wait> of(
      Hall hall, Pace pace, Collection<TicketNumber> tickets, Instant now) {
    var waited = new TreeMap<TicketNumber, List<Duration>>();
    for (TicketNumber number : tickets)
      if (waits(hall, number)) waited.put(number, new ArrayList<>());
    var waits = new TreeMap<TicketNumber, Wait>();
    if (waited.isEmpty() || !pace.isKnown()) return waits;
    var chance = new SplittableRandom(waited.hashCode() * 31L + now.getEpochSecond());
    int runs = 0;
    for (int calls = 0; runs < RUNS && (runs < RUNS_LEAST || calls < CALLS_MAX); runs++) {
      var run = new Run(hall, pace, chance.split(), now, 1);
      run.go(waited.keySet(), (number, after) -> requireNonNull(waited.get(number)).add(after));
      calls += run.calls();
    }
    for (var each : waited.entrySet()) {
      Wait wait = range(each.getValue(), runs);
      if (wait != null) waits.put(each.getKey(), wait);
    }
    return waits;
  }

  private static boolean waits(Hall hall, TicketNumber number) {
    Ticket ticket = hall.ticket(number).orElse(null);
    if (ticket == null) return false;
    return switch (ticket.state()) {
      case WAITING, RESERVED, EARLY -> true;
      case CALLED, SERVING, DELAYED, AWAY, HELD, DONE, GONE -> false;
    };
  }

  /** Of {@code runs} runs, in which those of {@code waited} ended with a call. */
  static @Nullable Wait range(List<Duration> waited, int runs) {
    Collections.sort(waited);
    int atMost = (int) Math.ceil(AT_MOST * runs) - 1;
    if (waited.size() <= atMost) return null;
    return new Wait(waited.get((int) Math.ceil(LIKELY * runs) - 1), waited.get(atMost));
  }

  /** What a visitor would be told who took a number now. */
  public sealed interface IfTaken {

    /** {@code ticket}: as it would stand; {@code range}: null where it cannot be said. */
    record Taken(Ticket ticket, @Nullable Wait range) implements IfTaken {}

    record Refused(Refusal why) implements IfTaken {}
  }

  /** What would become of {@code take}, asked for by {@code by} at {@code now}. */
  public static IfTaken ifTaken(Hall hall, Pace pace, Command.TakeTicket take, By by, Instant now) {
    var ask = new Ask("what if", by, take);
    return switch (hall.decide(ask, now)) {
      case Decision.Refused(var why) -> new IfTaken.Refused(why);
      case Decision.Repeated repeated -> throw new IllegalStateException("asked before: " + ask);
      case Decision.Accepted(var events) -> {
        Hall then = hall.apply(hall.entry(ask, now, events, "", 1));
        Ticket ticket = then.ticket(issued(events)).orElseThrow();
        Wait range = of(then, pace, List.of(ticket.number()), now).get(ticket.number());
        yield new IfTaken.Taken(ticket, range);
      }
    };
  }

  private static TicketNumber issued(List<Event> events) {
    for (Event event : events) if (event instanceof Event.TicketIssued e) return e.ticket();
    throw new IllegalStateException("taken, and no number among " + events);
  }
}
