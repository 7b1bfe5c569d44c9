package org.xuhao.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Optional;
import org.xuhao.hall.Entry;
import org.xuhao.hall.Event;

/** Makes {@link Link}s of records. Only one that may close a day is decoded. */
final class Links {
  private static final byte[] CLOSES = "\"DayClosed\"".getBytes(StandardCharsets.US_ASCII);

  private Links() {}

  /** Walks from behind {@code after} to {@code forced}. */
  static void tell(
      Disk disk, String hall, Journal.Mark forced, Optional<JournalPoint> after, Link.Sink links)
      throws JournalTrouble {
    var chain = new Chain(disk, hall, (segment, frame) -> links.take(of(segment, frame)));
    chain.upTo(forced);
    try {
      if (after.isPresent()) chain.beginAfter(after.get());
      chain.walk();
    } catch (SnapshotUseless e) {
      JournalPoint gone = after.orElseThrow();
      throw new JournalDamaged(
          Segment.file(gone.segment()),
          gone.recordAt(),
          "event " + gone.last() + " is not there any more, or is another");
    } catch (IOException e) {
      throw new JournalUnreadable(disk.name(), e);
    }
  }

  static Link of(Segment segment, Frame frame) throws JournalForeign {
    var last = new Position(segment.incarnation, frame.lastSeq());
    String hash = HexFormat.of().formatHex(frame.hash());
    return new Link(
        new JournalPoint(segment.number, frame.offset, hash, last),
        new Position(segment.incarnation, frame.seq),
        holds(frame.text) ? closes(Journal.entry(segment, frame)) : Optional.empty());
  }

  private static Optional<LocalDate> closes(Entry entry) {
    for (Event event : entry.events())
      if (event instanceof Event.DayClosed closed) return Optional.of(closed.day());
    return Optional.empty();
  }

  private static boolean holds(byte[] text) {
    for (int at = 0; at + CLOSES.length <= text.length; at++) {
      int same = 0;
      while (same < CLOSES.length && text[at + same] == CLOSES[same]) same++;
      if (same == CLOSES.length) return true;
    }
    return false;
  }
}
