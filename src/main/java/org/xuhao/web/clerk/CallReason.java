package org.xuhao.web.clerk;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.xuhao.board.Cause;
import org.xuhao.hall.Event;
import org.xuhao.hall.Plan;
import org.xuhao.hall.value.Words;

/**
 * Why a ticket was called: the sentence as it is kept, and where a rule said it a key of the
 * message catalogue with its values, for pages in any language. What a person wrote stays as it is.
 */
public final class CallReason {
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

  private final Plan plan;

  public CallReason(Plan plan) {
    this.plan = plan;
  }

  /** {@code cause} null: not known any more. */
  public JsonObject json(Words kept, @Nullable Cause cause) {
    JsonObject said = cause == null ? null : said(cause);
    return (said == null ? new JsonObject() : said).put("zh", kept.zh()).put("en", kept.en());
  }

  private @Nullable JsonObject said(Cause cause) {
    String key = key(cause);
    if (key == null) return null;
    JsonObject said = new JsonObject().put("key", key).put("values", values(cause));
    Cause.Kept kept = cause.kept();
    if (kept == null) return said;
    var values =
        new JsonObject()
            .put("reason", said)
            .put("number", kept.ticket().toString())
            .put("window", kept.window().toString());
    if (kept.until() != null) values.put("time", clock(kept.until()));
    String both = kept.until() == null ? "reason.and-kept" : "reason.and-kept-until";
    return new JsonObject().put("key", both).put("values", values);
  }

  private static @Nullable String key(Cause cause) {
    Event.Why why = cause.why();
    if (why == null) return "reason.called-back";
    return switch (why) {
      case LONGEST -> "reason.longest";
      case CLASS -> "reason.class";
      case BOOKED -> cause.slot() == null ? "reason.booked" : "reason.booked-for";
      case OWN_WINDOW -> "reason.own-window";
      case PREFERRED -> "reason.preferred";
      case LIMIT -> "reason.limit";
      case RATIO -> "reason.ratio";
      case EARLY_BACK -> "reason.early-back";
      case EXPEDITED, NAMED -> null;
    };
  }

  private JsonObject values(Cause cause) {
    var values =
        new JsonObject()
            .put("number", cause.ticket().toString())
            .put("minutes", cause.waited().toMinutes())
            .put("limit", plan.rules().overtakeLimit());
    if (cause.passed() != null) values.put("passed", cause.passed().toString());
    if (cause.slot() != null) values.put("slot", clock(cause.slot()));
    if (cause.priority() == null) return values;
    Plan.ClassPlan named = plan.classes().get(cause.priority());
    String code = cause.priority().code();
    return values.put(
        "class",
        new JsonObject()
            .put("zh", named == null ? code : named.name())
            .put("en", named == null ? code : named.nameEn()));
  }

  private String clock(Instant wall) {
    return CLOCK.format(wall.atZone(plan.zone()));
  }
}
