package org.xuhao.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ChecksumTest {
  private static final Bytes CHECK = Bytes.copyOf("123456789".getBytes(StandardCharsets.US_ASCII));

  @Test
  void checksumsGiveTheirPublishedCheckValues() {
    assertEquals(0xBB3D, Checksum.crc16Arc(CHECK));
    assertEquals(0x4B37, Checksum.crc16Modbus(CHECK));
    assertEquals(0xE5CC, Checksum.crc16SpiFujitsu(CHECK));
    assertEquals(0xDD, Checksum.sum8(CHECK));
  }

  @Test
  void nothingSumsToZero() {
    assertEquals(0, Checksum.crc16Arc(Bytes.NONE));
    assertEquals(0, Checksum.sum8(Bytes.NONE));
  }

  @Test
  void numbersAreWrittenLowByteFirst() {
    Bytes written = new BytesWriter().le16(0x1234).le32(0x89ABCDEF).add(0x1FF).bytes();
    assertEquals(Bytes.hex("34 12 EF CD AB 89 FF"), written);
  }
}
