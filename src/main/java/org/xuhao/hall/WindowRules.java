package org.xuhao.hall;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.Event.ReturnedWhy;
import org.xuhao.hall.value.Basis;
import org.xuhao.hall.value.By;
import org.xuhao.hall.value.ClerkId;
import org.xuhao.hall.value.ReleasedWhy;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.hall.value.Tide;
import org.xuhao.hall.value.WindowId;
import org.xuhao.hall.value.WindowKind;

/** The rules of windows and clerks. Source: rules of the hall, section 1, Window. */
final class WindowRules {
  private final Draft d;

  WindowRules(Draft draft) {
    d = draft;
  }

  /** Whether a window may serve it: a bundle only stands for others, and nobody would call it. */
  static boolean isServed(Plan plan, ServiceCode code) {
    Plan.ServicePlan service = plan.services().get(code);
    return service != null && service.bundle().isEmpty();
  }

  /** Why no window may serve it; empty: one may. */
  static Optional<Refusal> notServed(Plan plan, ServiceCode code) {
    if (isServed(plan, code)) return Optional.empty();
    boolean known = plan.services().containsKey(code);
    return Optional.of(known ? Refusal.NOT_SERVED : Refusal.NO_SUCH_SERVICE);
  }

  /** Whether it is served at remote windows alone, so that nobody comes to the hall for it. */
  static boolean isRemote(Plan plan, ServiceCode code) {
    boolean remote = false;
    for (Plan.WindowPlan window : plan.windows().values()) {
      Tide tide = window.tide();
      boolean serves =
          window.services().contains(code) || (tide != null && tide.services().contains(code));
      if (serves && window.kind() != WindowKind.REMOTE) return false;
      remote |= serves;
    }
    return remote;
  }

  /** Whatever is asked for one window; each by the rules it belongs to. */
  static Optional<Refusal> atWindow(Draft draft, Command.AtWindow command, By by) {
    if (!draft.plan.windows().containsKey(command.window()))
      return Optional.of(Refusal.NO_SUCH_WINDOW);
    return switch (command) {
      case Command.CallNext c -> new VisitRules(draft).callNext(c.window());
      case Command.CallTicket c -> new VisitRules(draft).callTicket(c, by);
      case Command.Recall c -> new VisitRules(draft).recall(c.window());
      case Command.StartVisit c -> new VisitRules(draft).start(c.window());
      case Command.ReachStage c -> new BookingRules(draft).reach(c);
      case Command.MarkNoShow c -> new VisitRules(draft).noShow(c.window());
      case Command.EndVisit c -> new EndRules(draft).end(c);
      case Command.Hold c -> new VisitRules(draft).hold(c);
      case Command.CallBack c -> new VisitRules(draft).callBack(c);
      case Command.ReleaseHold c -> new VisitRules(draft).releaseHold(c);
      case Command.Transfer c -> new TransferRules(draft).transfer(c);
      case Command.SetServices c -> new WindowRules(draft).setServices(c);
      case Command.MoveClerk c -> new WindowRules(draft).move(c);
      case Command.OpenWindow c -> new WindowRules(draft).open(c.window());
      case Command.CloseWindow c -> new WindowRules(draft).close(c.window());
      case Command.Pause c -> new WindowRules(draft).pause(c.window(), c.reason());
      case Command.Reopen c -> new WindowRules(draft).reopen(c.window());
      case Command.SignIn c -> new WindowRules(draft).signIn(c.window(), c.clerk());
      case Command.SignOut c -> new WindowRules(draft).close(c.window());
    };
  }

  Optional<Refusal> open(WindowId id) {
    if (d.window(id).open()) return Optional.of(Refusal.WINDOW_OPEN);
    Plan.WindowPlan plan = d.plan.windows().get(id);
    if (plan != null && plan.signIn()) return Optional.of(Refusal.SIGN_IN_FIRST);
    d.emit(new Event.WindowOpened(id, null));
    return Optional.empty();
  }

  Optional<Refusal> close(WindowId id) {
    Window window = d.window(id);
    if (!window.open() || window.closing()) return Optional.of(Refusal.WINDOW_CLOSED);
    leave(window);
    return Optional.empty();
  }

  Optional<Refusal> pause(WindowId id, @Nullable String reason) {
    Window window = d.window(id);
    if (!window.open() || window.pauseReason() != null) return Optional.of(Refusal.WINDOW_CLOSED);
    boolean afterVisit = window.visit() != null;
    d.emit(new Event.WindowPaused(id, reason == null ? "" : reason, afterVisit));
    return Optional.empty();
  }

  Optional<Refusal> reopen(WindowId id) {
    Window window = d.window(id);
    if (!window.open()) return Optional.of(Refusal.WINDOW_CLOSED);
    if (window.pauseReason() == null && !window.closing()) return Optional.of(Refusal.NOT_PAUSED);
    d.emit(new Event.WindowReopened(id));
    return Optional.empty();
  }

  /** A clerk opens a closed window or takes over a free one. */
  Optional<Refusal> signIn(WindowId id, ClerkId clerk) {
    if (d.able(id, clerk).isEmpty()) return Optional.of(Refusal.NO_SKILL);
    for (Window other : d.windows.values())
      if (clerk.equals(other.clerk()))
        return Optional.of(other.id().equals(id) ? Refusal.WINDOW_OPEN : Refusal.CLERK_ELSEWHERE);
    Window window = d.window(id);
    if (window.visit() != null) return Optional.of(Refusal.WINDOW_BUSY);
    if (window.clerk() != null) d.emit(new Event.ClerkSignedOut(window.clerk(), id));
    d.emit(new Event.ClerkSignedIn(clerk, id));
    if (!window.open()) d.emit(new Event.WindowOpened(id, clerk));
    releaseUnserved(id);
    return Optional.empty();
  }

  /** Who is asked away in the middle of a visit would leave a visitor sitting. */
  Optional<Refusal> move(Command.MoveClerk c) {
    Window from = d.window(c.window());
    ClerkId clerk = from.clerk();
    Plan.WindowPlan to = d.plan.windows().get(c.to());
    if (to == null) return Optional.of(Refusal.NO_SUCH_WINDOW);
    if (!from.open()) return Optional.of(Refusal.WINDOW_CLOSED);
    if (from.visit() != null) return Optional.of(Refusal.WINDOW_BUSY);
    if (d.window(c.to()).open()) return Optional.of(Refusal.WINDOW_OPEN);
    if (clerk == null && to.signIn()) return Optional.of(Refusal.SIGN_IN_FIRST);
    if (d.able(c.to(), clerk).isEmpty()) return Optional.of(Refusal.NO_SKILL);
    if (clerk != null) {
      d.emit(new Event.ClerkSignedOut(clerk, c.window()));
      d.emit(new Event.ClerkSignedIn(clerk, c.to()));
    }
    d.emit(new Event.WindowOpened(c.to(), clerk));
    shut(c.window()); // last: what is kept for the clerk's knowledge of a case follows the clerk
    return Optional.empty();
  }

  /** Editions are taken as they are; who is sent elsewhere leaves the window, after the visit. */
  Optional<Refusal> district(Command.OfDistrict command) {
    switch (command) {
      case Command.TakeEdition c ->
          d.emit(new DistrictEvent.EditionTaken(c.kind(), c.number(), c.hash()));
      case Command.SendClerk c -> {
        d.emit(new DistrictEvent.ClerkSent(c.clerk(), c.from(), c.to(), c.until()));
        if (!c.from().equals(d.plan.hall())) return Optional.empty();
        for (Window window : List.copyOf(d.windows.values()))
          if (c.clerk().equals(window.clerk()) && !window.closing()) leave(window);
      }
    }
    return Optional.empty();
  }

  private void leave(Window window) {
    if (window.visit() != null) d.emit(new Event.WindowClosing(window.id()));
    else shut(window.id());
  }

  /** Only what the hall offers can be set; what is kept for the window stays kept. */
  Optional<Refusal> setServices(Command.SetServices c) {
    for (ServiceCode code : c.services()) {
      Optional<Refusal> unserved = notServed(d.plan, code);
      if (unserved.isPresent()) return unserved;
    }
    Instant wall = d.at.plusMillis(d.skewMs);
    boolean over = c.until() != null && c.until().isBefore(wall);
    set(c.window(), c.services(), over ? wall : c.until(), null);
    return Optional.empty();
  }

  /** The time that services were set for is over: as planned, or on while the tide is high. */
  void settle(WindowId id, Instant when) {
    Plan.WindowPlan window = planOf(id);
    Window.Services was = d.window(id).set();
    Tide tide = was == null || was.tide() == null ? null : window.tide();
    Instant rises = tide == null ? null : risesAt(tide);
    if (rises != null && !rises.isAfter(when)) rise(id, when);
    else set(id, List.of(), null, null);
  }

  private void set(
      WindowId id,
      List<ServiceCode> services,
      @Nullable Instant until,
      @Nullable ServiceCode tide) {
    d.emit(new Event.WindowServicesChanged(id, services, until, tide));
    releaseUnserved(id);
  }

  /**
   * Serves besides its own what too many wait for; closed too, so that whoever opens it does.
   *
   * @param when the tide rose: it lasts from then on, whenever the clock is looked at
   */
  void rise(WindowId id, Instant when) {
    Plan.WindowPlan window = planOf(id);
    Tide tide = Objects.requireNonNull(window.tide());
    ServiceCode most = Objects.requireNonNull(longest(tide)).service();
    var services = new LinkedHashSet<>(window.services());
    services.addAll(tide.services());
    set(id, List.copyOf(services), when.plusMillis(d.skewMs).plus(tide.lasts()), most);
  }

  /** When the tide rises at a window if nobody is called before; null: it has none, or is set. */
  @Nullable Instant risesAt(Plan.WindowPlan window) {
    Tide tide = d.window(window.id()).set() == null ? window.tide() : null;
    return tide == null ? null : risesAt(tide);
  }

  private @Nullable Instant risesAt(Tide tide) {
    Waiting longest = longest(tide);
    return longest == null ? null : longest.since().plus(tide.over());
  }

  private record Waiting(ServiceCode service, Instant since) {}

  private @Nullable Waiting longest(Tide tide) {
    Waiting longest = null;
    for (ServiceCode service : tide.services()) {
      Lanes.Head oldest = d.queues.lanes(service).oldest().orElse(null);
      if (oldest == null) continue;
      Instant since = oldest.place().since();
      if (longest == null || since.isBefore(longest.since())) longest = new Waiting(service, since);
    }
    return longest;
  }

  private Plan.WindowPlan planOf(WindowId id) {
    return Objects.requireNonNull(d.plan.windows().get(id));
  }

  /** What is kept for a window that cannot serve it any more waits for any window. */
  private void releaseUnserved(WindowId id) {
    List<ServiceCode> able = d.able(id, d.window(id).clerk());
    for (TicketNumber number : d.queues.keptFor(id))
      if (isReserved(number) && !able.contains(d.ticket(number).service()))
        d.emit(new Event.OriginReleased(number, ReleasedWhy.NOT_SERVED));
  }

  /** Closes a window at which nobody is; what was held or kept for it waits for any window. */
  void shut(WindowId id) {
    ClerkId clerk = d.window(id).clerk();
    if (clerk != null) d.emit(new Event.ClerkSignedOut(clerk, id));
    d.emit(new Event.WindowClosed(id));
    List<Ticket> held =
        d.heldAt(id).stream().map(d::ticket).sorted(Comparator.comparing(Ticket::place)).toList();
    for (Ticket ticket : held)
      d.emit(
          new Event.TicketReturned(
              ticket.number(), ticket.service(), ticket.place().since(), ReturnedWhy.HOLD, null));
    for (TicketNumber number : d.queues.keptFor(id)) if (isReserved(number)) release(number);
  }

  private boolean isReserved(TicketNumber number) {
    return d.ticket(number).state() == Ticket.State.RESERVED;
  }

  /** Kept on for the clerk who knows the case, if that one sits elsewhere by now. */
  private void release(TicketNumber number) {
    Ticket ticket = d.ticket(number);
    WindowId clerks = ticket.until() == null ? null : new CaseRules(d).clerkOf(ticket);
    if (clerks == null || ticket.until() == null)
      d.emit(new Event.OriginReleased(number, ReleasedWhy.WINDOW_CLOSED));
    else d.emit(new Event.OriginHeld(number, clerks, Basis.CLERK, ticket.until()));
  }
}
