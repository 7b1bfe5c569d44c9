package org.xuhao.web.district;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.xuhao.report.DistrictDay;
import org.xuhao.report.DistrictDay.HallDay;
import org.xuhao.report.DistrictDay.ServiceDay;
import org.xuhao.report.DistrictDay.Times;
import org.xuhao.report.DistrictDay.Work;
import org.xuhao.report.DistrictReports;
import org.xuhao.report.TalkFigures;

/**
 * Days of the district in JSON: a row for each day and hall, and for each day, service and hall.
 */
public final class DaysView {
  private DaysView() {}

  /** Names of halls and of services, Chinese and English, by id and code. */
  public static Map<String, String[]> names(DistrictHooks hooks) {
    var names = new HashMap<String, String[]>();
    hooks.district().ifPresent(of -> add(names, of.hall()));
    hooks.own().ifPresent(own -> add(names, own));
    for (HallCard other : hooks.others()) {
      add(names, other);
      DistrictHooks.Heard heard = hooks.heard(other.id());
      if (heard != null) add(names, heard.report());
    }
    return names;
  }

  private static void add(Map<String, String[]> names, HallCard hall) {
    names.put(hall.id(), new String[] {hall.name(), hall.nameEn()});
  }

  private static void add(Map<String, String[]> names, LoadReport report) {
    for (LoadReport.ServiceLoad one : report.services())
      names.putIfAbsent(one.code(), new String[] {one.name(), one.nameEn()});
  }

  /** All days; {@code names}: as {@link #names}, empty where nobody said. */
  public static JsonObject json(List<DistrictDay> days, Map<String, String[]> names) {
    var halls = new JsonArray();
    var services = new JsonArray();
    for (DistrictDay day : days) {
      String date = day.day().toString();
      for (HallDay of : day.halls()) halls.add(hall(of, names).put("day", date));
      for (ServiceDay of : day.services())
        services.add(
            work(of.work())
                .put("day", date)
                .put("hall", of.hall())
                .put("service", named(of.service(), names)));
    }
    return new JsonObject().put("halls", halls).put("services", services);
  }

  /** Talks of a period: a row for each hall that had any, and all of them. */
  public static JsonObject talks(DistrictReports.Talks of, Map<String, String[]> names) {
    var halls = new JsonArray();
    for (DistrictReports.HallTalks one : of.halls())
      halls.add(talks(one.all()).put("hall", named(one.hall(), names)));
    return new JsonObject().put("halls", halls).put("all", talks(of.all()));
  }

  /** Talks at remote windows of one hall, or of several. */
  public static JsonObject talks(TalkFigures of) {
    var json =
        new JsonObject()
            .put("booked", of.booked())
            .put("due", of.due())
            .put("held", of.held())
            .put("missed", of.missed())
            .put("corrected", of.corrected())
            .put("accepted", of.accepted())
            .put("rated", of.rated());
    spread(json, "toTalk", of.toTalk());
    spread(json, "toAcceptance", of.toAcceptance());
    return json;
  }

  private static void spread(JsonObject json, String name, TalkFigures.@Nullable Spread of) {
    if (of == null) return;
    json.put(
        name,
        new JsonObject()
            .put("medianSeconds", of.median().toSeconds())
            .put("nineInTenSeconds", of.nineInTen().toSeconds()));
  }

  private static JsonObject named(String id, Map<String, String[]> names) {
    String[] name = names.getOrDefault(id, new String[] {id, id});
    return new JsonObject().put("id", id).put("name", name[0]).put("nameEn", name[1]);
  }

  private static JsonObject hall(HallDay of, Map<String, String[]> names) {
    return work(of.work())
        .put("hall", named(of.hall(), names))
        .put("noShows", of.noShows())
        .put("left", of.left())
        .put("rated", of.rated().given())
        .put("levels", of.rated().levels())
        .put("negative", of.rated().negative())
        .put("windows", of.windows())
        .put("incomplete", of.incomplete());
  }

  private static JsonObject work(Work of) {
    var json = new JsonObject().put("taken", of.taken()).put("visits", of.visits());
    times(json, "waited", of.waited());
    times(json, "served", of.served());
    return json;
  }

  private static void times(JsonObject json, String name, @Nullable Times of) {
    if (of == null) return;
    json.put(
        name,
        new JsonObject()
            .put("people", of.people())
            .put("meanSeconds", of.mean().toSeconds())
            .put("longestSeconds", of.longest().toSeconds()));
  }
}
