package org.xuhao.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.xuhao.hall.Entry;
import org.xuhao.hall.Event;
import org.xuhao.journal.Position;

/**
 * A part of one hall's journal, whole from {@code from} to {@code to}.
 *
 * @param entries in order, without a gap; the first and the last may be parts of an entry. Personal
 *     free text is not in them.
 */
public record Batch(String hall, String incarnation, long from, long to, List<Entry> entries) {
  public Batch {
    entries = List.copyOf(entries);
    if (hall.isEmpty() || hall.length() > 200) throw new IllegalArgumentException("hall " + hall);
    long next = new Position(incarnation, from).seq();
    if (from < 1) throw new IllegalArgumentException("from " + from);
    for (Entry entry : entries) {
      if (!entry.hall().equals(hall) || !entry.incarnation().equals(incarnation))
        throw new IllegalArgumentException("of " + entry.hall() + "/" + entry.incarnation());
      if (entry.seq() != next)
        throw new IllegalArgumentException(entry.seq() + " where " + next + " was due");
      next = entry.lastSeq() + 1;
    }
    if (entries.isEmpty() || next - 1 != to)
      throw new IllegalArgumentException("it ends at " + (next - 1) + " and not at " + to);
  }

  /** Of the entries of one incarnation that stand side by side. */
  public static Batch of(List<Entry> entries) {
    Entry first = entries.getFirst();
    long to = entries.getLast().lastSeq();
    return new Batch(first.hall(), first.incarnation(), first.seq(), to, entries);
  }

  /** What it says of {@code from} to {@code to}, which it holds. */
  Batch part(long from, long to) {
    if (from == this.from && to == this.to) return this;
    List<Entry> parts = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry.lastSeq() < from || entry.seq() > to) continue;
      parts.add(entry.part(from, to));
    }
    return new Batch(hall, incarnation, from, to, parts);
  }

  /** Each event as an entry of its own. */
  List<Entry> events() {
    List<Entry> events = new ArrayList<>();
    for (Entry entry : entries)
      for (long seq = entry.seq(); seq <= entry.lastSeq(); seq++) events.add(entry.part(seq, seq));
    return events;
  }

  /** The same with what stands right behind it. */
  Batch and(Batch next) {
    var all = new ArrayList<Entry>(entries);
    all.addAll(next.entries);
    return new Batch(hall, incarnation, from, next.to, all);
  }

  /** What the journal says of its own beginning, where this is the beginning. */
  Optional<Event.Started> started() {
    if (from != 1 || !(entries.getFirst().events().getFirst() instanceof Event.Started started))
      return Optional.empty();
    return Optional.of(started);
  }
}
