package org.xuhao.driver.ff68pad;

import static org.xuhao.driver.ff68pad.PadFrame.END;
import static org.xuhao.driver.ff68pad.PadFrame.HEAD;
import static org.xuhao.driver.ff68pad.PadFrame.LEN_LEAST;
import static org.xuhao.driver.ff68pad.PadFrame.LEN_MOST;
import static org.xuhao.driver.ff68pad.PadFrame.SECOND;
import static org.xuhao.driver.ff68pad.PadFrame.START;
import static org.xuhao.driver.ff68pad.PadFrame.TAIL;

import java.util.ArrayList;
import org.xuhao.wire.Bytes;
import org.xuhao.wire.Checksum;
import org.xuhao.wire.Decoded;

/**
 * Finds FF-68 frames in a stream. LEN decides where a frame ends, since 16 and FF 68 may stand
 * inside it; after an unsound frame the search goes on one byte further.
 */
public final class PadCodec {
  /** No frame starts here. */
  private static final int NONE = 0;

  /** A frame may start here; more bytes will tell. */
  private static final int UNFINISHED = -1;

  /** A whole frame stands here whose sum or end is wrong. */
  private static final int UNSOUND = -2;

  private PadCodec() {}

  /** Takes a stream apart; equal streams give equal frames however they are cut. */
  public static Decoded<PadFrame> decode(Bytes bytes) {
    var frames = new ArrayList<PadFrame>();
    int at = 0;
    int noise = 0;
    int bad = 0;
    while (at < bytes.size()) {
      int size = frameSize(bytes, at);
      if (size == UNFINISHED) break;
      if (size > 0) frames.add(frameAt(bytes, at));
      else noise++;
      if (size == UNSOUND) bad++;
      at += Math.max(size, 1);
    }
    return new Decoded<>(frames, bytes.from(at), noise, bad);
  }

  /** The size of the frame at {@code at}, or one of the three other findings. */
  private static int frameSize(Bytes bytes, int at) {
    int here = bytes.size() - at;
    if (bytes.at(at) != START) return NONE;
    if (here > 1 && bytes.at(at + 1) != SECOND) return NONE;
    if (here > 2 && (bytes.at(at + 2) < LEN_LEAST || bytes.at(at + 2) > LEN_MOST)) return NONE;
    if (here > 3 && bytes.at(at + 3) != bytes.at(at + 2)) return NONE;
    if (here > 4 && bytes.at(at + 4) != SECOND) return NONE;
    if (here < HEAD) return UNFINISHED;
    int sumAt = at + HEAD + bytes.at(at + 2);
    if (sumAt + 1 >= bytes.size()) return UNFINISHED;
    boolean sound =
        bytes.at(sumAt) == Checksum.sum8(bytes.slice(at + HEAD, sumAt))
            && bytes.at(sumAt + 1) == END;
    return sound ? sumAt + TAIL - at : UNSOUND;
  }

  private static PadFrame frameAt(Bytes bytes, int at) {
    int end = at + HEAD + bytes.at(at + 2);
    return new PadFrame(
        bytes.at(at + HEAD), bytes.at(at + HEAD + 1), bytes.slice(at + HEAD + 2, end));
  }
}
