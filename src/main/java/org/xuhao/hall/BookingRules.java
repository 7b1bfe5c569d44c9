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
import org.xuhao.hall.value.ClassCode;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.TicketNumber;

/** The rules of appointments. Source: rules of the hall, section 1, Appointment, and section 7. */
final class BookingRules {
  /** Past bookings count for no limit after this: a month, and the time of the longest bar. */
  static final Duration REMEMBERED = Duration.ofDays(92);

  private final Draft d;
  private final Plan.BookingTerms terms;

  BookingRules(Draft draft) {
    d = draft;
    terms = draft.plan.rules().booking();
  }

  Optional<Refusal> book(Command.BookAppointment c, By by) {
    Plan.ServicePlan service = d.plan.services().get(c.service());
    if (service == null || !WindowRules.isServed(d.plan, c.service()))
      return Optional.of(Refusal.NO_SUCH_SERVICE);
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
    d.emit(new BookingEvent.AppointmentBooked(id, c.service(), c.visitor(), c.slot(), ends));
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
    return made(c.visitor(), b -> span.apply(date(b.slot())).equals(span.apply(date)));
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
    if (late && by.role() != By.Role.DESK) return Optional.of(Refusal.TOO_LATE_TO_CANCEL);
    d.emit(new BookingEvent.AppointmentCancelled(id));
    return Optional.empty();
  }

  /** The visitor has come: the ticket that the appointment becomes, never a second one. */
  Optional<Refusal> checkIn(Command.CheckIn c) {
    Booking booking = d.bookings.find(c.booking()).orElse(null);
    if (booking == null || booking.state() == Booking.State.CANCELLED)
      return Optional.of(Refusal.NO_SUCH_BOOKING);
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

  private boolean isOpen() {
    return d.theDay().phase() == Day.Phase.OPEN;
  }

  private void issue(
      TicketRules tickets, TicketNumber number, Booking booking, @Nullable ClassCode priority) {
    Instant slot = booking.slot().minusMillis(d.skewMs);
    Instant accrues = slot.minus(terms.accrueBefore());
    Instant since = accrues.isAfter(d.at) ? accrues : d.at;
    var standing = new Standing(terms.rate(), true, null);
    if (priority != null) standing = tickets.ofClass(priority, standing);
    var matter =
        new Matter(
            List.of(),
            Matter.Order.IN_ORDER,
            null,
            null,
            booking.visitor(),
            List.of("APPOINTMENT"));
    Instant callable = slot.isAfter(d.at) ? slot : null;
    tickets.issue(number, booking.service(), standing, matter, since, callable);
  }

  /** Nobody came in the slot. */
  void miss(BookingId id) {
    Booking booking = d.bookings.find(id).orElseThrow();
    long missed = 1 + made(booking.visitor(), b -> b.state() == Booking.State.MISSED);
    boolean bars = missed >= terms.missedMost();
    Instant until = bars ? d.wall().plus(Duration.ofDays(terms.barredDays())) : null;
    d.emit(new BookingEvent.AppointmentMissed(id, until));
  }

  /** The appointment of this visitor for this service today, if it is still to be kept. */
  boolean isBookedToday(String visitor, ServiceCode service) {
    LocalDate today = Day.dateOf(d.plan, d.wall());
    return made(
            visitor,
            b ->
                b.state() == Booking.State.BOOKED
                    && b.service().equals(service)
                    && date(b.slot()).equals(today))
        > 0;
  }
}
