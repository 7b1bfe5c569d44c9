package org.xuhao.web.steer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xuhao.forecast.Outlook;
import org.xuhao.forecast.Pace;
import org.xuhao.forecast.Wait;
import org.xuhao.hall.Ask;
import org.xuhao.hall.Command;
import org.xuhao.hall.Decision;
import org.xuhao.hall.Hall;
import org.xuhao.hall.Plan;
import org.xuhao.hall.Window;
import org.xuhao.hall.value.By;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.WindowId;

/**
 * Finds moves that help a service and prices them by letting the hall go on with and without. Pure,
 * and slow: some tenths of a second where hundreds wait; never on an event loop.
 */
public final class Proposals {

  /** How far ahead a move is judged: long enough to act, near enough to be foretold. */
  public static final Duration AHEAD = Duration.ofMinutes(20);

  /** For how long a window is set unless the manager says otherwise. */
  public static final Duration LASTS = Duration.ofMinutes(60);

  /** Moves of each kind that are priced for one alert: bounds the time of a search. */
  private static final int TRIED_MAX = 4;

  /** Proposals kept for one alert: the best and two others, one of them to send somebody. */
  private static final int KEPT_MAX = 3;

  /** Costs told of one move. */
  private static final int COSTS_MAX = 2;

  /** A move that wins less is not worth a clerk's way. */
  private static final Duration GAIN_LEAST = Duration.ofMinutes(1);

  /** Stands for a wait that has no end today when two moves are compared. */
  private static final Duration ENDLESS = Duration.ofHours(12);

  private static final By MANAGER = new By(By.Role.MANAGER, "what if", "hall");

  private final Hall hall;
  private final Pace pace;
  private final Limits limits;
  private final double busier;
  private final Instant now;

  /**
   * For the hall as it stands.
   *
   * @param busier so many times as many people are about to come as within the last hour
   * @param now hall time, not before the hall's
   */
  public Proposals(Hall hall, Pace pace, Limits limits, double busier, Instant now) {
    this.hall = hall;
    this.pace = pace;
    this.limits = limits;
    this.busier = busier;
    this.now = now;
  }

  /** What newcomers of every service will wait in 20 minutes if nothing is done. */
  public Map<ServiceCode, Wait> outlook() {
    return Outlook.of(hall, pace, hall.plan().services().keySet(), AHEAD, busier, now);
  }

  /** The best moves for {@code service}, best first; none: nothing that can be moved helps. */
  public List<Proposal> of(ServiceCode service, Map<ServiceCode, Wait> without) {
    var priced = new ArrayList<Proposal>();
    for (Move move : candidates(service)) price(move, without).ifPresent(priced::add);
    priced.sort(
        Comparator.comparing((Proposal p) -> p.move().kind() == Move.Kind.OPEN)
            .thenComparing(this::passesLimit)
            .thenComparingLong(p -> -score(p))
            .thenComparing(p -> p.move().kind()));
    if (priced.size() <= KEPT_MAX) return List.copyOf(priced);
    var kept = new ArrayList<Proposal>(priced.subList(0, KEPT_MAX - 1));
    Proposal last = priced.getLast();
    kept.add(last.move().kind() == Move.Kind.OPEN ? last : priced.get(KEPT_MAX - 1));
    return List.copyOf(kept);
  }

  private List<Move> candidates(ServiceCode service) {
    List<Window> open = new ArrayList<>();
    List<Window> closed = new ArrayList<>();
    for (Plan.WindowPlan plan : hall.plan().windows().values()) {
      Window window = hall.window(plan.id());
      if (window.open() && !window.closing()) open.add(window);
      else if (!window.open() && Move.isFor(plan, service)) closed.add(window);
    }
    open.sort(
        Comparator.comparing((Window w) -> w.visit() != null)
            .thenComparingInt(w -> hall.waitingFor(w.id()))
            .thenComparing(Window::id));
    var serve = new ArrayList<Move>();
    var move = new ArrayList<Move>();
    for (Window from : open) {
      if (!hall.plan().servicesAt(from).contains(service))
        serve.add(new Move(Move.Kind.SERVE, null, from.id(), from.clerk(), service));
      if (from.visit() == null)
        for (Window to : closed)
          move.add(new Move(Move.Kind.MOVE, from.id(), to.id(), from.clerk(), service));
    }
    var all = new ArrayList<Move>(serve.subList(0, Math.min(TRIED_MAX, serve.size())));
    all.addAll(move.subList(0, Math.min(TRIED_MAX, move.size())));
    for (Window to : closed.subList(0, Math.min(1, closed.size())))
      all.add(new Move(Move.Kind.OPEN, null, to.id(), null, service));
    return all;
  }

  private Optional<Proposal> price(Move move, Map<ServiceCode, Wait> without) {
    Hall then = after(move).orElse(null);
    if (then == null) return Optional.empty();
    Set<ServiceCode> touched = new LinkedHashSet<>();
    touched.add(move.gain());
    if (move.kind() != Move.Kind.OPEN) touched.addAll(served(move));
    Map<ServiceCode, Wait> with = Outlook.of(then, pace, touched, AHEAD, busier, now);
    var costs = new ArrayList<Proposal.Change>();
    for (ServiceCode service : touched)
      if (!service.equals(move.gain())) costs.add(change(service, without, with));
    costs.sort(Comparator.comparing(Proposals::won));
    var proposal =
        new Proposal(
            move,
            change(move.gain(), without, with),
            costs.subList(0, Math.min(COSTS_MAX, costs.size())));
    boolean worth = won(proposal.gain()).compareTo(GAIN_LEAST) >= 0 && score(proposal) > 0;
    return worth && costs.stream().noneMatch(Proposals::isLeft)
        ? Optional.of(proposal)
        : Optional.empty();
  }

  /** Nobody would call it any more today. */
  static boolean isLeft(Proposal.Change cost) {
    return cost.without() != null && cost.with() == null;
  }

  /** The services of the window that gives something up. */
  private List<ServiceCode> served(Move move) {
    WindowId gives = move.from() == null ? move.to() : move.from();
    return hall.plan().servicesAt(hall.window(gives));
  }

  /** The hall as it would be; empty: the rules refuse the move. */
  private Optional<Hall> after(Move move) {
    Hall then = hall;
    Instant until = now.plusMillis(hall.skewMs()).plus(LASTS);
    for (Command command : move.commands(hall, until)) {
      var ask = new Ask("what if " + command, MANAGER, command);
      if (!(then.decide(ask, now) instanceof Decision.Accepted(var events)))
        return Optional.empty();
      then = then.apply(then.entry(ask, now, events, "", 1));
    }
    return Optional.of(then);
  }

  private static Proposal.Change change(
      ServiceCode service, Map<ServiceCode, Wait> without, Map<ServiceCode, Wait> with) {
    return new Proposal.Change(service, without.get(service), with.get(service));
  }

  /** The service that gives something up would wait longer than anybody is to wait. */
  private boolean passesLimit(Proposal proposal) {
    return proposal.costs().stream()
        .anyMatch(cost ->
            atMost(cost.with()).compareTo(limits.longest()) > 0
                && atMost(cost.without()).compareTo(limits.longest()) <= 0);
  }

  /** What all people win together, ms: a minute of twenty is more than ten minutes of one. */
  private long score(Proposal proposal) {
    long score = people(proposal.gain().service()) * won(proposal.gain()).toMillis();
    for (Proposal.Change cost : proposal.costs())
      score += people(cost.service()) * won(cost).toMillis();
    return score;
  }

  /** Who waits for it and who came for it within the hour; at least one may come. */
  private long people(ServiceCode service) {
    return 1L + hall.waiting(service) + pace.cameFor(service);
  }

  /** How much shorter the upper end becomes. */
  static Duration won(Proposal.Change change) {
    return atMost(change.without()).minus(atMost(change.with()));
  }

  private static Duration atMost(@Nullable Wait wait) {
    return wait == null ? ENDLESS : wait.atMost();
  }
}
