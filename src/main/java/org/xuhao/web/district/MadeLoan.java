package org.xuhao.web.district;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A loan that was agreed to.
 *
 * @param key names it in the journals of both halls
 * @param told the halls that have it in their journals
 * @param refused code of the refusal of one of them; empty: none refused
 * @param effects waits before and after; those of a hall that has not answered are missing
 */
public record MadeLoan(
    String key,
    Loan loan,
    String by,
    Instant at,
    Instant until,
    Set<String> told,
    String refused,
    List<JsonObject> effects) {
  /** How long before and after are compared. Source: screens, 7. */
  public static final Duration LOOK = Duration.ofMinutes(20);

  public MadeLoan {
    told = Set.copyOf(told);
    effects = List.copyOf(effects);
  }

  /** Whether both halls have it in their journals. */
  public boolean isTold() {
    return told.contains(loan.from()) && told.contains(loan.to());
  }

  /** The same with {@code hall} told. */
  public MadeLoan told(String hall) {
    var all = new TreeSet<>(told);
    all.add(hall);
    return new MadeLoan(key, loan, by, at, until, all, refused, effects);
  }

  /** The same refused. */
  public MadeLoan refused(String code) {
    return new MadeLoan(key, loan, by, at, until, told, code, effects);
  }

  /** The same with what came of it. */
  public MadeLoan with(List<JsonObject> fresh) {
    return new MadeLoan(key, loan, by, at, until, told, refused, fresh);
  }

  /** Whether the 20 minutes after it are over. */
  public boolean isSettled(Instant now) {
    return !now.isBefore(at.plus(LOOK));
  }

  /** As it is kept and shown. */
  public JsonObject json() {
    return new JsonObject()
        .put("key", key)
        .put("loan", loan.json())
        .put("by", by)
        .put("at", at.toString())
        .put("until", until.toString())
        .put("told", new JsonArray(List.copyOf(new TreeSet<>(told))))
        .put("refused", refused)
        .put("effects", new JsonArray(effects));
  }

  /** Reads it back; throws where it is none. */
  public static MadeLoan of(JsonObject json) {
    var told = new TreeSet<String>();
    for (Object hall : json.getJsonArray("told")) told.add((String) hall);
    return new MadeLoan(
        json.getString("key"),
        Loan.of(json.getJsonObject("loan")),
        json.getString("by"),
        Instant.parse(json.getString("at")),
        Instant.parse(json.getString("until")),
        told,
        json.getString("refused"),
        json.getJsonArray("effects").stream().map(JsonObject.class::cast).toList());
  }
}
