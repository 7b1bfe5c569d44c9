package org.xuhao.forecast;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;
import org.pcollections.TreePVector;
import org.xuhao.hall.Entry;
import org.xuhao.hall.Event;
import org.xuhao.hall.Hall;
import org.xuhao.hall.Standing;
import org.xuhao.hall.Ticket;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.hall.value.VisitId;
import org.xuhao.hall.value.WindowId;

/**
 * How fast a hall works, learned from what happened in it: how long matters kept a window busy, how
 * long windows took to call while somebody waited, who came lately. Immutable; folded like a board.
 *
 * @param busy by service, newest last: from the call to the end, no-shows and holds among them,
 *     since they keep a window just as well
 * @param gaps from the end of a visit to the next call of somebody who waited already
 * @param came who took a number within the last hour
 * @param begun when the present matter of each visit was called or taken up
 * @param free since when a window is free
 * @param from when all this began to be watched; null: not yet
 */
public record Pace(
    TreePMap<ServiceCode, TreePVector<Duration>> busy,
    TreePVector<Duration> gaps,
    TreePVector<Came> came,
    TreePMap<VisitId, Instant> begun,
    TreePMap<WindowId, Instant> free,
    @Nullable Instant from) {

  /** Nothing seen yet. */
  public static final Pace UNKNOWN =
      new Pace(
          TreePMap.empty(),
          TreePVector.empty(),
          TreePVector.empty(),
          TreePMap.empty(),
          TreePMap.empty(),
          null);

  /** Samples kept of each kind: a day or two of one service, so that a change of pace is seen. */
  static final int KEPT = 64;

  /** A service seen less often is taken to be as all services of the hall are. */
  static final int ENOUGH = 5;

  /** Arrivals change by the hour; shorter, and a quiet hall would see nobody. */
  static final Duration CAME = Duration.ofHours(1);

  /** A clerk who takes longer has gone away, which is not a pace. */
  private static final Duration GAP_MAX = Duration.ofMinutes(5);

  /** Somebody who took a number. */
  public record Came(Instant at, ServiceCode service, Standing standing) {}

  /** One matter that was served before this process began. */
  public record Served(ServiceCode service, Duration busy) {}

  /** With {@code served}, oldest first, put before what was seen since. */
  public Pace remembering(List<Served> served) {
    Pace before = UNKNOWN;
    for (Served one : served) before = before.busied(one.service(), one.busy());
    for (var seen : busy.entrySet())
      for (Duration each : seen.getValue()) before = before.busied(seen.getKey(), each);
    return new Pace(before.busy, gaps, came, begun, free, from);
  }

  /** After {@code entries}, which made the hall what {@code now} is. */
  public Pace next(Hall now, List<Entry> entries) {
    Pace next = this;
    for (Entry entry : entries)
      for (Event event : entry.events()) next = next.after(now, entry.at(), event);
    return next;
  }

  private Pace after(Hall now, Instant at, Event event) {
    return switch (event) {
      case Event.TicketIssued e -> issued(at, e);
      case Event.TicketCalled e -> called(now, at, e.ticket(), e.window()).begins(e.visit(), at);
      case Event.TicketCalledBack e -> begins(e.visit(), at);
      case Event.ItemStarted e -> begins(e.visit(), at);
      case Event.ItemFinished e -> ended(e.visit(), e.service(), at);
      case Event.VisitEnded e -> ended(e.visit(), e.service(), at).freed(e.window(), at);
      case Event.DayOpened e ->
          new Pace(busy, gaps, TreePVector.empty(), TreePMap.empty(), TreePMap.empty(), at);
      default -> this;
    };
  }

  private Pace issued(Instant at, Event.TicketIssued e) {
    Standing standing = e.standing() == null ? Standing.NORMAL : e.standing();
    Instant since = at.minus(CAME);
    var kept = came.plus(new Came(at, e.service(), standing));
    while (kept.getFirst().at().isBefore(since)) kept = kept.minus(0);
    return new Pace(busy, gaps, kept, begun, free, from == null ? at : from);
  }

  private Pace called(Hall now, Instant at, TicketNumber number, WindowId window) {
    Instant since = free.get(window);
    Ticket ticket = now.ticket(number).orElse(null);
    if (since == null || ticket == null || ticket.place().since().isAfter(since)) return this;
    Duration gap = Duration.between(since, at);
    if (gap.compareTo(GAP_MAX) > 0) return this;
    return new Pace(busy, latest(gaps, gap), came, begun, free.minus(window), from);
  }

  private Pace begins(VisitId visit, Instant at) {
    return new Pace(busy, gaps, came, begun.plus(visit, at), free, from);
  }

  /** Where the matter was finished already, the end of its visit says nothing more. */
  private Pace ended(VisitId visit, ServiceCode service, Instant at) {
    Instant since = begun.get(visit);
    if (since == null) return this;
    Pace seen = busied(service, Duration.between(since, at));
    return new Pace(seen.busy, gaps, came, begun.minus(visit), free, from);
  }

  private Pace freed(WindowId window, Instant at) {
    return new Pace(busy, gaps, came, begun, free.plus(window, at), from);
  }

  private Pace busied(ServiceCode service, Duration spent) {
    var seen = busy.getOrDefault(service, TreePVector.empty());
    return new Pace(busy.plus(service, latest(seen, spent)), gaps, came, begun, free, from);
  }

  private static TreePVector<Duration> latest(TreePVector<Duration> seen, Duration newest) {
    var all = seen.plus(newest);
    return all.size() > KEPT ? all.minus(0) : all;
  }

  /** How many came for {@code service} within the last hour. */
  public int cameFor(ServiceCode service) {
    return (int) came.stream().filter(each -> each.service().equals(service)).count();
  }

  /** How long a matter of {@code service} usually takes; empty: too little was seen of it. */
  public Optional<Wait> usual(ServiceCode service) {
    var seen = new ArrayList<>(busy.getOrDefault(service, TreePVector.empty()));
    return seen.size() < ENOUGH
        ? Optional.empty()
        : Optional.ofNullable(Forecast.range(seen, seen.size()));
  }

  /** Whether enough was seen to say anything. */
  boolean isKnown() {
    return busy.values().stream().mapToInt(List::size).sum() >= ENOUGH;
  }

  /** How long {@code service} keeps a window; where little was seen of it, as any of the hall. */
  List<Duration> busyWith(ServiceCode service) {
    var own = busy.get(service);
    if (own != null && own.size() >= ENOUGH) return own;
    var all = new ArrayList<Duration>();
    busy.values().forEach(all::addAll);
    return all;
  }
}
