package org.xuhao.soak;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.xuhao.hall.Ask;
import org.xuhao.hall.Command;
import org.xuhao.hall.Decision;
import org.xuhao.hall.Entry;
import org.xuhao.hall.Event;
import org.xuhao.hall.Hall;
import org.xuhao.hall.Refusal;
import org.xuhao.hall.value.By;
import org.xuhao.soak.DrawnDay.Step;

/** Plays a drawn day on a hall as the loop would, with a {@link Ledger} beside it. */
final class DayPlay {

  /** Every so many steps the hall is asked twice whether it decides the same. */
  private static final int TWICE_EVERY = 8;

  /** The wall clock may be off by this before the hall is told. Source: rules, section 4. */
  private static final long SKEW_MAX_MS = 2_000;

  /** How long the hall is watched after the last step: its day then ends. */
  private static final Duration AFTER = Duration.ofHours(23);

  private final DrawnDay day;
  private final boolean often;
  private final Ledger ledger;
  private final List<Entry> journal = new ArrayList<>();
  private Hall hall;
  private Instant at;
  private Duration wallAhead = Duration.ZERO;
  private long seq = 1;
  private int step;

  /** {@code often}: the hall's clock is looked at the instant that anything is due. */
  private DayPlay(DrawnDay day, boolean often) {
    this.day = day;
    this.often = often;
    ledger = new Ledger(day.plan());
    hall = Hall.empty(day.plan());
    at = day.start();
  }

  /** Plays all of it; throws what does not hold. */
  static void check(DrawnDay day) {
    DayPlay play = new DayPlay(day, false).play();
    play.replays();
    if (day.hasJumps()) return;
    DayPlay again = new DayPlay(day, true).play();
    Invariant.TICKING.holds(kinds(play.journal).equals(kinds(again.journal)), "the two differ");
  }

  /** What the day left in the journal. */
  static List<Entry> journalOf(DrawnDay day) {
    return new DayPlay(day, false).play().journal;
  }

  private DayPlay play() {
    clock();
    for (Step next : day.steps()) {
      pass(next.after());
      switch (next) {
        case Step.Asks asks -> ask(asks);
        case Step.Jumps jumps -> {
          wallAhead = wallAhead.plus(jumps.by());
          clock();
        }
        case Step.Rests rests -> {}
      }
      step++;
    }
    pass(AFTER);
    ledger.compareAll(hall);
    return this;
  }

  /** The loop looks at the clock before anything else whenever something is due. */
  private void pass(Duration time) {
    Instant then = at.plus(time);
    while (often) {
      Instant due = hall.nextDeadline().orElse(Instant.MAX);
      if (due.isAfter(then)) break;
      at = due.isAfter(at) ? due : at;
      clock();
    }
    at = then;
    clock();
  }

  private void clock() {
    long skewMs = wallAhead.toMillis();
    boolean stepped = Math.abs(skewMs - hall.skewMs()) > SKEW_MAX_MS;
    boolean due = hall.nextDeadline().map(when -> !when.isAfter(at)).orElse(false);
    if (!stepped && !due && hall.day().isPresent()) return;
    var tick = new Ask("clock/" + seq, By.CLOCK, new Command.TimePassed(at.plus(wallAhead)));
    if (hall.decide(tick, at) instanceof Decision.Accepted(var events) && !events.isEmpty())
      accept(tick, events);
    boolean left = hall.nextDeadline().map(when -> !when.isAfter(at)).orElse(false);
    Invariant.TIME.holds(!left, "due at " + at + " and left undone");
  }

  private void ask(Step.Asks asks) {
    var ask = new Ask(asks.request(), asks.by(), asks.command());
    Decision decision = hall.decide(ask, at);
    if (step % TWICE_EVERY == 0)
      Invariant.REPLAY.holds(decision.equals(hall.decide(ask, at)), "asked twice: " + ask);
    switch (decision) {
      case Decision.Accepted(var events) -> {
        Invariant.ONCE.holds(!events.isEmpty(), ask);
        accept(ask, events);
        if (asks.by().role() != By.Role.DRIVER) answersAgain(ask, events);
      }
      case Decision.Repeated(var first) ->
          Invariant.ONCE.holds(first.command().equals(ask.command().toString()), ask);
      case Decision.Refused(var why) -> {}
    }
  }

  private void answersAgain(Ask ask, List<Event> events) {
    Decision second = hall.decide(ask, at);
    boolean same = second instanceof Decision.Repeated(var first) && first.events().equals(events);
    Invariant.ONCE.holds(same, ask);
    var other = new Ask(ask.request(), ask.by(), new Command.TimePassed(at));
    boolean refused =
        hall.decide(other, at) instanceof Decision.Refused(var why)
            && why == Refusal.REQUEST_REUSED;
    Invariant.ONCE.holds(refused, other);
  }

  private void accept(Ask ask, List<Event> events) {
    Entry entry = hall.entry(ask, at, events, "00000000000000aa", seq);
    hall = hall.apply(entry);
    seq += events.size();
    journal.add(entry);
    ledger.note(entry);
    ledger.compare(hall, entry);
  }

  private void replays() {
    Hall replayed = Hall.empty(day.plan());
    for (Entry entry : journal) replayed = replayed.apply(entry);
    Invariant.REPLAY.holds(hall.equals(replayed), "after " + journal.size() + " entries");
  }

  /** The kinds and subjects of events in order; their times may differ with the ticking. */
  private static List<String> kinds(List<Entry> journal) {
    var kinds = new ArrayList<String>();
    for (Entry entry : journal)
      for (Event event : entry.events())
        if (event instanceof Event.TicketCalled e) kinds.add("called " + e.ticket());
        else if (event instanceof Event.TicketAbandoned e) kinds.add("gone " + e.ticket());
        else kinds.add(event.getClass().getSimpleName());
    return kinds;
  }
}
