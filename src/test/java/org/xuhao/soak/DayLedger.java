package org.xuhao.soak;

import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.Event;
import org.xuhao.hall.Plan;
import org.xuhao.hall.Ticket.State;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.TakingStop;

/** Notes the business days, and that each begins after the one before and ends empty. */
final class DayLedger {

  /** A wall clock that is off by less has not jumped. Source: rules of the hall, section 4. */
  private static final Duration STEP = Duration.ofSeconds(2);

  private final Sheet sheet;
  private final TicketLedger tickets;
  private final Map<ServiceCode, TakingStop> stopped = new HashMap<>();
  private final Map<ServiceCode, Integer> issued = new HashMap<>();
  private @Nullable LocalDate day;
  private boolean closing;
  private boolean cleared;
  private boolean closed;
  private long skewMs;

  DayLedger(Sheet sheet, TicketLedger tickets) {
    this.sheet = sheet;
    this.tickets = tickets;
  }

  @Nullable LocalDate day() {
    return day;
  }

  long skewMs() {
    return skewMs;
  }

  /** False: {@code event} is nothing to days. */
  boolean notes(Event event) {
    switch (event) {
      case Event.Started e -> {}
      case Event.DayOpened e -> opened(e);
      case Event.TakingStopped e -> stops(e);
      case Event.TakingAllowed e ->
          Invariant.DAYS.holds(stopped.remove(e.service()) == TakingStop.MANAGER, e);
      case Event.DayClosing e -> closes(e);
      case Event.DayCleared e -> clears(e);
      case Event.DayClosed e -> ends(e);
      case Event.ClockStepped e -> stepped(e);
      case Event.TicketIssued e -> issues(e);
      default -> {
        return false;
      }
    }
    return true;
  }

  void entryEnds() {
    if (!cleared) return;
    for (Row row : sheet.live) Invariant.CLEARED.holds(row.state == State.SERVING, row);
    boolean done = sheet.live.isEmpty();
    Invariant.DAYS.holds(closed == done, "closed " + closed + " with " + sheet.live);
  }

  private void opened(Event.DayOpened e) {
    Invariant.DAYS.holds(day == null || (e.day().isAfter(day) && closed), e);
    Invariant.CLEARED.holds(sheet.live.isEmpty(), e);
    day = e.day();
    closing = false;
    cleared = false;
    closed = false;
    stopped.clear();
    issued.clear();
    sheet.forgetTickets();
    tickets.newDay();
  }

  private void issues(Event.TicketIssued e) {
    Invariant.DAYS.holds(!closing && !cleared && !closed, e);
    // Who booked has a place already.
    boolean booked = sheet.arrived.contains(e.ticket());
    Invariant.DAYS.holds(booked || !stopped.containsKey(e.service()), e);
    int count = issued.merge(e.service(), 1, Integer::sum);
    Plan.ServicePlan service = Objects.requireNonNull(sheet.plan.services().get(e.service()));
    Integer quota = service.quota();
    Invariant.COUNTS.holds(booked || quota == null || count <= quota, e);
  }

  private void stops(Event.TakingStopped e) {
    Invariant.DAYS.holds(stopped.put(e.service(), e.why()) == null, e);
    Plan.ServicePlan service = Objects.requireNonNull(sheet.plan.services().get(e.service()));
    Integer quota = service.quota();
    boolean full = quota != null && issued.getOrDefault(e.service(), 0) >= quota;
    Invariant.COUNTS.holds(e.why() != TakingStop.QUOTA || full, e);
  }

  private void closes(Event.DayClosing e) {
    Invariant.DAYS.holds(!closing && !cleared && !closed, e);
    closing = true;
    int waiting = 0;
    for (Row row : sheet.live)
      if (row.state == State.WAITING || row.state == State.RESERVED) waiting++;
    Invariant.COUNTS.holds(e.waiting() == waiting, e);
  }

  private void clears(Event.DayCleared e) {
    Invariant.DAYS.holds(!cleared && !closed, e);
    cleared = true;
  }

  private void ends(Event.DayClosed e) {
    Invariant.DAYS.holds(cleared && !closed && e.day().equals(day), e);
    closed = true;
    int gone = 0;
    int done = 0;
    for (Row row : sheet.rows.values()) {
      Invariant.CLEARED.holds(row.isOver(), row);
      if (row.state == State.DONE) done++;
      else gone++;
    }
    boolean same = e.done() == done && e.gone() == gone && e.issued() == tickets.issuedToday();
    Invariant.COUNTS.holds(same, e);
  }

  private void stepped(Event.ClockStepped e) {
    Invariant.TIME.holds(e.beforeMs() == skewMs, e);
    Invariant.TIME.holds(Math.abs(e.afterMs() - e.beforeMs()) > STEP.toMillis(), e);
    skewMs = e.afterMs();
  }
}
