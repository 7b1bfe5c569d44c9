package org.xuhao.web.steer;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xuhao.forecast.Wait;
import org.xuhao.hall.value.ClerkId;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.WindowId;
import org.xuhao.web.steer.Proposal.Change;

/** The moves that were agreed to as a small text: JSON, with its version. */
public final class MadeText {
  private static final int VERSION = 1;

  private MadeText() {}

  /** The whole text. */
  public static String of(List<Made> all) {
    var moves = new JsonArray();
    for (Made one : all)
      moves.add(
          new JsonObject()
              .put("alert", one.alert())
              .put("by", one.by())
              .put("at", one.at().toString())
              .put("until", one.until().toString())
              .put("move", move(one.proposal().move()))
              .put("gain", change(one.proposal().gain()))
              .put(
                  "costs",
                  new JsonArray(one.proposal().costs().stream().map(MadeText::change).toList())));
    return new JsonObject().put("xuhao-moves", VERSION).put("moves", moves).encodePrettily() + "\n";
  }

  private static JsonObject move(Move move) {
    var json = new JsonObject().put("kind", move.kind().name());
    if (move.from() != null) json.put("from", move.from().number());
    json.put("to", move.to().number());
    if (move.clerk() != null) json.put("clerk", move.clerk().toString());
    return json;
  }

  private static JsonObject change(Change change) {
    var json = new JsonObject().put("service", change.service().code());
    if (change.without() != null) json.put("without", wait(change.without()));
    if (change.with() != null) json.put("with", wait(change.with()));
    return json;
  }

  private static JsonArray wait(Wait wait) {
    return new JsonArray().add(wait.likely().toMillis()).add(wait.atMost().toMillis());
  }

  /**
   * The moves in a text.
   *
   * @throws IllegalArgumentException when it was cut or edited; says so
   */
  public static List<Made> parse(String text) {
    try {
      var json = new JsonObject(text);
      if (json.getInteger("xuhao-moves", 0) != VERSION)
        throw new IllegalArgumentException("it is of another version");
      var all = new ArrayList<Made>();
      for (Object one : json.getJsonArray("moves")) all.add(made((JsonObject) one));
      return all;
    } catch (DecodeException | DateTimeException | ClassCastException | NullPointerException e) {
      throw new IllegalArgumentException("it was cut or edited", e);
    }
  }

  private static Made made(JsonObject json) {
    Change gain = change(json.getJsonObject("gain"));
    var costs = new ArrayList<Change>();
    for (Object one : json.getJsonArray("costs")) costs.add(change((JsonObject) one));
    JsonObject move = json.getJsonObject("move");
    Integer from = move.getInteger("from");
    String clerk = move.getString("clerk");
    var what =
        new Move(
            Move.Kind.valueOf(move.getString("kind")),
            from == null ? null : new WindowId(from),
            new WindowId(move.getInteger("to")),
            clerk == null ? null : new ClerkId(clerk),
            gain.service());
    return new Made(
        json.getString("alert"),
        new Proposal(what, gain, costs),
        json.getString("by"),
        Instant.parse(json.getString("at")),
        Instant.parse(json.getString("until")));
  }

  private static Change change(JsonObject json) {
    return new Change(
        new ServiceCode(json.getString("service")),
        wait(json.getJsonArray("without")),
        wait(json.getJsonArray("with")));
  }

  private static @Nullable Wait wait(@Nullable JsonArray json) {
    return json == null
        ? null
        : new Wait(Duration.ofMillis(json.getLong(0)), Duration.ofMillis(json.getLong(1)));
  }
}
