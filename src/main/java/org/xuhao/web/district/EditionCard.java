package org.xuhao.web.district;

import io.vertx.core.json.JsonObject;
import java.time.Instant;

/**
 * An edition of the district that a hall holds, as pages show it.
 *
 * @param kind such as {@code people}
 * @param number of its kind, from 1
 * @param from when it counts
 */
public record EditionCard(String kind, long number, Instant from, State state) {

  /** What becomes of it. */
  public enum State {
    /** Decisions are made by it. */
    COUNTS,
    /** Its time has not come. */
    WAITS,
    /** Its time has not come, and never will: a later one counts. */
    REPLACED
  }

  /** As it is shown. */
  public JsonObject json() {
    return new JsonObject()
        .put("kind", kind)
        .put("number", number)
        .put("from", from.toString())
        .put("state", state.name());
  }
}
