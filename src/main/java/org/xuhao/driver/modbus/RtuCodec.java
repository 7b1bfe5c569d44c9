package org.xuhao.driver.modbus;

import java.util.ArrayList;
import org.xuhao.wire.Bytes;
import org.xuhao.wire.Checksum;
import org.xuhao.wire.Decoded;

/**
 * Finds frames in a stream. Pauses cannot be seen behind a serial server or a USB adapter, so the
 * function says how long a frame is and the checksum whether it is one; after an unsound frame the
 * search goes on one byte further.
 */
final class RtuCodec {
  /** No frame starts here. */
  private static final int NONE = 0;

  /** A frame may start here; more bytes will tell. */
  private static final int UNFINISHED = -1;

  /** A whole frame stands here whose checksum is wrong. */
  private static final int UNSOUND = -2;

  /** First register and count, or register and value. */
  private static final int TWO_WORDS = 4;

  /** Bytes before the payload of a question that writes many: first, count, length. */
  private static final int MANY_HEAD = 5;

  private RtuCodec() {}

  /** Answers of devices; equal streams give equal frames however they are cut. */
  static Decoded<RtuFrame> heard(Bytes bytes) {
    return decode(bytes, true);
  }

  /** Questions to devices. */
  static Decoded<RtuFrame> sent(Bytes bytes) {
    return decode(bytes, false);
  }

  private static Decoded<RtuFrame> decode(Bytes bytes, boolean answers) {
    var frames = new ArrayList<RtuFrame>();
    int at = 0;
    int noise = 0;
    int bad = 0;
    while (at < bytes.size()) {
      int size = frameSize(bytes, at, answers);
      if (size == UNFINISHED) break;
      if (size > 0) {
        Bytes data = bytes.slice(at + 2, at + size - 2);
        frames.add(new RtuFrame(bytes.at(at), bytes.at(at + 1), data));
      } else noise++;
      if (size == UNSOUND) bad++;
      at += Math.max(size, 1);
    }
    return new Decoded<>(frames, bytes.from(at), noise, bad);
  }

  /** The size of the frame at {@code at}, or one of the three other findings. */
  private static int frameSize(Bytes bytes, int at, boolean answers) {
    int here = bytes.size() - at;
    int unit = bytes.at(at);
    if (unit < RtuFrame.UNIT_LEAST || unit > RtuFrame.UNIT_MOST) return NONE;
    if (here < 2) return UNFINISHED;
    int data = answers ? answerSize(bytes, at) : questionSize(bytes, at);
    if (data <= 0) return data;
    int size = data + RtuFrame.AROUND;
    if (here < size) return UNFINISHED;
    int crc = bytes.at(at + size - 2) | bytes.at(at + size - 1) << 8;
    return crc == Checksum.crc16Modbus(bytes.slice(at, at + size - 2)) ? size : UNSOUND;
  }

  /** How many bytes of data an answer has, or one of the findings. */
  private static int answerSize(Bytes bytes, int at) {
    int function = bytes.at(at + 1);
    return switch (function & ~RtuFrame.REFUSED) {
      case RtuFrame.READ_HOLDING, RtuFrame.READ_INPUT -> {
        if (function >= RtuFrame.REFUSED) yield 1;
        if (bytes.size() - at < 3) yield UNFINISHED;
        int count = bytes.at(at + 2);
        boolean words = count > 0 && count % 2 == 0;
        boolean fits = count + 1 + RtuFrame.AROUND <= RtuFrame.SIZE_MOST;
        yield words && fits ? count + 1 : NONE;
      }
      case RtuFrame.WRITE_ONE, RtuFrame.WRITE_MANY -> function >= RtuFrame.REFUSED ? 1 : TWO_WORDS;
      default -> NONE;
    };
  }

  private static int questionSize(Bytes bytes, int at) {
    return switch (bytes.at(at + 1)) {
      case RtuFrame.READ_HOLDING, RtuFrame.READ_INPUT, RtuFrame.WRITE_ONE -> TWO_WORDS;
      case RtuFrame.WRITE_MANY -> {
        if (bytes.size() - at < 2 + MANY_HEAD) yield UNFINISHED;
        int count = bytes.at(at + 4) << 8 | bytes.at(at + 5);
        int length = bytes.at(at + 6);
        boolean fits = count > 0 && length == 2 * count;
        yield fits && length + MANY_HEAD + RtuFrame.AROUND <= RtuFrame.SIZE_MOST
            ? MANY_HEAD + length
            : NONE;
      }
      default -> NONE;
    };
  }
}
