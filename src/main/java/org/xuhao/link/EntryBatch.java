package org.xuhao.link;

import java.util.List;
import org.xuhao.hall.Entry;

/**
 * Entries of one journal, without a gap between {@code from} and {@code to}. Throws
 * IllegalArgumentException where it is something else.
 */
public record EntryBatch(String hall, String incarnation, long from, long to, List<Entry> entries) {
  /** Names of events have 18 digits. */
  private static final long SEQ_MAX = 999_999_999_999_999_999L;

  public EntryBatch {
    entries = List.copyOf(entries);
    long next = new Key(hall, incarnation, from).seq();
    for (Entry entry : entries) {
      if (!entry.hall().equals(hall) || !entry.incarnation().equals(incarnation))
        throw new IllegalArgumentException("of " + entry.hall() + "/" + entry.incarnation());
      if (entry.seq() != next || next > SEQ_MAX)
        throw new IllegalArgumentException(entry.seq() + " where " + next + " was due");
      next = entry.lastSeq() + 1;
    }
    if (entries.isEmpty() || next - 1 != to)
      throw new IllegalArgumentException("it ends at " + (next - 1) + " and not at " + to);
  }

  static EntryBatch of(List<Entry> entries) {
    Entry first = entries.getFirst();
    return new EntryBatch(
        first.hall(), first.incarnation(), first.seq(), entries.getLast().lastSeq(), entries);
  }

  /** Its events numbered {@code first} to {@code last}, of which it has some. */
  EntryBatch part(long first, long last) {
    return of(
        entries.stream()
            .filter(entry -> entry.lastSeq() >= first && entry.seq() <= last)
            .map(entry -> entry.part(first, last))
            .toList());
  }

  /** The same whenever these entries are sent. */
  String id() {
    return hall + "/" + incarnation + "/" + from + "-" + to;
  }
}
