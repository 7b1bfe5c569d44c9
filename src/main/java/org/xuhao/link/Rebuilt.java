package org.xuhao.link;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xuhao.hall.CaseEvent;
import org.xuhao.hall.DistrictEvent;
import org.xuhao.hall.Entry;
import org.xuhao.hall.Event;
import org.xuhao.journal.Disk;
import org.xuhao.journal.Journal;
import org.xuhao.journal.JournalTrouble;
import org.xuhao.journal.JournalUnwritable;
import org.xuhao.journal.Position;

/**
 * A journal made of a hall's entries as they come back from the district: each once, in the order
 * in which the hall wrote them, however they come. What does not go on from what is there waits for
 * what is missing.
 */
final class Rebuilt implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Rebuilt.class);

  /** When so much waits and nothing was begun, the beginning is not in the stream any more. */
  private static final int WAITING_MAX = 4_096;

  private final String hall;
  private final Disk disk;
  private final Shelf shelf;
  private final Map<String, TreeMap<Long, Entry>> waiting = new HashMap<>();

  /** The last number of each incarnation that was written. */
  private final Map<String, Long> written = new HashMap<>();

  private final List<Entry> ready = new ArrayList<>();
  private @Nullable Position last;
  private @Nullable Journal journal;
  private long entries;
  private int waits;
  private boolean newer;
  private Past.@Nullable End end;

  /** Begins an empty journal. */
  Rebuilt(String hall, Disk disk, Shelf shelf) {
    this.hall = hall;
    this.disk = disk;
    this.shelf = shelf;
  }

  /** Goes on with a journal that holds {@code end} as its last. */
  Rebuilt(String hall, Disk disk, Shelf shelf, Past.End end) {
    this(hall, disk, shelf);
    this.end = end;
    last = end.last();
    written.put(last.incarnation(), last.seq());
  }

  /** How many entries the journal has. */
  long entries() {
    return entries;
  }

  /** How many have come and do not go on from what is there. */
  long aside() {
    return waits;
  }

  /** Whether a newer release wrote some of it: no journal is made of what is not understood. */
  boolean isNewer() {
    return newer;
  }

  /** Takes one message of the stream; one that is not understood is passed over. */
  void take(byte[] message) throws IOException, JournalTrouble {
    try {
      take(Message.entries(message));
    } catch (Message.Wrong e) {
      LOG.warn("A part of this hall's past is not understood", e);
    }
  }

  /** Takes some entries, wherever they stand. */
  void take(EntryBatch batch) throws IOException, JournalTrouble {
    if (!batch.hall().equals(hall)) return;
    for (Entry entry : batch.entries()) {
      if (isThere(entry)) continue;
      newer |= entry.events().stream().anyMatch(DistrictEvent.Newer.class::isInstance);
      if (newer) return;
      if (entry.lastSeq() <= written.getOrDefault(entry.incarnation(), 0L)) continue;
      var of = waiting.computeIfAbsent(entry.incarnation(), name -> new TreeMap<>());
      if (of.putIfAbsent(entry.seq(), entry) == null) waits++;
    }
    goOn();
    if (last == null && waits > WAITING_MAX) beginLate();
  }

  /** Hall time never goes back, so what is older than the end of the journal is in it. */
  private boolean isThere(Entry entry) {
    Past.End from = end;
    return from != null
        && !entry.incarnation().equals(from.last().incarnation())
        && !entry.at().isAfter(from.at());
  }

  /** All has come. */
  void end() throws IOException, JournalTrouble {
    if (last == null && waits > 0) beginLate();
    if (waits > 0) LOG.warn("{} entries of this hall's past do not go on from the others", waits);
  }

  private void goOn() throws IOException, JournalTrouble {
    for (var next = next(); next.isPresent(); next = next()) write(next.get());
    flush();
  }

  private Optional<Entry> next() {
    Position now = last;
    if (now != null) {
      var same = waiting.get(now.incarnation());
      var next = same == null ? null : same.floorEntry(now.seq() + 1);
      if (next != null && next.getValue().lastSeq() > now.seq())
        return Optional.of(next.getValue().part(now.seq() + 1, Long.MAX_VALUE));
    }
    String before = now == null ? "" : now.toString();
    for (var of : waiting.values()) {
      Entry first = of.isEmpty() ? null : of.get(1L);
      if (first == null || !(first.events().getFirst() instanceof Event.Started e)) continue;
      if (e.previous().equals(before)) return Optional.of(first);
    }
    return Optional.empty();
  }

  private void write(Entry entry) throws IOException, JournalTrouble {
    Position now = last;
    if (journal == null || now == null || !now.incarnation().equals(entry.incarnation())) {
      close();
      journal = Journal.goOn(disk, hall, new Position(entry.incarnation(), entry.seq() - 1));
    }
    var of = waiting.getOrDefault(entry.incarnation(), new TreeMap<>());
    var over = of.headMap(entry.seq(), true);
    waits -= over.size();
    over.clear();
    ready.add(filled(entry));
    last = new Position(entry.incarnation(), entry.lastSeq());
    written.put(entry.incarnation(), entry.lastSeq());
  }

  private void flush() throws IOException {
    Journal open = journal;
    if (open == null || ready.isEmpty()) return;
    try {
      open.append(ready);
    } catch (JournalUnwritable e) {
      throw new IOException(e.getMessage(), e);
    }
    entries += ready.size();
    ready.clear();
  }

  /** A stream keeps some weeks: the oldest business day that is whole becomes the first one. */
  private void beginLate() throws IOException, JournalTrouble {
    Entry oldest = null;
    for (var of : waiting.values())
      for (Entry entry : of.values())
        if (opening(entry) >= 0 && (oldest == null || entry.at().isBefore(oldest.at())))
          oldest = entry;
    if (oldest == null) return;
    LOG.info("The district has this hall's past from {} on", oldest.day());
    // The same entry may have closed the day before, which nobody has.
    last = new Position(oldest.incarnation(), oldest.seq() + opening(oldest) - 1);
    goOn();
  }

  /** Which of its events opens a business day; -1: none. */
  private static int opening(Entry entry) {
    for (int i = 0; i < entry.events().size(); i++)
      if (entry.events().get(i) instanceof Event.DayOpened) return i;
    return -1;
  }

  /** With what the halls know of its cases, which the tables are not told. */
  private Entry filled(Entry entry) {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < entry.events().size(); i++) {
      var key = new Key(entry.hall(), entry.incarnation(), entry.seq() + i);
      Event event = entry.events().get(i);
      events.add(
          event instanceof CaseEvent e
              ? shelf.fact(e.file(), key).flatMap(CaseFact::event).orElse(event)
              : event);
    }
    return entry.with(events);
  }

  @Override
  public void close() throws IOException {
    flush();
    Journal open = journal;
    journal = null;
    try {
      if (open != null) open.close();
    } catch (JournalUnwritable e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
