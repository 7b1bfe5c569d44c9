package org.xuhao.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.Entry;
import org.xuhao.hall.Hall;
import org.xuhao.hall.Plan;

/**
 * The hall's memory: entries in order, on disk, through a power cut. One thread appends; any number
 * of {@link JournalReader}s follow on threads of their own.
 *
 * <p>Source of the format: docs/adr/0002-journal-first.md.
 */
public final class Journal implements AutoCloseable {

  /**
   * Size a segment is made with, 16 MiB: about three of the busiest days (12,000 events, 5 MB), so
   * that a disk filled by something else does not stop tickets today.
   */
  public static final int SEGMENT_BYTES = 16 << 20;

  /** Keeps a second process out. */
  private static final String LOCK = "lock";

  /** Zeros are written in pieces of this size. */
  private static final int ZEROS_BYTES = 256 << 10;

  /**
   * How far the journal is on disk for certain.
   *
   * @param segment number of the segment being written; 0 before the first
   */
  record Mark(long segment, long end) {}

  private final Disk disk;
  private final String hall;
  private final String incarnation;
  private final int segmentBytes;
  private final Closeable lock;
  private final Found found;

  private byte[] hash;
  private long nextNumber;
  private long nextSeq = 1;
  private Disk.@Nullable File file;
  private long size;

  /** End of what an append that failed may have left behind; 0: nothing to scrub. */
  private long dirtyEnd;

  /** Where the last record appended begins; 0 before the first of this incarnation. */
  private long recordAt;

  private volatile Mark mark;

  private Journal(
      Disk disk,
      String hall,
      String incarnation,
      int segmentBytes,
      Closeable lock,
      Chain chain,
      Mark mark) {
    this.disk = disk;
    this.hall = hall;
    this.incarnation = new Position(incarnation, 0).incarnation();
    this.segmentBytes = segmentBytes;
    this.lock = lock;
    this.found = chain.found();
    this.hash = chain.hash();
    this.nextNumber = chain.nextNumber();
    this.mark = mark;
  }

  /** Opens with segments of {@link #SEGMENT_BYTES}. */
  public static Journal open(Disk disk, String hall, String incarnation, Consumer<Entry> replay)
      throws JournalTrouble {
    return open(disk, hall, incarnation, SEGMENT_BYTES, replay);
  }

  /**
   * Reads everything there is into {@code replay}, cuts a torn end off, and makes what was read
   * last before it returns. The first segment of this incarnation is made by the first append.
   *
   * @param incarnation 16 hexadecimal digits, drawn anew at every opening
   */
  public static Journal open(
      Disk disk, String hall, String incarnation, int segmentBytes, Consumer<Entry> replay)
      throws JournalTrouble {
    return open(
        disk,
        hall,
        incarnation,
        segmentBytes,
        () -> {
          var chain =
              new Chain(disk, hall, (segment, frame) -> replay.accept(entry(segment, frame)));
          chain.walk();
          return chain;
        });
  }

  /**
   * Opens one that is being got back from elsewhere, to go on behind {@code before}. Only the first
   * segment of a journal may begin behind the first number of its incarnation: nobody has what was
   * before.
   */
  public static Journal goOn(Disk disk, String hall, Position before) throws JournalTrouble {
    Journal journal = open(disk, hall, before.incarnation(), entry -> {});
    journal.nextSeq = before.seq() + 1;
    return journal;
  }

  /** A journal that was opened, and the hall that it holds. */
  public record Opened(Journal journal, Hall hall) {}

  /** Opens with segments of {@link #SEGMENT_BYTES}. */
  public static Opened open(Disk disk, Plan plan, String incarnation, String release)
      throws JournalTrouble {
    return open(disk, plan, incarnation, release, SEGMENT_BYTES);
  }

  /**
   * Opens and gives the hall back: from the newest snapshot of this {@code release} that is good
   * and what follows it, or from everything there is.
   */
  public static Opened open(
      Disk disk, Plan plan, String incarnation, String release, int segmentBytes)
      throws JournalTrouble {
    var restart = new Restart(disk, plan, release);
    Journal journal = open(disk, plan.hall(), incarnation, segmentBytes, restart::walk);
    return new Opened(journal, restart.hall());
  }

  /** Reads a journal that is locked by then. */
  private interface Walk {
    Chain walk() throws IOException, JournalTrouble;
  }

  private static Journal open(
      Disk disk, String hall, String incarnation, int segmentBytes, Walk walk)
      throws JournalTrouble {
    Closeable lock = null;
    boolean open = false;
    try {
      lock = disk.lock(LOCK);
      Chain chain = walk.walk();
      Segment last = chain.segment();
      var mark = new Mark(last == null ? 0 : last.number, chain.end());
      if (last != null) seal(disk, last.file(), chain.end());
      var journal = new Journal(disk, hall, incarnation, segmentBytes, lock, chain, mark);
      open = true;
      return journal;
    } catch (IOException e) {
      throw new JournalUnreadable(disk.name(), e);
    } finally {
      if (!open) closeQuietly(lock);
    }
  }

  /** The hall whose journal lies on {@code disk}; empty where there is none. */
  public static Optional<String> hallOf(Disk disk) throws JournalTrouble {
    try {
      for (long number : Segment.numbers(disk))
        try (Disk.File file = disk.open(Segment.file(number))) {
          Segment head = Segment.read(file, Segment.file(number));
          if (head != null) return Optional.of(head.hall);
        }
      return Optional.empty();
    } catch (IOException e) {
      throw new JournalUnreadable(disk.name(), e);
    }
  }

  /** Walks the whole chain of a journal, also one in use, and changes nothing. */
  public static Verified verify(Disk disk, String hall) {
    return verify(disk, hall, link -> {});
  }

  /** The same; each record that follows is told to {@code links} before the next is looked at. */
  public static Verified verify(Disk disk, String hall, Link.Sink links) {
    var chain =
        new Chain(
            disk,
            hall,
            (segment, frame) -> {
              entry(segment, frame);
              links.take(Links.of(segment, frame));
            });
    try {
      chain.walk();
      return new Verified(chain.found(), Optional.empty());
    } catch (IOException e) {
      return new Verified(chain.found(), Optional.of(new JournalUnreadable(disk.name(), e)));
    } catch (JournalTrouble e) {
      return new Verified(chain.found(), Optional.of(e));
    }
  }

  /** What it held when it was opened. */
  public Found found() {
    return found;
  }

  public String incarnation() {
    return incarnation;
  }

  /**
   * The place behind what was appended last, for a snapshot; empty before the first append. On the
   * thread that appends.
   */
  public Optional<JournalPoint> point() {
    if (recordAt == 0) return Optional.empty();
    var last = new Position(incarnation, nextSeq - 1);
    return Optional.of(
        new JournalPoint(mark.segment, recordAt, HexFormat.of().formatHex(hash), last));
  }

  /** The number that the next event must have. */
  public long nextSeq() {
    return nextSeq;
  }

  /**
   * Puts {@code entries} on disk with one write and one force. When it returns they last; when it
   * throws none of them counts, and the next call tries to put the file in order first.
   */
  public void append(List<Entry> entries) throws JournalUnwritable {
    if (entries.isEmpty()) return;
    List<byte[]> texts = new ArrayList<>(entries.size());
    int bytes = 0;
    for (Entry entry : entries) {
      byte[] text = EntryText.write(entry);
      if (text.length > Frame.TEXT_MAX)
        throw new IllegalStateException("entry of " + text.length + " bytes at " + entry.seq());
      texts.add(text);
      bytes = Math.addExact(bytes, Frame.HEAD_BYTES + text.length);
    }
    try {
      write(entries, texts, bytes);
    } catch (IOException e) {
      scrubQuietly();
      throw new JournalUnwritable(disk.name(), e);
    }
  }

  private void write(List<Entry> entries, List<byte[]> texts, int bytes) throws IOException {
    scrub();
    if (file == null || mark.end + bytes > size) roll(bytes);
    Disk.File open = file;
    if (open == null) throw new IllegalStateException("no segment after one was made");
    var batch = ByteBuffer.allocate(bytes);
    byte[] previous = hash;
    long seq = nextSeq;
    int last = 0;
    for (int i = 0; i < texts.size(); i++) {
      Entry entry = entries.get(i);
      if (entry.seq() != seq || !entry.incarnation().equals(incarnation))
        throw new IllegalStateException("entry " + entry.seq() + " where " + seq + " is due");
      last = batch.position();
      previous = Frame.put(batch, texts.get(i), mark.end, seq, entry.events().size(), previous);
      seq = entry.lastSeq() + 1;
    }
    dirtyEnd = mark.end + bytes;
    open.write(batch.flip(), mark.end);
    open.force();
    dirtyEnd = 0;
    hash = previous;
    nextSeq = seq;
    recordAt = mark.end + last;
    mark = new Mark(mark.segment, mark.end + bytes);
  }

  /** Ends the segment being written, if any, and makes the next one. */
  private void roll(int bytes) throws IOException {
    Disk.File full = file;
    if (full != null) {
      full.truncate(mark.end);
      full.force();
      full.close();
      file = null;
    }
    var segment = new Segment(nextNumber, incarnation, nextSeq, hash, hall);
    long sizeThen = Math.max(segmentBytes, (long) Segment.HEAD_BYTES + bytes);
    Disk.File made = disk.create(segment.file());
    boolean ready = false;
    try {
      made.write(segment.head(), 0);
      zero(made, Segment.HEAD_BYTES, sizeThen);
      made.force();
      disk.forceFolder();
      ready = true;
    } finally {
      if (!ready) closeQuietly(made);
    }
    file = made;
    size = sizeThen;
    mark = new Mark(nextNumber++, Segment.HEAD_BYTES);
  }

  /** Writes zeros over what a failed append may have left, and forces them. */
  private void scrub() throws IOException {
    Disk.File open = file;
    if (dirtyEnd == 0 || open == null) return;
    zero(open, mark.end, dirtyEnd);
    open.force();
    dirtyEnd = 0;
  }

  /** At once, so that a power cut does not bring back what was refused; the next append insists. */
  private void scrubQuietly() {
    try {
      scrub();
    } catch (IOException stillRefused) {
      // Nothing can be added: the append that failed is being reported.
    }
  }

  private static void zero(Disk.File file, long from, long to) throws IOException {
    var zeros = ByteBuffer.allocate((int) Math.min(ZEROS_BYTES, to - from));
    for (long at = from; at < to; at += zeros.limit())
      file.write(zeros.clear().limit((int) Math.min(zeros.capacity(), to - at)), at);
  }

  private static void seal(Disk disk, String name, long end) throws IOException {
    try (Disk.File last = disk.open(name)) {
      if (last.size() != end) last.truncate(end);
      last.force();
    }
  }

  /** Follows from the very first entry. */
  public JournalReader reader() {
    return new JournalReader(disk, () -> mark, 1, 0);
  }

  /** Follows after an event; empty when this journal does not hold it. */
  public Optional<JournalReader> readerAfter(Position position) throws JournalTrouble {
    return JournalReader.after(disk, () -> mark, position);
  }

  /**
   * Tells all records behind {@code after}, or from the first one on, that are on disk for certain,
   * and checks that each follows. On any thread, beside the writer.
   *
   * @throws JournalDamaged also when {@code after} is not a place in this journal
   */
  public void links(Optional<JournalPoint> after, Link.Sink links) throws JournalTrouble {
    Links.tell(disk, hall, mark, after, links);
  }

  static Entry entry(Segment segment, Frame frame) throws JournalForeign {
    String name = segment.file();
    if (frame.version != Frame.VERSION)
      throw JournalForeign.ofRelease(name, frame.offset, "text version " + frame.version, null);
    try {
      return EntryText.read(frame.text);
    } catch (IOException e) {
      throw JournalForeign.ofRelease(name, frame.offset, "its text is not understood", e);
    }
  }

  /** Ends the segment being written and lets other processes in. */
  @Override
  public void close() throws JournalUnwritable {
    Disk.File open = file;
    file = null;
    try {
      if (open != null) {
        open.truncate(mark.end);
        open.force();
        open.close();
      }
    } catch (IOException e) {
      closeQuietly(open);
      throw new JournalUnwritable(disk.name(), e);
    } finally {
      closeQuietly(lock);
    }
  }

  private static void closeQuietly(@Nullable Closeable closeable) {
    if (closeable == null) return;
    try {
      closeable.close();
    } catch (IOException alreadyReported) {
      // What made it close is on its way to the caller.
    }
  }
}
