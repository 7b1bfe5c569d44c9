package org.xuhao.hall;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.pcollections.TreePMap;
import org.xuhao.hall.Standing.Lane;
import org.xuhao.hall.value.Place;
import org.xuhao.hall.value.TicketNumber;

/**
 * Tickets of one service in their lanes, each lane by place. Immutable; at most four lanes, since
 * there are that many standings.
 *
 * @param byLane no lane is empty
 */
record Lanes(TreePMap<Lane, TreePMap<Place, TicketNumber>> byLane) {
  static final Lanes EMPTY = new Lanes(TreePMap.empty());

  /** The first of a lane. */
  record Head(TicketNumber ticket, Place place, Lane lane) {}

  boolean isEmpty() {
    return byLane.isEmpty();
  }

  int size() {
    int size = 0;
    for (var places : byLane.values()) size += places.size();
    return size;
  }

  /** The first of each lane. */
  List<Head> heads() {
    var heads = new ArrayList<Head>(byLane.size());
    for (var lane : byLane.entrySet()) {
      Map.Entry<Place, TicketNumber> first = lane.getValue().firstEntry();
      heads.add(new Head(first.getValue(), first.getKey(), lane.getKey()));
    }
    return heads;
  }

  /** The ticket with the oldest place. */
  Optional<Head> oldest() {
    Head oldest = null;
    for (Head head : heads())
      if (oldest == null || head.place().isOlderThan(oldest.place())) oldest = head;
    return Optional.ofNullable(oldest);
  }

  /** All that stand older than {@code place}. */
  Stream<Head> olderHeads(Place place) {
    return byLane.entrySet().stream()
        .flatMap(lane ->
            lane.getValue().headMap(place).entrySet().stream()
                .map(e -> new Head(e.getValue(), e.getKey(), lane.getKey())));
  }

  /** Whether that ticket stands here. */
  boolean has(Head head) {
    var places = byLane.get(head.lane());
    return places != null && places.containsKey(head.place());
  }

  /** Tickets with an older place. */
  int olderThan(Place place) {
    int older = 0;
    for (var places : byLane.values()) older += places.headMap(place).size();
    return older;
  }

  /** Lane by lane, oldest first. */
  void forEach(Consumer<TicketNumber> take) {
    for (var places : byLane.values()) places.values().forEach(take);
  }

  Lanes plus(Ticket ticket) {
    Lane lane = ticket.standing().lane();
    var places = byLane.get(lane);
    TreePMap<Place, TicketNumber> mine = places == null ? TreePMap.empty() : places;
    return new Lanes(byLane.plus(lane, mine.plus(ticket.place(), ticket.number())));
  }

  Lanes minus(Ticket ticket) {
    Lane lane = ticket.standing().lane();
    var places = byLane.get(lane);
    if (places == null) return this;
    var rest = places.minus(ticket.place());
    return new Lanes(rest.isEmpty() ? byLane.minus(lane) : byLane.plus(lane, rest));
  }
}
