package org.xuhao.web.district;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xuhao.forecast.Wait;
import org.xuhao.web.district.LoadReport.ServiceLoad;

/**
 * What other halls offer somebody who wants a service (就近办): those that can be gone to first, by
 * the way and the expected wait together, then those where the wait is not known, by the way, last
 * those that cannot be gone to, each with the reason.
 */
public final class Nearest {
  /** More are no choice any more. */
  private static final int HALLS_MAX = 6;

  /** Why nobody is sent there now. */
  private enum Why {
    /** Nothing was heard of it for long, or this hall is cut off. */
    NO_LINK,
    /** It gives out no numbers of this service. */
    CLOSED,
    /** It ends before one can be there. */
    CLOSES_BEFORE
  }

  private record Offer(
      HallCard card,
      DistrictHooks.Heard heard,
      ServiceLoad load,
      @Nullable Why why,
      @Nullable Wait expected) {

    int group() {
      if (why != null) return 2;
      return expected == null ? 1 : 0;
    }

    Duration whole() {
      Duration way = Duration.ofMinutes(card.minutes());
      return expected == null ? way : way.plus(expected.likely());
    }
  }

  private final DistrictHooks hooks;
  private final String service;
  private final Instant now;

  private Nearest(DistrictHooks hooks, String service, Instant now) {
    this.hooks = hooks;
    this.service = service;
    this.now = now;
  }

  /** The halls for {@code service}; {@code now}: the clock on this hall's wall. */
  public static JsonArray halls(DistrictHooks hooks, String service, Instant now) {
    var halls = new JsonArray();
    new Nearest(hooks, service, now).offers().forEach(offer -> halls.add(json(offer, now)));
    return halls;
  }

  /**
   * The hall where a case was worked on last, with its window and whether somebody sits there;
   * empty: that hall is not known here.
   */
  public static Optional<JsonObject> origin(
      DistrictHooks hooks, String hall, int window, String service, Instant now) {
    HallCard card = card(hooks, hall).orElse(null);
    if (card == null) return Optional.empty();
    Offer offer = new Nearest(hooks, service, now).offer(card, true);
    // Where a case was left is told of however long nothing was heard of that hall.
    if (offer == null)
      return Optional.of(
          card.json().put("window", window).put("can", false).put("why", Why.NO_LINK.name()));
    JsonObject json = json(offer, now).put("window", window);
    if (offer.heard.freshness().tellsWaits())
      json.put("staffed", offer.heard.report().staffed().contains(window));
    return Optional.of(json);
  }

  /** How people are told of that hall; empty: it is none of the others. */
  public static Optional<HallCard> card(DistrictHooks hooks, String hall) {
    return hooks.others().stream().filter(other -> other.id().equals(hall)).findFirst();
  }

  /** Whether a number may be asked for there: something was heard of it lately. */
  public static boolean answers(DistrictHooks hooks, String hall) {
    DistrictHooks.Heard heard = hooks.heard(hall);
    return heard != null && isReached(hooks) && isNear(heard.freshness());
  }

  private static boolean isNear(Freshness freshness) {
    return freshness.tellsWaits() || freshness == Freshness.AMBER;
  }

  private static boolean isReached(DistrictHooks hooks) {
    return hooks.district().map(DistrictHooks.Standing::reached).orElse(false);
  }

  private List<Offer> offers() {
    var offers = new ArrayList<Offer>();
    for (HallCard card : hooks.others()) {
      Offer offer = offer(card, false);
      if (offer != null) offers.add(offer);
    }
    offers.sort(
        Comparator.comparingInt(Offer::group)
            .thenComparing(Offer::whole)
            .thenComparing(offer -> offer.card.id()));
    return offers.subList(0, Math.min(offers.size(), HALLS_MAX));
  }

  /** Null: that hall does not do it, or nothing was heard of it for too long. */
  private @Nullable Offer offer(HallCard card, boolean however) {
    DistrictHooks.Heard heard = hooks.heard(card.id());
    if (heard == null || (heard.freshness() == Freshness.ALERT && !however)) return null;
    // A hall without windows only guides to others, this one among them.
    if (heard.report().windows().all() == 0) return null;
    ServiceLoad load = heard.report().service(service).orElse(null);
    if (load == null) return null;
    boolean known = heard.freshness().tellsWaits();
    return new Offer(card, heard, load, why(card, heard, load), known ? load.range() : null);
  }

  private @Nullable Why why(HallCard card, DistrictHooks.Heard heard, ServiceLoad load) {
    if (!isReached(hooks) || !isNear(heard.freshness())) return Why.NO_LINK;
    if (!load.taking()) return Why.CLOSED;
    Instant there = now.plus(Duration.ofMinutes(card.minutes()));
    boolean late = load.until() != null && !there.isBefore(load.until());
    return late ? Why.CLOSES_BEFORE : null;
  }

  private static JsonObject json(Offer offer, Instant now) {
    DistrictHooks.Heard heard = offer.heard;
    var json =
        offer
            .card
            .json()
            .put("can", offer.why == null)
            .put("state", heard.freshness().name())
            .put("ageSeconds", heard.age().toSeconds())
            .put("heardAt", now.minus(heard.age()).toString());
    if (offer.why != null) json.put("why", offer.why.name());
    if (offer.load.until() != null) json.put("until", offer.load.until().toString());
    if (!heard.freshness().tellsWaits()) return json;
    json.put("waiting", offer.load.waiting()).put("windows", offer.load.windows());
    if (offer.expected != null)
      json.put(
          "wait",
          new JsonObject()
              .put("likelySeconds", offer.expected.likely().toSeconds())
              .put("atMostSeconds", offer.expected.atMost().toSeconds()));
    return json;
  }
}
