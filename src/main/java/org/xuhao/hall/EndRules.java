package org.xuhao.hall;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.Event.EndedWhy;
import org.xuhao.hall.Event.ReturnedWhy;
import org.xuhao.hall.value.Outcome;
import org.xuhao.hall.value.OutcomeBy;
import org.xuhao.hall.value.Place;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.TalkStage;
import org.xuhao.hall.value.Visit;
import org.xuhao.hall.value.WindowId;

/**
 * The rules of an outcome: what it means for the matter, its case and the ticket's next matters.
 * Source: rules of the hall, section 1.
 */
final class EndRules {
  private final Draft d;
  private final VisitRules visits;

  EndRules(Draft draft) {
    d = draft;
    visits = new VisitRules(draft);
  }

  Optional<Refusal> end(Command.EndVisit c) {
    Visit visit = d.window(c.window()).visit();
    if (visit == null) return Optional.of(Refusal.NOBODY_AT_WINDOW);
    Outcome outcome = c.outcome() == null ? d.plan.rules().defaultOutcome() : c.outcome();
    OutcomeBy by = c.outcome() == null ? OutcomeBy.DEFAULT : OutcomeBy.CLERK;
    var cases = new CaseRules(d);
    Optional<Refusal> refused = cases.cannotEnd(outcome, c.notice());
    var talks = new BookingRules(d);
    if (refused.isEmpty() && accepts(outcome)) refused = talks.cannotAccept(visit);
    if (refused.isPresent()) return refused;
    finishItem(c, visit, outcome, by);
    cases.afterItem(c.window(), visit, outcome, c.notice());
    if (accepts(outcome)) talks.reached(visit, TalkStage.ACCEPTANCE);
    Ticket ticket = d.ticket(visit.ticket());
    Event.Return returnTo = ticket.returnTo();
    ServiceCode next = returnTo != null || visits.isCleared() ? null : next(ticket, c.window());
    if (next != null && goesOnHere(next, c.window())) {
      d.emit(new Event.ItemStarted(visit.id(), visit.ticket(), c.window(), next));
      return Optional.empty();
    }
    visits.endVisit(c.window(), visit, EndedWhy.OUTCOME, outcome, by);
    // After clearing nobody waits any more, also not for the window that sent them.
    if (returnTo != null && !visits.isCleared()) sendBack(ticket, returnTo);
    else if (next != null) d.emit(new Event.TicketRequeued(visit.ticket(), c.window(), next));
    else d.emit(new Event.TicketFinished(visit.ticket()));
    new TicketRules(d).openRating(visit.id(), c.window());
    visits.afterVisit(c.window());
    return Optional.empty();
  }

  private static boolean accepts(Outcome outcome) {
    return outcome == Outcome.COMPLETED
        || outcome == Outcome.ACCEPTED
        || outcome == Outcome.ACCEPTED_TOLERANT;
  }

  private void finishItem(Command.EndVisit c, Visit visit, Outcome outcome, OutcomeBy by) {
    Ticket ticket = d.ticket(visit.ticket());
    Plan.ServicePlan service = d.plan.services().get(ticket.service());
    d.emit(
        new Event.ItemFinished(
            visit.id(),
            visit.ticket(),
            ticket.service(),
            service == null ? "" : service.department(),
            c.window(),
            d.window(c.window()).clerk(),
            outcome,
            by,
            service == null || outcome != Outcome.COMPLETED ? null : gained(ticket, service),
            c.modes()));
  }

  /** What is collected elsewhere once this is done (出件). */
  private @Nullable ServiceCode gained(Ticket ticket, Plan.ServicePlan service) {
    ServiceCode collection = service.collection();
    if (collection == null || ticket.matter().next().contains(collection)) return null;
    // Whoever is elsewhere waits at no window of this hall.
    if (ticket.matter().isRemote() && !WindowRules.isRemote(d.plan, collection)) return null;
    return WindowRules.isServed(d.plan, collection) ? collection : null;
  }

  private boolean goesOnHere(ServiceCode service, WindowId id) {
    Window window = d.window(id);
    boolean leaving = window.closing() || window.pauseReason() != null;
    return !leaving && d.able(id, window.clerk()).contains(service);
  }

  /** Which matter is next; null: none is left. */
  private @Nullable ServiceCode next(Ticket ticket, WindowId here) {
    List<ServiceCode> left = ticket.matter().next();
    if (left.isEmpty()) return null;
    if (ticket.matter().order() == Matter.Order.IN_ORDER) return left.getFirst();
    for (ServiceCode service : left) if (goesOnHere(service, here)) return service;
    return soonest(left, ticket.place());
  }

  /** The service with the fewest ahead for each open window; among equals the first named. */
  ServiceCode soonest(List<ServiceCode> services, Place place) {
    ServiceCode best = services.getFirst();
    long least = Long.MAX_VALUE;
    for (ServiceCode service : services) {
      int windows = 0;
      for (Window window : d.windows.values())
        if (window.open() && d.able(window.id(), window.clerk()).contains(service)) windows++;
      // Nobody serves it now: whatever is served comes first.
      long ahead = 1_000L * d.queues.lanes(service).olderThan(place);
      long each = windows == 0 ? Long.MAX_VALUE - 1 : ahead / windows;
      if (each >= least) continue;
      least = each;
      best = service;
    }
    return best;
  }

  /** Those of a new ticket with {@code first}, in the order in which they will be served. */
  List<ServiceCode> ordered(ServiceCode first, Matter matter, Place place) {
    var all = new ArrayList<ServiceCode>();
    all.add(first);
    all.addAll(matter.next());
    if (matter.order() == Matter.Order.IN_ORDER) return all;
    ServiceCode soonest = soonest(all, place);
    all.remove(soonest);
    all.addFirst(soonest);
    return all;
  }

  /** Kept for the window that sent it, if it is still open. */
  private void sendBack(Ticket ticket, Event.Return to) {
    Window there = d.window(to.window());
    boolean able =
        there.open()
            && !there.closing()
            && d.able(to.window(), there.clerk()).contains(to.service());
    WindowId keeps = able ? to.window() : null;
    d.emit(
        new Event.TicketReturned(
            ticket.number(), to.service(), ticket.place().since(), ReturnedWhy.SENDER, keeps));
  }
}
