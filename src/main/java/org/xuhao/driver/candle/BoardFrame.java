package org.xuhao.driver.candle;

import org.xuhao.wire.Bytes;
import org.xuhao.wire.BytesWriter;
import org.xuhao.wire.Frame;

/**
 * One order to show something. Source: protocol.md of candle.
 *
 * @param address 0x20 to 0x7F
 * @param blink {@link #STEADY}, {@link #BLINKS}, or 0x22 to 0x7F for so many times and 0x21
 * @param text 0 to {@value #TEXT_MOST} printable ASCII characters
 */
record BoardFrame(int address, int blink, Bytes text) implements Frame {
  static final int START = 0x01;
  static final int END = 0x07;
  static final int LEAST = 0x20;
  static final int MOST = 0x7F;
  static final int STEADY = 0x20;
  static final int BLINKS = 0x21;

  /** Longer than any board that is known. Own choice. */
  static final int TEXT_MOST = 32;

  @Override
  public Bytes bytes() {
    return new BytesWriter().add(START, address, blink).add(text).add(END).bytes();
  }

  @Override
  public int device() {
    return address;
  }
}
