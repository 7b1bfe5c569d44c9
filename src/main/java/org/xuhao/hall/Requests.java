package org.xuhao.hall;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/**
 * What was accepted lately, so that the same request or a double press gets the first answer again
 * and nothing happens twice. Immutable. Source: rules of the hall, section 2.
 *
 * @param byId accepted entries by request id
 * @param byAge the same request ids in the order they were accepted
 * @param presses the latest entry asked at each window, by the window's number in words
 */
record Requests(
    TreePMap<String, Kept> byId,
    TreePMap<Long, String> byAge,
    TreePMap<String, Entry> presses,
    long count) {

  /** How long a request id is known. Source: rules of the hall, section 2. */
  static final Duration KEPT = Duration.ofDays(2);

  /**
   * Within this time the same command at a window, with nothing else asked there in between, is one
   * press. Source: same.
   */
  static final Duration DOUBLE_PRESS = Duration.ofMillis(800);

  /** Bound on kept requests: some four busy days of a large hall; the oldest go first. */
  static final int KEPT_MAX = 50_000;

  static final Requests NONE =
      new Requests(TreePMap.empty(), TreePMap.empty(), TreePMap.empty(), 0);

  /** Puts together what {@link #oldestFirst} took apart. */
  static Requests of(List<Kept> oldestFirst, TreePMap<String, Entry> presses, long count) {
    var ids = new TreeMap<String, Kept>();
    var ages = new TreeMap<Long, String>();
    long age = count - oldestFirst.size();
    for (Kept kept : oldestFirst) {
      ids.put(kept.request(), kept);
      ages.put(age++, kept.request());
    }
    return new Requests(TreePMap.fromSortedMap(ids), TreePMap.fromSortedMap(ages), presses, count);
  }

  /** All that is kept, in the order it was accepted; the last has the age {@code count - 1}. */
  List<Kept> oldestFirst() {
    var all = new ArrayList<Kept>(byAge.size());
    for (String id : byAge.values()) {
      Kept kept = byId.get(id);
      if (kept == null) throw new IllegalStateException("request " + id + " has an age only");
      all.add(kept);
    }
    return all;
  }

  /** The latest {@code most} calls, oldest first. */
  List<Entry> latestCalls(int most) {
    var latest = new ArrayDeque<Entry>();
    for (long age = count - 1; latest.size() < most; age--) {
      String id = byAge.get(age);
      Kept kept = id == null ? null : byId.get(id);
      if (kept == null) break;
      if (Command.Calling.isText(kept.command())) latest.addFirst(kept.entry());
    }
    return List.copyOf(latest);
  }

  /** Equal where the same is kept, whether it was read out of its text or not. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Requests requests
        && count == requests.count
        && byAge.equals(requests.byAge)
        && presses.equals(requests.presses)
        && entries().equals(requests.entries());
  }

  @Override
  public int hashCode() {
    return Long.hashCode(count);
  }

  private List<Entry> entries() {
    return oldestFirst().stream().map(Kept::entry).toList();
  }

  Optional<Entry> byId(String request) {
    return Optional.ofNullable(byId.get(request)).map(Kept::entry);
  }

  Optional<Entry> pressed(Command command, Instant at) {
    if (!(command instanceof Command.AtWindow c)) return Optional.empty();
    return Optional.ofNullable(presses.get(c.window().toString()))
        .filter(last -> last.command().equals(command.toString()))
        .filter(last -> last.at().plus(DOUBLE_PRESS).isAfter(at));
  }

  Requests remember(Entry entry) {
    var ids = byId.plus(entry.request(), entry);
    var ages = byAge.plus(count, entry.request());
    while (ages.size() > KEPT_MAX || isForgotten(ids.get(ages.firstEntry().getValue()), entry)) {
      ids = ids.minus(ages.firstEntry().getValue());
      ages = ages.minusFirstEntry();
    }
    return new Requests(ids, ages, pressesWith(entry), count + 1);
  }

  private static boolean isForgotten(@Nullable Kept old, Entry now) {
    return old != null && old.at().plus(KEPT).isBefore(now.at());
  }

  private TreePMap<String, Entry> pressesWith(Entry entry) {
    int mark = entry.command().indexOf(Command.AtWindow.MARK);
    if (mark < 0) return presses;
    int from = mark + Command.AtWindow.MARK.length();
    int to = from;
    while (Character.isDigit(entry.command().charAt(to))) to++;
    return presses.plus(entry.command().substring(from, to), entry);
  }
}
