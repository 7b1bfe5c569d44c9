package org.xuhao.link;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xuhao.hall.Entry;
import org.xuhao.journal.Journal;
import org.xuhao.journal.JournalReader;
import org.xuhao.journal.JournalTrouble;
import org.xuhao.journal.Position;

/** What the district's tables hold of this hall's journal, or wait for. */
record Covered(Map<String, List<long[]>> ranges) {
  private static final Logger LOG = LoggerFactory.getLogger(Covered.class);

  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);

  /** Nothing yet. */
  static final Covered NOTHING = new Covered(Map.of());

  /** Throws ClassCastException where it is something else. */
  static Covered of(JsonObject json) {
    var ranges = new HashMap<String, List<long[]>>();
    for (String incarnation : json.fieldNames()) {
      var all = new ArrayList<long[]>();
      for (Object one : json.getJsonArray(incarnation)) {
        var range = (JsonArray) one;
        all.add(new long[] {range.getLong(0), range.getLong(1)});
      }
      ranges.put(incarnation, all);
    }
    return new Covered(ranges);
  }

  JsonObject json() {
    var json = new JsonObject();
    ranges.forEach((incarnation, some) -> {
      var all = new JsonArray();
      for (long[] range : some) all.add(new JsonArray().add(range[0]).add(range[1]));
      json.put(incarnation, all);
    });
    return json;
  }

  /** Whether all of an incarnation up to {@code position} is there. */
  boolean holds(Position position) {
    for (long[] range : ranges.getOrDefault(position.incarnation(), List.of()))
      if (range[0] == 1 && range[1] >= position.seq()) return true;
    return false;
  }

  boolean holds(Entry entry) {
    for (long[] range : ranges.getOrDefault(entry.incarnation(), List.of()))
      if (range[0] <= entry.seq() && range[1] >= entry.lastSeq()) return true;
    return false;
  }

  private record Hole(String incarnation, long from, long to) {
    boolean isIn(Entry entry) {
      return entry.incarnation().equals(incarnation)
          && entry.seq() <= to
          && entry.lastSeq() >= from;
    }
  }

  /**
   * Tells the office what of these, which it waits for, the journal has not either: a disk went
   * with it.
   */
  void giveUp(Journal journal, Address address, Server server) throws IOException, JournalTrouble {
    var holes = new ArrayList<Hole>();
    ranges.forEach((incarnation, some) ->
        some.forEach(range -> holes.add(new Hole(incarnation, range[0], range[1]))));
    if (holes.isEmpty()) return;
    try (JournalReader all = journal.reader()) {
      for (List<Entry> some = all.next(1); !some.isEmpty(); some = all.next(1)) {
        Entry entry = some.getFirst();
        holes.removeIf(hole -> hole.isIn(entry));
      }
    }
    for (Hole hole : holes) {
      LOG.warn("This journal has not what the district's tables wait for: {}", hole);
      byte[] told = PastAnswer.gone(hole.incarnation, hole.from, hole.to);
      var answer = server.ask(address.pastSubject(address.hall()), told, ANSWER_WITHIN);
      LOG.debug("Told: {}", answer);
    }
  }
}
