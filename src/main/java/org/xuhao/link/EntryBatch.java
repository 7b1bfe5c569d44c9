package org.xuhao.link;

import java.util.List;
import org.xuhao.hall.Entry;

/** Entries of one journal, without a gap between {@code from} and {@code to}. */
public record EntryBatch(String hall, String incarnation, long from, long to, List<Entry> entries) {
  public EntryBatch {
    entries = List.copyOf(entries);
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
