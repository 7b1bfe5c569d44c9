package org.xuhao.journal;

import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A walk along all segments, record by record, that checks everything there is to check: heads,
 * CRCs, that each record continues the one before, that numbers are dense, and that only the end of
 * the last segment is torn.
 */
final class Chain {

  /** Takes each good record; {@code segment} is the one it stands in. */
  interface Sink {
    void take(Segment segment, Frame frame) throws JournalTrouble;
  }

  private final Disk disk;
  private final String hall;
  private final Sink sink;

  private byte[] hash = new byte[Frame.HASH_BYTES];
  private @Nullable Segment segment;
  private long end;

  /** The number that the next event must have. */
  private long due;

  private long nextNumber = 1;
  private long segments;
  private long entries;
  private long events;
  private long cutBytes;
  private @Nullable JournalPoint after;
  private List<String> passedOver = List.of();
  private @Nullable String lastIncarnation;
  private long lastSeq;
  private long limitSegment = Long.MAX_VALUE;
  private long limitEnd = Long.MAX_VALUE;

  Chain(Disk disk, String hall, Sink sink) {
    this.disk = disk;
    this.hall = hall;
    this.sink = sink;
  }

  /** Told in {@link #found}. */
  void passedOver(List<String> snapshots) {
    passedOver = snapshots;
  }

  /** Lets {@link #walk} end where {@code mark} says, which was on disk for certain. */
  void upTo(Journal.Mark mark) {
    limitSegment = mark.segment();
    limitEnd = mark.end();
  }

  /** Lets {@link #walk} begin behind a record, which must stand where {@code point} says. */
  void beginAfter(JournalPoint point) throws SnapshotUseless {
    String name = Segment.file(point.segment());
    try (Disk.File file = disk.open(name)) {
      Segment head = Segment.read(file, name);
      Frame frame = new FrameReader(file, point.recordAt()).next(file.size());
      if (head == null || frame == null || !isThere(head, frame, point))
        throw new SnapshotUseless("it does not belong to this journal");
      hash = frame.hash();
      end = frame.end();
    } catch (IOException | JournalForeign e) {
      throw new SnapshotUseless("it does not belong to this journal", e);
    }
    after = point;
    nextNumber = point.segment();
    lastIncarnation = point.last().incarnation();
    lastSeq = point.last().seq();
  }

  private boolean isThere(Segment head, Frame frame, JournalPoint point) {
    return head.hall.equals(hall)
        && head.incarnation.equals(point.last().incarnation())
        && frame.lastSeq() == point.last().seq()
        && HexFormat.of().formatHex(frame.hash()).equals(point.hash());
  }

  /** Walks to the end; {@link #found} holds also after a throw, up to the bad place. */
  void walk() throws IOException, JournalTrouble {
    List<Long> numbers = Segment.numbers(disk);
    long there = 1;
    for (long number : numbers) {
      if (number != there)
        throw new JournalDamaged(Segment.file(there), 0, "this segment is missing");
      there++;
      if (number < nextNumber) continue;
      if (number > limitSegment) return;
      boolean isLast = number == numbers.getLast();
      try (Disk.File file = disk.open(Segment.file(number))) {
        if (walk(file, number, isLast)) nextNumber++;
      }
    }
  }

  Found found() {
    Optional<Position> last =
        Optional.ofNullable(lastIncarnation).map(name -> new Position(name, lastSeq));
    Optional<Position> snapshot = Optional.ofNullable(after).map(JournalPoint::last);
    return new Found(segments, entries, events, cutBytes, last, snapshot, List.copyOf(passedOver));
  }

  /** SHA-256 of the last good record. */
  byte[] hash() {
    return hash;
  }

  /** The last segment with a head, in which {@link #end} is the end of the good records. */
  @Nullable Segment segment() {
    return segment;
  }

  long end() {
    return end;
  }

  /** What the next segment must be called; the file may exist without a head. */
  long nextNumber() {
    return nextNumber;
  }

  /** False when the file is the last and was never finished, so that its number is free. */
  private boolean walk(Disk.File file, long number, boolean isLast)
      throws IOException, JournalTrouble {
    String name = Segment.file(number);
    Segment head = Segment.read(file, name);
    boolean first = after != null && after.segment() == number;
    var reader = new FrameReader(file, first ? end : Segment.HEAD_BYTES);
    if (head == null) {
      if (!isLast || reader.laterBatch(0, file.size()) >= 0)
        throw new JournalDamaged(name, 0, "its head cannot be read");
      return false;
    }
    if (!first) check(head, name, number);
    segment = head;
    segments++;
    due = first ? lastSeq + 1 : head.firstSeq;
    do followAll(head, file, reader);
    while (number == limitSegment ? isShort(name) : goesOn(file, reader, name, isLast));
    return true;
  }

  private void followAll(Segment head, Disk.File file, FrameReader reader)
      throws IOException, JournalTrouble {
    for (Frame frame = reader.next(limit(file, head)); frame != null; ) {
      follow(head, frame);
      end = frame.end();
      frame = reader.next(limit(file, head));
    }
    end = reader.at();
  }

  private long limit(Disk.File file, Segment head) throws IOException {
    return head.number == limitSegment ? Math.min(limitEnd, file.size()) : file.size();
  }

  private boolean isShort(String name) throws JournalDamaged {
    if (end == limitEnd) return false;
    throw new JournalDamaged(name, end, "what was forced cannot be read");
  }

  private void check(Segment head, String name, long number) throws JournalTrouble {
    if (!head.hall.equals(hall)) throw JournalForeign.ofHall(name, head.hall, hall);
    if (head.number != number)
      throw new JournalDamaged(name, 0, "it calls itself segment " + head.number);
    if (!Arrays.equals(head.previous, hash))
      throw new JournalDamaged(name, 0, "it does not continue the segment before");
    long first = head.incarnation.equals(lastIncarnation) ? lastSeq + 1 : 1;
    // The first may be that of a hall whose beginning nobody kept; see Journal.goOn.
    if (head.firstSeq != first && number != 1)
      throw new JournalDamaged(name, 0, "it begins at event " + head.firstSeq + ", not " + first);
  }

  private void follow(Segment head, Frame frame) throws JournalTrouble {
    String name = head.file();
    if (frame.seq != due || frame.events < 1)
      throw new JournalDamaged(name, frame.offset, "event " + due + " is not there");
    if (!Arrays.equals(frame.previous, hash))
      throw new JournalDamaged(name, frame.offset, "the record does not follow the one before");
    sink.take(head, frame);
    hash = frame.hash();
    lastIncarnation = head.incarnation;
    lastSeq = frame.lastSeq();
    due = lastSeq + 1;
    entries++;
    events += frame.events;
  }

  /**
   * Tells a torn end, which never counted, from damage to what did. True: a writer has gone on
   * since, and more can be followed.
   */
  private boolean goesOn(Disk.File file, FrameReader reader, String name, boolean isLast)
      throws IOException, JournalDamaged {
    long size = file.size();
    if (!isLast) {
      if (end != size) throw new JournalDamaged(name, end, "no whole record here, yet more follow");
      return false;
    }
    long used = reader.lastUsed(end, size);
    if (used == end) return false;
    if (isWholeNow(file, reader)) return true;
    long later = reader.laterBatch(end, used);
    // A later batch is written only after this place was forced: so now it is whole, or damaged.
    if (later >= 0 && isWholeNow(file, reader)) return true;
    if (later >= 0) throw new JournalDamaged(name, end, "a later batch is whole at byte " + later);
    cutBytes = used - end;
    return false;
  }

  private boolean isWholeNow(Disk.File file, FrameReader reader) throws IOException {
    reader.again(end);
    boolean whole = reader.next(file.size()) != null;
    reader.again(end);
    return whole;
  }
}
