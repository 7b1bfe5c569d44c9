package org.xuhao.driver.ff68pad;

import org.xuhao.wire.Bytes;
import org.xuhao.wire.BytesWriter;
import org.xuhao.wire.Checksum;
import org.xuhao.wire.Frame;

/**
 * One FF-68 frame. Source: protocol.md of ff68-pad.
 *
 * @param address of the pad, 0..255
 * @param function what it is about, 0..255
 * @param data 0 to {@value #DATA_MAX} bytes
 */
public record PadFrame(int address, int function, Bytes data) implements Frame {

  /** A display order carries six digits; nothing longer is known. */
  static final int DATA_MAX = 6;

  /** LEN counts address and function as well. */
  static final int LEN_LEAST = 2;

  static final int LEN_MOST = LEN_LEAST + DATA_MAX;

  /** Bytes before the address: FF 68 LEN LEN 68. */
  static final int HEAD = 5;

  /** Bytes after the data: SUM and 16. */
  static final int TAIL = 2;

  static final int START = 0xFF;
  static final int SECOND = 0x68;
  static final int END = 0x16;

  /** A key press, and the answer to everything. */
  static final int FN_KEY = 0x01;

  static final int FN_DISPLAY = 0x02;
  static final int FN_BEEP = 0x03;

  /** A rating pressed on an evaluation pad. */
  static final int FN_RATING = 0x11;

  @Override
  public Bytes bytes() {
    Bytes summed = Bytes.of(address, function).then(data);
    int len = summed.size();
    return new BytesWriter()
        .add(START, SECOND, len, len, SECOND)
        .add(summed)
        .add(Checksum.sum8(summed), END)
        .bytes();
  }

  @Override
  public int device() {
    return address;
  }

  /** What the host says to this frame: itself, but a rating comes back as a key frame. */
  PadFrame answer() {
    return function == FN_RATING ? new PadFrame(address, FN_KEY, data) : this;
  }
}
