package org.xuhao.link;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.xuhao.hall.Event;
import org.xuhao.hall.value.CaseId;
import org.xuhao.journal.EntryText;

/**
 * One thing that happened to a case, as every hall of the district keeps it. Never changed.
 *
 * @param stamp places it in the case's order: milliseconds of the wall clock, but always larger
 *     than that of its parents
 * @param parents the newest things known of the case where this was decided
 * @param wall what the clock on that hall's wall said
 * @param body the event's text in the journal, byte for byte, also of a newer release's event
 */
public record CaseFact(
    Key key, CaseId file, long stamp, List<Key> parents, Instant wall, String body) {

  /** The same order in every hall; what came before comes first, whatever the clocks said. */
  static final Comparator<CaseFact> ORDER =
      Comparator.comparingLong(CaseFact::stamp).thenComparing(CaseFact::key);

  /** Longest body: a notice of 32 materials of 200 characters, and room for a newer release's. */
  static final int BODY_MAX = 64 << 10;

  /** A decision rests on one newest thing, after a cut line on one of each side. */
  static final int PARENTS_MAX = 64;

  public CaseFact {
    parents = List.copyOf(parents);
    if (body.length() > BODY_MAX || parents.size() > PARENTS_MAX || stamp < 0)
      throw new IllegalArgumentException("too large: " + key);
  }

  /** What happened; empty: this release does not know such an event. */
  Optional<Event> event() {
    try {
      return Optional.of(EntryText.event(body.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException newer) {
      return Optional.empty();
    }
  }

  /**
   * Whether this is what is left of {@code whole} where its hall lost its disk and the stream of
   * cases its facts: made again from what the hall shares of its journal, without what stood on
   * notices. Its stamp may be another, as what it rested on was not known.
   */
  boolean isShareOf(CaseFact whole) {
    if (!key.equals(whole.key) || !file.equals(whole.file) || body.equals(whole.body)) return false;
    Optional<Event> full = whole.event();
    return full.isPresent() && event().equals(full.map(Shared::of));
  }

  JsonObject json() {
    var keys = new JsonArray();
    for (Key parent : parents) keys.add(parent.toString());
    return new JsonObject()
        .put("key", key.toString())
        .put("case", file.id())
        .put("stamp", stamp)
        .put("parents", keys)
        .put("wall", wall.toString())
        .put("body", body);
  }

  /** Reads what {@link #json} wrote; throws IllegalArgumentException where it is something else. */
  static CaseFact of(JsonObject json) {
    try {
      List<Key> parents =
          json.getJsonArray("parents").stream().map(key -> Key.parse((String) key)).toList();
      return new CaseFact(
          Key.parse(json.getString("key")),
          // One text for all facts of the case.
          new CaseId(json.getString("case").intern()),
          json.getLong("stamp"),
          parents,
          Instant.parse(json.getString("wall")),
          json.getString("body"));
    } catch (NullPointerException | ClassCastException | DateTimeException wrong) {
      throw new IllegalArgumentException("no fact of a case", wrong);
    }
  }
}
