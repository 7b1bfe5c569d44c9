package org.xuhao.hall;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.Event.Why;
import org.xuhao.hall.value.Place;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.hall.value.WindowId;

/**
 * Which ticket a window calls next, and why. Source: rules of the hall, section 3. Points of a
 * ticket are its wait times its rate, plus what its service is worth at this window, plus a credit
 * where it is kept for this window; but nobody is passed more often than the overtake limit by
 * younger tickets of the same service.
 */
final class CallingRule {
  private final Plan plan;
  private final Plan.WindowPlan window;
  private final List<ServiceCode> order;
  private final List<ServiceCode> services;
  private final Queues queues;
  private final Instant at;

  private CallingRule(Plan plan, Plan.WindowPlan atWindow, Window now, Queues queues, Instant at) {
    this.plan = plan;
    this.window = atWindow;
    this.order = plan.servicesAt(now);
    this.services = plan.able(order, now.clerk());
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
      @Nullable Elsewhere heldBack) {

    /** Whether older tickets have been passed by this call; an expedited one passes nobody. */
    boolean passes() {
      return why != Why.EXPEDITED && why != Why.NAMED;
    }
  }

  /** A ticket that is kept for another window. */
  record Elsewhere(TicketNumber ticket, Place place, WindowId window) {}

  private record Candidate(
      TicketNumber ticket, ServiceCode service, Place place, Standing.Lane lane, boolean kept) {}

  /** What {@code now}, a window of the plan, would call; empty when nobody can be called. */
  static Optional<Choice> choose(Plan plan, Window now, Queues queues, Instant at) {
    Plan.WindowPlan window = plan.windows().get(now.id());
    if (window == null) throw new IllegalArgumentException("no window " + now.id());
    return new CallingRule(plan, window, now, queues, at).choose();
  }

  private Optional<Choice> choose() {
    Optional<Choice> expedited = expedited();
    if (expedited.isPresent()) return expedited;
    List<Candidate> candidates = candidates();
    if (candidates.isEmpty()) return earlyBack();
    Candidate winner = best(candidates);
    Candidate oldest = oldest(candidates);
    Candidate first = passedTooOften(winner);
    if (first != null) return Optional.of(choice(first, Why.LIMIT, oldest));
    Candidate other = byRatio(winner, candidates);
    if (other == null) return Optional.of(choice(winner, why(winner, oldest), oldest));
    first = passedTooOften(other);
    return Optional.of(
        first == null ? choice(other, Why.RATIO, oldest) : choice(first, Why.LIMIT, oldest));
  }

  /** Who of the candidate's service may not be passed once more by it; null: nobody. */
  private @Nullable Candidate passedTooOften(Candidate by) {
    Candidate first = oldestOf(by.service());
    boolean limit = queues.passesOf(by.service()).size() >= plan.rules().overtakeLimit();
    return limit && first != null && first.place().isOlderThan(by.place()) ? first : null;
  }

  /** The best of the kind that the ratio says is next; null: the winner may be called. */
  private @Nullable Candidate byRatio(Candidate winner, List<Candidate> candidates) {
    Plan.BookingTerms terms = plan.rules().booking();
    if (terms.ratioBooked() == 0 || winner.lane().booked() != queues.run().booked()) return null;
    int most = winner.lane().booked() ? terms.ratioBooked() : terms.ratioWalkIn();
    if (queues.run().calls() < most) return null;
    var others =
        candidates.stream().filter(c -> c.lane().booked() != winner.lane().booked()).toList();
    return others.isEmpty() ? null : best(others);
  }

  /** The first that somebody had called next of all and that this window may serve. */
  private Optional<Choice> expedited() {
    for (Queues.Expedited one : queues.expedited())
      if (services.contains(one.service()))
        return Optional.of(new Choice(one.ticket(), one.service(), 0, Why.EXPEDITED, null, null));
    return Optional.empty();
  }

  /** Heads of the lanes and of the lanes kept for this window, in the order of its services. */
  private List<Candidate> candidates() {
    var candidates = new ArrayList<Candidate>();
    for (ServiceCode service : services) {
      for (Lanes.Head head : queues.lanes(service).heads())
        candidates.add(of(head, service, false));
      for (Lanes.Head head : queues.ownLanes(window.id(), service).heads())
        candidates.add(of(head, service, true));
    }
    return candidates;
  }

  private static Candidate of(Lanes.Head head, ServiceCode service, boolean kept) {
    return new Candidate(head.ticket(), service, head.place(), head.lane(), kept);
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

  /** With the credit where its case is known here. */
  private @Nullable Candidate oldestOf(ServiceCode service) {
    Lanes known = queues.ownLanes(window.id(), service);
    return queues
        .lanes(service)
        .oldest()
        .map(head -> of(head, service, known.has(head)))
        .orElse(null);
  }

  private long points(Candidate candidate) {
    long waited = Duration.between(candidate.place().since(), at).toMillis();
    long credit = candidate.kept() ? plan.rules().ownCredit().toMillis() : 0;
    return candidate.lane().rate() * waited + preference(candidate.service()).toMillis() + credit;
  }

  private Duration preference(ServiceCode service) {
    if (window.equal() || order.size() < 2) return Duration.ZERO;
    return switch (order.indexOf(service)) {
      case 0 -> plan.rules().preferenceFirst();
      case 1 -> plan.rules().preferenceSecond();
      default -> Duration.ZERO;
    };
  }

  private static Why why(Candidate winner, Candidate oldest) {
    if (!oldest.place().isOlderThan(winner.place())) return Why.LONGEST;
    if (winner.kept()) return Why.OWN_WINDOW;
    if (winner.lane().rate() > oldest.lane().rate())
      return winner.lane().booked() ? Why.BOOKED : Why.CLASS;
    return Why.PREFERRED;
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

  private @Nullable Elsewhere heldBack(Place chosen) {
    Elsewhere oldest = null;
    for (WindowId other : queues.own().keySet()) {
      if (other.equals(window.id())) continue;
      for (ServiceCode service : services) {
        Lanes.Head head = queues.oldestReserved(other, service, chosen).orElse(null);
        if (head == null) continue;
        if (oldest == null || head.place().isOlderThan(oldest.place()))
          oldest = new Elsewhere(head.ticket(), head.place(), other);
      }
    }
    return oldest;
  }

  /** Nobody waits: the delayed ticket that would be back first is called early. */
  private Optional<Choice> earlyBack() {
    Queues.Back least = null;
    Choice choice = null;
    for (ServiceCode service : services) {
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
