package org.xuhao.forecast;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.xuhao.hall.CallsAhead;
import org.xuhao.hall.Hall;
import org.xuhao.hall.Standing;
import org.xuhao.hall.Ticket;
import org.xuhao.hall.Window;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.hall.value.Visit;
import org.xuhao.hall.value.WindowId;

/**
 * One way in which the hall may go on: each window that is open calls by the real rule whenever it
 * is free, and is busy for as long as one of the matters seen lately was. Who pauses stays away,
 * who is held or away does not come back: both are told too late to be waited for.
 */
final class Run {
  /** No day has as many calls: an end for a hall in which nobody moves. */
  private static final int CALLS_MAX = 20_000;

  /** Who came within the first minutes says little: rather too few are taken to come. */
  private static final long WATCHED_LEAST_MS = Duration.ofMinutes(10).toMillis();

  private record Free(Instant at, WindowId window) {}

  private final Hall hall;
  private final Pace pace;
  private final SplittableRandom chance;
  private final Instant from;
  private final Instant until;
  private final double busier;
  private final CallsAhead ahead;
  private final Map<TicketNumber, ServiceCode> probes = new HashMap<>();
  private final TreeSet<WindowId> idle = new TreeSet<>();
  private final PriorityQueue<Free> busy =
      new PriorityQueue<>(Comparator.comparing(Free::at).thenComparing(Free::window));
  private Instant nextCame;
  private int calls;

  /** {@code busier}: so many times as many people come as were seen to. */
  Run(Hall hall, Pace pace, SplittableRandom chance, Instant now, double busier) {
    this.busier = busier;
    this.hall = hall;
    this.pace = pace;
    this.chance = chance;
    this.from = now;
    this.until = hall.clears().orElse(now.plus(Duration.ofDays(1)));
    this.ahead = new CallsAhead(hall);
    this.nextCame = comes(now);
    for (WindowId id : hall.plan().windows().keySet()) begin(hall.window(id));
  }

  int calls() {
    return calls;
  }

  private void begin(Window window) {
    if (!window.open() || window.closing() || window.pauseReason() != null) return;
    Visit visit = window.visit();
    if (visit == null) {
      busy.add(new Free(from.plus(gap()), window.id()));
      return;
    }
    ServiceCode service = hall.ticket(visit.ticket()).map(Ticket::service).orElseThrow();
    Instant since = visit.startedAt() == null ? visit.calledAt() : visit.startedAt();
    Duration left = left(service, Duration.between(since, from));
    busy.add(new Free(from.plus(left).plus(gap()), window.id()));
  }

  /** Goes on until all of {@code wanted} were called, or the day is over, and says when. */
  void go(Set<TicketNumber> wanted, BiConsumer<TicketNumber, Duration> called) {
    var left = new HashSet<>(wanted);
    while (!left.isEmpty() && calls < CALLS_MAX) {
      Instant at = next();
      if (!at.isBefore(until)) return;
      turn(
          at,
          number -> {
            if (left.remove(number)) called.accept(number, Duration.between(from, at));
          });
    }
  }

  /**
   * Goes on for {@code in}, lets one more come of each service, and says how long each waits. They
   * only look: called, they keep no window busy.
   */
  void probe(
      Collection<ServiceCode> services, Duration in, BiConsumer<ServiceCode, Duration> told) {
    Instant then = from.plus(in);
    boolean came = false;
    while ((!came || !probes.isEmpty()) && calls < CALLS_MAX) {
      Instant at = next();
      if (!came && !at.isBefore(then)) {
        came = true;
        at = then;
        for (ServiceCode service : services)
          probes.put(ahead.join(service, Standing.NORMAL, then), service);
      }
      if (!at.isBefore(until)) return;
      Instant now = at;
      turn(
          now,
          number -> {
            ServiceCode service = probes.remove(number);
            if (service != null) told.accept(service, Duration.between(then, now));
          });
    }
  }

  /** All that happens at {@code at}; {@code called} is told of each call. */
  private void turn(Instant at, Consumer<TicketNumber> called) {
    ahead.settle(at);
    if (at.equals(nextCame)) come(at);
    while (!busy.isEmpty() && !busy.element().at().isAfter(at)) idle.add(busy.remove().window());
    for (WindowId window : List.copyOf(idle)) {
      boolean looked = true;
      while (looked) {
        Ticket ticket = ahead.call(window, at).orElse(null);
        looked = ticket != null && probes.containsKey(ticket.number());
        if (ticket == null) continue;
        if (!looked) serve(window, ticket, at);
        called.accept(ticket.number());
      }
    }
  }

  /** When something happens next; the end of the day when nothing does. */
  private Instant next() {
    Instant at = nextCame;
    if (!busy.isEmpty() && busy.element().at().isBefore(at)) at = busy.element().at();
    Instant due = ahead.nextDue().orElse(at);
    if (due.isBefore(from)) due = from;
    return due.isBefore(at) ? due : at;
  }

  private void serve(WindowId window, Ticket called, Instant at) {
    calls++;
    idle.remove(window);
    busy.add(new Free(at.plus(one(pace.busyWith(called.service()))).plus(gap()), window));
  }

  private void come(Instant at) {
    Pace.Came like = pace.came().get(chance.nextInt(pace.came().size()));
    ahead.join(like.service(), like.standing(), at);
    nextCame = comes(at);
  }

  /** When the next one comes, if people go on to come as they did within the last hour. */
  private Instant comes(Instant at) {
    Instant began = pace.from();
    if (pace.came().isEmpty() || began == null) return until;
    long watched = Duration.between(began, from).toMillis();
    watched = Math.clamp(watched, WATCHED_LEAST_MS, Pace.CAME.toMillis());
    double mean = watched / (busier * pace.came().size());
    return at.plusMillis(1 + (long) (-Math.log(1 - chance.nextDouble()) * mean));
  }

  private Duration gap() {
    return pace.gaps().isEmpty() ? Duration.ZERO : one(pace.gaps());
  }

  /** What is left of a matter that has taken {@code spent}: of those that took longer, one. */
  private Duration left(ServiceCode service, Duration spent) {
    List<Duration> seen = pace.busyWith(service);
    List<Duration> longer = seen.stream().filter(each -> each.compareTo(spent) > 0).toList();
    // Longer than any seen: then nobody knows, and half as long again is a guess.
    return longer.isEmpty() ? spent.dividedBy(2) : one(longer).minus(spent);
  }

  private Duration one(List<Duration> of) {
    return of.get(chance.nextInt(of.size()));
  }
}
