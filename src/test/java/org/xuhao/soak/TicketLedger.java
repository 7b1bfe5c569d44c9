package org.xuhao.soak;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.xuhao.hall.Event;
import org.xuhao.hall.Event.ReturnedWhy;
import org.xuhao.hall.Matter;
import org.xuhao.hall.Plan;
import org.xuhao.hall.Ticket.PrintState;
import org.xuhao.hall.Ticket.State;
import org.xuhao.hall.value.AbandonedWhy;
import org.xuhao.hall.value.NoShowRule;
import org.xuhao.hall.value.ReleasedWhy;

/** Notes what becomes of tickets, and that each step of theirs is one of the chart. */
final class TicketLedger {
  private final Sheet sheet;
  private final CallScan scan;
  private final Map<String, Integer> lastNumber = new HashMap<>();
  private long sequence;

  TicketLedger(Sheet sheet) {
    this.sheet = sheet;
    scan = new CallScan(sheet);
  }

  /** False: {@code event} is nothing to tickets. */
  boolean notes(Event event) {
    switch (event) {
      case Event.TicketIssued e -> issued(e);
      case Event.PriorityGranted e -> granted(e);
      case Event.TicketRedirected e -> redirected(e);
      case Event.ItemsJoined e -> joined(e);
      case Event.TicketExpedited e -> expedited(e);
      case Event.TicketCalled e -> called(e);
      case Event.TicketCalledBack e -> calledBack(e);
      case Event.TicketNoShow e -> noShow(e);
      case Event.TicketDelayed e -> delayed(e);
      case Event.TicketAway e -> away(e);
      case Event.TicketReturned e -> returned(e);
      case Event.OriginReleased e -> released(e);
      case Event.TicketHeld e -> held(e);
      case Event.TicketTransferred e -> transferred(e);
      case Event.TicketAbandoned e -> abandoned(e);
      case Event.TicketFinished e -> finished(e);
      case Event.PrintAsked e -> printAsked(e);
      case Event.PrintConfirmed e -> reported(sheet.row(e.ticket()), e.copy(), e);
      case Event.PrintFailed e -> reported(sheet.row(e.ticket()), e.copy(), e);
      case Event.PrintUnknown e -> printUnknown(e);
      default -> {
        return false;
      }
    }
    return true;
  }

  void newDay() {
    scan.newDay();
    lastNumber.clear();
    sequence = 0;
  }

  long issuedToday() {
    return sequence;
  }

  /** After the last event of an entry. */
  void entryEnds() {
    for (Row row : sheet.live) {
      Invariant.CHART.holds(!row.between, row);
      boolean back = row.state == State.DELAYED && row.backAtCall <= sheet.callsOf(row.service);
      Invariant.CHART.holds(!back, row);
      boolean kept = row.state == State.RESERVED || row.state == State.HELD;
      if (!kept || row.window == null) continue;
      Seat seat = sheet.seat(row.window);
      Invariant.RESERVED.holds(seat.open, row);
      boolean served = sheet.ableAt(seat, seat.clerk).contains(row.service);
      Invariant.RESERVED.holds(row.state == State.HELD || served, row);
    }
  }

  /** Before the first event of an entry that is not the clock's: the clock came first. */
  void nothingIsOverdue() {
    for (Row row : sheet.live)
      if (row.printDue != null) Invariant.TIME.holds(row.printDue.isAfter(sheet.at), row);
  }

  private void issued(Event.TicketIssued e) {
    Invariant.NUMBERS.holds(!sheet.rows.containsKey(e.ticket()), e);
    Invariant.NUMBERS.holds(e.sequence() == ++sequence, e);
    int next = lastNumber.merge(e.ticket().prefix(), 1, Integer::sum);
    Invariant.NUMBERS.holds(e.ticket().number() == next, e);
    Invariant.COUNTS.holds(e.ahead() == sheet.waiting(e.service()), e);
    var row = new Row(e.ticket(), e.sequence(), e.service(), e.since());
    row.stands(e.standing());
    Invariant.TIME.holds(row.booked || e.since().equals(sheet.at), e);
    if (e.callableFrom() != null) {
      Invariant.TIME.holds(row.booked && e.callableFrom().isAfter(sheet.at), e);
      row.goes(State.EARLY, null);
      row.until = e.callableFrom();
    }
    if (e.matter() != null) {
      row.next.addAll(e.matter().next());
      row.file = e.matter().file();
    }
    isOfClass(row, e);
    sheet.rows.put(e.ticket(), row);
    sheet.live.add(row);
  }

  private void isOfClass(Row row, Event e) {
    int rate = row.priority == null ? 1 : sheet.plan.rules().priorityRate();
    int booked = row.booked ? sheet.plan.rules().booking().rate() : 1;
    Invariant.CHART.holds(row.rate == Math.max(rate, booked), e);
    boolean known = row.priority == null || sheet.plan.classes().containsKey(row.priority);
    Invariant.CHART.holds(known, e);
  }

  private void granted(Event.PriorityGranted e) {
    Row row = sheet.row(e.ticket());
    Invariant.CHART.holds(row.state == State.WAITING && !sheet.expedited.contains(row), e);
    row.stands(e.standing());
    row.passed = 0;
    isOfClass(row, e);
  }

  private void redirected(Event.TicketRedirected e) {
    Row row = sheet.row(e.ticket());
    Invariant.CHART.holds(row.state == State.WAITING && !sheet.expedited.contains(row), e);
    Invariant.CHART.holds(!row.service.equals(e.service()), e);
    row.service = e.service();
    row.origin = null;
    row.passed = 0;
  }

  private void joined(Event.ItemsJoined e) {
    Row row = sheet.row(e.ticket());
    Invariant.CHART.holds(row.state == State.WAITING && !sheet.expedited.contains(row), e);
    row.next.addAll(e.items());
    Invariant.CHART.holds(row.next.size() < Matter.ITEMS_MAX, e);
  }

  private void expedited(Event.TicketExpedited e) {
    Row row = sheet.row(e.ticket());
    Invariant.CHART.holds(row.state == State.WAITING && !sheet.expedited.contains(row), e);
    Invariant.NAMED.holds(!e.reason().isBlank() && e.who().equals(sheet.by.who()), e);
    sheet.expedited.add(row);
  }

  private void called(Event.TicketCalled e) {
    Row row = sheet.row(e.ticket());
    boolean named = e.why() == Event.Why.NAMED;
    boolean here = row.state == State.RESERVED && (named || e.window().equals(row.window));
    boolean early = row.state == State.DELAYED && e.why() == Event.Why.EARLY_BACK;
    Invariant.CHART.holds(row.state == State.WAITING || here || early, e);
    Invariant.FIT.holds(e.service().equals(row.service), e);
    scan.check(e);
    sheet.calls.merge(row.service, 1L, Long::sum);
    row.goes(State.CALLED, e.window());
    sheet.expedited.remove(row);
    scan.noted(row, !named && e.why() != Event.Why.EXPEDITED);
  }

  private void calledBack(Event.TicketCalledBack e) {
    Row row = sheet.row(e.ticket());
    Invariant.CHART.holds(row.state == State.HELD, e);
    boolean here = e.window().equals(row.window);
    Invariant.CHART.holds(here || sheet.plan.rules().holdAnyWindow(), e);
    row.goes(State.CALLED, e.window());
  }

  private void noShow(Event.TicketNoShow e) {
    Row row = sheet.row(e.ticket());
    Invariant.CHART.holds(row.state == State.CALLED && e.window().equals(row.window), e);
    Invariant.CHART.holds(e.times() == ++row.noShows, e);
    Plan.ServicePlan service = sheet.plan.services().get(row.service);
    Invariant.CHART.holds(service != null && e.rule() == service.noShow(), e);
  }

  private void delayed(Event.TicketDelayed e) {
    Row row = sheet.row(e.ticket());
    Plan.Rules rules = sheet.plan.rules();
    Plan.ServicePlan service = Objects.requireNonNull(sheet.plan.services().get(row.service));
    Invariant.CHART.holds(row.between && service.noShow() == NoShowRule.DELAY_N, e);
    Invariant.CHART.holds(row.noShows < rules.noShowMax(), e);
    long back = sheet.callsOf(row.service) + rules.noShowPlaces();
    Invariant.CHART.holds(e.backAtCall() == back, e);
    row.goes(State.DELAYED, null);
    row.backAtCall = back;
  }

  private void away(Event.TicketAway e) {
    Row row = sheet.row(e.ticket());
    Plan.ServicePlan service = Objects.requireNonNull(sheet.plan.services().get(row.service));
    Invariant.CHART.holds(row.between && service.noShow() == NoShowRule.RECHECKIN, e);
    Invariant.CHART.holds(row.noShows < sheet.plan.rules().noShowMax(), e);
    row.goes(State.AWAY, null);
  }

  private void returned(Event.TicketReturned e) {
    Row row = sheet.row(e.ticket());
    Invariant.CHART.holds(e.since().equals(row.since), e);
    switch (e.why()) {
      case DELAY -> {
        Invariant.CHART.holds(row.state == State.DELAYED, e);
        Invariant.CHART.holds(row.backAtCall <= sheet.callsOf(row.service), e);
      }
      case HOLD -> Invariant.CHART.holds(row.state == State.HELD, e);
      case RECHECKIN -> Invariant.CHART.holds(row.state == State.AWAY, e);
      case SENDER -> comesBack(row, e);
    }
    Invariant.CHART.holds(e.service().equals(row.service), e);
    Invariant.CHART.holds(e.why() == ReturnedWhy.SENDER || e.toWindow() == null, e);
    row.goes(e.toWindow() == null ? State.WAITING : State.RESERVED, e.toWindow());
  }

  private static void comesBack(Row row, Event.TicketReturned e) {
    Event.Return to = row.returnTo;
    Invariant.CHART.holds(row.between && to != null, e);
    if (to == null) return;
    Invariant.CHART.holds(e.toWindow() == null || e.toWindow().equals(to.window()), e);
    if (!row.service.equals(to.service())) row.origin = null;
    row.service = to.service();
    row.returnTo = null;
  }

  private void released(Event.OriginReleased e) {
    Row row = sheet.row(e.ticket());
    Invariant.CHART.holds(row.state == State.RESERVED, e);
    boolean due = row.until != null && !row.until.isAfter(sheet.at);
    Invariant.TIME.holds(due || e.why() != ReleasedWhy.TIME, e);
    row.goes(State.WAITING, null);
  }

  private void held(Event.TicketHeld e) {
    Row row = sheet.row(e.ticket());
    Invariant.CHART.holds(row.between, e);
    row.goes(State.HELD, e.window());
    int held = sheet.heldAt(e.window());
    Invariant.CHART.holds(held <= sheet.plan.rules().holdLimit(), e);
  }

  private void transferred(Event.TicketTransferred e) {
    Row row = sheet.row(e.ticket());
    Invariant.CHART.holds(row.between, e);
    boolean keeps = e.since().equals(row.since);
    Invariant.CHART.holds(keeps || e.since().equals(sheet.at), e);
    if (!row.service.equals(e.service())) row.origin = null;
    row.service = e.service();
    row.since = e.since();
    row.returnTo = e.returnTo();
    row.goes(e.toWindow() == null ? State.WAITING : State.RESERVED, e.toWindow());
  }

  private void abandoned(Event.TicketAbandoned e) {
    Row row = sheet.row(e.ticket());
    boolean atWindow = row.state == State.CALLED || row.state == State.SERVING;
    Invariant.CHART.holds(!row.isOver() && (row.between || !atWindow), e);
    boolean mayStay = e.why() == AbandonedWhy.NO_SHOW;
    boolean last = row.noShows >= sheet.plan.rules().noShowMax();
    Plan.ServicePlan service = Objects.requireNonNull(sheet.plan.services().get(row.service));
    boolean out = last || service.noShow() == NoShowRule.VOID;
    Invariant.CHART.holds(!mayStay || out, e);
    sheet.over(row, State.GONE);
  }

  private void finished(Event.TicketFinished e) {
    Row row = sheet.row(e.ticket());
    Invariant.CHART.holds(row.between, e);
    sheet.over(row, State.DONE);
  }

  private void printAsked(Event.PrintAsked e) {
    Row row = sheet.row(e.ticket());
    Invariant.PRINTS.holds(e.copy() == ++row.copy && row.print != PrintState.ASKED, e);
    Duration within = sheet.plan.rules().printWithin();
    Invariant.PRINTS.holds(e.deadline().equals(sheet.at.plus(within)), e);
    row.print = PrintState.ASKED;
    row.printDue = e.deadline();
  }

  private static void reported(Row row, int copy, Event e) {
    boolean awaited = row.print == PrintState.ASKED || row.print == PrintState.UNKNOWN;
    Invariant.PRINTS.holds(awaited && copy == row.copy, e);
    boolean confirmed = e instanceof Event.PrintConfirmed;
    row.print = confirmed ? PrintState.CONFIRMED : PrintState.FAILED;
    row.printDue = null;
  }

  private void printUnknown(Event.PrintUnknown e) {
    Row row = sheet.row(e.ticket());
    Invariant.PRINTS.holds(row.print == PrintState.ASKED && e.copy() == row.copy, e);
    Invariant.TIME.holds(row.printDue != null && !row.printDue.isAfter(sheet.at), e);
    row.print = PrintState.UNKNOWN;
    row.printDue = null;
  }
}
