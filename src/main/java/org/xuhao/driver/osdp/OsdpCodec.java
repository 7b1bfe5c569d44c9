package org.xuhao.driver.osdp;

import static org.xuhao.driver.osdp.OsdpFrame.HEAD;
import static org.xuhao.driver.osdp.OsdpFrame.MAC_BYTES;
import static org.xuhao.driver.osdp.OsdpFrame.MAC_FROM;
import static org.xuhao.driver.osdp.OsdpFrame.REPLY;
import static org.xuhao.driver.osdp.OsdpFrame.SEQUENCE;
import static org.xuhao.driver.osdp.OsdpFrame.START;
import static org.xuhao.driver.osdp.OsdpFrame.WITH_BLOCK;
import static org.xuhao.driver.osdp.OsdpFrame.WITH_CRC;

import java.util.ArrayList;
import org.xuhao.wire.Bytes;
import org.xuhao.wire.Checksum;
import org.xuhao.wire.Decoded;

/**
 * Finds OSDP frames in a stream. The length decides where a frame ends, since 53 may stand inside
 * it; after an unsound frame the search goes on one byte further. Marks between frames are no
 * noise.
 */
public final class OsdpCodec {

  /**
   * Longest frame, from 53 to the last check byte. Own choice: twice the buffer that pads report;
   * the standard's 1440 are for files, and 53 in noise would hide so many bytes behind it.
   */
  static final int LENGTH_MOST = 512;

  private static final int MARK = 0xFF;

  /** No frame starts here. */
  private static final int NONE = 0;

  /** A frame may start here; more bytes will tell. */
  private static final int UNFINISHED = -1;

  /** A whole frame stands here that is not sound. */
  private static final int UNSOUND = -2;

  private OsdpCodec() {}

  /** Takes a stream apart; equal streams give equal frames however they are cut. */
  public static Decoded<OsdpFrame> decode(Bytes bytes) {
    var frames = new ArrayList<OsdpFrame>();
    int at = 0;
    int noise = 0;
    int bad = 0;
    while (at < bytes.size()) {
      int size = frameSize(bytes, at);
      if (size == UNFINISHED) break;
      if (size > 0) frames.add(frameAt(bytes, at, size));
      else if (bytes.at(at) != MARK) noise++;
      if (size == UNSOUND) bad++;
      at += Math.max(size, 1);
    }
    return new Decoded<>(frames, bytes.from(at), noise, bad);
  }

  /** The size of the frame at {@code at}, or one of the three other findings. */
  private static int frameSize(Bytes bytes, int at) {
    int here = bytes.size() - at;
    if (bytes.at(at) != START) return NONE;
    if (here > 3 && bytes.at(at + 3) > LENGTH_MOST >> 8) return NONE;
    if (here < HEAD) return UNFINISHED;
    int size = bytes.at(at + 2) | bytes.at(at + 3) << 8;
    int control = bytes.at(at + 4);
    boolean known = (control & ~(SEQUENCE | WITH_CRC | WITH_BLOCK)) == 0;
    int least = HEAD + 1 + checkBytes(control) + ((control & WITH_BLOCK) == 0 ? 0 : 2);
    if (!known || size < least || size > LENGTH_MOST) return NONE;
    if (here < size) return UNFINISHED;
    return isSound(bytes.slice(at, at + size), control) ? size : UNSOUND;
  }

  private static int checkBytes(int control) {
    return (control & WITH_CRC) == 0 ? 1 : 2;
  }

  private static boolean isSound(Bytes frame, int control) {
    int end = frame.size() - checkBytes(control);
    Bytes checked = frame.slice(0, end);
    boolean sound =
        (control & WITH_CRC) == 0
            ? frame.at(end) == (-Checksum.sum8(checked) & 0xFF)
            : (frame.at(end) | frame.at(end + 1) << 8) == Checksum.crc16SpiFujitsu(checked);
    if (!sound || (control & WITH_BLOCK) == 0) return sound;
    int blockBytes = frame.at(HEAD);
    if (blockBytes < 2) return false;
    boolean signs = frame.at(HEAD + 1) >= MAC_FROM;
    return HEAD + blockBytes + 1 + (signs ? MAC_BYTES : 0) <= end;
  }

  private static OsdpFrame frameAt(Bytes bytes, int at, int size) {
    int control = bytes.at(at + 4);
    int end = at + size - checkBytes(control);
    int codeAt = at + HEAD;
    Bytes block = Bytes.NONE;
    if ((control & WITH_BLOCK) != 0) {
      block = bytes.slice(codeAt + 1, codeAt + bytes.at(codeAt));
      codeAt += bytes.at(codeAt);
    }
    boolean signs = !block.isEmpty() && block.at(0) >= MAC_FROM;
    int macAt = signs ? end - MAC_BYTES : end;
    return new OsdpFrame(
        bytes.at(at + 1) & ~REPLY,
        (bytes.at(at + 1) & REPLY) != 0,
        control & SEQUENCE,
        (control & WITH_CRC) != 0,
        block,
        bytes.at(codeAt),
        bytes.slice(codeAt + 1, macAt),
        bytes.slice(macAt, end));
  }
}
