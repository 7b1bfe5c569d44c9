package org.xuhao.hall;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.xuhao.hall.Command.Channel;
import org.xuhao.hall.Event.TakingHours;
import org.xuhao.hall.Event.TakingStop;
import org.xuhao.hall.Ticket.PrintState;

/** The rules of taking, printing and rating. Source: rules of the hall, section 1. */
final class TicketRules {
  /** Level 2 and 1 are negative ratings. Source: the official five levels. */
  private static final int NEGATIVE_MAX = 2;

  private final Draft d;

  TicketRules(Draft draft) {
    d = draft;
  }

  Optional<Refusal> take(ServiceCode code) {
    Optional<Refusal> refused = takingRefused(code);
    if (refused.isPresent()) return refused;
    Plan.ServicePlan service = d.plan.services().get(code);
    Day day = d.theDay();
    if (service == null) return Optional.of(Refusal.NO_SUCH_SERVICE);
    int number = day.lastNumber(service.prefix()) + 1;
    if (number > TicketNumber.NUMBER_MAX) return Optional.of(Refusal.NUMBERS_SPENT);
    var ticket = new TicketNumber(service.prefix(), number);
    int ahead = d.queues.lane(code).size();
    d.emit(new Event.TicketIssued(ticket, day.sequence() + 1, code, d.at, ahead));
    if (d.plan.printing()) print(ticket, 1);
    Integer quota = service.quota();
    if (quota != null && d.theDay().issuedOf(code) >= quota)
      d.emit(new Event.TakingStopped(code, TakingStop.QUOTA));
    return Optional.empty();
  }

  /** Why no number of this service is given out now; empty: it is. */
  Optional<Refusal> takingRefused(ServiceCode code) {
    if (!d.plan.services().containsKey(code)) return Optional.of(Refusal.NO_SUCH_SERVICE);
    Day day = d.day;
    if (day == null || day.phase() != Day.Phase.OPEN) return Optional.of(Refusal.TAKING_OVER);
    TakingStop stopped = day.stopped().get(code);
    if (stopped == TakingStop.QUOTA) return Optional.of(Refusal.QUOTA_FULL);
    if (stopped == TakingStop.CUT_OFF) return Optional.of(Refusal.TAKING_OVER);
    TakingHours hours = day.taking(code);
    Instant wall = d.at.plusMillis(d.skewMs);
    boolean early = hours != null && hours.fromWall() != null && wall.isBefore(hours.fromWall());
    return early ? Optional.of(Refusal.TAKING_OVER) : Optional.empty();
  }

  Optional<Refusal> reprint(TicketNumber number) {
    Ticket ticket = d.find(number).orElse(null);
    if (ticket == null) return Optional.of(Refusal.NO_SUCH_TICKET);
    if (ticket.isOver()) return Optional.of(Refusal.TICKET_OVER);
    if (!d.plan.printing()) return Optional.of(Refusal.NOT_ALLOWED);
    if (ticket.print().state() == PrintState.ASKED) return Optional.of(Refusal.PRINT_PENDING);
    print(number, ticket.print().copy() + 1);
    return Optional.empty();
  }

  /** A late report still counts; one of another copy does not. */
  Optional<Refusal> report(Command.ReportPrint c) {
    Ticket ticket = d.find(c.ticket()).orElse(null);
    if (ticket == null) return Optional.of(Refusal.NO_SUCH_TICKET);
    Ticket.Print print = ticket.print();
    boolean awaited = print.state() == PrintState.ASKED || print.state() == PrintState.UNKNOWN;
    if (!awaited || print.copy() != c.copy()) return Optional.of(Refusal.NOT_ALLOWED);
    d.emit(
        switch (c.result()) {
          case CONFIRMED -> new Event.PrintConfirmed(c.ticket(), c.copy());
          case FAILED ->
              new Event.PrintFailed(c.ticket(), c.copy(), c.fault() == null ? "" : c.fault());
        });
    return Optional.empty();
  }

  private void print(TicketNumber number, int copy) {
    d.emit(new Event.PrintAsked(number, copy, d.at.plus(d.plan.rules().printWithin())));
  }

  Optional<Refusal> rate(Command.Rate c, By by) {
    if (c.visit().number() > d.visits) return Optional.of(Refusal.NO_SUCH_VISIT);
    RatingSession session = d.ratings.get(c.visit());
    if (session == null) return Optional.of(Refusal.RATING_OVER);
    boolean late = session.state() == RatingSession.State.LATE;
    if (session.state() == RatingSession.State.GIVEN) return Optional.of(Refusal.ALREADY_RATED);
    if (late && c.channel() != Channel.PHONE) return Optional.of(Refusal.RATING_OVER);
    boolean reasonMissing = c.level() <= NEGATIVE_MAX && c.reasons().isEmpty();
    boolean pad = by.role() == By.Role.PAD;
    if (reasonMissing && !pad) return Optional.of(Refusal.REASON_MISSING);
    d.emit(
        new Event.RatingGiven(
            c.visit(), session.window(), c.level(), c.reasons(), reasonMissing, c.channel()));
    return Optional.empty();
  }

  /** Opens the one chance to rate a visit that ended with an outcome. */
  void openRating(VisitId visit, WindowId window) {
    Plan.Rules rules = d.plan.rules();
    Instant closes = afterWorkingDays(rules.rateLateWorkingDays());
    d.emit(new Event.RatingOpened(visit, window, d.at.plus(rules.rateWithin()), closes));
  }

  /** The same time of day, so many working days (Monday to Friday) later. */
  private Instant afterWorkingDays(int days) {
    ZonedDateTime then = d.at.atZone(d.plan.zone());
    for (int left = days; left > 0; ) {
      then = then.plusDays(1);
      DayOfWeek weekday = then.getDayOfWeek();
      if (weekday != DayOfWeek.SATURDAY && weekday != DayOfWeek.SUNDAY) left--;
    }
    return then.toInstant();
  }
}
