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
  private long nextNumber = 1;
  private long segments;
  private long entries;
  private long events;
  private long cutBytes;
  private @Nullable JournalPoint after;
  private List<String> passedOver = List.of();
  private @Nullable String lastIncarnation;
  private long lastSeq;

  Chain(Disk disk, String hall, Sink sink) {
    this.disk = disk;
    this.hall = hall;
    this.sink = sink;
  }

  /** Told in {@link #found}. */
  void passedOver(List<String> snapshots) {
    passedOver = snapshots;
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
    long due = 1;
    for (long number : numbers) {
      if (number != due) throw new JournalDamaged(Segment.file(due), 0, "this segment is missing");
      due++;
      if (number < nextNumber) continue;
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
    long seq = first ? lastSeq + 1 : head.firstSeq;
    for (Frame frame = reader.next(file.size()); frame != null; frame = reader.next(file.size())) {
      follow(head, frame, seq);
      seq = frame.lastSeq() + 1;
      end = frame.end();
    }
    end = reader.at();
    end(file, reader, name, isLast);
    return true;
  }

  private void check(Segment head, String name, long number) throws JournalTrouble {
    if (!head.hall.equals(hall)) throw JournalForeign.ofHall(name, head.hall, hall);
    if (head.number != number)
      throw new JournalDamaged(name, 0, "it calls itself segment " + head.number);
    if (!Arrays.equals(head.previous, hash))
      throw new JournalDamaged(name, 0, "it does not continue the segment before");
    long first = head.incarnation.equals(lastIncarnation) ? lastSeq + 1 : 1;
    if (head.firstSeq != first)
      throw new JournalDamaged(name, 0, "it begins at event " + head.firstSeq + ", not " + first);
  }

  private void follow(Segment head, Frame frame, long seq) throws JournalTrouble {
    String name = head.file();
    if (!Arrays.equals(frame.previous, hash))
      throw new JournalDamaged(name, frame.offset, "the record does not follow the one before");
    if (frame.seq != seq || frame.events < 1)
      throw new JournalDamaged(name, frame.offset, "event " + seq + " is not there");
    sink.take(head, frame);
    hash = frame.hash();
    lastIncarnation = head.incarnation;
    lastSeq = frame.lastSeq();
    entries++;
    events += frame.events;
  }

  /** Tells a torn end, which never counted, from damage to what did. */
  private void end(Disk.File file, FrameReader reader, String name, boolean isLast)
      throws IOException, JournalDamaged {
    long size = file.size();
    if (!isLast) {
      if (end != size) throw new JournalDamaged(name, end, "no whole record here, yet more follow");
      return;
    }
    long used = reader.lastUsed(end, size);
    if (used == end) return;
    long later = reader.laterBatch(end, used);
    if (later >= 0) throw new JournalDamaged(name, end, "a later batch is whole at byte " + later);
    cutBytes = used - end;
  }
}
