package org.xuhao.driver.sdtidcard;

import static org.xuhao.driver.sdtidcard.ReaderFrame.HEAD_1;
import static org.xuhao.driver.sdtidcard.ReaderFrame.HEAD_2;
import static org.xuhao.driver.sdtidcard.ReaderFrame.LENGTH_MAX;
import static org.xuhao.driver.sdtidcard.ReaderFrame.LENGTH_MIN;
import static org.xuhao.driver.sdtidcard.ReaderFrame.MARK;
import static org.xuhao.driver.sdtidcard.ReaderFrame.MARKS;

import java.util.ArrayList;
import org.xuhao.wire.Bytes;
import org.xuhao.wire.Decoded;
import org.xuhao.wire.Frame;

/**
 * Finds reader frames in a stream. Some readers drop one or two of the three marks or send stray
 * bytes when they wake, so one mark is enough, and what was no frame is looked through again.
 */
public final class ReaderCodec {

  private ReaderCodec() {}

  /** Takes a stream apart, of either direction; equal streams give equal frames however cut. */
  public static Decoded<? extends Frame> decode(Bytes bytes) {
    return frames(bytes);
  }

  static Decoded<ReaderFrame> frames(Bytes bytes) {
    var frames = new ArrayList<ReaderFrame>();
    int noise = 0;
    int bad = 0;
    int at = 0;
    while (at < bytes.size()) {
      int head = afterMarks(bytes, at);
      int start = Math.max(at, head - MARKS);
      int end = endOfFrame(bytes, head);
      if (head > at && end > bytes.size())
        return new Decoded<>(frames, bytes.from(start), noise + start - at, bad);
      if (head == at || end < 0) {
        // No mark, or a head that is none: what ended it may itself be a mark.
        int next = head == at ? at + 1 : head - end - 1;
        noise += next - at;
        at = next;
        continue;
      }
      Bytes checked = bytes.slice(head + 2, end);
      boolean sound = checked.size() > 2 && ReaderFrame.check(checked) == 0;
      int next = sound ? end : head + 2;
      if (sound) frames.add(new ReaderFrame(checked.slice(2, checked.size() - 1)));
      else bad++;
      noise += (sound ? start : next) - at;
      at = next;
    }
    return new Decoded<>(frames, Bytes.NONE, noise, bad);
  }

  private static int afterMarks(Bytes bytes, int at) {
    int head = at;
    while (head < bytes.size() && bytes.at(head) == MARK) head++;
    return head;
  }

  /**
   * Where the frame ends whose marks end at {@code head}; past the end of the stream when it is not
   * all there; at {@code head} + 2 when its length is none; below zero when this is no head: -1
   * where its first byte is wrong, -2 its second.
   */
  private static int endOfFrame(Bytes bytes, int head) {
    int unfinished = bytes.size() + 1;
    if (head >= bytes.size()) return unfinished;
    if (bytes.at(head) != HEAD_1) return -1;
    if (head + 1 >= bytes.size()) return unfinished;
    if (bytes.at(head + 1) != HEAD_2) return -2;
    if (head + 3 >= bytes.size()) return unfinished;
    int length = bytes.at(head + 2) << 8 | bytes.at(head + 3);
    if (length < LENGTH_MIN || length > LENGTH_MAX) return head + 2;
    return head + 4 + length;
  }
}
