package org.xuhao.hall;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;
import org.pcollections.TreePVector;
import org.xuhao.hall.value.BookingId;
import org.xuhao.hall.value.CaseId;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.VisitId;

/**
 * The appointments of one hall, and the numbers that it keeps for visitors of others or has others
 * keep for its own. Immutable; every change costs O(log n).
 *
 * @param byId those to come, and past ones as long as they count for a limit
 * @param byVisitor the same by visitor, in the order in which they were made
 * @param taken booked and arrived ones by service and begin of the slot
 * @param due when those to come are missed
 * @param barred until when a visitor may not book
 * @param count of all appointments that were ever made
 * @param asked numbers that other halls were asked for
 * @param refused reservations that were given back before they were asked for, and until when that
 *     is remembered
 * @param talks the bookings of visits at remote windows
 */
public record Bookings(
    TreePMap<BookingId, Booking> byId,
    TreePMap<String, TreePVector<BookingId>> byVisitor,
    TreePMap<ServiceCode, TreePMap<Instant, Integer>> taken,
    TreePMap<Deadline, BookingId> due,
    TreePMap<String, Instant> barred,
    long count,
    TreePMap<BookingId, Asked> asked,
    TreePMap<BookingId, Instant> refused,
    TreePMap<VisitId, BookingId> talks) {
  /** Looked no further for slots, should no day be a working day. Source: the setting daysMost. */
  private static final int FURTHEST_DAYS = 2 * 366;

  static final Bookings NONE =
      new Bookings(
          TreePMap.empty(),
          TreePMap.empty(),
          TreePMap.empty(),
          TreePMap.empty(),
          TreePMap.empty(),
          0,
          TreePMap.empty(),
          TreePMap.empty(),
          TreePMap.empty());

  /**
   * A number that another hall was asked to keep for a visitor of this one.
   *
   * @param settled what came of it; null: that hall is being asked
   * @param refusal the code of its refusal
   * @param until what the clock on the wall says when it is over
   */
  public record Asked(
      BookingId id,
      String hall,
      ServiceCode service,
      @Nullable CaseId file,
      BookingEvent.@Nullable Settled settled,
      @Nullable String refusal,
      Instant until) {

    Asked after(BookingEvent.ReservationSettled e) {
      Instant then = e.until() == null ? until : e.until();
      return new Asked(id, hall, service, file, e.outcome(), e.refusal(), then);
    }

    /** Whether the other hall may keep a number that nobody here was told of. */
    public boolean isOpen() {
      return settled == null || settled == BookingEvent.Settled.SILENT;
    }
  }

  /** What another hall was asked for under this name. */
  public Optional<Asked> askedAs(BookingId id) {
    return Optional.ofNullable(asked.get(id));
  }

  /** Numbers that other halls may keep and nobody here was told of. */
  public List<Asked> open() {
    return asked.values().stream().filter(Asked::isOpen).toList();
  }

  /** The kept number with this code, without the name of the hall that asked for it. */
  public Optional<Booking> reserved(String code) {
    return byId.values().stream()
        .filter(one -> one.id().isReserved() && one.id().code().equals(code))
        .findFirst();
  }

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

  /** The services that are served at remote windows alone and can be booked, in order of code. */
  public static List<Plan.ServicePlan> talks(Plan plan) {
    return plan.services().values().stream()
        .filter(one -> one.slots() != null && WindowRules.isServed(plan, one.code()))
        .filter(one -> WindowRules.isRemote(plan, one.code()))
        .toList();
  }

  /**
   * The slots that a visitor may book now, by date: within the days that the rules give, and with
   * room. A date without any is left out.
   *
   * @param wall what the clock on the wall says
   * @param dates so many at most
   */
  public SortedMap<LocalDate, List<Instant>> free(
      Plan plan, Plan.ServicePlan service, Instant wall, int dates) {
    var free = new TreeMap<LocalDate, List<Instant>>();
    Plan.Slots slots = service.slots();
    Plan.BookingTerms terms = plan.rules().booking();
    LocalDate date = Day.dateOf(plan, wall);
    LocalDate last = date.plusDays(FURTHEST_DAYS);
    int ahead = 0;
    while (slots != null && ahead <= terms.daysMost() && free.size() < dates) {
      List<Instant> room =
          plan.slots(service, date).stream()
              .filter(slot -> slot.isAfter(wall))
              .filter(slot -> taken(service.code(), slot) < slots.capacity())
              .toList();
      if (ahead >= terms.daysLeast() && !room.isEmpty()) free.put(date, room);
      date = date.plusDays(1);
      if (date.isAfter(last)) break;
      if (Day.isWorkingDay(plan, date)) ahead++;
    }
    return free;
  }

  Bookings fold(BookingEvent event) {
    return switch (event) {
      case BookingEvent.AppointmentBooked e -> book(e);
      case BookingEvent.AppointmentCancelled e ->
          change(e.booking(), Booking.State.CANCELLED).free(e);
      case BookingEvent.AppointmentCheckedIn e -> arrive(e);
      case BookingEvent.AppointmentMissed e -> miss(e);
      case BookingEvent.ReservationAsked e ->
          withAsked(new Asked(e.booking(), e.hall(), e.service(), e.file(), null, null, e.until()));
      case BookingEvent.ReservationSettled e -> settle(e);
      case BookingEvent.StageReached e -> reach(e);
      case BookingEvent.ReservationBarred e -> with(asked, refused.plus(e.booking(), e.until()));
    };
  }

  private Bookings reach(BookingEvent.StageReached e) {
    Booking booking = byId.get(e.booking());
    if (booking == null) return this;
    Bookings next = put(booking.reached(e));
    return e.visit() == null ? next : next.withTalk(e.visit(), e.booking());
  }

  private Bookings withTalk(VisitId visit, BookingId id) {
    var now = talks.plus(visit, id);
    return new Bookings(byId, byVisitor, taken, due, barred, count, asked, refused, now);
  }

  /** A visit has opened a case: it is what the talk is about. */
  Bookings opened(CaseEvent.CaseOpened e) {
    Booking booking = ofTalk(e.visit()).orElse(null);
    return booking == null ? this : put(booking.about(e.file()));
  }

  /** The booking of a visit at a remote window. */
  Optional<Booking> ofTalk(VisitId visit) {
    return Optional.ofNullable(talks.get(visit)).flatMap(this::find);
  }

  /** The talk that this ticket was given out for. */
  public Optional<Booking> ofTicket(Ticket ticket) {
    String visitor = ticket.matter().visitor();
    if (visitor == null || !ticket.matter().isRemote()) return Optional.empty();
    return of(visitor).stream()
        .filter(one -> one.talk() != null && ticket.number().equals(one.ticket()))
        .reduce((earlier, later) -> later); // numbers come again on another day
  }

  /** The talks about a case, in the order in which they were booked. */
  public List<Booking> talksOf(CaseFile file) {
    if (file.visitor() == null) return List.of();
    return of(file.visitor()).stream()
        .filter(one -> one.talk() != null && file.id().equals(one.file()))
        .toList();
  }

  private Bookings settle(BookingEvent.ReservationSettled e) {
    Asked one = asked.get(e.booking());
    return one == null ? this : withAsked(one.after(e));
  }

  private Bookings withAsked(Asked one) {
    return with(asked.plus(one.id(), one), refused);
  }

  private Bookings with(TreePMap<BookingId, Asked> now, TreePMap<BookingId, Instant> barredNow) {
    return new Bookings(byId, byVisitor, taken, due, barred, count, now, barredNow, talks);
  }

  private Bookings book(BookingEvent.AppointmentBooked e) {
    var booking =
        new Booking(
            e.booking(),
            e.service(),
            e.visitor(),
            e.slot(),
            e.ends(),
            Booking.State.BOOKED,
            null,
            e.file(),
            null);
    var mine = byVisitor.get(e.visitor());
    var ids = (mine == null ? TreePVector.<BookingId>empty() : mine).plus(e.booking());
    return new Bookings(
            byId,
            byVisitor.plus(e.visitor(), ids),
            withTaken(booking, 1),
            due,
            barred,
            e.booking().isReserved() ? count : count + 1,
            asked,
            refused,
            talks)
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
        count,
        asked,
        refused,
        talks);
  }

  private Bookings free(BookingEvent.AppointmentCancelled e) {
    Booking booking = byId.get(e.booking());
    if (booking == null) return this;
    return new Bookings(
        byId, byVisitor, withTaken(booking, -1), due, barred, count, asked, refused, talks);
  }

  /** Without what counts for no limit any more. */
  Bookings forget(Instant before, Instant wall) {
    var left = byId;
    var owned = byVisitor;
    var slots = taken;
    var said = talks;
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
    for (var talk : talks.entrySet())
      if (!left.containsKey(talk.getValue())) said = said.minus(talk.getKey());
    var wanted = asked;
    for (Asked one : asked.values())
      if (one.until().isBefore(wall)) wanted = wanted.minus(one.id());
    var late = refused;
    for (var one : refused.entrySet())
      if (one.getValue().isBefore(wall)) late = late.minus(one.getKey());
    return new Bookings(left, owned, slots, due, bars, count, wanted, late, said);
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
    var all = byId.plus(now.id(), now);
    return new Bookings(all, byVisitor, taken, dates, barred, count, asked, refused, talks);
  }
}
