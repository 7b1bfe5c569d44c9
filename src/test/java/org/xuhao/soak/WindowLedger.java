package org.xuhao.soak;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.Event;
import org.xuhao.hall.Event.EndedWhy;
import org.xuhao.hall.Plan;
import org.xuhao.hall.Ticket.State;
import org.xuhao.hall.value.By;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.hall.value.VisitId;
import org.xuhao.hall.value.WindowId;

/** Notes what happens at windows: who opens them, each visit and its one rating. */
final class WindowLedger {

  /** How far a rating has come. */
  private enum Rated {
    OPEN,
    LATE,
    GIVEN
  }

  /** A rating that was opened and is not closed. */
  private record Session(Event.RatingOpened opened, Rated state) {}

  private final Sheet sheet;
  private final Map<VisitId, EndedWhy> ended = new HashMap<>();
  private final Map<VisitId, Session> sessions = new HashMap<>();

  WindowLedger(Sheet sheet) {
    this.sheet = sheet;
  }

  /** False: {@code event} is nothing to windows. Calls are everybody's. */
  boolean notes(Event event) {
    switch (event) {
      case Event.TicketCalled e ->
          begins(e.window(), e.visit(), e.ticket(), e.call(), e.noShowAt(), e.nextRecallAt());
      case Event.TicketCalledBack e ->
          begins(e.window(), e.visit(), e.ticket(), e.call(), e.noShowAt(), e.nextRecallAt());
      case Event.TicketRecalled e -> recalled(e);
      case Event.TicketNoShow e -> noShow(e);
      case Event.VisitStarted e -> started(e);
      case Event.VisitEnded e -> ends(e);
      case Event.WindowOpened e -> opened(e);
      case Event.WindowPaused e -> paused(e);
      case Event.WindowReopened e -> reopened(e);
      case Event.WindowClosing e -> closing(e);
      case Event.WindowClosed e -> closed(e);
      case Event.WindowServicesChanged e -> serves(e);
      case Event.ClerkSignedIn e -> signedIn(e);
      case Event.ClerkSignedOut e -> signedOut(e);
      case Event.RatingOpened e -> ratingOpened(e);
      case Event.RatingGiven e -> ratingGiven(e);
      case Event.RatingLapsed e -> ratingLapsed(e);
      case Event.RatingClosed e -> ratingClosed(e);
      default -> {
        return false;
      }
    }
    return true;
  }

  void entryEnds() {
    for (Seat seat : sheet.seats.values()) {
      Invariant.ONE_WINDOW.holds(seat.open || seat.visit == null, seat);
      Invariant.CHART.holds(!seat.closing || seat.visit != null, seat);
    }
  }

  void nothingIsOverdue() {
    for (Seat seat : sheet.seats.values())
      if (seat.noShowAt != null) Invariant.TIME.holds(seat.noShowAt.isAfter(sheet.at), seat);
  }

  private void begins(
      WindowId window,
      VisitId visit,
      TicketNumber ticket,
      int call,
      @Nullable Instant noShowAt,
      Instant nextRecallAt) {
    Seat seat = sheet.seat(window);
    Plan.WindowPlan plan = Objects.requireNonNull(sheet.plan.windows().get(window));
    Invariant.ONE_WINDOW.holds(seat.open && seat.visit == null, seat);
    Invariant.CHART.holds(!seat.paused && !seat.closing, seat);
    Invariant.VISITS.holds(visit.number() == ++sheet.visits && call == 1, visit);
    boolean due = plan.noShowAfter() != null;
    Invariant.TIME.holds(due == (noShowAt != null), seat);
    if (plan.noShowAfter() != null)
      Invariant.TIME.holds(sheet.at.plus(plan.noShowAfter()).equals(noShowAt), seat);
    seat.begin(visit, ticket, noShowAt, nextRecallAt);
  }

  private void recalled(Event.TicketRecalled e) {
    Seat seat = sheet.seat(e.window());
    Invariant.VISITS.holds(isAt(seat, e.visit(), e.ticket()) && !seat.started, e);
    Invariant.CHART.holds(e.call() == ++seat.call, e);
    Invariant.CHART.holds(e.call() <= sheet.plan.rules().recallLimit() + 1, e);
    Invariant.TIME.holds(!sheet.at.isBefore(seat.nextRecallAt), e);
    seat.noShowAt = e.noShowAt();
    seat.nextRecallAt = e.nextRecallAt();
  }

  private void noShow(Event.TicketNoShow e) {
    Seat seat = sheet.seat(e.window());
    Invariant.VISITS.holds(isAt(seat, e.visit(), e.ticket()) && !seat.started, e);
    boolean clock = sheet.by.role() == By.Role.CLOCK;
    boolean due = seat.noShowAt != null && !seat.noShowAt.isAfter(sheet.at);
    Invariant.TIME.holds(clock == due, e);
  }

  private void started(Event.VisitStarted e) {
    Seat seat = sheet.seat(e.window());
    Invariant.VISITS.holds(isAt(seat, e.visit(), e.ticket()) && !seat.started, e);
    seat.started = true;
    seat.noShowAt = null;
    Row row = sheet.row(e.ticket());
    Invariant.CHART.holds(row.state == State.CALLED, e);
    row.goes(State.SERVING, e.window());
  }

  private void ends(Event.VisitEnded e) {
    Seat seat = sheet.seat(e.window());
    Invariant.VISITS.holds(isAt(seat, e.visit(), e.ticket()), e);
    Invariant.VISITS.holds(ended.put(e.visit(), e.why()) == null, e);
    Invariant.VISITS.holds((e.why() == EndedWhy.OUTCOME) == (e.outcome() != null), e);
    Invariant.VISITS.holds(Objects.equals(seat.clerk, e.clerk()), e);
    Row row = sheet.row(e.ticket());
    Invariant.ONE_WINDOW.holds(e.window().equals(row.window), e);
    row.between = true;
    seat.end();
  }

  private static boolean isAt(Seat seat, VisitId visit, TicketNumber ticket) {
    return visit.equals(seat.visit) && ticket.equals(seat.ticket);
  }

  private void opened(Event.WindowOpened e) {
    Seat seat = sheet.seat(e.window());
    Plan.WindowPlan plan = Objects.requireNonNull(sheet.plan.windows().get(e.window()));
    Invariant.CHART.holds(!seat.open && (!plan.signIn() || e.clerk() != null), e);
    seat.open = true;
    seat.paused = false;
    seat.closing = false;
    seat.clerk = e.clerk();
  }

  private void paused(Event.WindowPaused e) {
    Seat seat = sheet.seat(e.window());
    Invariant.CHART.holds(seat.open && !seat.paused, e);
    Invariant.CHART.holds(e.afterVisit() == (seat.visit != null), e);
    seat.paused = true;
  }

  private void reopened(Event.WindowReopened e) {
    Seat seat = sheet.seat(e.window());
    Invariant.CHART.holds(seat.open && (seat.paused || seat.closing), e);
    seat.paused = false;
    seat.closing = false;
  }

  private void closing(Event.WindowClosing e) {
    Seat seat = sheet.seat(e.window());
    Invariant.CHART.holds(seat.open && !seat.closing && seat.visit != null, e);
    seat.closing = true;
  }

  private void closed(Event.WindowClosed e) {
    Seat seat = sheet.seat(e.window());
    Invariant.CHART.holds(seat.open && seat.visit == null && seat.clerk == null, e);
    seat.open = false;
    seat.paused = false;
    seat.closing = false;
  }

  private void serves(Event.WindowServicesChanged e) {
    boolean clock = sheet.by.role() == By.Role.CLOCK;
    boolean back = e.services().isEmpty() || e.tide() != null;
    Invariant.CHART.holds(clock ? back : sheet.by.role() == By.Role.MANAGER, e);
    sheet.seat(e.window()).set = e.services().isEmpty() ? null : e.services();
  }

  private void signedIn(Event.ClerkSignedIn e) {
    Invariant.FIT.holds(!sheet.ableAt(sheet.seat(e.window()), e.clerk()).isEmpty(), e);
    for (Seat seat : sheet.seats.values())
      Invariant.ONE_WINDOW.holds(!e.clerk().equals(seat.clerk), e);
    sheet.seat(e.window()).clerk = e.clerk();
  }

  private void signedOut(Event.ClerkSignedOut e) {
    Seat seat = sheet.seat(e.window());
    Invariant.CHART.holds(e.clerk().equals(seat.clerk), e);
    seat.clerk = null;
  }

  private void ratingOpened(Event.RatingOpened e) {
    Invariant.RATINGS.holds(ended.get(e.visit()) == EndedWhy.OUTCOME, e);
    boolean first = sessions.put(e.visit(), new Session(e, Rated.OPEN)) == null;
    Invariant.RATINGS.holds(first && e.closesAt().isAfter(e.lapsesAt()), e);
  }

  private Session session(VisitId visit, Event e) {
    Session session = sessions.get(visit);
    Invariant.RATINGS.holds(session != null, e);
    return Objects.requireNonNull(session);
  }

  private void ratingGiven(Event.RatingGiven e) {
    Session session = session(e.visit(), e);
    Invariant.RATINGS.holds(session.state() != Rated.GIVEN, e);
    boolean negative = e.level() <= 2;
    Invariant.RATINGS.holds(e.reasonsPending() == (negative && e.reasons().isEmpty()), e);
    sessions.put(e.visit(), new Session(session.opened(), Rated.GIVEN));
  }

  private void ratingLapsed(Event.RatingLapsed e) {
    Session session = session(e.visit(), e);
    Invariant.RATINGS.holds(session.state() == Rated.OPEN, e);
    Invariant.TIME.holds(!session.opened().lapsesAt().isAfter(sheet.at), e);
    sessions.put(e.visit(), new Session(session.opened(), Rated.LATE));
  }

  private void ratingClosed(Event.RatingClosed e) {
    Session session = session(e.visit(), e);
    Invariant.TIME.holds(!session.opened().closesAt().isAfter(sheet.at), e);
    sessions.remove(e.visit());
  }
}
