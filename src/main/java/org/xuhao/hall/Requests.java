package org.xuhao.hall;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
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
    TreePMap<String, Entry> byId,
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

  Optional<Entry> byId(String request) {
    return Optional.ofNullable(byId.get(request));
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

  private static boolean isForgotten(@Nullable Entry old, Entry now) {
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
