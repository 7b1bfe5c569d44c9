package org.xuhao.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;

/** A journal's records taken apart, to be changed and put together again as a forger would. */
@NullMarked
public final class Forge {

  /** One record. */
  public static final class Piece {
    private final Segment segment;
    private final long offset;
    private final long batch;
    private final int events;
    private final byte[] previous;
    private byte[] text;
    private long seq;

    private Piece(Segment segment, Frame frame) {
      this.segment = segment;
      this.offset = frame.offset;
      this.batch = frame.batch;
      this.events = frame.events;
      this.previous = frame.previous.clone();
      this.text = frame.text.clone();
      this.seq = frame.seq;
    }

    private Piece(Piece like) {
      segment = like.segment;
      offset = like.offset;
      batch = like.batch;
      events = like.events;
      previous = like.previous;
      text = like.text.clone();
      seq = like.seq;
    }

    /** Its first event. */
    public Position first() {
      return new Position(segment.incarnation, seq);
    }

    /** Its last event. */
    public Position last() {
      return new Position(segment.incarnation, seq + events - 1);
    }

    /** Where it began in its file, in bytes. */
    public long offset() {
      return offset;
    }

    public long segment() {
      return segment.number;
    }

    public String text() {
      return new String(text, StandardCharsets.UTF_8);
    }

    public void text(String to) {
      text = to.getBytes(StandardCharsets.UTF_8);
    }
  }

  private final Path folder;
  private final List<Segment> segments = new ArrayList<>();
  private final List<Piece> pieces = new ArrayList<>();

  private Forge(Path folder) {
    this.folder = folder;
  }

  /** Reads the closed journal in {@code folder}. */
  public static Forge of(Path folder) throws Exception {
    var forge = new Forge(folder);
    var disk = new FileDisk(folder);
    for (long number : Segment.numbers(disk))
      try (Disk.File file = disk.open(Segment.file(number))) {
        Segment segment = Segment.read(file, Segment.file(number));
        if (segment == null) continue;
        forge.segments.add(segment);
        var reader = new FrameReader(file, Segment.HEAD_BYTES);
        for (Frame frame = reader.next(file.size()); frame != null; ) {
          forge.pieces.add(new Piece(segment, frame));
          frame = reader.next(file.size());
        }
      }
    return forge;
  }

  /** All records in order; may be removed from. */
  public List<Piece> pieces() {
    return pieces;
  }

  /** Puts a copy of a record behind itself. */
  public void repeat(int at) {
    pieces.add(at + 1, new Piece(pieces.get(at)));
  }

  /** Writes the records as they are, with CRCs that are right and nothing else put right. */
  public void writeAsIs() throws IOException {
    write(false);
  }

  /** Writes the records so that numbers, links and heads are right again. */
  public void writeChained() throws IOException {
    write(true);
  }

  private void write(boolean chained) throws IOException {
    byte[] hash = new byte[Frame.HASH_BYTES];
    Map<String, Long> due = new HashMap<>();
    for (Segment segment : segments) {
      long first = due.getOrDefault(segment.incarnation, 1L);
      var bytes = ByteBuffer.allocate(1 << 20);
      var head =
          new Segment(segment.number, segment.incarnation, first, hash.clone(), segment.hall);
      bytes.put(chained ? head.head() : segment.head());
      for (Piece piece : pieces) {
        if (piece.segment.number != segment.number) continue;
        long at = bytes.position();
        long seq = chained ? due.getOrDefault(segment.incarnation, 1L) : piece.seq;
        byte[] text =
            piece
                .text()
                .replaceFirst("\"seq\":[0-9]+", "\"seq\":" + seq)
                .getBytes(StandardCharsets.UTF_8);
        byte[] previous = chained ? hash : piece.previous;
        hash =
            Frame.put(
                bytes, text, chained ? at : Math.min(at, piece.batch), seq, piece.events, previous);
        due.put(segment.incarnation, seq + piece.events);
      }
      byte[] file = new byte[bytes.position()];
      bytes.flip().get(file);
      Files.write(folder.resolve(Segment.file(segment.number)), file);
    }
  }
}
