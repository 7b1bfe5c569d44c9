package org.xuhao.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.xuhao.journal.Position;

/**
 * The incarnations of one hall and the order in which they are folded, which follows from what has
 * come and never from the order in which it came.
 *
 * <p>An incarnation goes on from the one before where that one ended, and both are one line. One
 * that begins without a before (a lost disk), or goes on from the middle of another (an old disk
 * was started), has numbers of tickets and visits that were used already: it is a line of its own,
 * with rows of its own.
 */
final class Lineage {

  /** Between a hall and the incarnation that began a further line of it. */
  static final char LINE = '~';

  private static final Comparator<Incarnation> BY_START =
      Comparator.comparing((Incarnation i) -> i.startedAt == null ? Instant.MAX : i.startedAt)
          .thenComparing(i -> i.name);

  private final String hall;
  private final TreeMap<String, Incarnation> all = new TreeMap<>();

  /** Incarnations that follow each other without a break, and the name of their rows. */
  record Line(String key, List<Incarnation> chain) {}

  /** What can be folded next. */
  record Step(Incarnation of, String key, long from, long to) {}

  Lineage(String hall) {
    this.hall = hall;
  }

  String hall() {
    return hall;
  }

  Collection<Incarnation> all() {
    return all.values();
  }

  Incarnation of(String name) {
    return all.computeIfAbsent(name, Incarnation::new);
  }

  /** The incarnation that goes on where {@code from} ends, by the name of {@code from}. */
  private Map<String, Incarnation> heirs() {
    var heirs = new HashMap<String, Incarnation>();
    for (Incarnation next : all.values().stream().sorted(BY_START).toList()) {
      Position before = next.previous;
      if (before == null || before.incarnation().equals(next.name)) continue;
      if (of(before.incarnation()).heard.last() <= before.seq())
        heirs.putIfAbsent(before.incarnation(), next);
    }
    return heirs;
  }

  List<Line> lines() {
    for (Incarnation each : List.copyOf(all.values()))
      if (each.previous != null) of(each.previous.incarnation());
    Map<String, Incarnation> heirs = heirs();
    var behind = new HashSet<Incarnation>(heirs.values());
    List<List<Incarnation>> chains = new ArrayList<>();
    for (Incarnation head : all.values())
      if (!behind.contains(head)) chains.add(chain(head, heirs));
    // A fork never takes the hall's own name, whatever its clock said.
    chains.sort(
        Comparator.comparing((List<Incarnation> chain) -> chain.getFirst().previous != null)
            .thenComparing(chain -> chain.stream().min(BY_START).orElseThrow(), BY_START));
    List<Line> lines = new ArrayList<>();
    for (List<Incarnation> chain : chains) {
      String key = lines.isEmpty() ? hall : hall + LINE + chain.getFirst().name;
      lines.add(new Line(key, chain));
    }
    return lines;
  }

  private static List<Incarnation> chain(Incarnation head, Map<String, Incarnation> heirs) {
    List<Incarnation> chain = new ArrayList<>();
    for (@Nullable Incarnation next = head; next != null; next = heirs.get(next.name))
      chain.add(next);
    return chain;
  }

  /** Whether what is folded stands in other lines, or came too early, by what is known now. */
  static boolean contradicts(List<Line> lines) {
    for (Line line : lines) {
      boolean open = false;
      for (int i = 0; i < line.chain.size(); i++) {
        Incarnation each = line.chain.get(i);
        if (each.folded > 0 && (open || !line.key.equals(each.line))) return true;
        open |= !isWhole(line.chain, i);
      }
    }
    return false;
  }

  /** Whether the one behind it may be folded. */
  private static boolean isWhole(List<Incarnation> chain, int i) {
    if (i + 1 == chain.size()) return false;
    Position end = chain.get(i + 1).previous;
    return end != null && chain.get(i).folded >= end.seq();
  }

  /** The next events that can be folded into {@code line}; null: none. */
  static @Nullable Step next(Line line) {
    for (int i = 0; i < line.chain.size(); i++) {
      Incarnation each = line.chain.get(i);
      long reach = each.reach(each.folded + 1);
      if (reach > each.folded) return new Step(each, line.key, each.folded + 1, reach);
      if (!isWhole(line.chain, i)) return null;
    }
    return null;
  }

  /** What is known to have happened and has neither come nor been given up. */
  Map<Incarnation, List<Range>> missing() {
    var ends = new HashMap<String, Long>();
    for (Incarnation each : all.values())
      if (each.previous != null)
        ends.merge(each.previous.incarnation(), each.previous.seq(), Math::max);
    var missing = new HashMap<Incarnation, List<Range>>();
    for (Incarnation each : List.copyOf(all.values())) {
      long end = Math.max(each.heard.last(), ends.getOrDefault(each.name, 0L));
      List<Range> open = new ArrayList<>();
      for (Range range : each.heard.missing(1, end))
        open.addAll(each.lost.missing(range.from(), range.to()));
      if (!open.isEmpty()) missing.put(each, open);
    }
    return missing;
  }
}
