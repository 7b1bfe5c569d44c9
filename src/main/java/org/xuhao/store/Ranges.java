package org.xuhao.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A set of numbers from 1 on as ranges, kept apart and joined where they touch. */
final class Ranges {

  /** First number → last number. */
  private final TreeMap<Long, Long> ends = new TreeMap<>();

  void add(long from, long to) {
    long first = from;
    long last = to;
    Map.Entry<Long, Long> before = ends.floorEntry(from);
    if (before != null && before.getValue() >= from - 1) first = before.getKey();
    for (var next = ends.ceilingEntry(first);
        next != null && next.getKey() <= last + 1;
        next = ends.ceilingEntry(first)) {
      last = Math.max(last, next.getValue());
      ends.remove(next.getKey());
    }
    ends.put(first, last);
  }

  void remove(long from, long to) {
    for (Range cut : within(from, to)) {
      Map.Entry<Long, Long> whole = ends.floorEntry(cut.from());
      ends.remove(whole.getKey());
      if (whole.getKey() < cut.from()) ends.put(whole.getKey(), cut.from() - 1);
      if (whole.getValue() > cut.to()) ends.put(cut.to() + 1, whole.getValue());
    }
  }

  boolean isEmpty() {
    return ends.isEmpty();
  }

  boolean holds(long number) {
    return reach(number) >= number;
  }

  /** The largest number; 0: there is none. */
  long last() {
    return ends.isEmpty() ? 0 : ends.lastEntry().getValue();
  }

  /** The last number up to which all from {@code from} on are in; one less when it is not. */
  long reach(long from) {
    Map.Entry<Long, Long> range = ends.floorEntry(from);
    return range == null || range.getValue() < from ? from - 1 : range.getValue();
  }

  List<Range> all() {
    List<Range> all = new ArrayList<>();
    ends.forEach((from, to) -> all.add(new Range(from, to)));
    return all;
  }

  /** What of {@code from} to {@code to} is in. */
  List<Range> within(long from, long to) {
    List<Range> found = new ArrayList<>();
    Map.Entry<Long, Long> before = ends.floorEntry(from);
    long first = before == null ? from : before.getKey();
    for (var range : ends.subMap(first, true, Math.max(first, to), true).entrySet()) {
      long start = Math.max(from, range.getKey());
      long end = Math.min(to, range.getValue());
      if (start <= end) found.add(new Range(start, end));
    }
    return found;
  }

  /** What of {@code from} to {@code to} is not in. */
  List<Range> missing(long from, long to) {
    List<Range> missing = new ArrayList<>();
    long next = from;
    for (Range in : within(from, to)) {
      if (in.from() > next) missing.add(new Range(next, in.from() - 1));
      next = in.to() + 1;
    }
    if (next <= to) missing.add(new Range(next, to));
    return missing;
  }
}
