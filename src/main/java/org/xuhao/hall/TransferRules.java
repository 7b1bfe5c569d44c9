package org.xuhao.hall;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.Command.TransferPlace;
import org.xuhao.hall.Event.EndedWhy;
import org.xuhao.hall.value.AbandonedWhy;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.Visit;
import org.xuhao.hall.value.WindowId;

/**
 * The rules of sending somebody on, from a window or by the service desk, which also makes one
 * ticket of a visitor's two. Source: rules of the hall, section 1. To a window or clerk that does
 * not serve the ticket's service, it becomes one of that window's first.
 */
final class TransferRules {
  private final Draft d;

  TransferRules(Draft draft) {
    d = draft;
  }

  Optional<Refusal> transfer(Command.Transfer c) {
    Visit visit = d.window(c.window()).visit();
    if (visit == null) return Optional.of(Refusal.NOBODY_AT_WINDOW);
    var visits = new VisitRules(d);
    if (visits.isCleared()) return Optional.of(Refusal.TAKING_OVER);
    Optional<Refusal> refused = cannotSend(c);
    if (refused.isPresent()) return refused;
    Ticket ticket = d.ticket(visit.ticket());
    WindowId to = target(c);
    ServiceCode service = c.service() == null ? ticket.service() : c.service();
    if (to != null && !serves(to).contains(service)) service = serves(to).getFirst();
    if (WindowRules.isRemote(d.plan, service) != ticket.matter().isRemote())
      return Optional.of(Refusal.REMOTE_ONLY);
    var since = c.place() == TransferPlace.END ? d.at : ticket.place().since();
    var back = c.comesBack() ? new Event.Return(c.window(), ticket.service()) : null;
    visits.endVisit(c.window(), visit, EndedWhy.TRANSFERRED, null, null);
    d.emit(new Event.TicketTransferred(visit.ticket(), c.window(), service, to, since, back));
    visits.afterVisit(c.window());
    return Optional.empty();
  }

  /** Who waited in the wrong queue has waited all the same: the place stays. */
  Optional<Refusal> redirect(Command.Redirect c) {
    var tickets = new TicketRules(d);
    Optional<Refusal> refused = tickets.notWaiting(c.ticket());
    if (refused.isPresent()) return refused;
    Optional<Refusal> unserved = WindowRules.notServed(d.plan, c.service());
    if (unserved.isPresent()) return unserved;
    if (d.ticket(c.ticket()).service().equals(c.service())) return Optional.of(Refusal.NOT_ALLOWED);
    if (d.ticket(c.ticket()).matter().isRemote()) return Optional.of(Refusal.REMOTE_ONLY);
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

  private Optional<Refusal> cannotSend(Command.Transfer c) {
    Optional<Refusal> unserved =
        c.service() == null ? Optional.empty() : WindowRules.notServed(d.plan, c.service());
    if (unserved.isPresent()) return unserved;
    if (c.toWindow() != null && !d.plan.windows().containsKey(c.toWindow()))
      return Optional.of(Refusal.NO_SUCH_WINDOW);
    WindowId to = target(c);
    if (c.toClerk() != null && to == null) return Optional.of(Refusal.CLERK_ABSENT);
    if (to == null) return Optional.empty();
    Window there = d.window(to);
    if (!there.open() || there.closing()) return Optional.of(Refusal.WINDOW_CLOSED);
    return serves(to).isEmpty() ? Optional.of(Refusal.NO_SKILL) : Optional.empty();
  }

  /** The window that the ticket is to be kept for; null: none, or the clerk sits nowhere. */
  private @Nullable WindowId target(Command.Transfer c) {
    if (c.toWindow() != null || c.toClerk() == null) return c.toWindow();
    for (Window window : d.windows.values())
      if (c.toClerk().equals(window.clerk())) return window.id();
    return null;
  }

  private List<ServiceCode> serves(WindowId id) {
    return d.able(id, d.window(id).clerk());
  }
}
