package org.xuhao.web.district;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xuhao.forecast.Wait;

/**
 * What a hall tells its district of how it is, every few seconds. Nothing personal is in it, and
 * nothing of it is kept: the next one stands in its place.
 *
 * @param hall its {@code hall.id}
 * @param incarnation of its journal, drawn at every start: another one is a hall that started anew
 * @param open whether it gives out numbers of any service
 * @param staff clerks who are signed in
 * @param faults how many are open
 * @param faultCodes of which kinds, such as {@code LINE-DOWN}
 * @param staffed numbers of windows where somebody is called or could be now
 * @param newest when the newest entry of its journal was made, by its clock; null: that release
 *     does not say
 * @param told what the clock on its wall said; for showing that this clock is wrong, and for no age
 */
public record LoadReport(
    String hall,
    String name,
    String nameEn,
    String release,
    String incarnation,
    boolean open,
    List<ServiceLoad> services,
    Windows windows,
    int staff,
    int faults,
    List<String> faultCodes,
    List<Integer> staffed,
    @Nullable Instant newest,
    Instant told) {

  /** More services than a large hall has; what stands beyond them in a report is passed over. */
  private static final int SERVICES_MAX = 200;

  /** Kinds of faults that are told; there are no more of interest to anybody elsewhere. */
  public static final int CODES_MAX = 40;

  /** Characters of a name; a hall's file allows no more. */
  private static final int TEXT_MAX = 120;

  /** More windows than a large hall has; what stands beyond them is passed over. */
  private static final int WINDOWS_MAX = 300;

  public LoadReport {
    services = List.copyOf(services);
    staffed = List.copyOf(staffed);
    faultCodes = List.copyOf(faultCodes);
  }

  /**
   * Windows by what they do.
   *
   * @param serving those open where somebody is called or served
   */
  public record Windows(int all, int open, int serving) {}

  /**
   * One service of a hall.
   *
   * @param taking whether numbers are given out
   * @param longest how long the first of those has waited who wait; null: nobody waits
   * @param windows open windows that serve it
   * @param range what somebody would be told who took a number now; null: it cannot be said
   * @param until when numbers of it end today, by the clock on that hall's wall; null: at no time
   * @param at numbers of the windows that serve it now, open or not; null: that hall does not say
   */
  public record ServiceLoad(
      String code,
      String name,
      String nameEn,
      boolean taking,
      int waiting,
      @Nullable Duration longest,
      int windows,
      @Nullable Wait range,
      @Nullable Instant until,
      @Nullable List<Integer> at) {
    public ServiceLoad {
      at = at == null ? null : List.copyOf(at);
    }

    /** One of which numbers are given out at any time. */
    public ServiceLoad(
        String code,
        String name,
        String nameEn,
        boolean taking,
        int waiting,
        @Nullable Duration longest,
        int windows,
        @Nullable Wait range) {
      this(code, name, nameEn, taking, waiting, longest, windows, range, null, null);
    }
  }

  /** The one of this code. */
  public Optional<ServiceLoad> service(String code) {
    return services.stream().filter(one -> one.code().equals(code)).findFirst();
  }

  /** Everybody who waits. */
  public int waiting() {
    return services.stream().mapToInt(ServiceLoad::waiting).sum();
  }

  /** How long the one has waited who waits longest; null: nobody does. */
  public @Nullable Duration longest() {
    return services.stream()
        .map(ServiceLoad::longest)
        .filter(Objects::nonNull)
        .max(Duration::compareTo)
        .orElse(null);
  }

  /** As it is sent and shown. */
  public JsonObject json() {
    var rows = new JsonArray();
    services.forEach(one -> rows.add(json(one)));
    var json = new JsonObject();
    if (newest != null) json.put("newest", newest.toString());
    return json.put("hall", hall)
        .put("name", name)
        .put("nameEn", nameEn)
        .put("release", release)
        .put("incarnation", incarnation)
        .put("open", open)
        .put("services", rows)
        .put("windows", windows.all)
        .put("windowsOpen", windows.open)
        .put("windowsServing", windows.serving)
        .put("staff", staff)
        .put("faults", faults)
        .put("faultCodes", new JsonArray(faultCodes))
        .put("staffed", new JsonArray(staffed))
        .put("told", told.toString());
  }

  private static JsonObject json(ServiceLoad of) {
    var json =
        new JsonObject()
            .put("code", of.code)
            .put("name", of.name)
            .put("nameEn", of.nameEn)
            .put("taking", of.taking)
            .put("waiting", of.waiting)
            .put("windows", of.windows);
    if (of.until != null) json.put("until", of.until.toString());
    if (of.at != null) json.put("at", new JsonArray(of.at));
    if (of.longest != null) json.put("longestSeconds", of.longest.toSeconds());
    if (of.range != null)
      json.put("likelySeconds", of.range.likely().toSeconds())
          .put("atMostSeconds", of.range.atMost().toSeconds());
    return json;
  }

  /** What {@code from} said of itself; empty: it cannot be read. Fields unknown here are let be. */
  public static Optional<LoadReport> read(String from, JsonObject json) {
    try {
      var services = new ArrayList<ServiceLoad>();
      JsonArray rows = json.getJsonArray("services", new JsonArray());
      for (int i = 0; i < Math.min(rows.size(), SERVICES_MAX); i++) {
        JsonObject row = rows.getJsonObject(i);
        if (row != null) services.add(service(row));
      }
      var codes = new ArrayList<String>();
      JsonArray named = json.getJsonArray("faultCodes", new JsonArray());
      for (int i = 0; i < Math.min(named.size(), CODES_MAX); i++)
        codes.add(cut(named.getString(i)));
      return Optional.of(
          new LoadReport(
              from,
              text(json, "name"),
              text(json, "nameEn"),
              text(json, "release"),
              text(json, "incarnation"),
              yes(json, "open"),
              services,
              new Windows(
                  count(json, "windows"),
                  count(json, "windowsOpen"),
                  count(json, "windowsServing")),
              count(json, "staff"),
              count(json, "faults"),
              codes,
              windows(json, "staffed"),
              json.containsKey("newest") ? Instant.parse(text(json, "newest")) : null,
              Instant.parse(text(json, "told"))));
    } catch (ClassCastException | NullPointerException | DateTimeException wrong) {
      return Optional.empty();
    }
  }

  private static List<Integer> windows(JsonObject json, String name) {
    JsonArray told = json.getJsonArray(name, new JsonArray());
    var windows = new ArrayList<Integer>();
    for (int i = 0; i < Math.min(told.size(), WINDOWS_MAX); i++) windows.add(told.getInteger(i));
    return windows;
  }

  private static ServiceLoad service(JsonObject json) {
    Duration likely = seconds(json, "likelySeconds");
    Duration atMost = seconds(json, "atMostSeconds");
    boolean known = likely != null && atMost != null && atMost.compareTo(likely) >= 0;
    return new ServiceLoad(
        text(json, "code"),
        text(json, "name"),
        text(json, "nameEn"),
        yes(json, "taking"),
        count(json, "waiting"),
        seconds(json, "longestSeconds"),
        count(json, "windows"),
        known ? new Wait(Objects.requireNonNull(likely), Objects.requireNonNull(atMost)) : null,
        json.containsKey("until") ? Instant.parse(text(json, "until")) : null,
        json.containsKey("at") ? windows(json, "at") : null);
  }

  private static boolean yes(JsonObject json, String name) {
    return Boolean.TRUE.equals(json.getBoolean(name));
  }

  private static String text(JsonObject json, String name) {
    return cut(json.getString(name));
  }

  private static String cut(@Nullable String text) {
    if (text == null) return "";
    return text.length() > TEXT_MAX ? text.substring(0, TEXT_MAX) : text;
  }

  private static int count(JsonObject json, String name) {
    Integer count = json.getInteger(name);
    return count == null ? 0 : Math.max(0, count);
  }

  private static @Nullable Duration seconds(JsonObject json, String name) {
    Integer seconds = json.getInteger(name);
    return seconds == null ? null : Duration.ofSeconds(Math.max(0, seconds));
  }
}
