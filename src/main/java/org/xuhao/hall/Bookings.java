package org.xuhao.hall;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.pcollections.TreePMap;
import org.pcollections.TreePVector;
import org.xuhao.hall.value.BookingId;
import org.xuhao.hall.value.ServiceCode;

/**
 * The appointments of one hall. Immutable; every change costs O(log n).
 *
 * @param byId those to come, and past ones as long as they count for a limit
 * @param byVisitor the same by visitor, in the order in which they were made
 * @param taken booked and arrived ones by service and begin of the slot
 * @param due when those to come are missed
 * @param barred until when a visitor may not book
 * @param count of all that were ever made
 */
public record Bookings(
    TreePMap<BookingId, Booking> byId,
    TreePMap<String, TreePVector<BookingId>> byVisitor,
    TreePMap<ServiceCode, TreePMap<Instant, Integer>> taken,
    TreePMap<Deadline, BookingId> due,
    TreePMap<String, Instant> barred,
    long count) {
  static final Bookings NONE =
      new Bookings(
          TreePMap.empty(),
          TreePMap.empty(),
          TreePMap.empty(),
          TreePMap.empty(),
          TreePMap.empty(),
          0);

  public Optional<Booking> find(BookingId id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** Of one visitor, also past ones, in the order in which they were made. */
  public List<Booking> of(String visitor) {
    var ids = byVisitor.get(visitor);
    return ids == null ? List.of() : ids.stream().map(byId::get).toList();
  }

  /** Whether an appointment, also a past one, or a bar stands under this visitor. */
  public boolean knows(String visitor) {
    return byVisitor.containsKey(visitor) || barred.containsKey(visitor);
  }

  /** How many are booked or have come in the slot that begins then. */
  public int taken(ServiceCode service, Instant slot) {
    var slots = taken.get(service);
    Integer count = slots == null ? null : slots.get(slot);
    return count == null ? 0 : count;
  }

  Bookings fold(BookingEvent event) {
    return switch (event) {
      case BookingEvent.AppointmentBooked e -> book(e);
      case BookingEvent.AppointmentCancelled e ->
          change(e.booking(), Booking.State.CANCELLED).free(e);
      case BookingEvent.AppointmentCheckedIn e -> arrive(e);
      case BookingEvent.AppointmentMissed e -> miss(e);
    };
  }

  private Bookings book(BookingEvent.AppointmentBooked e) {
    var booking =
        new Booking(
            e.booking(), e.service(), e.visitor(), e.slot(), e.ends(), Booking.State.BOOKED, null);
    var mine = byVisitor.get(e.visitor());
    var ids = (mine == null ? TreePVector.<BookingId>empty() : mine).plus(e.booking());
    return new Bookings(
            byId, byVisitor.plus(e.visitor(), ids), withTaken(booking, 1), due, barred, count + 1)
        .put(booking);
  }

  private Bookings arrive(BookingEvent.AppointmentCheckedIn e) {
    Booking booking = byId.get(e.booking());
    return booking == null ? this : put(booking.arrived(e.ticket()));
  }

  private Bookings miss(BookingEvent.AppointmentMissed e) {
    Booking booking = byId.get(e.booking());
    Bookings next = change(e.booking(), Booking.State.MISSED);
    if (booking == null || e.barredUntil() == null) return next;
    return new Bookings(
        next.byId,
        byVisitor,
        taken,
        next.due,
        barred.plus(booking.visitor(), e.barredUntil()),
        count);
  }

  private Bookings free(BookingEvent.AppointmentCancelled e) {
    Booking booking = byId.get(e.booking());
    if (booking == null) return this;
    return new Bookings(byId, byVisitor, withTaken(booking, -1), due, barred, count);
  }

  /** Without what counts for no limit any more. */
  Bookings forget(Instant before, Instant wall) {
    var left = byId;
    var owned = byVisitor;
    var slots = taken;
    for (Booking booking : byId.values()) {
      if (booking.state() == Booking.State.BOOKED || !booking.ends().isBefore(before)) continue;
      left = left.minus(booking.id());
      var ids = owned.get(booking.visitor());
      if (ids != null) ids = ids.minus(booking.id());
      owned =
          ids == null || ids.isEmpty()
              ? owned.minus(booking.visitor())
              : owned.plus(booking.visitor(), ids);
      var ofService = slots.get(booking.service());
      if (ofService != null) slots = slots.plus(booking.service(), ofService.minus(booking.slot()));
    }
    var bars = barred;
    for (var bar : barred.entrySet())
      if (bar.getValue().isBefore(wall)) bars = bars.minus(bar.getKey());
    return new Bookings(left, owned, slots, due, bars, count);
  }

  private TreePMap<ServiceCode, TreePMap<Instant, Integer>> withTaken(Booking booking, int more) {
    var slots = taken.get(booking.service());
    TreePMap<Instant, Integer> now = slots == null ? TreePMap.empty() : slots;
    int next = taken(booking.service(), booking.slot()) + more;
    now = next > 0 ? now.plus(booking.slot(), next) : now.minus(booking.slot());
    return taken.plus(booking.service(), now);
  }

  private Bookings change(BookingId id, Booking.State state) {
    Booking booking = byId.get(id);
    return booking == null ? this : put(booking.in(state));
  }

  private Bookings put(Booking now) {
    Booking was = byId.get(now.id());
    var dates = due;
    Deadline before = was == null ? null : was.deadline();
    Deadline after = now.deadline();
    if (before != null) dates = dates.minus(before);
    if (after != null) dates = dates.plus(after, now.id());
    return new Bookings(byId.plus(now.id(), now), byVisitor, taken, dates, barred, count);
  }
}
