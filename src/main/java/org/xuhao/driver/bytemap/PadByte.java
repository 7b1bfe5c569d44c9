package org.xuhao.driver.bytemap;

import org.xuhao.wire.Bytes;
import org.xuhao.wire.Frame;

/**
 * One byte that may mean something. Source: protocol.md of byte-map.
 *
 * @param code 1 to 254: a line that is cut or shorted reads as 00, one that floats as FF
 */
public record PadByte(int code) implements Frame {
  static final int LEAST = 0x01;
  static final int MOST = 0xFE;

  public PadByte {
    if (!isOne(code)) throw new IllegalArgumentException("no byte of a pad: " + code);
  }

  static boolean isOne(int code) {
    return code >= LEAST && code <= MOST;
  }

  @Override
  public Bytes bytes() {
    return Bytes.of(code);
  }
}
