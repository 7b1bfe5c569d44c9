package org.xuhao.link;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.xuhao.hall.Entry;

/** What the office's tables would hold, in memory. */
class KeptTables implements Office.Tables {
  private final Map<String, SortedMap<String, TreeMap<Long, Entry>>> halls = new TreeMap<>();
  private final Map<String, String> cursors = new TreeMap<>();

  @Override
  public synchronized void fold(String stream, String cursor, List<EntryBatch> batches) {
    cursors.put(stream, cursor);
    for (EntryBatch batch : batches)
      for (Entry entry : batch.entries())
        halls
            .computeIfAbsent(batch.hall(), hall -> new TreeMap<>())
            .computeIfAbsent(batch.incarnation(), incarnation -> new TreeMap<>())
            .put(entry.seq(), entry);
  }

  @Override
  public synchronized Optional<String> cursor(String stream) {
    return Optional.ofNullable(cursors.get(stream));
  }

  @Override
  public synchronized Map<String, SortedMap<String, List<long[]>>> covered() {
    var all = new TreeMap<String, SortedMap<String, List<long[]>>>();
    halls.forEach((hall, incarnations) ->
        incarnations.forEach((name, entries) -> {
          long[] range = {entries.firstKey(), entries.lastEntry().getValue().lastSeq()};
          all.computeIfAbsent(hall, key -> new TreeMap<>()).put(name, List.of(range));
        }));
    return all;
  }

  @Override
  public Map<String, SortedMap<String, List<long[]>>> missing() {
    return Map.of();
  }

  @Override
  public void gone(String hall, String incarnation, long from, long to) {
    throw new AssertionError("nobody is asked for " + hall + "/" + incarnation + "/" + from);
  }

  @Override
  public synchronized List<Entry> heard(String hall, String incarnation, long from, long to) {
    var entries = new TreeMap<>(halls.getOrDefault(hall, new TreeMap<>()).get(incarnation));
    return List.copyOf(entries.subMap(from, true, to, true).values());
  }

  /** All names of events of a hall, as {@link LinkedHall#keys} gives them. */
  synchronized List<String> keys(String hall) {
    var keys = new ArrayList<String>();
    for (var entries : halls.getOrDefault(hall, new TreeMap<>()).values())
      for (Entry entry : entries.values())
        for (long seq = entry.seq(); seq <= entry.lastSeq(); seq++)
          keys.add(hall + "/" + entry.incarnation() + "/" + seq);
    return keys;
  }
}
