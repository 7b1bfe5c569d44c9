package org.xuhao.hall;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.Command.TransferPlace;
import org.xuhao.hall.Event.EndedWhy;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.WindowId;

/**
 * The rules of sending somebody on. Source: rules of the hall, section 1. To a window or clerk that
 * does not serve the ticket's service, it becomes one of that window's first.
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
    var since = c.place() == TransferPlace.END ? d.at : ticket.place().since();
    var back = c.comesBack() ? new Event.Return(c.window(), ticket.service()) : null;
    visits.endVisit(c.window(), visit, EndedWhy.TRANSFERRED, null, null);
    d.emit(new Event.TicketTransferred(visit.ticket(), c.window(), service, to, since, back));
    visits.afterVisit(c.window());
    return Optional.empty();
  }

  private Optional<Refusal> cannotSend(Command.Transfer c) {
    if (c.service() != null && !WindowRules.isServed(d.plan, c.service()))
      return Optional.of(Refusal.NO_SUCH_SERVICE);
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
