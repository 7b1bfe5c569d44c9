package org.xuhao.wire;

/** The checksums of the devices' frames. Each names its published check value. */
public final class Checksum {

  /** The polynomial 0x8005 with its bits turned round, as CRC-16/ARC takes them. */
  private static final int ARC_POLYNOMIAL = 0xA001;

  private static final int[] ARC = arcTable();

  private Checksum() {}

  /**
   * CRC-16/ARC of {@code bytes}, 0..65535: polynomial 0x8005, reflected, start 0, no final
   * inversion. The check value, over the ASCII digits 123456789, is 0xBB3D.
   *
   * <p>Source: the catalogue of parametrised CRC algorithms, "CRC-16/ARC".
   */
  public static int crc16Arc(Bytes bytes) {
    int crc = 0;
    for (int i = 0; i < bytes.size(); i++) crc = crc >>> 8 ^ ARC[(crc ^ bytes.at(i)) & 0xFF];
    return crc;
  }

  /**
   * The sum of {@code bytes} modulo 256. The check value, over the ASCII digits 123456789, is 0xDD.
   */
  public static int sum8(Bytes bytes) {
    int sum = 0;
    for (int i = 0; i < bytes.size(); i++) sum += bytes.at(i);
    return sum & 0xFF;
  }

  private static int[] arcTable() {
    int[] table = new int[256];
    for (int i = 0; i < table.length; i++) {
      int crc = i;
      for (int bit = 0; bit < 8; bit++)
        crc = (crc & 1) == 0 ? crc >>> 1 : crc >>> 1 ^ ARC_POLYNOMIAL;
      table[i] = crc;
    }
    return table;
  }
}
