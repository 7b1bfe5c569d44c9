package org.xuhao.web.district;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A clerk who could work in another hall, with its price on both sides.
 *
 * @param id names it as long as it is the same; fits into an address
 * @param window of the clerk in {@code from}; {@code toWindow}: a closed one in {@code to}
 * @param busy somebody is being served there, who is served to the end first
 * @param gain of {@code service} in {@code to}
 * @param costs of services in {@code from}, worst first; empty: none loses
 */
public record Loan(
    String id,
    String clerk,
    String name,
    String from,
    int window,
    boolean busy,
    String to,
    int toWindow,
    String service,
    Change gain,
    List<Change> costs) {
  public Loan {
    costs = List.copyOf(costs);
  }

  /** A wait in seconds: half wait no longer than {@code likely}, 85 of 100 than {@code atMost}. */
  public record Range(long likely, long atMost) {}

  /** What newcomers will wait in 20 minutes; null: more than 15 of 100 are not called today. */
  public record Change(String service, @Nullable Range without, @Nullable Range with) {
    /** As it is sent and shown. */
    public JsonObject json() {
      var json = new JsonObject().put("service", service);
      if (without != null) json.put("without", range(without));
      if (with != null) json.put("with", range(with));
      return json;
    }

    /** Reads it back; throws where it is none. */
    public static Change of(JsonObject json) {
      return new Change(
          json.getString("service"),
          range(json.getJsonObject("without")),
          range(json.getJsonObject("with")));
    }

    private static JsonObject range(Range of) {
      return new JsonObject().put("likelySeconds", of.likely).put("atMostSeconds", of.atMost);
    }

    private static @Nullable Range range(@Nullable JsonObject json) {
      if (json == null) return null;
      return new Range(json.getLong("likelySeconds"), json.getLong("atMostSeconds"));
    }
  }

  /** As it is kept and shown. */
  public JsonObject json() {
    return new JsonObject()
        .put("id", id)
        .put("clerk", clerk)
        .put("name", name)
        .put("from", from)
        .put("window", window)
        .put("busy", busy)
        .put("to", to)
        .put("toWindow", toWindow)
        .put("service", service)
        .put("gain", gain.json())
        .put("costs", new JsonArray(costs.stream().map(Change::json).toList()));
  }

  /** Reads it back; throws where it is none. */
  public static Loan of(JsonObject json) {
    var costs = new ArrayList<Change>();
    JsonArray all = json.getJsonArray("costs", new JsonArray());
    for (int i = 0; i < all.size(); i++) costs.add(Change.of(all.getJsonObject(i)));
    return new Loan(
        json.getString("id"),
        json.getString("clerk"),
        json.getString("name"),
        json.getString("from"),
        json.getInteger("window"),
        json.getBoolean("busy"),
        json.getString("to"),
        json.getInteger("toWindow"),
        json.getString("service"),
        Change.of(json.getJsonObject("gain")),
        costs);
  }
}
