package org.xuhao.hall;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.Deadline.Kind;
import org.xuhao.hall.Event.EndedWhy;
import org.xuhao.hall.Event.TakingHours;
import org.xuhao.hall.value.AbandonedWhy;
import org.xuhao.hall.value.ReleasedWhy;
import org.xuhao.hall.value.TakingStop;
import org.xuhao.hall.value.Visit;
import org.xuhao.hall.value.VisitId;
import org.xuhao.hall.value.WindowId;

/** What the clock does. Source: rules of the hall, section 4. */
final class ClockRules {
  /** The wall clock may drift this far from hall time before it counts as a step. */
  static final Duration STEP = Duration.ofSeconds(2);

  /** A step forward of more than this makes calendar deadlines wait {@link #AFTER_JUMP}. */
  static final Duration JUMP = Duration.ofMinutes(5);

  static final Duration AFTER_JUMP = Duration.ofSeconds(60);

  private final Draft d;

  ClockRules(Draft draft) {
    d = draft;
  }

  /** Meets every deadline that is due, in order of time, kind and number. */
  Optional<Refusal> timePassed(Instant wall) {
    long skewMs = Duration.between(d.at, wall).toMillis();
    if (Math.abs(skewMs - d.skewMs) > STEP.toMillis())
      d.emit(new Event.ClockStepped(d.skewMs, skewMs));
    if (d.day == null) d.emit(Day.plan(d.plan, d.wall()));
    while (true) {
      Deadline next = next();
      if (next == null || next.when().isAfter(d.at)) return Optional.empty();
      meet(next);
    }
  }

  Optional<Instant> nextDeadline() {
    if (d.day == null) return Optional.of(d.at);
    return Optional.ofNullable(next()).map(Deadline::when);
  }

  private @Nullable Deadline next() {
    var all = new ArrayList<Deadline>();
    for (Window window : d.windows.values()) {
      Visit visit = window.visit();
      if (visit != null && visit.noShowAt() != null)
        all.add(new Deadline(visit.noShowAt(), Kind.NO_SHOW, window.id().number()));
      if (window.set() != null && window.set().until() != null)
        all.add(calendar(window.set().until(), Kind.SERVICES_BACK, window.id().number()));
    }
    if (!d.due.isEmpty()) all.add(d.due.firstKey());
    if (!d.ratings.due().isEmpty()) all.add(d.ratings.due().firstKey());
    if (!d.cases.due().isEmpty()) {
      Deadline first = d.cases.due().firstKey();
      all.add(calendar(first.when(), first.kind(), first.number()));
    }
    if (!d.bookings.due().isEmpty()) {
      Deadline first = d.bookings.due().firstKey();
      all.add(calendar(first.when(), first.kind(), first.number()));
    }
    if (d.day != null) addCalendar(all, d.day);
    return all.stream().min(Comparator.naturalOrder()).orElse(null);
  }

  private void addCalendar(List<Deadline> all, Day day) {
    Instant closes = day.opened().closesWall();
    Instant clears = day.opened().clearsWall();
    if (day.phase() == Day.Phase.OPEN) {
      addTides(all);
      addTakingStops(all, day);
      addLunch(all, day);
      if (closes != null) all.add(calendar(closes, Kind.DAY_CLOSING, 0));
    }
    boolean cleared = day.phase() == Day.Phase.CLEARED || day.phase() == Day.Phase.CLOSED;
    if (clears != null && !cleared) all.add(calendar(clears, Kind.DAY_CLEARING, 0));
    all.add(calendar(day.opened().endsWall(), Kind.DAY_END, 0));
  }

  private void addLunch(List<Deadline> all, Day day) {
    Instant begins = day.opened().lunchWall();
    Instant ends = day.opened().lunchEndsWall();
    if (begins != null && day.lunch() == Day.Lunch.AHEAD)
      all.add(calendar(begins, Kind.LUNCH_BEGIN, 0));
    if (ends != null && day.lunch() == Day.Lunch.BEGAN) all.add(calendar(ends, Kind.LUNCH_END, 0));
  }

  private void addTides(List<Deadline> all) {
    var rules = new WindowRules(d);
    for (Plan.WindowPlan window : d.plan.windows().values()) {
      Instant rises = rules.risesAt(window);
      if (rises != null) all.add(new Deadline(rises, Kind.TIDE, window.id().number()));
    }
  }

  private void addTakingStops(List<Deadline> all, Day day) {
    int number = 0;
    for (TakingHours hours : day.opened().taking()) {
      boolean open = !day.stopped().containsKey(hours.service());
      if (open && hours.untilWall() != null)
        all.add(calendar(hours.untilWall(), Kind.TAKING_STOP, number));
      number++;
    }
  }

  /** A wall time as hall time; after a jump of the clock not before the pause is over. */
  private Deadline calendar(Instant wall, Kind kind, long number) {
    Instant when = wall.minusMillis(d.skewMs);
    return new Deadline(when.isBefore(d.calendarFrom) ? d.calendarFrom : when, kind, number);
  }

  private void meet(Deadline due) {
    switch (due.kind()) {
      case NO_SHOW -> new VisitRules(d).noShow(new WindowId((int) due.number()));
      case CALLABLE -> d.emit(new Event.TicketCallable(d.due.firstEntry().getValue()));
      case ORIGIN ->
          d.emit(new Event.OriginReleased(d.due.firstEntry().getValue(), ReleasedWhy.TIME));
      case CASE_EXPIRY -> d.emit(new CaseEvent.CaseExpired(d.cases.due().firstEntry().getValue()));
      case CASE_DUE -> d.emit(new CaseEvent.CaseOverdue(d.cases.due().firstEntry().getValue()));
      case PRINT -> {
        Ticket ticket = d.ticket(d.due.firstEntry().getValue());
        d.emit(new Event.PrintUnknown(ticket.number(), ticket.print().copy()));
      }
      case RATING_LAPSE -> {
        var session = session(due);
        d.emit(new Event.RatingLapsed(session.visit(), session.window()));
      }
      case RATING_CLOSE -> {
        var session = session(due);
        d.emit(new Event.RatingClosed(session.visit(), session.window()));
      }
      case SERVICES_BACK -> new WindowRules(d).settle(new WindowId((int) due.number()), due.when());
      case TIDE -> new WindowRules(d).rise(new WindowId((int) due.number()), due.when());
      case TAKING_STOP -> {
        var hours = d.theDay().opened().taking().get((int) due.number());
        d.emit(new Event.TakingStopped(hours.service(), TakingStop.CUT_OFF));
      }
      case BOOKING_MISSED -> new BookingRules(d).miss(d.bookings.due().firstEntry().getValue());
      case TALK_DUE -> new BookingRules(d).begin(d.bookings.due().firstEntry().getValue());
      case LUNCH_BEGIN -> beginLunch();
      case LUNCH_END -> d.emit(new Event.LunchEnded());
      case DAY_CLOSING -> d.emit(new Event.DayClosing(waiting()));
      case DAY_CLEARING -> clear();
      case DAY_END -> endDay();
    }
  }

  private Ratings.Session session(Deadline due) {
    Ratings.Session session = d.ratings.sessions().get(new VisitId(due.number()));
    if (session == null) throw new IllegalStateException("no rating session " + due.number());
    return session;
  }

  private int waiting() {
    return (int)
        d.tickets.values().stream()
            .filter(t -> t.state() == Ticket.State.WAITING || t.state() == Ticket.State.RESERVED)
            .count();
  }

  /** Where the hall clears at lunch, whoever is at no window is sent home. */
  private void beginLunch() {
    boolean clears = d.plan.calendar().lunchClears();
    if (clears)
      for (Ticket ticket : live())
        if (ticket.state() != Ticket.State.CALLED)
          new VisitRules(d).giveUp(ticket, AbandonedWhy.LUNCH, null);
    d.emit(new Event.LunchBegan(waiting(), clears));
  }

  /** All that are not over and not being served, in order of sequence. */
  private List<Ticket> live() {
    return d.tickets.values().stream()
        .filter(t -> !t.isOver() && t.state() != Ticket.State.SERVING)
        .sorted(Comparator.comparingLong(t -> t.place().sequence()))
        .toList();
  }

  /** Abandons all that wait, in order of sequence; a visit that was started may finish. */
  private void clear() {
    List<Ticket> left = live();
    for (Ticket ticket : left) new VisitRules(d).giveUp(ticket, AbandonedWhy.END_OF_DAY, null);
    d.emit(new Event.DayCleared(left.size()));
    closeDayIfDone();
  }

  /** Closes a cleared day once nobody is at a window. */
  void closeDayIfDone() {
    if (d.theDay().phase() != Day.Phase.CLEARED) return;
    for (Window window : d.windows.values()) if (window.visit() != null) return;
    closeDay();
  }

  private void closeDay() {
    int done = 0;
    int gone = 0;
    for (Ticket ticket : d.tickets.values()) {
      if (ticket.state() == Ticket.State.DONE) done++;
      if (ticket.state() == Ticket.State.GONE) gone++;
    }
    int issued = (int) d.theDay().sequence();
    d.emit(new Event.DayClosed(d.theDay().opened().day(), issued, done, gone));
  }

  private void endDay() {
    Day.Phase phase = d.theDay().phase();
    if (phase == Day.Phase.OPEN || phase == Day.Phase.CLOSING) clear();
    for (Window window : List.copyOf(d.windows.values())) {
      Visit visit = window.visit();
      if (visit == null) continue;
      var rules = new VisitRules(d);
      rules.endVisit(window.id(), visit, EndedWhy.DAY_END, null, null);
      d.emit(new Event.TicketAbandoned(visit.ticket(), AbandonedWhy.END_OF_DAY, null));
      if (d.window(window.id()).closing()) new WindowRules(d).shut(window.id());
    }
    if (d.theDay().phase() == Day.Phase.CLEARED) closeDay();
    d.emit(Day.plan(d.plan, d.wall()));
  }
}
