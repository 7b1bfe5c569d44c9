package org.xuhao.soak;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.xuhao.hall.Entry;
import org.xuhao.hall.Event;
import org.xuhao.hall.Hall;
import org.xuhao.hall.Ticket;
import org.xuhao.hall.Window;
import org.xuhao.hall.value.By.Role;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.hall.value.Visit;

/**
 * A second hall, kept by hand: folds the journal's entries by the words of the rules alone, counts
 * and looks at everybody, and compares. It shares no code with the hall, so that a slip in one is
 * not in the other.
 */
final class Ledger {

  /** All tickets are compared at every so many entries; at each, those that it names. */
  private static final int ALL_EVERY = 64;

  private final Sheet sheet;
  private final TicketLedger tickets;
  private final WindowLedger windows;
  private final DayLedger days;
  private final MatterLedger matters;
  private final Set<String> requests = new HashSet<>();
  private final Map<String, Long> nextSeq = new HashMap<>();
  private int entries;

  Ledger(org.xuhao.hall.Plan plan) {
    sheet = new Sheet(plan);
    tickets = new TicketLedger(sheet);
    windows = new WindowLedger(sheet);
    days = new DayLedger(sheet, tickets);
    matters = new MatterLedger(sheet);
  }

  /** Notes what one accepted command did. */
  void note(Entry entry) {
    Invariant.TIME.holds(!entry.at().isBefore(sheet.at), entry);
    sheet.at = entry.at();
    sheet.wall = entry.wall();
    sheet.by = entry.by();
    long due = nextSeq.getOrDefault(entry.incarnation(), 1L);
    Invariant.JOURNAL.holds(entry.seq() == due, entry);
    nextSeq.put(entry.incarnation(), entry.lastSeq() + 1);
    Invariant.NAMED.holds(!entry.by().who().isEmpty() && !entry.by().place().isEmpty(), entry);
    if (isAnswered(entry.by().role())) {
      Invariant.ONCE.holds(requests.add(entry.request()), entry);
      tickets.nothingIsOverdue();
      windows.nothingIsOverdue();
    }
    for (Event event : entry.events()) note(event);
    tickets.entryEnds();
    windows.entryEnds();
    days.entryEnds();
    matters.entryEnds();
    Invariant.TIME.holds(entry.wall().equals(entry.at().plusMillis(days.skewMs())), entry);
    entries++;
  }

  private void note(Event event) {
    boolean day = days.notes(event);
    boolean ticket = tickets.notes(event);
    boolean window = windows.notes(event);
    boolean matter = matters.notes(event);
    boolean known = day || ticket || window || matter;
    Invariant.CHART.holds(known, "no ledger knows this kind of event yet: " + event);
  }

  private static boolean isAnswered(Role role) {
    return role != Role.CLOCK && role != Role.DRIVER && role != Role.SYSTEM;
  }

  /** The hall after {@code entry}, which was noted last, knows the same. */
  void compare(Hall hall, Entry entry) {
    boolean all = entries % ALL_EVERY == 0;
    if (all) compareAll(hall);
    else
      for (Event event : entry.events())
        if (event instanceof Event.TicketIssued e) compare(hall, e.ticket());
        else if (event instanceof Event.TicketCalled e) compare(hall, e.ticket());
        else if (event instanceof Event.VisitEnded e) compare(hall, e.ticket());
        else if (event instanceof Event.TicketReturned e) compare(hall, e.ticket());
    matters.compare(hall);
    for (Seat seat : sheet.seats.values()) compare(hall.window(seat.id), seat);
    for (ServiceCode service : sheet.plan.services().keySet())
      Invariant.COUNTS.holds(hall.waiting(service) == sheet.waiting(service), service);
    Invariant.DAYS.holds(Objects.equals(hall.day().orElse(null), days.day()), entry);
    Invariant.TIME.holds(hall.at().equals(sheet.at), entry);
  }

  /** The hall knows the same of every ticket. */
  void compareAll(Hall hall) {
    int count = 0;
    for (Ticket ticket : hall.tickets()) {
      compare(hall, ticket.number());
      count++;
    }
    Invariant.COUNTS.holds(count == sheet.rows.size(), count + " tickets");
    for (Seat seat : sheet.seats.values())
      Invariant.COUNTS.holds(hall.heldAt(seat.id).size() == sheet.heldAt(seat.id), seat);
  }

  private void compare(Hall hall, TicketNumber number) {
    Row row = sheet.rows.get(number);
    Ticket ticket = hall.ticket(number).orElse(null);
    // A day that ended within the entry has taken its tickets with it.
    if (row == null && ticket == null) return;
    Invariant.ONE_STATE.holds(row != null && ticket != null, number);
    if (row == null || ticket == null) return;
    boolean same =
        ticket.state() == row.state
            && ticket.service().equals(row.service)
            && ticket.place().since().equals(row.since)
            && ticket.place().sequence() == row.sequence
            && ticket.standing().rate() == row.rate
            && Objects.equals(ticket.standing().priority(), row.priority)
            && ticket.noShows() == row.noShows
            && ticket.print().state() == row.print
            && ticket.print().copy() == row.copy
            && ticket.matter().next().equals(row.next)
            && Objects.equals(ticket.origin(), row.origin)
            && Objects.equals(ticket.window(), row.window);
    Invariant.ONE_STATE.holds(same, ticket);
  }

  private static void compare(Window window, Seat seat) {
    Visit visit = window.visit();
    boolean same =
        window.open() == seat.open
            && window.closing() == seat.closing
            && (window.pauseReason() != null) == seat.paused
            && Objects.equals(window.clerk(), seat.clerk)
            && Objects.equals(visit == null ? null : visit.id(), seat.visit)
            && Objects.equals(visit == null ? null : visit.ticket(), seat.ticket)
            && (visit == null || (visit.startedAt() != null) == seat.started);
    Invariant.ONE_WINDOW.holds(same, window);
  }

  Instant at() {
    return sheet.at;
  }
}
