package org.xuhao.link;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.xuhao.hall.Entry;
import org.xuhao.journal.Position;

/** What the district's tables hold of this hall's journal. */
record Covered(Map<String, List<long[]>> ranges) {

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
}
