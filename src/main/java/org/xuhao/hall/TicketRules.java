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

  Optional<Refusal> take(Command.TakeTicket c) {
    ServiceCode code = c.service();
    Optional<Refusal> refused = takingRefused(code);
    if (refused.isPresent()) return refused;
    if (c.priority() != null && !d.plan.classes().containsKey(c.priority()))
      return Optional.of(Refusal.NO_SUCH_CLASS);
    Plan.ServicePlan service = d.plan.services().get(code);
    Day day = d.theDay();
    if (service == null) return Optional.of(Refusal.NO_SUCH_SERVICE);
    int number = day.lastNumber(service.prefix()) + 1;
    if (number > TicketNumber.NUMBER_MAX) return Optional.of(Refusal.NUMBERS_SPENT);
    var ticket = new TicketNumber(service.prefix(), number);
    int ahead = d.queues.lanes(code).size();
    Standing standing = c.priority() == null ? null : ofClass(c.priority(), Standing.NORMAL);
    d.emit(new Event.TicketIssued(ticket, day.sequence() + 1, code, d.at, ahead, standing));
    if (d.plan.printing()) print(ticket, 1);
    Integer quota = service.quota();
    if (quota != null && d.theDay().issuedOf(code) >= quota)
      d.emit(new Event.TakingStopped(code, TakingStop.QUOTA));
    return Optional.empty();
  }

  /** The larger rate counts: a class never makes a booked ticket wait longer. */
  private Standing ofClass(ClassCode priority, Standing now) {
    int rate = Math.max(now.rate(), d.plan.rules().priorityRate());
    return new Standing(rate, now.booked(), priority);
  }

  Optional<Refusal> grant(Command.GrantPriority c) {
    Optional<Refusal> refused = notWaiting(c.ticket());
    if (refused.isPresent()) return refused;
    if (!d.plan.classes().containsKey(c.priority())) return Optional.of(Refusal.NO_SUCH_CLASS);
    Standing now = d.ticket(c.ticket()).standing();
    d.emit(new Event.PriorityGranted(c.ticket(), ofClass(c.priority(), now)));
    return Optional.empty();
  }

  Optional<Refusal> expedite(Command.Expedite c, By by) {
    if (c.reason().isBlank()) return Optional.of(Refusal.REASON_NEEDED);
    Optional<Refusal> refused = notWaiting(c.ticket());
    if (refused.isPresent()) return refused;
    d.emit(new Event.TicketExpedited(c.ticket(), by.who(), c.reason()));
    return Optional.empty();
  }

  /** Only who stands in a lane, and was not expedited, can be moved up. */
  private Optional<Refusal> notWaiting(TicketNumber number) {
    Ticket ticket = d.find(number).orElse(null);
    if (ticket == null) return Optional.of(Refusal.NO_SUCH_TICKET);
    if (ticket.isOver()) return Optional.of(Refusal.TICKET_OVER);
    boolean waits = ticket.state() == Ticket.State.WAITING && !d.queues.isExpedited(number);
    return waits ? Optional.empty() : Optional.of(Refusal.NOT_WAITING);
  }

  /** A manager stops or allows the taking of numbers; a cut-off or quota is not lifted. */
  Optional<Refusal> setTaking(ServiceCode service, boolean allow, String reason) {
    if (reason.isBlank()) return Optional.of(Refusal.REASON_NEEDED);
    if (!d.plan.services().containsKey(service)) return Optional.of(Refusal.NO_SUCH_SERVICE);
    TakingStop now = d.theDay().stopped().get(service);
    if (allow && isPastCutOff(service)) return Optional.of(Refusal.TAKING_OVER);
    if (allow && now == null) return Optional.of(Refusal.NOT_STOPPED);
    if (now == TakingStop.QUOTA) return Optional.of(Refusal.QUOTA_FULL);
    if (allow ? now == TakingStop.CUT_OFF : now != null) return Optional.of(Refusal.TAKING_OVER);
    d.emit(
        allow
            ? new Event.TakingAllowed(service)
            : new Event.TakingStopped(service, TakingStop.MANAGER));
    return Optional.empty();
  }

  private boolean isPastCutOff(ServiceCode service) {
    TakingHours hours = d.theDay().taking(service);
    Instant until = hours == null ? null : hours.untilWall();
    return until != null && !d.at.plusMillis(d.skewMs).isBefore(until);
  }

  /** Why no number of this service is given out now; empty: it is. */
  Optional<Refusal> takingRefused(ServiceCode code) {
    if (!d.plan.services().containsKey(code)) return Optional.of(Refusal.NO_SUCH_SERVICE);
    Day day = d.day;
    if (day == null || day.phase() != Day.Phase.OPEN) return Optional.of(Refusal.TAKING_OVER);
    TakingStop stopped = day.stopped().get(code);
    if (stopped == TakingStop.QUOTA) return Optional.of(Refusal.QUOTA_FULL);
    if (stopped != null) return Optional.of(Refusal.TAKING_OVER);
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
