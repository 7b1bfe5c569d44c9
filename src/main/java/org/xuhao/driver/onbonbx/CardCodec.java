package org.xuhao.driver.onbonbx;

import static org.xuhao.driver.onbonbx.CardFrame.CRC;
import static org.xuhao.driver.onbonbx.CardFrame.END;
import static org.xuhao.driver.onbonbx.CardFrame.END_ESCAPE;
import static org.xuhao.driver.onbonbx.CardFrame.HEADER;
import static org.xuhao.driver.onbonbx.CardFrame.START;
import static org.xuhao.driver.onbonbx.CardFrame.START_ESCAPE;

import java.util.ArrayList;
import java.util.Optional;
import org.xuhao.wire.Bytes;
import org.xuhao.wire.BytesWriter;
import org.xuhao.wire.Checksum;
import org.xuhao.wire.Decoded;
import org.xuhao.wire.Frame;

/**
 * Finds card frames in a stream. Neither start nor end byte occurs inside a frame, so a start byte
 * always begins anew, and the first end byte ends.
 */
public final class CardCodec {

  /** Every byte of the largest frame escaped. */
  static final int ESCAPED_MAX = 2 * (HEADER + CardFrame.DATA_MAX + CRC);

  private CardCodec() {}

  /** Takes a stream apart; equal streams give equal frames however they are cut. */
  public static Decoded<? extends Frame> decode(Bytes bytes) {
    return frames(bytes);
  }

  static Decoded<CardFrame> frames(Bytes bytes) {
    var frames = new ArrayList<CardFrame>();
    int noise = 0;
    int bad = 0;
    int at = 0;
    while (at < bytes.size()) {
      if (bytes.at(at) != START) {
        noise++;
        at++;
        continue;
      }
      int begin = afterStarts(bytes, at);
      int end = endOfContent(bytes, begin);
      if (end == bytes.size() && end - begin < ESCAPED_MAX)
        return new Decoded<>(frames, Bytes.of(START).then(bytes.from(begin)), noise, bad);
      boolean ended = end < bytes.size() && bytes.at(end) == END;
      var frame = ended ? frame(bytes.slice(begin, end)) : Optional.<CardFrame>empty();
      int next = ended ? end + 1 : end;
      frame.ifPresent(frames::add);
      if (frame.isEmpty()) {
        noise += next - begin + 1;
        bad++;
      }
      at = next;
    }
    return new Decoded<>(frames, Bytes.NONE, noise, bad);
  }

  private static int afterStarts(Bytes bytes, int at) {
    int begin = at;
    while (begin < bytes.size() && bytes.at(begin) == START) begin++;
    return begin;
  }

  /** Where an end byte, a start byte, the bound or the end of the stream comes first. */
  private static int endOfContent(Bytes bytes, int begin) {
    int end = begin;
    while (end < bytes.size()
        && end - begin < ESCAPED_MAX
        && bytes.at(end) != END
        && bytes.at(end) != START) end++;
    return end;
  }

  private static Optional<CardFrame> frame(Bytes escaped) {
    var plain = unescaped(escaped);
    if (plain.isEmpty() || plain.get().size() < HEADER + CRC) return Optional.empty();
    Bytes all = plain.get();
    int crcAt = all.size() - CRC;
    boolean plainHeader = (all.at(7) & 1) == 0 && all.at(8) == 0;
    if (!plainHeader || le16(all, 12) != crcAt - HEADER) return Optional.empty();
    if (Checksum.crc16Arc(all.slice(0, crcAt)) != le16(all, crcAt)) return Optional.empty();
    return Optional.of(
        new CardFrame(le16(all, 0), le16(all, 2), all.at(9), all.at(10), all.slice(HEADER, crcAt)));
  }

  private static Optional<Bytes> unescaped(Bytes escaped) {
    var plain = new BytesWriter();
    for (int i = 0; i < escaped.size(); i++) {
      int value = escaped.at(i);
      if (value == START_ESCAPE || value == END_ESCAPE) {
        if (++i == escaped.size() || escaped.at(i) < 1 || escaped.at(i) > 2)
          return Optional.empty();
        if (escaped.at(i) == 2) value--;
      }
      plain.add(value);
    }
    return Optional.of(plain.bytes());
  }

  private static int le16(Bytes bytes, int at) {
    return bytes.at(at) | bytes.at(at + 1) << 8;
  }
}
