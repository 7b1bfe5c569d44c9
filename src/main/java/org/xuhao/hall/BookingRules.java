package org.xuhao.hall;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoField;
import java.time.temporal.Temporal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.value.BookingId;
import org.xuhao.hall.value.By;
import org.xuhao.hall.value.CaseId;
import org.xuhao.hall.value.ClassCode;
import org.xuhao.hall.value.Outcome;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.Talk;
import org.xuhao.hall.value.TalkStage;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.hall.value.Visit;
import org.xuhao.hall.value.VisitId;

/** The rules of appointments. Source: rules of the hall, section 1, Appointment, and section 7. */
final class BookingRules {
  /** Past bookings count for no limit after this: a month, and the time of the longest bar. */
  static final Duration REMEMBERED = Duration.ofDays(92);

  /** After the usual way a kept number waits so much longer. Source: the district's design, 4. */
  private static final Duration GRACE = Duration.ofMinutes(30);

  /** Of a service's quota, in hundredths, so much is kept for others at most. Source: same. */
  private static final int RESERVED_SHARE = 10;

  /** Kept numbers of a service without a quota: what comes in one bus. */
  private static final int RESERVED_MOST = 20;

  /** The furthest way; see the setting minutes. */
  private static final int MINUTES_MAX = 600;

  /** Numbers that other halls are asked for, a day: a bound against a page gone wild. */
  private static final int ASKED_MAX = 2_000;

  /** What came of asking, and what must not come any more, is known so long. */
  private static final Duration ASKED_KEPT = Duration.ofDays(2);

  /** The service mode of a ticket for whoever has booked. */
  private static final String BOOKED = "APPOINTMENT";

  private final Draft d;
  private final Plan.BookingTerms terms;

  BookingRules(Draft draft) {
    d = draft;
    terms = draft.plan.rules().booking();
  }

  Optional<Refusal> book(Command.BookAppointment c, By by) {
    Plan.ServicePlan service = d.plan.services().get(c.service());
    if (service == null) return Optional.of(Refusal.NO_SUCH_SERVICE);
    boolean served = WindowRules.isServed(d.plan, c.service()) && !d.plan.windows().isEmpty();
    if (!served) return Optional.of(Refusal.NOT_SERVED);
    Plan.Slots slots = service.slots();
    if (slots == null || !isSlot(service, c.slot())) return Optional.of(Refusal.SLOT_OUT_OF_RANGE);
    // What an outside system booked keeps to that system's own limits.
    boolean imported = by.role() == By.Role.LINK;
    if (!imported) {
      Optional<Refusal> refused = beyondLimits(c);
      if (refused.isPresent()) return refused;
    }
    if (d.bookings.taken(c.service(), c.slot()) >= slots.capacity())
      return Optional.of(Refusal.SLOT_FULL);
    var id = BookingId.of(d.plan.hall(), d.bookings.count() + 1);
    Instant ends = c.slot().plus(slots.length());
    d.emit(
        new BookingEvent.AppointmentBooked(id, c.service(), c.visitor(), c.slot(), ends, c.file()));
    if (WindowRules.isRemote(d.plan, c.service()))
      d.emit(new BookingEvent.StageReached(id, TalkStage.BOOKING, null, null, d.wall()));
    return Optional.empty();
  }

  Optional<Refusal> decide(Command.OfReservation command, By by) {
    return switch (command) {
      case Command.AskReservation c -> ask(c);
      case Command.SettleReservation c -> settle(c);
      case Command.Reserve c -> by.who().equals(c.booking().hall()) ? reserve(c) : notAllowed();
      case Command.GiveBack c -> by.who().equals(c.booking().hall()) ? giveBack(c) : notAllowed();
    };
  }

  private static Optional<Refusal> notAllowed() {
    return Optional.of(Refusal.NOT_ALLOWED);
  }

  private Optional<Refusal> ask(Command.AskReservation c) {
    BookingId id = c.booking();
    boolean own = id.isReserved() && id.hall().equals(d.plan.hall());
    if (!own || c.hall().equals(d.plan.hall())) return notAllowed();
    if (d.bookings.asked().containsKey(id)) return Optional.of(Refusal.REQUEST_REUSED);
    if (d.bookings.asked().size() >= ASKED_MAX) return Optional.of(Refusal.RESERVATIONS_FULL);
    // The ticket here may stand for the same case: it stays while its visitor goes there.
    Optional<Refusal> refused = d.cases.cannotGoOn(c.file(), List.of());
    if (refused.isPresent()) return refused;
    Instant until = d.wall().plus(ASKED_KEPT);
    d.emit(new BookingEvent.ReservationAsked(id, c.hall(), c.service(), c.file(), until));
    return Optional.empty();
  }

  private Optional<Refusal> settle(Command.SettleReservation c) {
    Bookings.Asked asked = d.bookings.asked().get(c.booking());
    boolean over =
        asked == null
            || asked.settled() == c.outcome()
            || asked.settled() == BookingEvent.Settled.REFUSED
            || asked.settled() == BookingEvent.Settled.GIVEN_BACK;
    if (over) return Optional.of(Refusal.NO_SUCH_BOOKING);
    d.emit(new BookingEvent.ReservationSettled(c.booking(), c.outcome(), c.refusal(), c.until()));
    return Optional.empty();
  }

  /** Nobody stands in the queue before having come: what is kept is no number yet. */
  private Optional<Refusal> reserve(Command.Reserve c) {
    BookingId id = c.booking();
    if (!id.isReserved() || c.minutes() < 0 || c.minutes() > MINUTES_MAX) return notAllowed();
    if (d.bookings.refused().containsKey(id)) return Optional.of(Refusal.NO_SUCH_BOOKING);
    if (d.bookings.find(id).isPresent()) return Optional.of(Refusal.REQUEST_REUSED);
    Plan.ServicePlan service = d.plan.services().get(c.service());
    if (service == null) return Optional.of(Refusal.NO_SUCH_SERVICE);
    Optional<Refusal> unserved = WindowRules.notServed(d.plan, c.service());
    if (unserved.isPresent()) return unserved;
    var tickets = new TicketRules(d);
    String known = visitorOf(c);
    Optional<Refusal> refused = tickets.takingRefused(c.service());
    if (refused.isEmpty() && known != null) refused = tickets.cannotHave(c.service(), known);
    if (refused.isEmpty()) refused = d.cases.cannotGoOn(c.file(), d.tickets.values());
    if (refused.isPresent()) return refused;
    Instant there = d.wall().plus(Duration.ofMinutes(c.minutes()));
    Event.TakingHours hours = d.theDay().taking(c.service());
    Instant closes = hours == null ? null : hours.untilWall();
    if (closes != null && !there.isBefore(closes)) return Optional.of(Refusal.CLOSES_BEFORE);
    if (reservedToday(c.service()) >= mostReserved(service))
      return Optional.of(Refusal.RESERVATIONS_FULL);
    Instant until = there.plus(GRACE);
    if (closes != null && closes.isBefore(until)) until = closes;
    String visitor = known == null ? id.id() : known;
    d.emit(new BookingEvent.AppointmentBooked(id, c.service(), visitor, d.wall(), until, c.file()));
    return Optional.empty();
  }

  /** As told, or as the case says; null: nobody knows. */
  private @Nullable String visitorOf(Command.Reserve c) {
    CaseId file = c.file();
    if (c.visitor() != null || file == null) return c.visitor();
    return d.cases.file(file).map(CaseFile::visitor).orElse(null);
  }

  private static long mostReserved(Plan.ServicePlan service) {
    Integer quota = service.quota();
    return quota == null ? RESERVED_MOST : Math.max(1, quota * RESERVED_SHARE / 100);
  }

  private long reservedToday(ServiceCode service) {
    LocalDate today = Day.dateOf(d.plan, d.wall());
    return d.bookings.byId().values().stream()
        .filter(b -> b.id().isReserved() && b.service().equals(service))
        .filter(b -> b.state() == Booking.State.BOOKED || b.state() == Booking.State.ARRIVED)
        .filter(b -> Day.dateOf(d.plan, b.slot()).equals(today))
        .count();
  }

  private Optional<Refusal> giveBack(Command.GiveBack c) {
    BookingId id = c.booking();
    Booking booking = d.bookings.find(id).orElse(null);
    if (booking == null && id.isReserved() && !d.bookings.refused().containsKey(id)) {
      d.emit(new BookingEvent.ReservationBarred(id, d.wall().plus(ASKED_KEPT)));
      return Optional.empty();
    }
    if (booking != null && booking.state() == Booking.State.ARRIVED)
      return Optional.of(Refusal.TICKET_EXISTS);
    if (booking == null || booking.state() != Booking.State.BOOKED)
      return Optional.of(Refusal.NO_SUCH_BOOKING);
    d.emit(new BookingEvent.AppointmentCancelled(id));
    return Optional.empty();
  }

  private boolean isSlot(Plan.ServicePlan service, Instant slot) {
    LocalDate date = slot.atZone(d.plan.zone()).toLocalDate();
    return slot.isAfter(d.wall()) && d.plan.slots(service, date).contains(slot);
  }

  private Optional<Refusal> beyondLimits(Command.BookAppointment c) {
    Instant bar = d.bookings.barred().get(c.visitor());
    if (bar != null && bar.isAfter(d.wall())) return Optional.of(Refusal.BARRED);
    LocalDate today = Day.dateOf(d.plan, d.wall());
    LocalDate date = date(c.slot());
    long ahead = Day.workingDaysBetween(d.plan, today, date);
    if (ahead < terms.daysLeast() || ahead > terms.daysMost())
      return Optional.of(Refusal.SLOT_OUT_OF_RANGE);
    boolean full =
        made(c, date, day -> day) >= terms.perDay()
            || made(c, date, day -> day.with(ChronoField.DAY_OF_WEEK, 1)) >= terms.perWeek()
            || made(c, date, YearMonth::from) >= terms.perMonth();
    return full ? Optional.of(Refusal.BOOKING_LIMIT) : Optional.empty();
  }

  /** Appointments of the same visitor in the same day, week or month as {@code date}. */
  private long made(Command.BookAppointment c, LocalDate date, Function<LocalDate, Temporal> span) {
    return made(
        c.visitor(),
        b -> !b.id().isReserved() && span.apply(date(b.slot())).equals(span.apply(date)));
  }

  private LocalDate date(Instant slot) {
    return slot.atZone(d.plan.zone()).toLocalDate();
  }

  private long made(String visitor, Predicate<Booking> when) {
    return d.bookings.of(visitor).stream()
        .filter(b -> b.state() != Booking.State.CANCELLED)
        .filter(when)
        .count();
  }

  Optional<Refusal> cancel(BookingId id, By by) {
    Booking booking = d.bookings.find(id).orElse(null);
    if (booking == null || booking.state() != Booking.State.BOOKED)
      return Optional.of(Refusal.NO_SUCH_BOOKING);
    boolean late = booking.slot().minus(terms.cancelBefore()).isBefore(d.wall());
    if (late && !id.isReserved() && by.role() != By.Role.DESK)
      return Optional.of(Refusal.TOO_LATE_TO_CANCEL);
    d.emit(new BookingEvent.AppointmentCancelled(id));
    return Optional.empty();
  }

  /** The visitor has come: the ticket that the appointment becomes, never a second one. */
  Optional<Refusal> checkIn(Command.CheckIn c) {
    Booking booking = d.bookings.find(c.booking()).orElse(null);
    if (booking == null || booking.state() == Booking.State.CANCELLED)
      return Optional.of(Refusal.NO_SUCH_BOOKING);
    if (booking.talk() != null) return Optional.of(Refusal.REMOTE_ONLY);
    if (booking.state() == Booking.State.ARRIVED) return Optional.of(Refusal.TICKET_EXISTS);
    Instant opens = booking.slot().minus(terms.checkInBefore());
    if (booking.state() == Booking.State.MISSED || d.wall().isBefore(opens) || !isOpen())
      return Optional.of(Refusal.CHECK_IN_CLOSED);
    if (c.priority() != null && !d.plan.classes().containsKey(c.priority()))
      return Optional.of(Refusal.NO_SUCH_CLASS);
    Plan.ServicePlan service = d.plan.services().get(booking.service());
    if (service == null) return Optional.of(Refusal.NO_SUCH_SERVICE);
    var tickets = new TicketRules(d);
    var number = tickets.nextNumber(service);
    if (number.isEmpty()) return Optional.of(Refusal.NUMBERS_SPENT);
    d.emit(new BookingEvent.AppointmentCheckedIn(c.booking(), number.get()));
    issue(tickets, number.get(), booking, c.priority());
    return Optional.empty();
  }

  /**
   * The slot of a talk has begun: its ticket waits for a remote window, and nobody has to come. It
   * is cancelled where the hall does not give out numbers then, which nobody is blamed for.
   */
  void begin(BookingId id) {
    Booking booking = d.bookings.find(id).orElseThrow();
    Plan.ServicePlan service = d.plan.services().get(booking.service());
    var tickets = new TicketRules(d);
    TicketNumber number =
        service != null && isOpen() ? tickets.nextNumber(service).orElse(null) : null;
    if (number == null) {
      d.emit(new BookingEvent.AppointmentCancelled(id));
      return;
    }
    d.emit(new BookingEvent.AppointmentCheckedIn(id, number));
    issue(tickets, number, booking, null);
  }

  /** A clerk says how far a talk has come. */
  Optional<Refusal> reach(Command.ReachStage c) {
    Visit visit = d.window(c.window()).visit();
    if (visit == null) return Optional.of(Refusal.NOBODY_AT_WINDOW);
    Talk talk = d.bookings.ofTicket(d.ticket(visit.ticket())).map(Booking::talk).orElse(null);
    if (talk == null) return Optional.of(Refusal.NO_TALK);
    if (!talk.mayReach(c.stage())) return Optional.of(Refusal.STAGE_ORDER);
    return switch (c.stage()) {
      case GUIDANCE -> new VisitRules(d).start(c.window());
      case CORRECTION -> {
        reached(visit, TalkStage.CORRECTION);
        yield Optional.empty();
      }
      case ACCEPTANCE -> new EndRules(d).end(new Command.EndVisit(c.window(), Outcome.ACCEPTED));
      case BOOKING, RATING -> Optional.of(Refusal.STAGE_ORDER);
    };
  }

  /** Nothing is accepted of whom nobody spoke with. */
  Optional<Refusal> cannotAccept(Visit visit) {
    Talk talk = d.bookings.ofTicket(d.ticket(visit.ticket())).map(Booking::talk).orElse(null);
    boolean early = talk != null && talk.at(TalkStage.GUIDANCE).isEmpty();
    return early ? Optional.of(Refusal.STAGE_ORDER) : Optional.empty();
  }

  /** Notes the stage of a talk if it comes now; guidance again in each visit that goes on. */
  void reached(Visit visit, TalkStage stage) {
    Ticket ticket = d.ticket(visit.ticket());
    d.bookings
        .ofTicket(ticket)
        .ifPresent(booking -> reached(booking, stage, visit.id(), ticket.matter().file()));
  }

  /** The same for a visit that is over. */
  void reached(VisitId visit, TalkStage stage) {
    d.bookings.ofTalk(visit).ifPresent(booking -> reached(booking, stage, visit, null));
  }

  private void reached(Booking booking, TalkStage stage, VisitId visit, @Nullable CaseId file) {
    Talk talk = booking.talk();
    if (talk == null) return;
    boolean goesOn = stage == TalkStage.GUIDANCE && !visit.equals(talk.visit());
    if (goesOn || talk.mayReach(stage))
      d.emit(new BookingEvent.StageReached(booking.id(), stage, visit, file, d.wall()));
  }

  private boolean isOpen() {
    return d.theDay().phase() == Day.Phase.OPEN;
  }

  private void issue(
      TicketRules tickets, TicketNumber number, Booking booking, @Nullable ClassCode priority) {
    if (booking.id().isReserved()) {
      // The wait counts from now on, as for everybody who has come.
      Standing standing = priority == null ? null : tickets.ofClass(priority, Standing.NORMAL);
      tickets.issue(number, booking.service(), standing, comingFor(booking), d.at, null);
      return;
    }
    Instant slot = booking.slot().minusMillis(d.skewMs);
    Instant accrues = slot.minus(terms.accrueBefore());
    // A talk's counts from the slot alone, however late the clock was asked.
    boolean came = booking.talk() == null && d.at.isAfter(accrues);
    Instant since = came ? d.at : accrues;
    var standing = new Standing(terms.rate(), true, null);
    if (priority != null) standing = tickets.ofClass(priority, standing);
    CaseId file = booking.talk() == null ? null : goingOn(booking);
    var matter =
        new Matter(
            List.of(),
            Matter.Order.IN_ORDER,
            file,
            file == null ? null : Matter.Offer.MATCHED,
            booking.visitor(),
            booking.talk() == null ? List.of(BOOKED) : List.of(BOOKED, Matter.REMOTE));
    Instant callable = slot.isAfter(d.at) ? slot : null;
    tickets.issue(number, booking.service(), standing, matter, since, callable);
  }

  /** The case that it was booked for, if it can go on here; null: it cannot, or for none. */
  private @Nullable CaseId named(Booking booking) {
    CaseId file = booking.file();
    if (file == null) return null;
    return new CaseRules(d).cannotResume(file, booking.service()).isEmpty() ? file : null;
  }

  /** The same for a talk, or else the visitor's own open case. */
  private @Nullable CaseId goingOn(Booking booking) {
    if (booking.file() != null || booking.isNameless()) return named(booking);
    for (CaseFile file : d.cases.ofVisitor(booking.visitor()))
      if (new CaseRules(d).cannotResume(file.id(), booking.service()).isEmpty()) return file.id();
    return null;
  }

  /** With the case, if it can go on here; else the visitor is served as everybody. */
  private Matter comingFor(Booking booking) {
    CaseId file = named(booking);
    String visitor = booking.visitor().equals(booking.id().id()) ? null : booking.visitor();
    return new Matter(
        List.of(),
        Matter.Order.IN_ORDER,
        file,
        file == null ? null : Matter.Offer.RESUME,
        visitor,
        List.of());
  }

  /** Nobody came in the slot, or for what was kept, which nobody is blamed for. */
  void miss(BookingId id) {
    Booking booking = d.bookings.find(id).orElseThrow();
    if (id.isReserved()) {
      d.emit(new BookingEvent.AppointmentMissed(id, null));
      return;
    }
    long missed = 1 + made(booking.visitor(), BookingRules::isMissed);
    boolean bars = missed >= terms.missedMost();
    Instant until = bars ? d.wall().plus(Duration.ofDays(terms.barredDays())) : null;
    d.emit(new BookingEvent.AppointmentMissed(id, until));
  }

  private static boolean isMissed(Booking booking) {
    return booking.state() == Booking.State.MISSED && !booking.id().isReserved();
  }
}
