package org.xuhao.hall;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;
import org.pcollections.TreePVector;
import org.xuhao.hall.Ticket.Print;
import org.xuhao.hall.Ticket.PrintState;
import org.xuhao.hall.value.CaseId;
import org.xuhao.hall.value.ClerkId;
import org.xuhao.hall.value.NumbersMoved;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.hall.value.Visit;
import org.xuhao.hall.value.VisitId;
import org.xuhao.hall.value.WindowId;

/**
 * A hall in the making: the fields of a {@link Hall}, to which events are folded one by one. Rules
 * decide on a draft that is then thrown away; {@link Hall#apply} folds on one that becomes the next
 * hall. Folding is total: an event that was journaled always applies.
 */
final class Draft {
  final Plan plan;
  final Instant at;
  long skewMs;
  Instant calendarFrom;
  @Nullable Day day;
  @Nullable NumbersMoved moved;
  TreePMap<TicketNumber, Ticket> tickets;
  TreePMap<WindowId, Window> windows;
  TreePMap<WindowId, TreePVector<TicketNumber>> held;
  Ratings ratings;
  TreePMap<Deadline, TicketNumber> due;
  Cases cases;
  Bookings bookings;
  Queues queues;
  Requests requests;
  long visits;

  private final List<Event> events = new ArrayList<>();

  Draft(Hall hall, Instant at) {
    plan = hall.plan;
    this.at = at;
    skewMs = hall.skewMs;
    calendarFrom = hall.calendarFrom;
    day = hall.day;
    moved = hall.moved;
    tickets = hall.tickets;
    windows = hall.windows;
    held = hall.held;
    ratings = hall.ratings;
    due = hall.due;
    cases = hall.cases;
    bookings = hall.bookings;
    queues = hall.queues;
    requests = hall.requests;
    visits = hall.visits;
  }

  /** What the rules decided so far. */
  List<Event> events() {
    return events;
  }

  /** Decides that {@code event} happens. */
  void emit(Event event) {
    events.add(event);
    fold(event);
  }

  /** What the clock on the wall says. */
  Instant wall() {
    return at.plusMillis(skewMs);
  }

  Window window(WindowId id) {
    Window window = windows.get(id);
    return window == null ? Window.closed(id) : window;
  }

  /** What {@code clerk} may serve at a window now, in its order; null: nobody is signed in. */
  List<ServiceCode> able(WindowId id, @Nullable ClerkId clerk) {
    return plan.able(plan.servicesAt(window(id)), clerk);
  }

  /** The ticket, which must be one of the day. */
  Ticket ticket(TicketNumber number) {
    return find(number).orElseThrow(() -> new IllegalStateException("no ticket " + number));
  }

  Optional<Ticket> find(TicketNumber number) {
    return Optional.ofNullable(tickets.get(number));
  }

  TreePVector<TicketNumber> heldAt(WindowId window) {
    TreePVector<TicketNumber> list = held.get(window);
    return list == null ? TreePVector.empty() : list;
  }

  void fold(Event event) {
    switch (event) {
      case Event.Started e -> move(e.moved());
      case DistrictEvent e -> {}
      case Event.ClockStepped e -> step(e);
      case Event.OfDay e -> foldDay(e);
      case Event.OfWindow e -> update(e.window(), window -> window.after(e));
      case Event.OfRating e -> ratings = ratings.fold(e);
      case CaseEvent e -> foldCase(e);
      case BookingEvent e -> bookings = bookings.fold(e);
      case Event.OfPrint e -> foldPrint(e);
      case Event.OfTicket e -> foldTicket(e);
      case DistrictEvent.Newer e ->
          throw new IllegalStateException("of a newer release: " + e.text());
    }
  }

  private void move(@Nullable NumbersMoved now) {
    if (now == null) return;
    moved = now;
    cases = cases.above(now.cases());
  }

  private void foldCase(CaseEvent event) {
    cases = cases.fold(event, wall());
    if (event instanceof CaseEvent.CaseOpened e) bookings = bookings.opened(e);
  }

  private void foldTicket(Event.OfTicket event) {
    switch (event) {
      case Event.TicketIssued e -> issue(e);
      case Event.PriorityGranted e -> grant(e);
      case Event.TicketRedirected e -> redirect(e);
      case Event.ItemsJoined e -> join(e);
      case Event.TicketExpedited e -> expedite(e);
      case Event.TicketCalled e -> call(e);
      case Event.TicketRecalled e -> recall(e);
      case Event.TicketCalledBack e -> callBack(e);
      case Event.VisitStarted e -> start(e);
      case Event.VisitEnded e -> endVisit(e);
      case Event.TicketNoShow e -> put(ticket(e.ticket()).missed(e.times()));
      case Event.TicketDelayed e -> delay(e);
      case Event.TicketAway e -> put(ticket(e.ticket()).in(Ticket.State.AWAY, null));
      case Event.TicketReturned e -> comeBack(e);
      case Event.OriginReleased e -> release(e.ticket());
      case Event.TicketHeld e -> hold(e);
      case Event.TicketTransferred e -> transfer(e);
      case Event.TicketAbandoned e -> end(e.ticket(), Ticket.State.GONE);
      case Event.TicketFinished e -> end(e.ticket(), Ticket.State.DONE);
      case Event.TicketCallable e -> release(e.ticket());
      case Event.OriginHeld e -> holdForOrigin(e);
      case Event.ItemFinished e -> finishItem(e);
      case Event.ItemStarted e -> startItem(e);
      case Event.TicketRequeued e -> wait(ticket(e.ticket()).goingOn(e.service()));
    }
  }

  private void foldDay(Event.OfDay event) {
    switch (event) {
      case Event.DayOpened e -> openDay(e);
      case Event.TakingAllowed e -> day = theDay().allow(e.service());
      case Event.TakingStopped e -> day = theDay().stop(e.service(), e.why());
      case Event.DayClosing e -> day = theDay().in(Day.Phase.CLOSING);
      case Event.DayCleared e -> day = theDay().in(Day.Phase.CLEARED);
      case Event.DayClosed e -> day = theDay().in(Day.Phase.CLOSED);
      case Event.LunchBegan e -> day = theDay().at(Day.Lunch.BEGAN);
      case Event.LunchEnded e -> day = theDay().at(Day.Lunch.OVER);
    }
  }

  private void foldPrint(Event.OfPrint event) {
    switch (event) {
      case Event.PrintAsked e -> print(e.ticket(), Print.asked(e.copy(), e.deadline()));
      case Event.PrintConfirmed e -> print(e.ticket(), Print.in(PrintState.CONFIRMED, e.copy()));
      case Event.PrintFailed e -> print(e.ticket(), Print.in(PrintState.FAILED, e.copy()));
      case Event.PrintUnknown e -> print(e.ticket(), Print.in(PrintState.UNKNOWN, e.copy()));
    }
  }

  Day theDay() {
    if (day == null) throw new IllegalStateException("no business day is open");
    return day;
  }

  private void openDay(Event.DayOpened e) {
    day = Day.of(e);
    tickets = TreePMap.empty();
    held = TreePMap.empty();
    due = TreePMap.empty();
    queues = Queues.EMPTY;
    cases = cases.forget(wall());
    bookings = bookings.forget(wall().minus(BookingRules.REMEMBERED), wall());
    for (Window window : windows.values()) if (window.set() != null) put(window.asPlanned());
  }

  private void step(Event.ClockStepped e) {
    skewMs = e.afterMs();
    if (e.afterMs() - e.beforeMs() > ClockRules.JUMP.toMillis())
      calendarFrom = at.plus(ClockRules.AFTER_JUMP);
  }

  private void issue(Event.TicketIssued e) {
    Ticket ticket = Ticket.issued(e, at);
    day = theDay().issue(e.ticket(), e.sequence(), e.service());
    if (ticket.state() == Ticket.State.EARLY) putDue(ticket);
    else wait(ticket);
  }

  private void expedite(Event.TicketExpedited e) {
    ServiceCode service = ticket(e.ticket()).service();
    queues = queues.expedite(new Queues.Expedited(e.ticket(), service, e.who(), e.reason()));
  }

  private void grant(Event.PriorityGranted e) {
    Ticket ticket = ticket(e.ticket());
    leave(ticket);
    wait(ticket.granted(e.standing()));
  }

  private void redirect(Event.TicketRedirected e) {
    Ticket ticket = ticket(e.ticket());
    leave(ticket);
    wait(ticket.moved(e.service(), ticket.place().since()));
  }

  private void join(Event.ItemsJoined e) {
    Ticket ticket = ticket(e.ticket());
    for (ServiceCode item : e.items()) ticket = ticket.about(ticket.matter().gaining(item));
    put(ticket);
  }

  private void call(Event.TicketCalled e) {
    Ticket ticket = ticket(e.ticket());
    boolean passes = e.why() != Event.Why.NAMED && e.why() != Event.Why.EXPEDITED;
    leave(ticket);
    queues = queues.countCall(ticket, passes);
    put(ticket.in(Ticket.State.CALLED, e.window()));
    begin(e.window(), e.visit(), e.ticket(), e.call(), e.noShowAt(), e.nextRecallAt());
  }

  private void callBack(Event.TicketCalledBack e) {
    Ticket ticket = ticket(e.ticket());
    unhold(ticket);
    put(ticket.in(Ticket.State.CALLED, e.window()));
    begin(e.window(), e.visit(), e.ticket(), e.call(), e.noShowAt(), e.nextRecallAt());
  }

  private void begin(
      WindowId window,
      VisitId id,
      TicketNumber ticket,
      int call,
      @Nullable Instant noShowAt,
      Instant nextRecallAt) {
    visits = Math.max(visits, id.number());
    var visit = new Visit(id, ticket, call, at, null, noShowAt, nextRecallAt);
    update(window, w -> w.visitedBy(visit));
  }

  private void recall(Event.TicketRecalled e) {
    changeVisit(e.window(), v -> v.recalled(e.call(), e.noShowAt(), e.nextRecallAt()));
  }

  private void start(Event.VisitStarted e) {
    put(ticket(e.ticket()).in(Ticket.State.SERVING, e.window()));
    changeVisit(e.window(), v -> v.started(at));
  }

  private void delay(Event.TicketDelayed e) {
    Ticket ticket = ticket(e.ticket());
    put(ticket.in(Ticket.State.DELAYED, null));
    queues = queues.delayed(ticket, e.backAtCall());
  }

  private void comeBack(Event.TicketReturned e) {
    Ticket was = ticket(e.ticket());
    leave(was);
    Ticket now = was.moved(e.service(), e.since());
    if (e.why() == Event.ReturnedWhy.SENDER) now = now.returning(null);
    if (e.toWindow() == null) wait(now);
    else keep(now, e.toWindow());
  }

  /** Waits as everybody. */
  private void release(TicketNumber number) {
    Ticket ticket = ticket(number);
    leave(ticket);
    wait(ticket);
  }

  private void holdForOrigin(Event.OriginHeld e) {
    Ticket ticket = ticket(e.ticket());
    leave(ticket);
    Ticket kept = ticket.knownAt(e.window()).in(Ticket.State.RESERVED, e.window(), e.until());
    putDue(kept);
    queues = queues.kept(kept, e.window());
  }

  private void endVisit(Event.VisitEnded e) {
    update(e.window(), w -> w.visitedBy(null));
    afterCase(e.ticket());
  }

  private void afterCase(TicketNumber ticket) {
    CaseId file = ticket(ticket).matter().file();
    if (file != null) cases = cases.afterVisit(file);
  }

  private void finishItem(Event.ItemFinished e) {
    Ticket ticket = ticket(e.ticket());
    if (e.gained() != null) put(ticket.about(ticket.matter().gaining(e.gained())));
  }

  private void startItem(Event.ItemStarted e) {
    afterCase(e.ticket());
    put(ticket(e.ticket()).goingOn(e.service()).in(Ticket.State.SERVING, e.window()));
    changeVisit(e.window(), v -> v.started(at));
  }

  private void hold(Event.TicketHeld e) {
    put(ticket(e.ticket()).in(Ticket.State.HELD, e.window()));
    held = held.plus(e.window(), heldAt(e.window()).plus(e.ticket()));
  }

  private void transfer(Event.TicketTransferred e) {
    Ticket now = ticket(e.ticket()).moved(e.service(), e.since()).returning(e.returnTo());
    if (e.toWindow() == null) wait(now);
    else keep(now, e.toWindow());
  }

  private void end(TicketNumber number, Ticket.State over) {
    Ticket ticket = ticket(number);
    leave(ticket);
    put(ticket.in(over, null));
  }

  private void wait(Ticket ticket) {
    Ticket waiting = ticket.in(Ticket.State.WAITING, null);
    put(waiting);
    queues = queues.waiting(waiting);
    if (waiting.origin() != null) queues = queues.kept(waiting, waiting.origin());
  }

  private void putDue(Ticket ticket) {
    put(ticket);
    Deadline deadline = ticket.deadline();
    if (deadline != null) due = due.plus(deadline, ticket.number());
  }

  private void keep(Ticket ticket, WindowId window) {
    put(ticket.in(Ticket.State.RESERVED, window));
    queues = queues.kept(ticket, window);
  }

  private void leave(Ticket ticket) {
    queues = queues.without(ticket);
    Deadline deadline = ticket.deadline();
    if (deadline != null) due = due.minus(deadline);
    unhold(ticket);
  }

  private void unhold(Ticket ticket) {
    if (ticket.state() != Ticket.State.HELD || ticket.window() == null) return;
    var rest = heldAt(ticket.window()).minus(ticket.number());
    held = rest.isEmpty() ? held.minus(ticket.window()) : held.plus(ticket.window(), rest);
  }

  private void print(TicketNumber number, Print now) {
    Ticket ticket = ticket(number);
    Instant was = ticket.print().deadline();
    long sequence = ticket.place().sequence();
    if (was != null) due = due.minus(new Deadline(was, Deadline.Kind.PRINT, sequence));
    Instant then = now.deadline();
    if (then != null) due = due.plus(new Deadline(then, Deadline.Kind.PRINT, sequence), number);
    put(ticket.printed(now));
  }

  private void put(Ticket ticket) {
    tickets = tickets.plus(ticket.number(), ticket);
  }

  private void put(Window window) {
    windows = windows.plus(window.id(), window);
  }

  private void update(WindowId id, UnaryOperator<Window> change) {
    put(change.apply(window(id)));
  }

  private void changeVisit(WindowId id, UnaryOperator<Visit> change) {
    Visit visit = window(id).visit();
    if (visit != null) update(id, w -> w.visitedBy(change.apply(visit)));
  }
}
