package org.xuhao.sim;

import java.util.ArrayList;
import java.util.List;
import org.xuhao.wire.Bytes;

/**
 * FF-68 frames as a pad reads and writes them: {@code FF 68 | LEN | LEN | 68 | ADDR | FN | DATA |
 * SUM | 16}. Source: the protocol document of the pad, "Frame".
 */
final class PadFrames {

  /** A pad's receive buffer. The longest frame that is known has 14 bytes. */
  private static final int UNREAD_MAX = 64;

  private Bytes unread = Bytes.NONE;

  /** One frame without its clothes. */
  record PadFrame(int address, int function, Bytes data) {}

  /** Takes bytes in; gives the sound frames that are complete. */
  List<PadFrame> read(Bytes bytes) {
    unread = unread.then(bytes);
    var frames = new ArrayList<PadFrame>();
    int at = 0;
    while (at < unread.size()) {
      int length = soundLength(at);
      if (length == 0) break;
      if (length > 0) frames.add(frameAt(at, length));
      at += Math.max(1, length);
    }
    unread = unread.from(Math.max(at, unread.size() - UNREAD_MAX));
    return frames;
  }

  /** Length of the frame at {@code at}; 0: not all there yet; -1: no frame. */
  private int soundLength(int at) {
    int left = unread.size() - at;
    if (unread.at(at) != 0xFF || (left > 1 && unread.at(at + 1) != 0x68)) return -1;
    if (left < 5) return 0;
    int len = unread.at(at + 2);
    boolean begins = len == unread.at(at + 3) && unread.at(at + 4) == 0x68;
    if (!begins || len < 2 || len > UNREAD_MAX - 7) return -1;
    int whole = len + 7;
    if (left < whole) return 0;
    boolean ends = unread.at(at + whole - 1) == 0x16;
    return ends && sum(unread, at + 5, at + 5 + len) == unread.at(at + whole - 2) ? whole : -1;
  }

  private PadFrame frameAt(int at, int whole) {
    return new PadFrame(unread.at(at + 5), unread.at(at + 6), unread.slice(at + 7, at + whole - 2));
  }

  static Bytes write(PadFrame frame) {
    int len = 2 + frame.data().size();
    Bytes body = Bytes.of(frame.address(), frame.function()).then(frame.data());
    return Bytes.of(0xFF, 0x68, len, len, 0x68)
        .then(body)
        .then(Bytes.of(sum(body, 0, body.size()), 0x16));
  }

  private static int sum(Bytes bytes, int from, int to) {
    int sum = 0;
    for (int i = from; i < to; i++) sum += bytes.at(i);
    return sum & 0xFF;
  }
}
