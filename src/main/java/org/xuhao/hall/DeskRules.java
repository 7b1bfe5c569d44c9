package org.xuhao.hall;

import java.util.ArrayList;
import java.util.Optional;
import org.xuhao.hall.Event.AbandonedWhy;
import org.xuhao.hall.value.ServiceCode;

/** What the service desk puts right for a visitor who took the wrong number, or two. */
final class DeskRules {
  private final Draft d;

  DeskRules(Draft draft) {
    d = draft;
  }

  /** Who waited in the wrong queue has waited all the same: the place stays. */
  Optional<Refusal> redirect(Command.Redirect c) {
    var tickets = new TicketRules(d);
    Optional<Refusal> refused = tickets.notWaiting(c.ticket());
    if (refused.isPresent()) return refused;
    if (!WindowRules.isServed(d.plan, c.service())) return Optional.of(Refusal.NO_SUCH_SERVICE);
    if (d.ticket(c.ticket()).service().equals(c.service())) return Optional.of(Refusal.NOT_ALLOWED);
    Optional<Refusal> closed = tickets.takingRefused(c.service());
    if (closed.isPresent()) return closed;
    d.emit(new Event.TicketRedirected(c.ticket(), c.service()));
    return Optional.empty();
  }

  /** A ticket that goes on with a case is the one that stays: the case is its first item's. */
  Optional<Refusal> join(Command.Join c) {
    var tickets = new TicketRules(d);
    Optional<Refusal> refused =
        tickets.notWaiting(c.ticket()).or(() -> tickets.notWaiting(c.other()));
    if (refused.isPresent()) return refused;
    Ticket other = d.ticket(c.other());
    if (c.ticket().equals(c.other()) || other.matter().file() != null)
      return Optional.of(Refusal.NOT_ALLOWED);
    var items = new ArrayList<ServiceCode>();
    items.add(other.service());
    items.addAll(other.matter().next());
    if (1 + d.ticket(c.ticket()).matter().next().size() + items.size() > Matter.ITEMS_MAX)
      return Optional.of(Refusal.TOO_MANY_ITEMS);
    d.emit(new Event.TicketAbandoned(c.other(), AbandonedWhy.JOINED, c.ticket().toString()));
    d.emit(new Event.ItemsJoined(c.ticket(), items));
    return Optional.empty();
  }
}
