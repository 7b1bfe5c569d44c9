package org.xuhao.web.district;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xuhao.forecast.Wait;
import org.xuhao.web.district.LoadReport.ServiceLoad;

/** The district's page in JSON: every hall with what is known of it, and how old that is. */
public final class DistrictView {

  /** Of a hall that nothing was heard of since this one started. */
  private static final String NEVER = "NEVER";

  private final DistrictHooks hooks;
  private final Instant now;
  private final Duration limit;
  private final JsonArray halls = new JsonArray();
  private final JsonArray alerts = new JsonArray();
  private int told;
  private int waiting;
  private int open;
  private int staff;
  private int faults;
  private int over;

  private DistrictView(DistrictHooks hooks, Instant now, Duration limit) {
    this.hooks = hooks;
    this.now = now;
    this.limit = limit;
  }

  /**
   * As it stands now.
   *
   * @param now for the times that the page shows, and for nothing else
   * @param limit from which on a wait is too long
   */
  public static JsonObject json(DistrictHooks hooks, Instant now, String zone, Duration limit) {
    return new DistrictView(hooks, now, limit).whole(zone);
  }

  private JsonObject whole(String zone) {
    var json =
        new JsonObject()
            .put("now", now.toString())
            .put("zone", zone)
            .put("limitSeconds", limit.toSeconds());
    hooks
        .district()
        .ifPresent(of -> {
          var district = new JsonObject().put("id", of.id()).put("name", of.name());
          json.put("district", district.put("nameEn", of.nameEn()).put("reached", of.reached()));
          hooks
              .own()
              .ifPresent(own ->
                  hall(
                      of.hall(), true, new DistrictHooks.Heard(own, Duration.ZERO, Duration.ZERO)));
          for (HallCard other : hooks.others()) hall(other, false, hooks.heard(other.id()));
        });
    // A sum says of how many halls it is: one that is not heard of is not counted as quiet.
    return json.put("halls", halls)
        .put(
            "sum",
            new JsonObject()
                .put("halls", halls.size())
                .put("told", told)
                .put("waiting", waiting)
                .put("over", over)
                .put("windowsOpen", open)
                .put("staff", staff)
                .put("faults", faults))
        .put("alerts", alerts);
  }

  private void hall(HallCard card, boolean self, DistrictHooks.@Nullable Heard heard) {
    var json =
        new JsonObject()
            .put("id", card.id())
            .put("name", card.name())
            .put("nameEn", card.nameEn())
            .put("self", self)
            .put("minutes", card.minutes())
            .put("state", heard == null ? NEVER : heard.freshness().name());
    card.url().ifPresent(url -> json.put("url", url));
    card.place().ifPresent(at -> json.put("x", at.x()).put("y", at.y()));
    if (heard == null) alert(card, NEVER);
    else heard(json, card, heard);
    halls.add(json);
  }

  private void heard(JsonObject json, HallCard card, DistrictHooks.Heard heard) {
    LoadReport report = heard.report();
    json.put("ageSeconds", heard.age().toSeconds())
        .put("heardAt", now.minus(heard.age()).toString())
        .put("report", report.json())
        .put("waiting", report.waiting());
    Duration longest = report.longest();
    boolean tooLong = longest != null && longest.compareTo(limit) > 0;
    if (longest != null) json.put("longestSeconds", longest.toSeconds()).put("over", tooLong);
    if (heard.isSkewed()) {
      json.put("skewSeconds", heard.skew().toSeconds());
      alert(card, "CLOCK");
    }
    if (heard.freshness() == Freshness.ALERT) alert(card, "SILENT");
    if (!heard.freshness().tellsWaits()) return;
    told++;
    waiting += report.waiting();
    open += report.windows().open();
    staff += report.staff();
    faults += report.faults();
    Optional<ServiceLoad> peak = peak(report);
    peak.ifPresent(of -> json.put("peak", of.code()));
    if (!tooLong && peak.isEmpty()) return;
    over++;
    alert(card, tooLong ? "OVER" : "PEAK");
  }

  /**
   * The service where somebody who came now would wait longest, if that is too long: a crowd shows
   * there an hour before anybody has waited so long.
   */
  private Optional<ServiceLoad> peak(LoadReport report) {
    return report.services().stream()
        .filter(of -> of.taking() && of.range() != null)
        .max(Comparator.comparing(DistrictView::likely))
        .filter(of -> likely(of).compareTo(limit) > 0);
  }

  private static Duration likely(ServiceLoad of) {
    Wait range = of.range();
    return range == null ? Duration.ZERO : range.likely();
  }

  private void alert(HallCard card, String kind) {
    alerts.add(new JsonObject().put("hall", card.id()).put("kind", kind));
  }
}
