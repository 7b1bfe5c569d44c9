package org.xuhao.board;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.xuhao.board.Board.Called;
import org.xuhao.board.Board.Hold;
import org.xuhao.board.Board.ServiceRow;
import org.xuhao.board.Board.WindowRow;
import org.xuhao.board.Statement.Face;
import org.xuhao.hall.CaseEvent;
import org.xuhao.hall.Entry;
import org.xuhao.hall.Event;
import org.xuhao.hall.Hall;
import org.xuhao.hall.Plan;
import org.xuhao.hall.Refusal;
import org.xuhao.hall.Window;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.hall.value.Visit;
import org.xuhao.hall.value.VisitId;
import org.xuhao.hall.value.WindowId;
import org.xuhao.hall.value.WindowKind;
import org.xuhao.hall.value.Words;

/** Makes the next {@link Board} out of the one before, the hall and what happened between. */
final class BoardFold {

  /** How many tickets to come a clerk sees. Source: the clerk page's drawing. */
  private static final int NEXT_MAX = 3;

  private final Board before;
  private final Hall hall;
  private final List<Called> calls;
  private final Map<VisitId, TicketNumber> ended = new HashMap<>();
  private final Map<VisitId, String> notices = new HashMap<>();
  private final Map<TicketNumber, Hold> holds = new HashMap<>();

  private BoardFold(Board before, Hall hall) {
    this.before = before;
    this.hall = hall;
    calls = new ArrayList<>(before.calls());
    for (WindowRow row : before.windows())
      for (Hold hold : row.holds()) holds.put(hold.ticket(), hold);
  }

  static Board next(Board before, Hall hall, List<Entry> entries) {
    var fold = new BoardFold(before, hall);
    for (Entry entry : entries) for (Event event : entry.events()) fold.fold(event, entry.at());
    return new Board(
        before.hall(),
        hall.day().orElse(null),
        hall.at(),
        fold.liveCalls(),
        fold.services(),
        fold.windows());
  }

  private void fold(Event event, Instant at) {
    if (event instanceof Event.DayOpened) calls.clear();
    if (event instanceof Event.VisitEnded e) ended.put(e.visit(), e.ticket());
    if (event instanceof CaseEvent.NoticeGiven e) notices.put(e.visit(), e.code());
    if (event instanceof Event.TicketHeld e)
      holds.put(e.ticket(), new Hold(e.ticket(), at, e.reason()));
    if (event instanceof Event.TicketCalled e)
      called(e.ticket(), e.window(), e.call(), at, e.reason(), Cause.of(e));
    if (event instanceof Event.TicketCalledBack e)
      called(e.ticket(), e.window(), e.call(), at, e.reason(), Cause.of(e));
    if (event instanceof Event.TicketRecalled e)
      called(e.ticket(), e.window(), e.call(), at, reason(e.ticket()), cause(e.ticket()));
  }

  /** A ticket stands once among the calls, with its latest one. */
  private void called(
      TicketNumber ticket,
      WindowId window,
      int call,
      Instant at,
      Words why,
      @Nullable Cause cause) {
    calls.removeIf(earlier -> earlier.ticket().equals(ticket));
    calls.addFirst(new Called(ticket, window, call, at, why, cause, true, isRemote(window)));
    if (calls.size() > Board.CALLS_MAX) calls.removeLast();
  }

  private boolean isRemote(WindowId window) {
    Plan.WindowPlan plan = hall.plan().windows().get(window);
    return plan != null && plan.kind() == WindowKind.REMOTE;
  }

  private Words reason(TicketNumber ticket) {
    for (Called call : calls) if (call.ticket().equals(ticket)) return call.reason();
    return new Words("", "");
  }

  private @Nullable Cause cause(TicketNumber ticket) {
    for (Called call : calls) if (call.ticket().equals(ticket)) return call.cause();
    return null;
  }

  private List<Called> liveCalls() {
    return calls.stream().map(this::live).toList();
  }

  private Called live(Called c) {
    boolean live = isAtWindow(c);
    return live == c.live()
        ? c
        : new Called(
            c.ticket(), c.window(), c.call(), c.at(), c.reason(), c.cause(), live, c.remote());
  }

  private boolean isAtWindow(Called call) {
    Visit visit = hall.window(call.window()).visit();
    return visit != null && visit.ticket().equals(call.ticket());
  }

  private List<ServiceRow> services() {
    var rows = new ArrayList<ServiceRow>();
    for (Plan.ServicePlan service : hall.plan().services().values()) {
      var refused = hall.takingRefused(service.code(), hall.at());
      rows.add(
          new ServiceRow(
              service.code(),
              service.prefix(),
              service.name(),
              service.nameEn(),
              service.department(),
              hall.waiting(service.code()),
              hall.oldestSince(service.code()).orElse(null),
              refused.isEmpty(),
              refused.map(Refusal::code).orElse(null)));
    }
    return rows;
  }

  private List<WindowRow> windows() {
    Map<WindowId, WindowRow> old = new TreeMap<>();
    for (WindowRow row : before.windows()) old.put(row.window(), row);
    var rows = new ArrayList<WindowRow>();
    for (Plan.WindowPlan plan : hall.plan().windows().values())
      rows.add(row(plan, old.get(plan.id())));
    return rows;
  }

  private WindowRow row(Plan.WindowPlan plan, @Nullable WindowRow old) {
    Window window = hall.window(plan.id());
    Visit visit = window.visit();
    Face face = face(window);
    TicketNumber ticket = visit == null ? null : visit.ticket();
    VisitId rating = hall.ratingOpenAt(plan.id()).orElse(null);
    TicketNumber rated = rating == null ? null : ended.get(rating);
    String notice = rating == null ? null : notices.get(rating);
    WindowRow asked = old != null && Objects.equals(old.rating(), rating) ? old : null;
    boolean same = old != null && old.face() == face && Objects.equals(old.ticket(), ticket);
    return new WindowRow(
        plan.id(),
        plan.name(),
        hall.plan().servicesAt(window),
        face,
        same && old != null ? old.since() : since(visit),
        ticket,
        visit == null ? 0 : visit.call(),
        visit == null ? null : visit.id(),
        ticket == null ? null : reason(ticket),
        ticket == null ? null : cause(ticket),
        window.pauseReason(),
        window.closing(),
        window.clerk(),
        hall.waitingFor(plan.id()),
        hall.heldAt(plan.id()),
        hall.next(plan.id(), NEXT_MAX),
        rating,
        rated == null && asked != null ? asked.rated() : rated,
        notice == null && asked != null ? asked.notice() : notice,
        hall.heldAt(plan.id()).stream().map(this::hold).toList());
  }

  private Hold hold(TicketNumber ticket) {
    return holds.getOrDefault(ticket, new Hold(ticket, null, null));
  }

  private Instant since(@Nullable Visit visit) {
    if (visit == null) return hall.at();
    return visit.startedAt() == null ? visit.calledAt() : visit.startedAt();
  }

  private static Face face(Window window) {
    Visit visit = window.visit();
    return switch (window.state()) {
      case CLOSED -> Face.CLOSED;
      case FREE -> Face.IDLE;
      case PAUSED -> Face.PAUSED;
      case BUSY -> visit != null && visit.startedAt() != null ? Face.SERVING : Face.CALLING;
    };
  }
}
