package org.xuhao.driver.candle;

import java.util.ArrayList;
import java.util.List;
import org.xuhao.wire.Bytes;
import org.xuhao.wire.Decoded;
import org.xuhao.wire.Frame;

/** Finds orders in a stream; after what is none the search goes on one byte further. */
final class BoardCodec {
  /** No frame starts here. */
  private static final int NONE = 0;

  /** A frame may start here; more bytes will tell. */
  private static final int UNFINISHED = -1;

  /** Start, address and blink. */
  private static final int HEAD = 3;

  private BoardCodec() {}

  /** A board never speaks: whatever is heard is noise. */
  static Decoded<Frame> heard(Bytes bytes) {
    return new Decoded<>(List.of(), Bytes.NONE, bytes.size(), 0);
  }

  /** Equal streams give equal frames however they are cut. */
  static Decoded<BoardFrame> sent(Bytes bytes) {
    var frames = new ArrayList<BoardFrame>();
    int noise = 0;
    int at = 0;
    while (at < bytes.size()) {
      int size = frameSize(bytes, at);
      if (size == UNFINISHED) break;
      if (size == NONE) noise++;
      else
        frames.add(
            new BoardFrame(
                bytes.at(at + 1), bytes.at(at + 2), bytes.slice(at + HEAD, at + size - 1)));
      at += Math.max(size, 1);
    }
    return new Decoded<>(frames, bytes.from(at), noise, 0);
  }

  private static int frameSize(Bytes bytes, int at) {
    if (bytes.at(at) != BoardFrame.START) return NONE;
    for (int i = 1; at + i < bytes.size(); i++) {
      int code = bytes.at(at + i);
      if (i >= HEAD && code == BoardFrame.END) return i + 1;
      boolean fits = code >= BoardFrame.LEAST && code <= BoardFrame.MOST;
      if (!fits || i >= HEAD + BoardFrame.TEXT_MOST) return NONE;
    }
    return UNFINISHED;
  }
}
