package org.xuhao.driver.modbus;

import org.xuhao.wire.Bytes;
import org.xuhao.wire.BytesWriter;
import org.xuhao.wire.Checksum;
import org.xuhao.wire.Frame;

/**
 * One question or answer. Source: protocol.md of modbus-rtu, "Framing".
 *
 * @param unit 1 to 247
 * @param function its code; from a device with 0x80 added when it refuses
 * @param data what stands between the function and the checksum
 */
public record RtuFrame(int unit, int function, Bytes data) implements Frame {
  static final int READ_HOLDING = 0x03;
  static final int READ_INPUT = 0x04;
  static final int WRITE_ONE = 0x06;
  static final int WRITE_MANY = 0x10;

  /** Added to the function of an answer that refuses. */
  static final int REFUSED = 0x80;

  static final int UNIT_LEAST = 1;
  static final int UNIT_MOST = 247;

  /** Unit, function and checksum. */
  static final int AROUND = 4;

  /** The longest frame. Source: protocol.md, "Framing". */
  static final int SIZE_MOST = 256;

  @Override
  public Bytes bytes() {
    Bytes body = Bytes.of(unit, function).then(data);
    return new BytesWriter().add(body).le16(Checksum.crc16Modbus(body)).bytes();
  }

  @Override
  public int device() {
    return unit;
  }

  /** Whether the device says that it will not. */
  boolean isRefusal() {
    return (function & REFUSED) != 0;
  }
}
