package org.xuhao.driver.cpower;

import static org.xuhao.driver.cpower.CpowerFrame.CARD;
import static org.xuhao.driver.cpower.CpowerFrame.DATA_MAX;
import static org.xuhao.driver.cpower.CpowerFrame.END;
import static org.xuhao.driver.cpower.CpowerFrame.ESCAPE;
import static org.xuhao.driver.cpower.CpowerFrame.HEAD;
import static org.xuhao.driver.cpower.CpowerFrame.NETWORK_HEAD;
import static org.xuhao.driver.cpower.CpowerFrame.NETWORK_MARK;
import static org.xuhao.driver.cpower.CpowerFrame.NETWORK_MARKS;
import static org.xuhao.driver.cpower.CpowerFrame.START;
import static org.xuhao.driver.cpower.CpowerFrame.SUM;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.xuhao.driver.cpower.CpowerConfig.Framing;
import org.xuhao.wire.Bytes;
import org.xuhao.wire.BytesWriter;
import org.xuhao.wire.Decoded;
import org.xuhao.wire.Frame;

/**
 * Finds card frames of either framing in a stream. On a serial line neither start nor end byte
 * occurs inside a frame, so a start byte always begins anew; on the network the length is trusted.
 */
public final class CpowerCodec {

  /** Every byte of the largest frame escaped. */
  private static final int ESCAPED_MAX = 2 * (HEAD + DATA_MAX + SUM);

  private CpowerCodec() {}

  /** Takes a stream apart; equal streams give equal frames however they are cut. */
  public static Decoded<? extends Frame> decode(Bytes bytes) {
    return frames(bytes);
  }

  static Decoded<CpowerFrame> frames(Bytes bytes) {
    var found = new Found();
    int at = 0;
    while (at < bytes.size()) {
      int next =
          switch (bytes.at(at)) {
            case START -> serial(bytes, at, found);
            case NETWORK_MARK -> network(bytes, at, found);
            default -> found.noise(at, at + 1);
          };
      if (next < 0) return new Decoded<>(found.frames, bytes.from(at), found.noise, found.bad);
      at = next;
    }
    return new Decoded<>(found.frames, Bytes.NONE, found.noise, found.bad);
  }

  private static final class Found {
    private final List<CpowerFrame> frames = new ArrayList<>();
    private int noise;
    private int bad;

    int noise(int from, int to) {
      noise += to - from;
      return to;
    }

    int bad(int from, int to) {
      bad++;
      return noise(from, to);
    }
  }

  /** Where to go on; -1: the frame is not all there. */
  private static int serial(Bytes bytes, int at, Found found) {
    int end = at + 1;
    while (end < bytes.size()
        && end - at - 1 < ESCAPED_MAX
        && bytes.at(end) != END
        && bytes.at(end) != START) end++;
    if (end == bytes.size() && end - at - 1 < ESCAPED_MAX) return -1;
    if (end == bytes.size() || bytes.at(end) != END)
      return end == at + 1 ? found.noise(at, end) : found.bad(at, end);
    var frame = unescaped(bytes.slice(at + 1, end)).flatMap(plain -> frame(Framing.SERIAL, plain));
    if (frame.isEmpty()) return found.bad(at, end + 1);
    found.frames.add(frame.get());
    return end + 1;
  }

  /** Where to go on; -1: the frame is not all there. */
  private static int network(Bytes bytes, int at, Found found) {
    for (int i = 0; i < NETWORK_HEAD; i++) {
      if (at + i >= bytes.size()) return -1;
      boolean fits =
          i < NETWORK_MARKS
              ? bytes.at(at + i) == NETWORK_MARK
              : i < NETWORK_MARKS + 2 || bytes.at(at + i) == 0;
      if (!fits) return found.noise(at, at + 1);
    }
    int length = bytes.at(at + NETWORK_MARKS) | bytes.at(at + NETWORK_MARKS + 1) << 8;
    if (length < HEAD + SUM || length > HEAD + DATA_MAX + SUM) return found.noise(at, at + 1);
    int end = at + NETWORK_HEAD + length;
    if (end > bytes.size()) return -1;
    var frame = frame(Framing.NETWORK, bytes.slice(at + NETWORK_HEAD, end));
    if (frame.isEmpty()) return found.bad(at, at + 1);
    found.frames.add(frame.get());
    return end;
  }

  private static Optional<Bytes> unescaped(Bytes escaped) {
    var plain = new BytesWriter();
    for (int i = 0; i < escaped.size(); i++) {
      int value = escaped.at(i);
      if (value == ESCAPE) {
        if (++i == escaped.size()) return Optional.empty();
        value = (ESCAPE & CpowerFrame.HIGH_HALF) | escaped.at(i);
        if (value != START && value != ESCAPE && value != END) return Optional.empty();
      }
      plain.add(value);
    }
    return Optional.of(plain.bytes());
  }

  private static Optional<CpowerFrame> frame(Framing framing, Bytes all) {
    if (all.size() < HEAD + SUM || all.size() > HEAD + DATA_MAX + SUM) return Optional.empty();
    boolean reply = all.at(0) == CpowerFrame.REPLY;
    if (!reply && all.at(0) != CpowerFrame.REQUEST) return Optional.empty();
    if (all.at(1) != CARD) return Optional.empty();
    int sumAt = all.size() - SUM;
    if (CpowerFrame.sum(all.slice(0, sumAt)) != (all.at(sumAt) | all.at(sumAt + 1) << 8))
      return Optional.empty();
    return Optional.of(
        new CpowerFrame(framing, reply, all.at(2), all.at(3), all.at(4), all.slice(HEAD, sumAt)));
  }
}
