package org.xuhao.web.steer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.xuhao.hall.value.ClerkId;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.WindowId;
import org.xuhao.web.steer.Proposal.Change;

/**
 * What it costs a hall to send a clerk away and what a hall wins by one who comes: each prices its
 * own side by letting itself go on with and without. Pure, and slow as {@link Proposals}.
 */
public final class Lending {
  /** Clerks that are priced for one question: bounds its time. */
  private static final int TRIED_MAX = 4;

  /** Costs told of one clerk. */
  private static final int COSTS_MAX = 2;

  private static final Duration LASTS = Duration.ofHours(2);

  private final Hall hall;
  private final Pace pace;
  private final double busier;
  private final Instant now;

  /**
   * For the hall as it stands.
   *
   * @param busier so many times as many people are about to come as within the last hour
   * @param now hall time, not before the hall's
   */
  public Lending(Hall hall, Pace pace, double busier, Instant now) {
    this.hall = hall;
    this.pace = pace;
    this.busier = busier;
    this.now = now;
  }

  /**
   * Somebody who could go.
   *
   * @param busy somebody is being served, who would be served to the end first
   * @param score what all people lose together, ms; below zero
   */
  public record Offer(
      ClerkId clerk, String name, WindowId window, boolean busy, List<Change> costs, long score) {
    public Offer {
      costs = List.copyOf(costs);
    }
  }

  /**
   * What one who comes is worth.
   *
   * @param window a closed one where the clerk would sit
   * @param score what all people win together, ms
   */
  public record Gain(WindowId window, Change gain, long score) {}

  /** Clerks signed in here with the skill for {@code service}, the cheapest first. */
  public List<Offer> offers(ServiceCode service) {
    var able = new ArrayList<Window>();
    for (WindowId id : hall.plan().windows().keySet()) {
      Window window = hall.window(id);
      ClerkId clerk = window.clerk();
      Plan.ClerkPlan plan = clerk == null ? null : hall.plan().clerks().get(clerk);
      if (plan != null && window.open() && !window.closing() && plan.skills().contains(service))
        able.add(window);
    }
    able.sort(
        Comparator.comparing((Window w) -> w.visit() != null)
            .thenComparingInt(w -> hall.waitingFor(w.id()))
            .thenComparing(Window::id));
    var offers = new ArrayList<Offer>();
    for (Window window : able.subList(0, Math.min(TRIED_MAX, able.size())))
      offer(window).ifPresent(offers::add);
    offers.sort(Comparator.comparingLong(offer -> -offer.score()));
    return offers;
  }

  private Optional<Offer> offer(Window window) {
    ClerkId clerk = window.clerk();
    if (clerk == null) return Optional.empty();
    String here = hall.plan().hall();
    Hall then = after(new Command.SendClerk(clerk, here, "-", now), By.Role.LINK).orElse(null);
    if (then == null) return Optional.empty();
    List<Change> costs = changes(hall.plan().servicesAt(window), then);
    if (costs.stream().anyMatch(Proposals::isLeft)) return Optional.empty();
    costs.sort(Comparator.comparing(Proposals::won));
    long score = 0;
    for (Change cost : costs) score += score(cost);
    Plan.ClerkPlan plan = hall.plan().clerks().get(clerk);
    String name = plan == null ? clerk.id() : plan.name();
    List<Change> worst = costs.subList(0, Math.min(COSTS_MAX, costs.size()));
    return Optional.of(new Offer(clerk, name, window.id(), window.visit() != null, worst, score));
  }

  /** What {@code clerk} at a closed window is worth for {@code service}; empty: nothing. */
  public Optional<Gain> gain(ServiceCode service, ClerkId clerk) {
    for (Plan.WindowPlan window : hall.plan().windows().values()) {
      if (hall.window(window.id()).open() || !Move.isFor(window, service)) continue;
      Hall then = after(new Command.SignIn(window.id(), clerk), By.Role.CLERK).orElse(null);
      if (then == null) continue;
      Change gain = changes(List.of(service), then).getFirst();
      long score = score(gain);
      return score > 0 ? Optional.of(new Gain(window.id(), gain, score)) : Optional.empty();
    }
    return Optional.empty();
  }

  /** For how long somebody is sent unless the manager says otherwise. */
  public static Duration lasts() {
    return LASTS;
  }

  private Optional<Hall> after(Command command, By.Role role) {
    var ask = new Ask("what if " + command, new By(role, "what if", "hall"), command);
    return hall.decide(ask, now) instanceof Decision.Accepted(var events)
        ? Optional.of(hall.apply(hall.entry(ask, now, events, "", 1)))
        : Optional.empty();
  }

  /**
   * Both sides are foretold now: what was foretold half a minute ago knows nothing of a clerk who
   * has signed in since, and sending that one away looked like a win of half a day.
   */
  private List<Change> changes(List<ServiceCode> services, Hall then) {
    Map<ServiceCode, Wait> without = outlook(hall, services);
    Map<ServiceCode, Wait> with = outlook(then, services);
    var changes = new ArrayList<Change>();
    for (ServiceCode service : services)
      changes.add(new Change(service, without.get(service), with.get(service)));
    return changes;
  }

  private Map<ServiceCode, Wait> outlook(Hall of, List<ServiceCode> services) {
    return Outlook.of(of, pace, services, Proposals.AHEAD, busier, now);
  }

  private long score(Change change) {
    long people = 1L + hall.waiting(change.service()) + pace.cameFor(change.service());
    return people * Proposals.won(change).toMillis();
  }
}
