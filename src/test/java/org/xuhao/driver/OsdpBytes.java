package org.xuhao.driver;

import org.jspecify.annotations.NullMarked;
import org.xuhao.wire.Bytes;
import org.xuhao.wire.BytesWriter;
import org.xuhao.wire.Checksum;

/** Frames of OSDP pads written by hand, from the protocol document. */
@NullMarked
final class OsdpBytes {
  private OsdpBytes() {}

  /** A reply in the clear; {@code body} is its code and data in hexadecimal. */
  static Bytes reply(int address, int sequence, String body) {
    Bytes code = Bytes.hex(body);
    Bytes checked =
        new BytesWriter()
            .add(0x53, address | 0x80)
            .le16(7 + code.size())
            .add(4 | sequence)
            .add(code)
            .bytes();
    return new BytesWriter().add(checked).le16(Checksum.crc16SpiFujitsu(checked)).bytes();
  }
}
