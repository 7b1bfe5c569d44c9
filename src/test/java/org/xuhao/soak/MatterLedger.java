package org.xuhao.soak;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.Booking;
import org.xuhao.hall.BookingEvent;
import org.xuhao.hall.CaseEvent;
import org.xuhao.hall.CaseFile;
import org.xuhao.hall.Event;
import org.xuhao.hall.Hall;
import org.xuhao.hall.Plan;
import org.xuhao.hall.Ticket.State;
import org.xuhao.hall.value.BookingId;
import org.xuhao.hall.value.CaseId;
import org.xuhao.hall.value.Outcome;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.TalkStage;
import org.xuhao.hall.value.VisitId;

/** Notes what becomes of matters, cases, appointments and lunch. */
final class MatterLedger {
  private record Slot(ServiceCode service, Instant begins) {}

  private final Sheet sheet;
  private final Map<CaseId, Set<String>> checked = new HashMap<>();
  private final Map<CaseId, VisitId> resumed = new HashMap<>();
  private final Map<Slot, Integer> taken = new HashMap<>();
  private final Map<BookingId, Slot> slots = new HashMap<>();
  private final Set<BookingId> barredIds = new HashSet<>();
  private final Map<VisitId, Outcome> outcomes = new HashMap<>();
  private final Map<BookingId, TalkStage> stages = new HashMap<>();
  private final Map<BookingId, @Nullable VisitId> talks = new HashMap<>();
  private boolean lunch;

  MatterLedger(Sheet sheet) {
    this.sheet = sheet;
  }

  /** False: {@code event} is nothing to them. */
  boolean notes(Event event) {
    switch (event) {
      case Event.ItemFinished e -> finished(e);
      case Event.ItemStarted e -> started(e);
      case Event.TicketRequeued e -> requeued(e);
      case Event.OriginHeld e -> kept(e);
      case Event.TicketCallable e -> callable(e);
      case Event.VisitEnded e -> ends(e);
      case CaseEvent e -> ofCase(e);
      case BookingEvent.ReservationBarred e ->
          Invariant.BOOKINGS.holds(barredIds.add(e.booking()), e);
      case BookingEvent.StageReached e -> ofTalk(e);
      case BookingEvent e -> ofBooking(e);
      case Event.DayOpened e -> lunch = false;
      case Event.LunchBegan e -> {
        Invariant.DAYS.holds(!lunch, e);
        lunch = true;
        Invariant.COUNTS.holds(e.waiting() == waiting(), e);
      }
      case Event.LunchEnded e -> Invariant.DAYS.holds(lunch, e);
      default -> {
        return false;
      }
    }
    return true;
  }

  private int waiting() {
    int waiting = 0;
    for (Row row : sheet.live)
      if (row.state == State.WAITING || row.state == State.RESERVED) waiting++;
    return waiting;
  }

  private void finished(Event.ItemFinished e) {
    Row row = sheet.row(e.ticket());
    Seat seat = sheet.seat(e.window());
    Invariant.VISITS.holds(e.visit().equals(seat.visit) && e.ticket().equals(seat.ticket), e);
    Invariant.FIT.holds(e.service().equals(row.service), e);
    outcomes.put(e.visit(), e.outcome());
    if (e.gained() == null) return;
    Invariant.CHART.holds(e.outcome() == Outcome.COMPLETED && !row.next.contains(e.gained()), e);
    row.next.add(e.gained());
  }

  private void started(Event.ItemStarted e) {
    Row row = sheet.row(e.ticket());
    Seat seat = sheet.seat(e.window());
    Invariant.VISITS.holds(e.visit().equals(seat.visit) && e.ticket().equals(seat.ticket), e);
    Invariant.CHART.holds(row.next.contains(e.service()) && outcomes.containsKey(e.visit()), e);
    Invariant.FIT.holds(sheet.ableAt(seat, seat.clerk).contains(e.service()), e);
    Invariant.CHART.holds(!seat.closing && !seat.paused, e);
    leaveCase(row);
    row.goesOnWith(e.service());
    row.goes(State.SERVING, e.window());
    seat.started = true;
    seat.noShowAt = null;
  }

  private void requeued(Event.TicketRequeued e) {
    Row row = sheet.row(e.ticket());
    Invariant.CHART.holds(row.between && row.next.contains(e.service()), e);
    row.goesOnWith(e.service());
    row.goes(State.WAITING, null);
  }

  private void kept(Event.OriginHeld e) {
    Row row = sheet.row(e.ticket());
    Seat seat = sheet.seat(e.window());
    Invariant.CHART.holds(row.state == State.WAITING || row.state == State.RESERVED, e);
    Invariant.RESERVED.holds(seat.open && !seat.closing, e);
    Invariant.FIT.holds(sheet.ableAt(seat, seat.clerk).contains(row.service), e);
    Instant latest = sheet.at.plus(sheet.plan.rules().cases().hold());
    Invariant.TIME.holds(!e.until().isAfter(latest), e);
    Invariant.CASES.holds(row.file != null, e);
    row.origin = e.window();
    row.goes(State.RESERVED, e.window());
    row.until = e.until();
  }

  private void callable(Event.TicketCallable e) {
    Row row = sheet.row(e.ticket());
    boolean due = row.until != null && !row.until.isAfter(sheet.at);
    Invariant.TIME.holds(row.state == State.EARLY && due, e);
    row.goes(State.WAITING, null);
  }

  private void ends(Event.VisitEnded e) {
    leaveCase(sheet.row(e.ticket()));
  }

  /** A visit over: the case is as before, unless the visit brought something new. */
  private void leaveCase(Row row) {
    if (row.file != null) resumed.remove(row.file);
  }

  private void ofCase(CaseEvent event) {
    CaseFile.@Nullable State was = sheet.cases.get(event.file());
    boolean over =
        was == CaseFile.State.COMPLETED
            || was == CaseFile.State.EXPIRED
            || was == CaseFile.State.MERGED;
    Invariant.CASES.holds(event instanceof CaseEvent.CaseOpened == (was == null) && !over, event);
    switch (event) {
      case CaseEvent.CaseOpened e -> {
        Invariant.CASES.holds(e.expires().isAfter(sheet.wall), e);
        sheet.cases.put(e.file(), CaseFile.State.OPEN);
        checked.put(e.file(), new HashSet<>());
      }
      case CaseEvent.CaseResumed e -> {
        Invariant.CASES.holds(resumed.put(e.file(), e.visit()) == null, e);
        Invariant.CASES.holds(e.visit().equals(sheet.seat(e.window()).visit), e);
      }
      case CaseEvent.NoticeGiven e -> {
        Invariant.CASES.holds(!e.missing().isEmpty(), e);
        sheet.cases.put(e.file(), CaseFile.State.AWAITING);
        checkedOf(e.file()).addAll(e.checked());
      }
      case CaseEvent.MaterialsChecked e -> checkedOf(e.file()).addAll(e.materials());
      case CaseEvent.CaseTolerated e -> sheet.cases.put(e.file(), CaseFile.State.TOLERATED);
      case CaseEvent.CaseOverdue e -> Invariant.CASES.holds(was == CaseFile.State.TOLERATED, e);
      case CaseEvent.CaseCompleted e -> sheet.cases.put(e.file(), CaseFile.State.COMPLETED);
      case CaseEvent.CaseExpired e -> {
        boolean mayExpire = was == CaseFile.State.AWAITING || was == CaseFile.State.OPEN;
        Invariant.CASES.holds(mayExpire && !resumed.containsKey(e.file()), e);
        sheet.cases.put(e.file(), CaseFile.State.EXPIRED);
      }
      case CaseEvent.CaseMerged e -> {
        checkedOf(e.into()).addAll(checkedOf(e.file()));
        sheet.cases.put(e.file(), CaseFile.State.MERGED);
      }
      // The drawn days are those of a hall that stands alone.
      case CaseEvent.ConflictSeen e -> Invariant.CASES.holds(false, e);
      case CaseEvent.CaseHeard e -> Invariant.CASES.holds(false, e);
    }
  }

  private Set<String> checkedOf(CaseId file) {
    return Objects.requireNonNull(checked.get(file));
  }

  private void ofBooking(BookingEvent event) {
    Booking.@Nullable State was = sheet.bookings.get(event.booking());
    boolean books = event instanceof BookingEvent.AppointmentBooked;
    Invariant.BOOKINGS.holds(books ? was == null : was == Booking.State.BOOKED, event);
    switch (event) {
      case BookingEvent.AppointmentBooked e when e.booking().isReserved() -> {
        Invariant.BOOKINGS.holds(!barredIds.contains(e.booking()), e);
        Invariant.BOOKINGS.holds(e.ends().isAfter(e.slot()), e);
        sheet.bookings.put(e.booking(), Booking.State.BOOKED);
      }
      case BookingEvent.AppointmentBooked e -> {
        var slot = new Slot(e.service(), e.slot());
        Plan.ServicePlan service = Objects.requireNonNull(sheet.plan.services().get(e.service()));
        Plan.Slots planned = Objects.requireNonNull(service.slots());
        Invariant.BOOKINGS.holds(taken.merge(slot, 1, Integer::sum) <= planned.capacity(), e);
        slots.put(e.booking(), slot);
        sheet.bookings.put(e.booking(), Booking.State.BOOKED);
      }
      case BookingEvent.AppointmentCancelled e -> {
        Slot slot = slots.get(e.booking());
        Invariant.BOOKINGS.holds(slot != null || e.booking().isReserved(), e);
        if (slot != null) taken.merge(slot, -1, Integer::sum);
        sheet.bookings.put(e.booking(), Booking.State.CANCELLED);
      }
      case BookingEvent.AppointmentCheckedIn e -> {
        Invariant.BOOKINGS.holds(!sheet.rows.containsKey(e.ticket()), e);
        sheet.bookings.put(e.booking(), Booking.State.ARRIVED);
        sheet.arrived.add(e.ticket());
      }
      case BookingEvent.AppointmentMissed e ->
          sheet.bookings.put(e.booking(), Booking.State.MISSED);
      // The drawn days are those of a hall that asks nobody.
      case BookingEvent.ReservationAsked e -> Invariant.BOOKINGS.holds(false, e);
      case BookingEvent.ReservationSettled e -> Invariant.BOOKINGS.holds(false, e);
      case BookingEvent.StageReached e -> throw new IllegalStateException("noted above");
      case BookingEvent.ReservationBarred e -> throw new IllegalStateException("noted above");
    }
  }

  /** Each stage once and in order, the booking's own first; guidance again in another visit. */
  private void ofTalk(BookingEvent.StageReached e) {
    VisitId held = talks.put(e.booking(), e.visit());
    TalkStage before = stages.get(e.booking());
    boolean again = e.stage() == TalkStage.GUIDANCE && before != null && held != null;
    Invariant.BOOKINGS.holds(!again || !held.equals(e.visit()), e);
    if (again) return;
    stages.put(e.booking(), e.stage());
    boolean first = e.stage() == TalkStage.BOOKING;
    Invariant.BOOKINGS.holds(first == (before == null), e);
    Invariant.BOOKINGS.holds(before == null || before.compareTo(e.stage()) < 0, e);
    boolean spoken = e.stage() == TalkStage.GUIDANCE || before != TalkStage.BOOKING;
    Invariant.BOOKINGS.holds(first || spoken, e);
    Booking.State wanted = first ? Booking.State.BOOKED : Booking.State.ARRIVED;
    Invariant.BOOKINGS.holds(sheet.bookings.get(e.booking()) == wanted, e);
  }

  /** No case is at two windows, and none at a window that serves somebody else. */
  void entryEnds() {
    for (VisitId visit : resumed.values()) {
      boolean there = sheet.seats.values().stream().anyMatch(seat -> visit.equals(seat.visit));
      Invariant.CASES.holds(there, visit);
    }
  }

  /** The hall knows the same of every case, and has lost none that is open. */
  void compare(Hall hall) {
    sheet.cases.forEach((id, state) -> {
      CaseFile file = hall.cases().file(id).orElse(null);
      boolean open =
          state == CaseFile.State.OPEN
              || state == CaseFile.State.AWAITING
              || state == CaseFile.State.TOLERATED;
      Invariant.CASES.holds(!open || file != null, id + " is lost");
      if (file == null) return;
      CaseFile.State wanted = open && resumed.containsKey(id) ? CaseFile.State.RESUMED : state;
      // A notice within the visit is the new state, whether the visit has ended or not.
      boolean same = file.state() == wanted || (open && file.state() == state);
      Invariant.CASES.holds(same, file);
      Invariant.CASES.holds(Set.copyOf(file.checked()).equals(checked.get(id)), file);
    });
  }
}
