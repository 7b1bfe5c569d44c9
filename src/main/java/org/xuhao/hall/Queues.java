package org.xuhao.hall;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/**
 * Who waits, in order. Immutable; every change costs O(log n).
 *
 * @param lanes waiting tickets by service and place
 * @param own tickets kept for one window, by window, service and place
 * @param delayed tickets that step aside, by service and the call they come back at
 * @param passes by service the places, oldest first, that were called before an older one
 * @param calls how often each service was called today
 */
record Queues(
    TreePMap<ServiceCode, TreePMap<Place, TicketNumber>> lanes,
    TreePMap<WindowId, TreePMap<ServiceCode, TreePMap<Place, TicketNumber>>> own,
    TreePMap<ServiceCode, TreePMap<Back, TicketNumber>> delayed,
    TreePMap<ServiceCode, List<Place>> passes,
    TreePMap<ServiceCode, Long> calls) {

  static final Queues EMPTY =
      new Queues(
          TreePMap.empty(), TreePMap.empty(), TreePMap.empty(), TreePMap.empty(), TreePMap.empty());

  /** When a delayed ticket comes back: after that many calls, then by sequence. */
  record Back(long atCall, long sequence) implements Comparable<Back> {
    @Override
    public int compareTo(Back other) {
      int byCall = Long.compare(atCall, other.atCall);
      return byCall != 0 ? byCall : Long.compare(sequence, other.sequence);
    }
  }

  TreePMap<Place, TicketNumber> lane(ServiceCode service) {
    return orEmpty(lanes.get(service));
  }

  TreePMap<Place, TicketNumber> ownLane(WindowId window, ServiceCode service) {
    var lanesOfWindow = own.get(window);
    return lanesOfWindow == null ? TreePMap.empty() : orEmpty(lanesOfWindow.get(service));
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

  /** The place of the oldest waiting ticket of a service. */
  Optional<Place> oldest(ServiceCode service) {
    var lane = lane(service);
    return lane.isEmpty() ? Optional.empty() : Optional.of(lane.firstKey());
  }

  /** All tickets kept for a window, oldest first within each service. */
  List<TicketNumber> keptFor(WindowId window) {
    var kept = new ArrayList<TicketNumber>();
    var lanesOfWindow = own.get(window);
    if (lanesOfWindow != null) for (var lane : lanesOfWindow.values()) kept.addAll(lane.values());
    return kept;
  }

  Queues waiting(Ticket ticket) {
    var lane = lane(ticket.service()).plus(ticket.place(), ticket.number());
    return withLanes(lanes.plus(ticket.service(), lane));
  }

  Queues kept(Ticket ticket, WindowId window) {
    var ofWindow = own.get(window);
    TreePMap<ServiceCode, TreePMap<Place, TicketNumber>> mine =
        ofWindow == null ? TreePMap.empty() : ofWindow;
    var lane = ownLane(window, ticket.service()).plus(ticket.place(), ticket.number());
    return withOwn(own.plus(window, mine.plus(ticket.service(), lane)));
  }

  Queues delayed(Ticket ticket, long backAtCall) {
    var back = new Back(backAtCall, ticket.place().sequence());
    var tickets = delayedOf(ticket.service()).plus(back, ticket.number());
    return withDelayed(delayed.plus(ticket.service(), tickets));
  }

  /** Takes a ticket out of wherever its state says it stands. */
  Queues without(Ticket ticket) {
    return switch (ticket.state()) {
      case WAITING -> withoutWaiting(ticket);
      case RESERVED -> withoutKept(ticket);
      case DELAYED -> withoutDelayed(ticket);
      case CALLED, SERVING, HELD, DONE, GONE -> this;
    };
  }

  /**
   * Counts a call of {@code ticket}, which is out of its lane already: whoever stands older in its
   * service has been passed by its place. Places that nobody older is left for are forgotten.
   */
  Queues countCall(Ticket ticket) {
    ServiceCode service = ticket.service();
    var counted = calls.plus(service, callsOf(service) + 1);
    Place oldest = oldest(service).orElse(null);
    return new Queues(
        lanes, own, delayed, passes.plus(service, passesAfter(ticket, oldest)), counted);
  }

  private List<Place> passesAfter(Ticket called, @Nullable Place oldest) {
    if (oldest == null) return List.of();
    var places = new ArrayList<Place>(passesOf(called.service()));
    if (oldest.isOlderThan(called.place())) places.add(called.place());
    places.removeIf(place -> !oldest.isOlderThan(place));
    places.sort(Place::compareTo);
    return List.copyOf(places);
  }

  private Queues withoutWaiting(Ticket ticket) {
    var lane = lane(ticket.service()).minus(ticket.place());
    return withLanes(
        lane.isEmpty() ? lanes.minus(ticket.service()) : lanes.plus(ticket.service(), lane));
  }

  private Queues withoutKept(Ticket ticket) {
    WindowId window = ticket.window();
    var ofWindow = window == null ? null : own.get(window);
    if (window == null || ofWindow == null) return this;
    var lane = ownLane(window, ticket.service()).minus(ticket.place());
    var rest =
        lane.isEmpty() ? ofWindow.minus(ticket.service()) : ofWindow.plus(ticket.service(), lane);
    return withOwn(rest.isEmpty() ? own.minus(window) : own.plus(window, rest));
  }

  private Queues withoutDelayed(Ticket ticket) {
    var tickets = delayedOf(ticket.service());
    for (Map.Entry<Back, TicketNumber> entry : tickets.entrySet())
      if (entry.getValue().equals(ticket.number()))
        return withDelayed(delayed.plus(ticket.service(), tickets.minus(entry.getKey())));
    return this;
  }

  private Queues withLanes(TreePMap<ServiceCode, TreePMap<Place, TicketNumber>> next) {
    return new Queues(next, own, delayed, passes, calls);
  }

  private Queues withOwn(
      TreePMap<WindowId, TreePMap<ServiceCode, TreePMap<Place, TicketNumber>>> next) {
    return new Queues(lanes, next, delayed, passes, calls);
  }

  private Queues withDelayed(TreePMap<ServiceCode, TreePMap<Back, TicketNumber>> next) {
    return new Queues(lanes, own, next, passes, calls);
  }

  private static TreePMap<Place, TicketNumber> orEmpty(
      @Nullable TreePMap<Place, TicketNumber> lane) {
    return lane == null ? TreePMap.empty() : lane;
  }
}
