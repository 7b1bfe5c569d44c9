package org.xuhao.hall;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.Command.Channel;
import org.xuhao.hall.Event.TakingHours;
import org.xuhao.hall.Ticket.PrintState;
import org.xuhao.hall.value.By;
import org.xuhao.hall.value.ClassCode;
import org.xuhao.hall.value.NumbersMoved;
import org.xuhao.hall.value.Place;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.TakingStop;
import org.xuhao.hall.value.TalkStage;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.hall.value.VisitId;
import org.xuhao.hall.value.WindowId;

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
    Plan.ServicePlan service = d.plan.services().get(code);
    if (service == null) return Optional.of(Refusal.NO_SUCH_SERVICE);
    Optional<Refusal> refused = takingRefused(service);
    if (refused.isPresent()) return refused;
    if (c.priority() != null && !d.plan.classes().containsKey(c.priority()))
      return Optional.of(Refusal.NO_SUCH_CLASS);
    Matter asked = c.matter() == null ? Matter.NONE : c.matter();
    boolean bundled = !service.bundle().isEmpty();
    Matter matter = bundled ? asked.bundled(service.bundle()) : asked;
    ServiceCode first = bundled ? service.bundle().getFirst() : code;
    refused = bundled ? takingRefused(first) : Optional.empty();
    if (refused.isEmpty()) refused = cannotHave(first, matter);
    if (refused.isPresent()) return refused;
    Optional<TicketNumber> ticket = nextNumber(service);
    if (ticket.isEmpty()) return Optional.of(Refusal.NUMBERS_SPENT);
    Standing standing = c.priority() == null ? null : ofClass(c.priority(), Standing.NORMAL);
    issue(ticket.get(), first, standing, matter, d.at, null);
    return Optional.empty();
  }

  private void stopWhenFull(ServiceCode code) {
    Plan.ServicePlan service = d.plan.services().get(code);
    Integer quota = service == null ? null : service.quota();
    boolean full = quota != null && d.theDay().issuedOf(code) >= quota;
    if (full && !d.theDay().stopped().containsKey(code))
      d.emit(new Event.TakingStopped(code, TakingStop.QUOTA));
  }

  /** The next of a service's numbers; empty: they are spent. */
  Optional<TicketNumber> nextNumber(Plan.ServicePlan service) {
    NumbersMoved moved = d.moved;
    LocalDate today = d.theDay().opened().day();
    int above = moved != null && moved.day().equals(today) ? moved.above() : 0;
    int number = Math.max(above, d.theDay().lastNumber(service.prefix())) + 1;
    return number > TicketNumber.NUMBER_MAX
        ? Optional.empty()
        : Optional.of(new TicketNumber(service.prefix(), number));
  }

  void issue(
      TicketNumber ticket,
      ServiceCode code,
      @Nullable Standing standing,
      Matter matter,
      Instant since,
      @Nullable Instant callable) {
    long sequence = d.theDay().sequence() + 1;
    var items = new EndRules(d).ordered(code, matter, new Place(since, sequence));
    ServiceCode first = items.getFirst();
    int ahead = d.queues.lanes(first).size();
    var rest =
        new Matter(
            items.subList(1, items.size()),
            matter.order(),
            matter.file(),
            matter.offer(),
            matter.visitor(),
            modes(matter));
    Matter kept = rest.equals(Matter.NONE) ? null : rest;
    d.emit(new Event.TicketIssued(ticket, sequence, first, since, ahead, standing, callable, kept));
    new CaseRules(d).keepForOrigin(ticket);
    if (d.plan.printing() && !matter.isRemote()) print(ticket, 1);
    stopWhenFull(first);
  }

  /** On an extended or off-peak day every ticket counts as one of that mode. */
  private List<String> modes(Matter matter) {
    String mode = d.theDay().opened().mode();
    if (mode == null || matter.modes().contains(mode)) return matter.modes();
    var modes = new ArrayList<String>(matter.modes());
    modes.add(mode);
    return modes;
  }

  /** Why no ticket is given for what a visitor came for. */
  private Optional<Refusal> cannotHave(ServiceCode service, Matter matter) {
    if (matter.next().size() >= Matter.ITEMS_MAX) return Optional.of(Refusal.TOO_MANY_ITEMS);
    for (ServiceCode item : matter.next()) {
      Optional<Refusal> refused = WindowRules.notServed(d.plan, item).or(() -> takingRefused(item));
      if (refused.isPresent()) return refused;
    }
    if (matter.visitor() != null) {
      Optional<Refusal> known = cannotHave(service, matter.visitor());
      if (known.isPresent()) return known;
    }
    return matter.file() == null
        ? Optional.empty()
        : new CaseRules(d).cannotResume(matter.file(), service);
  }

  /** Why this visitor gets no ticket for it today. */
  Optional<Refusal> cannotHave(ServiceCode service, String visitor) {
    if (holdsTicket(visitor, service)) return Optional.of(Refusal.TICKET_EXISTS);
    if (isBookedToday(visitor, service)) return Optional.of(Refusal.BOOKED_ALREADY);
    Plan.ServicePlan plan = d.plan.services().get(service);
    Integer quota = plan == null ? null : plan.visitorQuota();
    return quota != null && takenBy(visitor, service) >= quota
        ? Optional.of(Refusal.QUOTA_FULL)
        : Optional.empty();
  }

  private int takenBy(String visitor, ServiceCode service) {
    // By the number's letters: the service of a ticket may have changed since.
    Plan.ServicePlan plan = d.plan.services().get(service);
    int taken = 0;
    for (Ticket ticket : d.tickets.values())
      if (plan != null
          && ticket.number().prefix().equals(plan.prefix())
          && visitor.equals(ticket.matter().visitor())) taken++;
    return taken;
  }

  private boolean holdsTicket(String visitor, ServiceCode service) {
    for (Ticket ticket : d.tickets.values())
      if (!ticket.isOver()
          && ticket.service().equals(service)
          && visitor.equals(ticket.matter().visitor())) return true;
    return false;
  }

  /** The larger rate counts: a class never makes a booked ticket wait longer. */
  Standing ofClass(ClassCode priority, Standing now) {
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
  Optional<Refusal> notWaiting(TicketNumber number) {
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
    Plan.ServicePlan service = d.plan.services().get(code);
    return service == null ? Optional.of(Refusal.NO_SUCH_SERVICE) : takingRefused(service);
  }

  private Optional<Refusal> takingRefused(Plan.ServicePlan service) {
    // Nobody would ever be called: such a hall only guides to others.
    if (d.plan.windows().isEmpty()) return Optional.of(Refusal.NOT_SERVED);
    ServiceCode code = service.code();
    if (WindowRules.isRemote(d.plan, code)) return Optional.of(Refusal.REMOTE_ONLY);
    Day day = d.day;
    if (day == null || day.phase() != Day.Phase.OPEN) return Optional.of(Refusal.TAKING_OVER);
    // Who has a number of it is served: only the taking ends.
    if (!service.offered().on(day.opened().day())) return Optional.of(Refusal.NOT_OFFERED);
    TakingStop stopped = day.stopped().get(code);
    if (stopped == TakingStop.QUOTA) return Optional.of(Refusal.QUOTA_FULL);
    if (stopped != null) return Optional.of(Refusal.TAKING_OVER);
    // Those who booked may have filled it while a manager had stopped it.
    Integer quota = service.quota();
    if (quota != null && day.issuedOf(code) >= quota) return Optional.of(Refusal.QUOTA_FULL);
    TakingHours hours = day.taking(code);
    Instant wall = d.at.plusMillis(d.skewMs);
    boolean early = hours != null && hours.fromWall() != null && wall.isBefore(hours.fromWall());
    if (!early && periodIsFull(service)) return Optional.of(Refusal.QUOTA_FULL);
    return early ? Optional.of(Refusal.TAKING_OVER) : Optional.empty();
  }

  /** The first period that is not over counts all numbers of the day so far. */
  private boolean periodIsFull(Plan.ServicePlan service) {
    LocalTime time = d.wall().atZone(d.plan.zone()).toLocalTime();
    for (Plan.PeriodQuota period : service.periods())
      if (time.isBefore(period.until()))
        return d.theDay().issuedOf(service.code()) >= period.quota();
    return false;
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
    Ratings.Session session = d.ratings.sessions().get(c.visit());
    if (session == null) return Optional.of(Refusal.RATING_OVER);
    boolean late = session.state() == Ratings.Session.State.LATE;
    if (session.state() == Ratings.Session.State.GIVEN) return Optional.of(Refusal.ALREADY_RATED);
    if (late && c.channel() != Channel.PHONE) return Optional.of(Refusal.RATING_OVER);
    boolean reasonMissing = c.level() <= NEGATIVE_MAX && c.reasons().isEmpty();
    boolean pad = by.role() == By.Role.PAD;
    if (reasonMissing && !pad) return Optional.of(Refusal.REASON_MISSING);
    d.emit(
        new Event.RatingGiven(
            c.visit(), session.window(), c.level(), c.reasons(), reasonMissing, c.channel()));
    new BookingRules(d).reached(c.visit(), TalkStage.RATING);
    return Optional.empty();
  }

  /** Opens the one chance to rate a visit that ended with an outcome. */
  void openRating(VisitId visit, WindowId window) {
    Plan.Rules rules = d.plan.rules();
    Instant closes = Day.workingDaysAfter(d.plan, d.at, rules.rateLateWorkingDays());
    d.emit(new Event.RatingOpened(visit, window, d.at.plus(rules.rateWithin()), closes));
  }

  /** Whether an appointment of this visitor for this service is still to be kept today. */
  private boolean isBookedToday(String visitor, ServiceCode service) {
    LocalDate today = Day.dateOf(d.plan, d.wall());
    return d.bookings.of(visitor).stream()
        .filter(b -> b.state() == Booking.State.BOOKED && b.service().equals(service))
        .anyMatch(b -> Day.dateOf(d.plan, b.slot()).equals(today));
  }
}
