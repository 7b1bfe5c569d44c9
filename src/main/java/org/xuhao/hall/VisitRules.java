package org.xuhao.hall;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.Event.EndedWhy;
import org.xuhao.hall.Event.ReturnedWhy;
import org.xuhao.hall.value.AbandonedWhy;
import org.xuhao.hall.value.By;
import org.xuhao.hall.value.ClerkId;
import org.xuhao.hall.value.NoShowRule;
import org.xuhao.hall.value.Outcome;
import org.xuhao.hall.value.OutcomeBy;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.TalkStage;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.hall.value.Visit;
import org.xuhao.hall.value.VisitId;
import org.xuhao.hall.value.WindowId;
import org.xuhao.hall.value.Words;

/** The rules of calls and visits. Source: rules of the hall, sections 1 and 3. */
final class VisitRules {
  private final Draft d;

  VisitRules(Draft draft) {
    d = draft;
  }

  Optional<Refusal> callNext(WindowId id) {
    Plan.WindowPlan window = planOf(id);
    return switch (d.window(id).state()) {
      case CLOSED -> {
        if (window.signIn()) yield Optional.of(Refusal.SIGN_IN_FIRST);
        d.emit(new Event.WindowOpened(id, null));
        call(window);
        yield Optional.empty();
      }
      case PAUSED -> {
        d.emit(new Event.WindowReopened(id));
        call(window);
        yield Optional.empty();
      }
      case FREE -> call(window) ? Optional.empty() : Optional.of(Refusal.NOBODY_WAITING);
      case BUSY -> endAndCall(window);
    };
  }

  /** A window that is to close or pause after the visit does so instead of calling. */
  private Optional<Refusal> endAndCall(Plan.WindowPlan window) {
    if (!window.endsVisit()) return Optional.of(Refusal.WINDOW_BUSY);
    Optional<Refusal> refused = new EndRules(d).end(new Command.EndVisit(window.id(), null));
    if (refused.isPresent() || d.window(window.id()).state() != Window.State.FREE) return refused;
    return call(window) ? Optional.empty() : Optional.of(Refusal.NOBODY_WAITING);
  }

  private boolean call(Plan.WindowPlan window) {
    var choice = CallingRule.choose(d.plan, d.window(window.id()), d.queues, d.at).orElse(null);
    if (choice == null) return false;
    call(window, choice, Reasons.of(choice, d));
    return true;
  }

  private void call(Plan.WindowPlan window, CallingRule.Choice choice, Words reason) {
    var kept = choice.heldBack();
    var visit = new VisitId(d.visits + 1);
    d.emit(
        new Event.TicketCalled(
            choice.ticket(),
            choice.service(),
            window.id(),
            d.window(window.id()).clerk(),
            visit,
            1,
            noShowAt(window),
            nextRecallAt(),
            choice.points(),
            choice.why(),
            choice.passed(),
            kept == null ? null : kept.ticket(),
            reason,
            Reasons.grounds(choice, d)));
    new CaseRules(d).resume(choice.ticket(), visit, window.id());
    returnDelayed(choice.service());
  }

  /** A clerk calls somebody by number, and says why. */
  Optional<Refusal> callTicket(Command.CallTicket c, By by) {
    if (c.reason().isBlank()) return Optional.of(Refusal.REASON_NEEDED);
    Optional<Refusal> refused = notFree(c.window());
    if (refused.isPresent()) return refused;
    Ticket ticket = d.find(c.ticket()).orElse(null);
    if (ticket == null) return Optional.of(Refusal.NO_SUCH_TICKET);
    if (ticket.isOver()) return Optional.of(Refusal.TICKET_OVER);
    if (ticket.state() != Ticket.State.WAITING && ticket.state() != Ticket.State.RESERVED)
      return Optional.of(Refusal.NOT_WAITING);
    Plan.WindowPlan window = planOf(c.window());
    ClerkId clerk = d.window(c.window()).clerk();
    if (!d.able(c.window(), clerk).contains(ticket.service())) return Optional.of(Refusal.NO_SKILL);
    var choice =
        new CallingRule.Choice(c.ticket(), ticket.service(), 0, Event.Why.NAMED, null, null);
    call(window, choice, Reasons.named(c.ticket(), by.who(), c.reason()));
    return Optional.empty();
  }

  /** Why this window cannot take somebody up now. */
  private Optional<Refusal> notFree(WindowId id) {
    return switch (d.window(id).state()) {
      case FREE -> Optional.empty();
      case BUSY -> Optional.of(Refusal.WINDOW_BUSY);
      case CLOSED, PAUSED -> Optional.of(Refusal.WINDOW_CLOSED);
    };
  }

  private void returnDelayed(ServiceCode service) {
    long calls = d.queues.callsOf(service);
    while (true) {
      var delayed = d.queues.delayedOf(service);
      if (delayed.isEmpty() || delayed.firstKey().atCall() > calls) return;
      Ticket ticket = d.ticket(delayed.firstEntry().getValue());
      Instant since = ticket.place().since();
      d.emit(new Event.TicketReturned(ticket.number(), service, since, ReturnedWhy.DELAY, null));
    }
  }

  Optional<Refusal> recall(WindowId id) {
    Visit visit = d.window(id).visit();
    if (visit == null) return Optional.of(Refusal.NOBODY_AT_WINDOW);
    if (visit.startedAt() != null) return Optional.of(Refusal.ALREADY_STARTED);
    if (visit.call() > d.plan.rules().recallLimit()) return Optional.of(Refusal.RECALL_LIMIT);
    if (d.at.isBefore(visit.nextRecallAt())) return Optional.of(Refusal.RECALL_TOO_SOON);
    d.emit(
        new Event.TicketRecalled(
            visit.ticket(),
            id,
            visit.id(),
            visit.call() + 1,
            noShowAt(planOf(id)),
            nextRecallAt()));
    return Optional.empty();
  }

  Optional<Refusal> start(WindowId id) {
    Visit visit = d.window(id).visit();
    if (visit == null) return Optional.of(Refusal.NOBODY_AT_WINDOW);
    if (visit.startedAt() != null) return Optional.of(Refusal.ALREADY_STARTED);
    d.emit(new Event.VisitStarted(visit.id(), visit.ticket(), id));
    new BookingRules(d).reached(visit, TalkStage.GUIDANCE);
    return Optional.empty();
  }

  Optional<Refusal> noShow(WindowId id) {
    Visit visit = d.window(id).visit();
    if (visit == null) return Optional.of(Refusal.NOBODY_AT_WINDOW);
    if (visit.startedAt() != null) return Optional.of(Refusal.ALREADY_STARTED);
    Ticket ticket = d.ticket(visit.ticket());
    Plan.ServicePlan service = d.plan.services().get(ticket.service());
    NoShowRule rule = service == null ? NoShowRule.DELAY_N : service.noShow();
    int times = ticket.noShows() + 1;
    d.emit(new Event.TicketNoShow(visit.ticket(), id, visit.id(), times, rule));
    endVisit(id, visit, EndedWhy.NO_SHOW, null, null);
    if (rule == NoShowRule.VOID || times >= d.plan.rules().noShowMax()) {
      d.emit(new Event.TicketAbandoned(visit.ticket(), AbandonedWhy.NO_SHOW, null));
    } else if (rule == NoShowRule.RECHECKIN) {
      d.emit(new Event.TicketAway(visit.ticket()));
    } else {
      long calls = d.queues.callsOf(ticket.service());
      long backAt = calls + d.plan.rules().noShowPlaces();
      d.emit(new Event.TicketDelayed(visit.ticket(), ticket.service(), calls, backAt));
    }
    afterVisit(id);
    return Optional.empty();
  }

  Optional<Refusal> hold(Command.Hold c) {
    Visit visit = d.window(c.window()).visit();
    if (visit == null) return Optional.of(Refusal.NOBODY_AT_WINDOW);
    if (isCleared()) return Optional.of(Refusal.TAKING_OVER);
    if (d.heldAt(c.window()).size() >= d.plan.rules().holdLimit())
      return Optional.of(Refusal.HOLD_LIMIT);
    endVisit(c.window(), visit, EndedWhy.HELD, null, null);
    d.emit(new Event.TicketHeld(visit.ticket(), c.window(), c.reason()));
    afterVisit(c.window());
    return Optional.empty();
  }

  Optional<Refusal> callBack(Command.CallBack c) {
    Optional<Refusal> notFree = notFree(c.window());
    if (notFree.isPresent()) return notFree;
    TicketNumber number = c.ticket();
    var held = d.heldAt(c.window());
    if (number == null && held.isEmpty()) return Optional.of(Refusal.NOT_HELD);
    if (number == null) number = held.get(0);
    Optional<Refusal> refused = mayCallBack(number, c.window());
    if (refused.isPresent()) return refused;
    var visit = new VisitId(d.visits + 1);
    d.emit(
        new Event.TicketCalledBack(
            number,
            c.window(),
            d.window(c.window()).clerk(),
            visit,
            1,
            noShowAt(planOf(c.window())),
            nextRecallAt(),
            Reasons.calledBack(number)));
    new CaseRules(d).resume(number, visit, c.window());
    return Optional.empty();
  }

  private Optional<Refusal> mayCallBack(TicketNumber number, WindowId window) {
    Ticket ticket = d.find(number).orElse(null);
    if (ticket == null) return Optional.of(Refusal.NO_SUCH_TICKET);
    if (ticket.isOver()) return Optional.of(Refusal.TICKET_OVER);
    if (ticket.state() != Ticket.State.HELD) return Optional.of(Refusal.NOT_HELD);
    boolean elsewhere = !window.equals(ticket.window());
    if (elsewhere && !d.plan.rules().holdAnyWindow()) return Optional.of(Refusal.HELD_ELSEWHERE);
    boolean able = d.able(window, d.window(window).clerk()).contains(ticket.service());
    if (elsewhere && !able) return Optional.of(Refusal.NO_SKILL);
    return Optional.empty();
  }

  /** Lets a held ticket wait at its old place for any window. */
  Optional<Refusal> releaseHold(Command.ReleaseHold c) {
    var held = d.heldAt(c.window());
    TicketNumber number = c.ticket();
    if (number == null && held.isEmpty()) return Optional.of(Refusal.NOT_HELD);
    if (number == null) number = held.get(0);
    Ticket ticket = d.find(number).orElse(null);
    if (ticket == null) return Optional.of(Refusal.NO_SUCH_TICKET);
    if (ticket.state() != Ticket.State.HELD) return Optional.of(Refusal.NOT_HELD);
    if (!held.contains(number)) return Optional.of(Refusal.HELD_ELSEWHERE);
    comeBack(ticket, ReturnedWhy.HOLD);
    return Optional.empty();
  }

  /** At its old place, as often as it was away. */
  Optional<Refusal> recheckIn(TicketNumber number) {
    Ticket ticket = d.find(number).orElse(null);
    if (ticket == null) return Optional.of(Refusal.NO_SUCH_TICKET);
    if (ticket.isOver()) return Optional.of(Refusal.TICKET_OVER);
    if (ticket.state() != Ticket.State.AWAY) return Optional.of(Refusal.NOT_AWAY);
    comeBack(ticket, ReturnedWhy.RECHECKIN);
    return Optional.empty();
  }

  private void comeBack(Ticket ticket, ReturnedWhy why) {
    d.emit(
        new Event.TicketReturned(
            ticket.number(), ticket.service(), ticket.place().since(), why, null));
  }

  Optional<Refusal> abandon(Command.Abandon c, By by) {
    boolean writes = by.role() == By.Role.DESK || by.role() == By.Role.CLERK;
    if (writes && c.reason().isBlank()) return Optional.of(Refusal.REASON_NEEDED);
    Ticket ticket = d.find(c.ticket()).orElse(null);
    if (ticket == null) return Optional.of(Refusal.NO_SUCH_TICKET);
    if (ticket.isOver()) return Optional.of(Refusal.TICKET_OVER);
    AbandonedWhy why =
        switch (by.role()) {
          case VISITOR, DISPENSER -> AbandonedWhy.VISITOR;
          case DESK, MANAGER -> AbandonedWhy.DESK;
          case PAD, CLERK, CLOCK, LINK, DRIVER, SYSTEM -> AbandonedWhy.CLERK;
        };
    giveUp(ticket, why, c.reason());
    return Optional.empty();
  }

  /** Ends the visit if the ticket is at a window, and the ticket for good. */
  void giveUp(Ticket ticket, AbandonedWhy why, @Nullable String reason) {
    WindowId window = ticket.window();
    Visit visit = window == null ? null : d.window(window).visit();
    boolean atWindow = visit != null && visit.ticket().equals(ticket.number());
    if (window != null && visit != null && atWindow)
      endVisit(window, visit, EndedWhy.ABANDONED, null, null);
    d.emit(new Event.TicketAbandoned(ticket.number(), why, reason));
    if (window != null && atWindow) afterVisit(window);
  }

  void endVisit(
      WindowId window,
      Visit visit,
      EndedWhy why,
      @Nullable Outcome outcome,
      @Nullable OutcomeBy by) {
    Ticket ticket = d.ticket(visit.ticket());
    ClerkId clerk = d.window(window).clerk();
    d.emit(
        new Event.VisitEnded(
            visit.id(), visit.ticket(), ticket.service(), window, clerk, why, outcome, by));
  }

  /** A closing window closes now; a cleared day closes with its last visit. */
  void afterVisit(WindowId id) {
    if (d.window(id).closing()) new WindowRules(d).shut(id);
    new ClockRules(d).closeDayIfDone();
  }

  boolean isCleared() {
    Day.Phase phase = d.theDay().phase();
    return phase == Day.Phase.CLEARED || phase == Day.Phase.CLOSED;
  }

  private @Nullable Instant noShowAt(Plan.WindowPlan window) {
    Duration after = window.noShowAfter();
    return after == null ? null : d.at.plus(after);
  }

  private Instant nextRecallAt() {
    return d.at.plus(d.plan.rules().recallSpacing());
  }

  private Plan.WindowPlan planOf(WindowId id) {
    Plan.WindowPlan window = d.plan.windows().get(id);
    if (window == null) throw new IllegalStateException("no window " + id + " in the plan");
    return window;
  }
}
