package org.xuhao.soak;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.Booking;
import org.xuhao.hall.CaseFile;
import org.xuhao.hall.Plan;
import org.xuhao.hall.Ticket;
import org.xuhao.hall.value.BookingId;
import org.xuhao.hall.value.By;
import org.xuhao.hall.value.CaseId;
import org.xuhao.hall.value.ClerkId;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.hall.value.WindowId;

/** What the ledgers have noted of the day so far. */
final class Sheet {
  final Plan plan;
  final Map<TicketNumber, Row> rows = new HashMap<>();

  /** Those of {@link #rows} that are not over. */
  final List<Row> live = new ArrayList<>();

  /** Those that wait and were expedited, in order. */
  final List<Row> expedited = new ArrayList<>();

  final Map<CaseId, CaseFile.State> cases = new HashMap<>();
  final Map<BookingId, Booking.State> bookings = new HashMap<>();

  /** Tickets of today that were booked or kept: their holders had a place already. */
  final Set<TicketNumber> arrived = new HashSet<>();

  final Map<WindowId, Seat> seats = new TreeMap<>();
  final Map<ServiceCode, Long> calls = new HashMap<>();
  long visits;

  /** Of the entry that is being noted. */
  Instant at = Instant.EPOCH;

  /** What the clock on the wall says then. */
  Instant wall = Instant.EPOCH;

  By by = By.SYSTEM;

  Sheet(Plan plan) {
    this.plan = plan;
    for (WindowId window : plan.windows().keySet()) seats.put(window, new Seat(window));
  }

  Row row(TicketNumber number) {
    Row row = rows.get(number);
    Invariant.CHART.holds(row != null, "no ticket " + number);
    return Objects.requireNonNull(row);
  }

  Seat seat(WindowId window) {
    Seat seat = seats.get(window);
    Invariant.CHART.holds(seat != null, "no window " + window);
    return Objects.requireNonNull(seat);
  }

  /** What a window serves now, in order of preference. */
  List<ServiceCode> servicesOf(Seat seat) {
    if (seat.set != null) return seat.set;
    return Objects.requireNonNull(plan.windows().get(seat.id)).services();
  }

  /** Of these what {@code clerk} has the skill for; null: nobody is signed in. */
  List<ServiceCode> ableAt(Seat seat, @Nullable ClerkId clerk) {
    Plan.ClerkPlan skilled = clerk == null ? null : plan.clerks().get(clerk);
    var able = new ArrayList<ServiceCode>();
    for (ServiceCode service : servicesOf(seat))
      if (skilled == null || skilled.skills().contains(service)) able.add(service);
    return able;
  }

  long callsOf(ServiceCode service) {
    return calls.getOrDefault(service, 0L);
  }

  /** The oldest that waits for a service, by looking at all; null when nobody does. */
  @Nullable Row oldest(ServiceCode service) {
    Row oldest = null;
    for (Row row : live)
      if (isWaiting(row, service) && (oldest == null || row.isOlderThan(oldest))) oldest = row;
    return oldest;
  }

  int waiting(ServiceCode service) {
    int count = 0;
    for (Row row : live) if (isWaiting(row, service)) count++;
    return count;
  }

  static boolean isWaiting(Row row, ServiceCode service) {
    return row.state == Ticket.State.WAITING && row.service.equals(service);
  }

  int heldAt(WindowId window) {
    int count = 0;
    for (Row row : live) if (row.state == Ticket.State.HELD && window.equals(row.window)) count++;
    return count;
  }

  void over(Row row, Ticket.State state) {
    row.goes(state, null);
    live.remove(row);
    expedited.remove(row);
  }

  /** A new day: yesterday's tickets are forgotten, the windows stay as they are. */
  void forgetTickets() {
    arrived.clear();
    rows.clear();
    live.clear();
    expedited.clear();
    calls.clear();
    for (Seat seat : seats.values()) seat.set = null;
  }
}
