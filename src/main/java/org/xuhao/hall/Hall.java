package org.xuhao.hall;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;
import org.pcollections.TreePVector;
import org.xuhao.hall.value.NumbersMoved;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.hall.value.VisitId;
import org.xuhao.hall.value.WindowId;

/**
 * All that one hall knows now, folded from its entries. Immutable: whoever holds one may read it
 * from any thread, keep it, or ask it "what if". A day replays to the same hall on any machine.
 */
public final class Hall {
  final Plan plan;
  final Instant at;
  final long skewMs;
  final Instant calendarFrom;
  final @Nullable Day day;
  final @Nullable NumbersMoved moved;
  final TreePMap<TicketNumber, Ticket> tickets;
  final TreePMap<WindowId, Window> windows;
  final TreePMap<WindowId, TreePVector<TicketNumber>> held;
  final Ratings ratings;
  final TreePMap<Deadline, TicketNumber> due;
  final Cases cases;
  final Bookings bookings;
  final Queues queues;
  final Requests requests;
  final long visits;

  private Hall(Plan plan) {
    this.plan = plan;
    at = Instant.EPOCH;
    skewMs = 0;
    calendarFrom = Instant.EPOCH;
    day = null;
    moved = null;
    tickets = TreePMap.empty();
    windows = TreePMap.empty();
    held = TreePMap.empty();
    ratings = Ratings.NONE;
    due = TreePMap.empty();
    cases = Cases.EMPTY;
    bookings = Bookings.NONE;
    queues = Queues.EMPTY;
    requests = Requests.NONE;
    visits = 0;
  }

  private Hall(Draft draft) {
    plan = draft.plan;
    at = draft.at;
    skewMs = draft.skewMs;
    calendarFrom = draft.calendarFrom;
    day = draft.day;
    moved = draft.moved;
    tickets = draft.tickets;
    windows = draft.windows;
    held = draft.held;
    ratings = draft.ratings;
    due = draft.due;
    cases = draft.cases;
    bookings = draft.bookings;
    queues = draft.queues;
    requests = draft.requests;
    visits = draft.visits;
  }

  private Hall(Plan plan, HallState state, Requests requests) {
    this.plan = plan;
    this.requests = requests;
    at = state.at();
    skewMs = state.skewMs();
    calendarFrom = state.calendarFrom();
    day = state.day();
    moved = state.moved();
    tickets = state.tickets();
    windows = state.windows();
    held = state.held();
    ratings = state.ratings();
    due = state.due();
    cases = state.cases();
    bookings = state.bookings();
    queues = state.queues();
    visits = state.visits();
  }

  /** Puts together what {@link #state} and {@link #kept} took apart. */
  public static Hall of(Plan plan, HallState state, List<Kept> kept) {
    return new Hall(plan, state, Requests.of(kept, state.presses(), state.requests()));
  }

  /** All it knows but {@link #kept}. */
  public HallState state() {
    return new HallState(
        at,
        skewMs,
        calendarFrom,
        day,
        moved,
        tickets,
        windows,
        held,
        ratings,
        due,
        cases,
        bookings,
        queues,
        requests.presses(),
        requests.count(),
        visits);
  }

  /** The latest entries of the open day that called somebody, at most {@code most}, in order. */
  public List<Entry> latestCalls(int most) {
    LocalDate today = day().orElse(null);
    return requests.latestCalls(most).stream().filter(entry -> entry.day().equals(today)).toList();
  }

  /** The accepted entries that are kept for the same request, oldest first. */
  public List<Kept> kept() {
    return requests.oldestFirst();
  }

  /** A hall in which nothing has happened yet. */
  public static Hall empty(Plan plan) {
    return new Hall(plan);
  }

  public Plan plan() {
    return plan;
  }

  /** This hall under another plan, which its next decision is the first to read. */
  public Hall under(Plan other) {
    return new Hall(other, state(), requests);
  }

  /**
   * The one place where commands meet rules. Pure: equal arguments give equal answers.
   *
   * @param now hall time; must not lie before {@link #at}
   */
  public Decision decide(Ask ask, Instant now) {
    if (now.isBefore(at)) throw new IllegalArgumentException("hall time goes back to " + now);
    Optional<Entry> sameId = requests.byId(ask.request());
    if (sameId.isPresent()) return again(sameId.get(), ask);
    Optional<Refusal> forbidden = Roles.refuse(ask);
    if (forbidden.isPresent()) return new Decision.Refused(forbidden.get());
    Optional<Entry> pressed = requests.pressed(ask.command(), now);
    if (pressed.isPresent()) return new Decision.Repeated(pressed.get());
    var draft = new Draft(this, now);
    Optional<Refusal> refused = rules(draft, ask);
    return refused.isPresent()
        ? new Decision.Refused(refused.get())
        : new Decision.Accepted(draft.events());
  }

  private static Decision again(Entry first, Ask ask) {
    return first.command().equals(ask.command().toString())
        ? new Decision.Repeated(first)
        : new Decision.Refused(Refusal.REQUEST_REUSED);
  }

  private static Optional<Refusal> rules(Draft draft, Ask ask) {
    return switch (ask.command()) {
      case Command.TimePassed c -> new ClockRules(draft).timePassed(c.wall());
      case Command.TakeTicket c -> new TicketRules(draft).take(c);
      case Command.GrantPriority c -> new TicketRules(draft).grant(c);
      case Command.Redirect c -> new TransferRules(draft).redirect(c);
      case Command.Join c -> new TransferRules(draft).join(c);
      case Command.Expedite c -> new TicketRules(draft).expedite(c, ask.by());
      case Command.RecheckIn c -> new VisitRules(draft).recheckIn(c.ticket());
      case Command.StopTaking c -> new TicketRules(draft).setTaking(c.service(), false, c.reason());
      case Command.AllowTaking c -> new TicketRules(draft).setTaking(c.service(), true, c.reason());
      case Command.Reprint c -> new TicketRules(draft).reprint(c.ticket());
      case Command.ReportPrint c -> new TicketRules(draft).report(c);
      case Command.Abandon c -> new VisitRules(draft).abandon(c, ask.by());
      case Command.Rate c -> new TicketRules(draft).rate(c, ask.by());
      case Command.BookAppointment c -> new BookingRules(draft).book(c, ask.by());
      case Command.CancelAppointment c -> new BookingRules(draft).cancel(c.booking(), ask.by());
      case Command.CheckIn c -> new BookingRules(draft).checkIn(c);
      case Command.OfReservation c -> new BookingRules(draft).decide(c, ask.by());
      case Command.CheckMaterials c -> new CaseRules(draft).check(c);
      case Command.CompleteCase c -> new CaseRules(draft).complete(c.file());
      case Command.MergeCases c -> new CaseRules(draft).merge(c);
      case Command.SeeConflict c -> new CaseRules(draft).see(c.file(), ask.by());
      case Command.HearCase c -> new CaseRules(draft).hear(c);
      case Command.OfDistrict c -> new WindowRules(draft).district(c);
      case Command.AtWindow c -> WindowRules.atWindow(draft, c, ask.by());
    };
  }

  /** The entry that accepted {@code events} make, named and dated. */
  public Entry entry(Ask ask, Instant now, List<Event> events, String incarnation, long seq) {
    var draft = new Draft(this, now);
    events.forEach(draft::fold);
    Instant wall = now.plusMillis(draft.skewMs);
    LocalDate date = draft.day == null ? Day.dateOf(plan, wall) : draft.day.opened().day();
    return new Entry(
        plan.hall(),
        incarnation,
        seq,
        now,
        wall,
        date,
        ask.request(),
        ask.by(),
        ask.command().toString(),
        events);
  }

  /** Folds one entry in. Total: an entry that was journaled always applies. */
  public Hall apply(Entry entry) {
    Draft draft = fold(entry);
    if (Roles.isAnswered(entry.by())) draft.requests = requests.remember(entry);
    return new Hall(draft);
  }

  /** {@link #apply} for a hall that is only looked at: no request is kept to be answered again. */
  public Hall relive(Entry entry) {
    return new Hall(fold(entry));
  }

  private Draft fold(Entry entry) {
    var draft = new Draft(this, entry.at().isBefore(at) ? at : entry.at());
    entry.events().forEach(draft::fold);
    return draft;
  }

  /** When the clock next matters, in hall time, so that the loop can wake then and not before. */
  public Optional<Instant> nextDeadline() {
    return new ClockRules(new Draft(this, at)).nextDeadline();
  }

  /** Hall time of the latest entry. */
  public Instant at() {
    return at;
  }

  /** Wall time minus hall time, milliseconds. */
  public long skewMs() {
    return skewMs;
  }

  /** The business day that is open; empty before the first. */
  public Optional<LocalDate> day() {
    return day == null ? Optional.empty() : Optional.of(day.opened().day());
  }

  /** When all who still wait are sent home, in hall time; empty: not on this day. */
  public Optional<Instant> clears() {
    Optional<Day> now = Optional.ofNullable(day);
    return now.map(open -> open.opened().clearsWall()).map(at -> at.minusMillis(skewMs));
  }

  /** When numbers of a service end today, by the clock on the wall; empty: at no time. */
  public Optional<Instant> takingUntil(ServiceCode service) {
    Optional<Day> now = Optional.ofNullable(day);
    return now.map(open -> open.taking(service)).map(Event.TakingHours::untilWall);
  }

  public Optional<Ticket> ticket(TicketNumber number) {
    return Optional.ofNullable(tickets.get(number));
  }

  /** All tickets of the day by number. */
  public Iterable<Ticket> tickets() {
    return tickets.values();
  }

  /** The state of a window of the plan. */
  public Window window(WindowId id) {
    Window window = windows.get(id);
    return window == null ? Window.closed(id) : window;
  }

  /** Tickets waiting for a service; those kept for one window do not count. */
  public int waiting(ServiceCode service) {
    return queues.lanes(service).size();
  }

  /** Since when the oldest ticket of a service waits; empty when nobody does. */
  public Optional<Instant> oldestSince(ServiceCode service) {
    return queues.lanes(service).oldest().map(head -> head.place().since());
  }

  /** Tickets this window could call now, over all its services and those kept for it. */
  public int waitingFor(WindowId window) {
    var plans = plan.windows().get(window);
    if (plans == null) return 0;
    int sum = 0;
    for (TicketNumber kept : queues.keptFor(window))
      if (ticket(kept).filter(t -> t.state() == Ticket.State.RESERVED).isPresent()) sum++;
    for (ServiceCode service : plan.servicesAt(window(window))) sum += waiting(service);
    return sum;
  }

  /** The appointments of this hall. */
  public Bookings bookings() {
    return bookings;
  }

  public Cases cases() {
    return cases;
  }

  /** Older waiting tickets of the same service; 0 when it does not wait. */
  public int ahead(TicketNumber number) {
    Ticket ticket = tickets.get(number);
    if (ticket == null || ticket.state() != Ticket.State.WAITING) return 0;
    return queues.lanes(ticket.service()).olderThan(ticket.place());
  }

  /** Tickets held at a window, first held first. */
  public List<TicketNumber> heldAt(WindowId window) {
    TreePVector<TicketNumber> list = held.get(window);
    return list == null ? List.of() : list;
  }

  /** The visit whose rating is open at a window for the pad, if any. */
  public Optional<VisitId> ratingOpenAt(WindowId window) {
    return Optional.ofNullable(ratings.atWindow().get(window));
  }

  /** The window at which a visit may still be rated; empty: nobody can rate it any more. */
  public Optional<WindowId> ratingWindow(VisitId visit) {
    return Optional.ofNullable(ratings.sessions().get(visit)).map(Ratings.Session::window);
  }

  /** Until when a visit may be rated at its window; empty: nobody can rate it any more. */
  public Optional<Instant> ratingUntil(VisitId visit) {
    return Optional.ofNullable(ratings.sessions().get(visit)).map(Ratings.Session::lapsesAt);
  }

  /** Why no number of this service is given out at {@code now}; empty: it is. */
  public Optional<Refusal> takingRefused(ServiceCode service, Instant now) {
    Instant then = now.isBefore(at) ? at : now;
    return new TicketRules(new Draft(this, then)).takingRefused(service);
  }

  /** The tickets this window would call one after the other if nothing else happened. */
  public List<TicketNumber> next(WindowId window, int count) {
    var next = new ArrayList<TicketNumber>();
    if (!plan.windows().containsKey(window)) return next;
    Queues left = queues;
    while (next.size() < count) {
      var choice = CallingRule.choose(plan, window(window), left, at);
      if (choice.isEmpty()) return next;
      Ticket ticket = tickets.get(choice.get().ticket());
      if (ticket == null) return next;
      left = left.without(ticket).countCall(ticket, choice.get().passes());
      next.add(ticket.number());
    }
    return next;
  }

  /**
   * Where numbers are to go on when some that were given out may be missing here: so many thousands
   * above the highest that is known of the day that {@code wall} falls in, and of cases.
   */
  public NumbersMoved moveNumbers(Instant wall, int thousands, int thousandsOfCases) {
    LocalDate today = Day.dateOf(plan, wall);
    boolean open = day != null && day.opened().day().equals(today);
    int highest = open && day != null ? day.highest() : 0;
    return new NumbersMoved(
        today,
        1_000 * (highest / 1_000 + thousands),
        1_000 * (cases.count() / 1_000 + thousandsOfCases));
  }

  /** Two halls are equal when they know the same; used to compare a replay. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Hall hall && known().equals(hall.known());
  }

  @Override
  public int hashCode() {
    return known().hashCode();
  }

  private List<Object> known() {
    var known = new ArrayList<Object>();
    known.addAll(List.of(at, skewMs, calendarFrom, tickets, windows, held, ratings, due));
    known.addAll(List.of(cases, bookings, queues, requests, visits));
    known.add(Optional.ofNullable(day));
    known.add(Optional.ofNullable(moved));
    return known;
  }
}
