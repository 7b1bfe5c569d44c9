package org.xuhao.web.steer;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.xuhao.fault.Fault;
import org.xuhao.forecast.Wait;
import org.xuhao.hall.Hall;
import org.xuhao.hall.Plan;
import org.xuhao.hall.value.ServiceCode;

/**
 * What an alert says: what is the matter, what is behind it, what to do where no move helps. Each
 * is a key of the message catalogue with its values, for the page to say in its languages; a fault
 * has its own words. Nothing of visitors.
 *
 * @param cause null: there is nothing to say of it
 */
public record AlertWords(JsonObject what, @Nullable JsonObject cause, JsonObject remedy) {

  /** As digits are read in both languages. */
  private static final DateTimeFormatter DAY_AND_TIME =
      DateTimeFormatter.ofPattern("MM-dd HH:mm", Locale.ROOT);

  /**
   * Of {@code alert} in {@code hall}.
   *
   * @param foretold whether what moves would bring can be said at all
   */
  public static AlertWords of(Alert alert, Hall hall, Limits limits, boolean foretold) {
    return switch (alert.of()) {
      case Alert.WaitOver w -> waitOver(w, hall, limits, foretold);
      case Alert.Peak p -> peak(p, hall, limits, foretold);
      case Alert.Idle i ->
          new AlertWords(
              said(
                  "manager.alert-idle",
                  values()
                      .put("window", two(i.window().number()))
                      .put("count", i.callable())
                      .put("minutes", i.free().toMinutes())),
              null,
              said("manager.remedy-idle", values()));
      case Alert.LongVisit l ->
          new AlertWords(
              said(
                  "manager.alert-long-visit",
                  values()
                      .put("window", two(l.window().number()))
                      .put("minutes", l.lasts().toMinutes())
                      .put("usual", range(l.usual()))),
              null,
              said("manager.remedy-long-visit", values()));
      case Alert.Ill(var fault) -> ill(fault);
      case Alert.BothSides b -> bothSides(b, hall);
      case Alert.BadRating(var rating) -> {
        String level = rating.level() == 1 ? "rating.very-dissatisfied" : "common.dissatisfied";
        var values = values().put("window", two(rating.window()));
        yield new AlertWords(
            said("manager.alert-rating", values.put("level", said(level, values()))),
            null,
            said("manager.remedy-rating", values()));
      }
    };
  }

  private static AlertWords waitOver(Alert.WaitOver w, Hall hall, Limits limits, boolean foretold) {
    long longest = w.longest().toMinutes();
    long limit = limits.longest().toMinutes();
    var values =
        values()
            .put("service", service(hall, w.service()))
            .put("longest", longest)
            .put("over", longest - limit);
    String key = longest > limit ? "manager.alert-wait-over" : "manager.alert-wait-just-over";
    return new AlertWords(
        said(key, values), behind(hall, w.waiting(), w.service()), withoutMove(foretold));
  }

  private static AlertWords peak(Alert.Peak p, Hall hall, Limits limits, boolean foretold) {
    var values =
        values()
            .put("service", service(hall, p.service()))
            .put("range", range(p.then()))
            .put("limit", limits.longest().toMinutes());
    return new AlertWords(
        said("manager.alert-peak", values),
        behind(hall, hall.waiting(p.service()), p.service()),
        withoutMove(foretold));
  }

  private static JsonObject behind(Hall hall, int waiting, ServiceCode service) {
    var values = values().put("count", waiting).put("windows", windows(hall, service));
    return said("manager.alert-behind", values);
  }

  private static JsonObject withoutMove(boolean foretold) {
    return said(foretold ? "manager.remedy-no-move" : "manager.remedy-not-foretold", values());
  }

  private static AlertWords bothSides(Alert.BothSides b, Hall hall) {
    var there = b.other();
    var values =
        values()
            .put("file", b.file().id())
            .put(
                "hall",
                words(there.name(), there.nameEn().isEmpty() ? there.name() : there.nameEn()))
            .put("window", two(there.window()))
            .put("at", DAY_AND_TIME.format(there.wall().atZone(hall.plan().zone())));
    return new AlertWords(
        said("manager.alert-both-sides", values),
        null,
        said("manager.remedy-both-sides", values()));
  }

  private static AlertWords ill(Fault fault) {
    String subject = fault.subject().replaceFirst("^(device|line) ", "");
    boolean line = fault.subject().startsWith("line ");
    var values =
        values()
            .put("subject", subject)
            .put("happened", words(fault.code().happenedZh(), fault.code().happenedEn()));
    return new AlertWords(
        said(line ? "manager.alert-line" : "manager.alert-device", values),
        null,
        words(fault.code().doThisZh(), fault.code().doThisEn()));
  }

  private static int windows(Hall hall, ServiceCode service) {
    int serving = 0;
    for (var id : hall.plan().windows().keySet()) {
      var window = hall.window(id);
      if (window.open() && hall.plan().servicesAt(window).contains(service)) serving++;
    }
    return serving;
  }

  private static String range(Wait wait) {
    long from = wait.likely().toMinutes();
    long to = Math.max(from, Duration.ofSeconds(wait.atMost().toSeconds() + 59).toMinutes());
    return from == to ? "" + from : from + "–" + to;
  }

  private static JsonObject service(Hall hall, ServiceCode service) {
    Plan.ServicePlan plan = hall.plan().services().get(service);
    if (plan == null) return words(service.code(), service.code());
    return words(plan.name(), plan.nameEn().isEmpty() ? service.code() : plan.nameEn());
  }

  private static String two(int window) {
    return "%02d".formatted(window);
  }

  private static JsonObject values() {
    return new JsonObject();
  }

  private static JsonObject said(String key, JsonObject values) {
    return new JsonObject().put("key", key).put("values", values);
  }

  private static JsonObject words(String zh, String en) {
    return new JsonObject().put("zh", zh).put("en", en);
  }
}
