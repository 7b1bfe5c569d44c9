package org.xuhao.journal;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.Entry;
import org.xuhao.journal.Journal.Mark;

/**
 * Reads entries in order beside the writer, and only what has been forced. Used from one thread.
 */
public final class JournalReader implements AutoCloseable {
  private final Disk disk;
  private final Supplier<Mark> mark;
  private long number;
  private long at;
  private @Nullable Segment segment;
  private Disk.@Nullable File file;
  private @Nullable FrameReader frames;

  JournalReader(Disk disk, Supplier<Mark> mark, long number, long at) {
    this.disk = disk;
    this.mark = mark;
    this.number = number;
    this.at = Math.max(at, Segment.HEAD_BYTES);
  }

  /** Reads a journal that nobody writes, up to the end it has now. */
  public static JournalReader ofClosed(Disk disk, String hall) throws JournalTrouble {
    try {
      var chain = new Chain(disk, hall, (segment, frame) -> {});
      chain.walk();
      Segment last = chain.segment();
      var end = new Mark(last == null ? 0 : last.number, chain.end());
      return new JournalReader(disk, () -> end, 1, 0);
    } catch (IOException e) {
      throw new JournalUnreadable(disk.name(), e);
    }
  }

  /**
   * Reads on from before the first entry of {@code day}, also beside the writer, up to the end that
   * the journal has now. Only the entries that are read are checked, by their CRC.
   */
  public static JournalReader ofDay(Disk disk, LocalDate day) throws JournalTrouble {
    try {
      List<Long> numbers = Segment.numbers(disk);
      int from = 0;
      int to = numbers.size();
      // Days never go back, so the first entries of the segments are in order.
      while (to - from > 1) {
        int middle = (from + to) / 2;
        if (firstDay(disk, numbers.get(middle)).filter(first -> first.isBefore(day)).isPresent())
          from = middle;
        else to = middle;
      }
      Mark end = numbers.isEmpty() ? new Mark(0, 0) : endNow(disk, numbers.getLast());
      return new JournalReader(disk, () -> end, numbers.isEmpty() ? 1 : numbers.get(from), 0);
    } catch (IOException e) {
      throw new JournalUnreadable(disk.name(), e);
    }
  }

  /** The day of a segment's first entry; empty where there is none yet. */
  private static Optional<LocalDate> firstDay(Disk disk, long number)
      throws IOException, JournalTrouble {
    String name = Segment.file(number);
    try (Disk.File file = disk.open(name)) {
      Segment head = Segment.read(file, name);
      if (head == null) return Optional.empty();
      Frame frame = new FrameReader(file, Segment.HEAD_BYTES).next(file.size());
      return frame == null ? Optional.empty() : Optional.of(Journal.entry(head, frame).day());
    }
  }

  /** How far the last segment holds whole entries; one that has none does not count. */
  private static Mark endNow(Disk disk, long number) throws IOException, JournalTrouble {
    String name = Segment.file(number);
    try (Disk.File file = disk.open(name)) {
      if (Segment.read(file, name) == null) return new Mark(number - 1, Long.MAX_VALUE);
      var frames = new FrameReader(file, Segment.HEAD_BYTES);
      @Nullable Frame frame = frames.next(file.size());
      while (frame != null) frame = frames.next(file.size());
      return new Mark(number, frames.at());
    }
  }

  /**
   * How much of each file holds whole entries, by file name and in bytes, rising: what a copy
   * beside the writer needs, and all of it. A file only ever grows behind that, by whole entries.
   */
  public static SortedMap<String, Long> wholeFiles(Disk disk) throws JournalTrouble {
    try {
      var files = new TreeMap<String, Long>();
      List<Long> numbers = Segment.numbers(disk);
      for (long number : numbers) {
        String name = Segment.file(number);
        boolean last = number == numbers.getLast();
        Mark end = last ? endNow(disk, number) : new Mark(number, 0);
        if (end.segment() != number) continue;
        try (Disk.File file = disk.open(name)) {
          files.put(name, last ? end.end() : file.size());
        }
      }
      return files;
    } catch (IOException e) {
      throw new JournalUnreadable(disk.name(), e);
    }
  }

  static Optional<JournalReader> after(Disk disk, Supplier<Mark> mark, Position position)
      throws JournalTrouble {
    return find(disk, mark, position)
        .filter(place -> place.frame.lastSeq() == position.seq())
        .map(place -> new JournalReader(disk, mark, place.segment.number, place.frame.end()));
  }

  /** The entry that holds this event, wherever this reader stands; empty: there is none. */
  public Optional<Entry> entry(Position position) throws JournalTrouble {
    Place place = find(disk, mark, position).orElse(null);
    return place == null
        ? Optional.empty()
        : Optional.of(Journal.entry(place.segment, place.frame));
  }

  /** Whether the journal holds this event, wherever this reader stands. */
  public boolean holds(Position position) throws JournalTrouble {
    return find(disk, mark, position).isPresent();
  }

  /** Where an entry stands. */
  private record Place(Segment segment, Frame frame) {}

  private static Optional<Place> find(Disk disk, Supplier<Mark> mark, Position position)
      throws JournalTrouble {
    try {
      long last = mark.get().segment();
      for (long number = last; number >= 1; number--) {
        try (Disk.File file = disk.open(Segment.file(number))) {
          Segment head = Segment.read(file, Segment.file(number));
          if (head == null) throw new JournalDamaged(Segment.file(number), 0, "no head");
          if (!head.incarnation.equals(position.incarnation())) continue;
          if (head.firstSeq > position.seq()) continue;
          Frame frame = frameOf(file, number, mark.get(), position);
          return Optional.ofNullable(frame).map(found -> new Place(head, found));
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new JournalUnreadable(disk.name(), e);
    }
  }

  /** The entry of {@code position} in this file; null: the file ends before. */
  private static @Nullable Frame frameOf(Disk.File file, long number, Mark mark, Position position)
      throws IOException {
    var frames = new FrameReader(file, Segment.HEAD_BYTES);
    long limit = number == mark.segment() ? mark.end() : file.size();
    Frame frame = frames.next(limit);
    while (frame != null && frame.lastSeq() < position.seq()) frame = frames.next(limit);
    return frame;
  }

  /** The next entries, at most {@code max}; empty when there is nothing new yet. */
  public List<Entry> next(int max) throws JournalTrouble {
    List<Entry> entries = new ArrayList<>();
    try {
      while (entries.size() < max) {
        Mark forced = mark.get();
        if (number > forced.segment()) break;
        FrameReader reader = open();
        boolean written = number == forced.segment();
        long limit = written ? Math.min(forced.end(), size()) : size();
        Frame frame = reader.next(limit);
        if (frame != null) entries.add(Journal.entry(head(), frame));
        else if (reader.at() != limit) throw damaged(reader.at());
        else if (written) break;
        else advance();
      }
      return entries;
    } catch (IOException e) {
      throw new JournalUnreadable(disk.name(), e);
    }
  }

  private FrameReader open() throws IOException, JournalTrouble {
    if (frames != null) return frames;
    String name = Segment.file(number);
    var opened = disk.open(name);
    file = opened;
    segment = Segment.read(opened, name);
    if (segment == null) throw damaged(0);
    frames = new FrameReader(opened, at);
    return frames;
  }

  private Segment head() {
    if (segment == null) throw new IllegalStateException("no segment is open");
    return segment;
  }

  private long size() throws IOException {
    return file == null ? 0 : file.size();
  }

  private JournalDamaged damaged(long offset) {
    return new JournalDamaged(Segment.file(number), offset, "what was forced cannot be read");
  }

  private void advance() throws IOException {
    close();
    number++;
    at = Segment.HEAD_BYTES;
  }

  @Override
  public void close() throws IOException {
    frames = null;
    if (file != null) file.close();
    file = null;
  }
}
