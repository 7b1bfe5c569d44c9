package org.xuhao.hall;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.Event.Why;

/**
 * Which ticket a window calls next, and why. Source: rules of the hall, section 3. Points of a
 * ticket are its wait plus what its service is worth at this window, plus a credit where it is kept
 * for this window; but nobody is passed more often than the overtake limit by younger tickets of
 * the same service.
 */
final class CallingRule {
  private final Plan plan;
  private final Plan.WindowPlan window;
  private final Queues queues;
  private final Instant at;

  private CallingRule(Plan plan, Plan.WindowPlan window, Queues queues, Instant at) {
    this.plan = plan;
    this.window = window;
    this.queues = queues;
    this.at = at;
  }

  /**
   * What the rule chose.
   *
   * @param points of the chosen ticket, ms
   * @param passed the oldest candidate that it goes before
   * @param heldBack an older ticket of these services that is kept elsewhere
   */
  record Choice(
      TicketNumber ticket,
      ServiceCode service,
      long points,
      Why why,
      @Nullable TicketNumber passed,
      @Nullable Kept heldBack) {}

  /** A ticket that is kept for another window. */
  record Kept(TicketNumber ticket, Place place, WindowId window) {}

  private record Candidate(TicketNumber ticket, ServiceCode service, Place place, boolean kept) {}

  /** Empty when nobody can be called. */
  static Optional<Choice> choose(Plan plan, Plan.WindowPlan window, Queues queues, Instant at) {
    return new CallingRule(plan, window, queues, at).choose();
  }

  private Optional<Choice> choose() {
    List<Candidate> candidates = candidates();
    if (candidates.isEmpty()) return earlyBack();
    Candidate winner = best(candidates);
    Candidate oldest = oldest(candidates);
    Candidate first = oldestOf(winner.service());
    int limit = plan.rules().overtakeLimit();
    if (first != null
        && queues.passesOf(winner.service()).size() >= limit
        && first.place().isOlderThan(winner.place()))
      return Optional.of(choice(first, Why.LIMIT, oldest));
    return Optional.of(choice(winner, why(winner, oldest), oldest));
  }

  /** Heads of the lanes and of the lanes kept for this window, in the order of its services. */
  private List<Candidate> candidates() {
    var heads = new ArrayList<Candidate>();
    for (ServiceCode service : window.services()) {
      addHead(heads, service, queues.lane(service), false);
      addHead(heads, service, queues.ownLane(window.id(), service), true);
    }
    return heads;
  }

  private static void addHead(
      List<Candidate> heads,
      ServiceCode service,
      org.pcollections.TreePMap<Place, TicketNumber> lane,
      boolean kept) {
    if (lane.isEmpty()) return;
    Map.Entry<Place, TicketNumber> head = lane.firstEntry();
    heads.add(new Candidate(head.getValue(), service, head.getKey(), kept));
  }

  /** Most points; among equals the older place. Sequences are unique, so this decides. */
  private Candidate best(List<Candidate> candidates) {
    Candidate best = candidates.getFirst();
    for (Candidate other : candidates) {
      int byPoints = Long.compare(points(other), points(best));
      if (byPoints > 0 || (byPoints == 0 && other.place().isOlderThan(best.place()))) best = other;
    }
    return best;
  }

  private static Candidate oldest(List<Candidate> candidates) {
    Candidate oldest = candidates.getFirst();
    for (Candidate other : candidates)
      if (other.place().isOlderThan(oldest.place())) oldest = other;
    return oldest;
  }

  private @Nullable Candidate oldestOf(ServiceCode service) {
    var lane = queues.lane(service);
    if (lane.isEmpty()) return null;
    Map.Entry<Place, TicketNumber> head = lane.firstEntry();
    return new Candidate(head.getValue(), service, head.getKey(), false);
  }

  private long points(Candidate candidate) {
    long waited = Duration.between(candidate.place().since(), at).toMillis();
    long credit = candidate.kept() ? plan.rules().ownCredit().toMillis() : 0;
    return waited + preference(candidate.service()).toMillis() + credit;
  }

  private Duration preference(ServiceCode service) {
    if (window.equal() || window.services().size() < 2) return Duration.ZERO;
    return switch (window.services().indexOf(service)) {
      case 0 -> plan.rules().preferenceFirst();
      case 1 -> plan.rules().preferenceSecond();
      default -> Duration.ZERO;
    };
  }

  private static Why why(Candidate winner, Candidate oldest) {
    if (!oldest.place().isOlderThan(winner.place())) return Why.LONGEST;
    return winner.kept() ? Why.OWN_WINDOW : Why.PREFERRED;
  }

  private Choice choice(Candidate chosen, Why why, Candidate oldest) {
    boolean passes = oldest.place().isOlderThan(chosen.place());
    return new Choice(
        chosen.ticket(),
        chosen.service(),
        points(chosen),
        why,
        passes ? oldest.ticket() : null,
        heldBack(chosen.place()));
  }

  private @Nullable Kept heldBack(Place chosen) {
    Kept oldest = null;
    for (var ofWindow : queues.own().entrySet()) {
      if (ofWindow.getKey().equals(window.id())) continue;
      for (ServiceCode service : window.services()) {
        var lane = queues.ownLane(ofWindow.getKey(), service);
        if (lane.isEmpty()) continue;
        Place place = lane.firstKey();
        if (place.isOlderThan(chosen) && (oldest == null || place.isOlderThan(oldest.place())))
          oldest = new Kept(lane.firstEntry().getValue(), place, ofWindow.getKey());
      }
    }
    return oldest;
  }

  /** Nobody waits: the delayed ticket that would be back first is called early. */
  private Optional<Choice> earlyBack() {
    Queues.Back least = null;
    Choice choice = null;
    for (ServiceCode service : window.services()) {
      var delayed = queues.delayedOf(service);
      if (delayed.isEmpty()) continue;
      Queues.Back back = delayed.firstKey();
      if (least != null && least.compareTo(back) <= 0) continue;
      least = back;
      TicketNumber ticket = delayed.firstEntry().getValue();
      choice = new Choice(ticket, service, 0, Why.EARLY_BACK, null, null);
    }
    return Optional.ofNullable(choice);
  }
}
