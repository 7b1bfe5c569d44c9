package org.xuhao.hall;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;
import org.pcollections.TreePVector;
import org.xuhao.hall.value.Place;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.hall.value.WindowId;

/**
 * Who waits, in order. Immutable; every change costs O(log n).
 *
 * @param lanes waiting tickets by service, lane and place; no empty lane is kept
 * @param own tickets kept for one window, by window, the same within; and those that wait but are
 *     known there
 * @param expedited waiting tickets that are called before all others, in order of the command
 * @param delayed tickets that step aside, by service and the call they come back at
 * @param passes by service the places, oldest first, that were called before an older one
 * @param calls how often each service was called today
 * @param run of what kind the latest calls were
 */
record Queues(
    TreePMap<ServiceCode, Lanes> lanes,
    TreePMap<WindowId, TreePMap<ServiceCode, Lanes>> own,
    TreePVector<Expedited> expedited,
    TreePMap<ServiceCode, TreePMap<Back, TicketNumber>> delayed,
    TreePMap<ServiceCode, List<Place>> passes,
    TreePMap<ServiceCode, Long> calls,
    Run run) {

  static final Queues EMPTY =
      new Queues(
          TreePMap.empty(),
          TreePMap.empty(),
          TreePVector.empty(),
          TreePMap.empty(),
          TreePMap.empty(),
          TreePMap.empty(),
          new Run(false, 0));

  /** So many calls in a row of booked tickets, or of walk-ins; a named or expedited one is none. */
  record Run(boolean booked, int calls) {
    Run then(boolean nextBooked) {
      return nextBooked == booked ? new Run(booked, calls + 1) : new Run(nextBooked, 1);
    }
  }

  /** When a delayed ticket comes back: after that many calls, then by sequence. */
  record Back(long atCall, long sequence) implements Comparable<Back> {
    @Override
    public int compareTo(Back other) {
      int byCall = Long.compare(atCall, other.atCall);
      return byCall != 0 ? byCall : Long.compare(sequence, other.sequence);
    }
  }

  /** A waiting ticket that is called next of all, and who wanted that, why. */
  record Expedited(TicketNumber ticket, ServiceCode service, String who, String reason) {}

  /** The waiting tickets of a service. */
  Lanes lanes(ServiceCode service) {
    return orEmpty(lanes.get(service));
  }

  /** The tickets of a service that are kept for a window. */
  Lanes ownLanes(WindowId window, ServiceCode service) {
    var lanesOfWindow = own.get(window);
    return lanesOfWindow == null ? Lanes.EMPTY : orEmpty(lanesOfWindow.get(service));
  }

  /**
   * The oldest ticket kept for a window that is older than {@code place} and waits nowhere else.
   */
  Optional<Lanes.Head> oldestReserved(WindowId window, ServiceCode service, Place place) {
    Lanes everybody = lanes(service);
    return ownLanes(window, service)
        .olderHeads(place)
        .filter(head -> !everybody.has(head))
        .min(Comparator.comparing(Lanes.Head::place));
  }

  TreePMap<Back, TicketNumber> delayedOf(ServiceCode service) {
    var back = delayed.get(service);
    return back == null ? TreePMap.empty() : back;
  }

  List<Place> passesOf(ServiceCode service) {
    var places = passes.get(service);
    return places == null ? List.of() : places;
  }

  long callsOf(ServiceCode service) {
    Long count = calls.get(service);
    return count == null ? 0 : count;
  }

  /** All tickets in the lanes of a window, oldest first within each lane: kept or known there. */
  List<TicketNumber> keptFor(WindowId window) {
    var kept = new ArrayList<TicketNumber>();
    var lanesOfWindow = own.get(window);
    if (lanesOfWindow != null)
      for (Lanes lanesOfService : lanesOfWindow.values()) lanesOfService.forEach(kept::add);
    return kept;
  }

  Queues waiting(Ticket ticket) {
    return withLanes(lanes.plus(ticket.service(), lanes(ticket.service()).plus(ticket)));
  }

  Queues kept(Ticket ticket, WindowId window) {
    var ofWindow = own.get(window);
    TreePMap<ServiceCode, Lanes> mine = ofWindow == null ? TreePMap.empty() : ofWindow;
    Lanes with = ownLanes(window, ticket.service()).plus(ticket);
    return withOwn(own.plus(window, mine.plus(ticket.service(), with)));
  }

  Queues expedite(Expedited ticket) {
    return withExpedited(expedited.plus(ticket));
  }

  boolean isExpedited(TicketNumber number) {
    for (Expedited one : expedited) if (one.ticket().equals(number)) return true;
    return false;
  }

  Queues delayed(Ticket ticket, long backAtCall) {
    var back = new Back(backAtCall, ticket.place().sequence());
    var tickets = delayedOf(ticket.service()).plus(back, ticket.number());
    return withDelayed(delayed.plus(ticket.service(), tickets));
  }

  /** Takes a ticket out of wherever its state says it stands. */
  Queues without(Ticket ticket) {
    return switch (ticket.state()) {
      case WAITING ->
          ticket.origin() == null
              ? withoutWaiting(ticket)
              : withoutWaiting(ticket).withoutKept(ticket, ticket.origin());
      case RESERVED -> ticket.window() == null ? this : withoutKept(ticket, ticket.window());
      case DELAYED -> withoutDelayed(ticket);
      case EARLY, CALLED, SERVING, HELD, AWAY, DONE, GONE -> this;
    };
  }

  /**
   * Counts a call of {@code ticket}, which is out of its lane already. If it {@code passes},
   * whoever stands older in its service has been passed by its place. Places that nobody older is
   * left for are forgotten.
   */
  Queues countCall(Ticket ticket, boolean passes) {
    ServiceCode service = ticket.service();
    var counted = calls.plus(service, callsOf(service) + 1);
    Place oldest = lanes(service).oldest().map(Lanes.Head::place).orElse(null);
    List<Place> places = passesAfter(ticket, passes, oldest);
    Run next = passes ? run.then(ticket.standing().booked()) : run;
    return new Queues(
        lanes, own, expedited, delayed, this.passes.plus(service, places), counted, next);
  }

  private List<Place> passesAfter(Ticket called, boolean passes, @Nullable Place oldest) {
    if (oldest == null) return List.of();
    var places = new ArrayList<Place>(passesOf(called.service()));
    if (passes && oldest.isOlderThan(called.place())) places.add(called.place());
    places.removeIf(place -> !oldest.isOlderThan(place));
    places.sort(Place::compareTo);
    return List.copyOf(places);
  }

  private Queues withoutWaiting(Ticket ticket) {
    Lanes rest = lanes(ticket.service()).minus(ticket);
    Queues left =
        withLanes(
            rest.isEmpty() ? lanes.minus(ticket.service()) : lanes.plus(ticket.service(), rest));
    for (Expedited one : expedited)
      if (one.ticket().equals(ticket.number())) return left.withExpedited(expedited.minus(one));
    return left;
  }

  private Queues withoutKept(Ticket ticket, WindowId window) {
    var ofWindow = own.get(window);
    if (ofWindow == null) return this;
    Lanes left = ownLanes(window, ticket.service()).minus(ticket);
    var rest =
        left.isEmpty() ? ofWindow.minus(ticket.service()) : ofWindow.plus(ticket.service(), left);
    return withOwn(rest.isEmpty() ? own.minus(window) : own.plus(window, rest));
  }

  private Queues withoutDelayed(Ticket ticket) {
    var tickets = delayedOf(ticket.service());
    for (Map.Entry<Back, TicketNumber> entry : tickets.entrySet())
      if (entry.getValue().equals(ticket.number()))
        return withDelayed(delayed.plus(ticket.service(), tickets.minus(entry.getKey())));
    return this;
  }

  private Queues withLanes(TreePMap<ServiceCode, Lanes> next) {
    return new Queues(next, own, expedited, delayed, passes, calls, run);
  }

  private Queues withOwn(TreePMap<WindowId, TreePMap<ServiceCode, Lanes>> next) {
    return new Queues(lanes, next, expedited, delayed, passes, calls, run);
  }

  private Queues withExpedited(TreePVector<Expedited> next) {
    return new Queues(lanes, own, next, delayed, passes, calls, run);
  }

  private Queues withDelayed(TreePMap<ServiceCode, TreePMap<Back, TicketNumber>> next) {
    return new Queues(lanes, own, expedited, next, passes, calls, run);
  }

  private static Lanes orEmpty(@Nullable Lanes lanes) {
    return lanes == null ? Lanes.EMPTY : lanes;
  }
}
