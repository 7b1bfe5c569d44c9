package org.xuhao.wire;

/** The checksums of the devices' frames. Each names its published check value. */
public final class Checksum {

  /** The polynomial 0x8005 with its bits turned round, as CRC-16/ARC takes them. */
  private static final int ARC_POLYNOMIAL = 0xA001;

  private static final int MODBUS_START = 0xFFFF;

  private static final int[] ARC = arcTable();

  private static final int CCITT_POLYNOMIAL = 0x1021;
  private static final int SPI_FUJITSU_START = 0x1D0F;

  private static final int[] CCITT = ccittTable();

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
   * CRC-16/MODBUS of {@code bytes}, 0..65535: as {@link #crc16Arc}, but it starts at 0xFFFF. The
   * check value, over the ASCII digits 123456789, is 0x4B37.
   *
   * <p>Source: the catalogue of parametrised CRC algorithms, "CRC-16/MODBUS".
   */
  public static int crc16Modbus(Bytes bytes) {
    int crc = MODBUS_START;
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

  /**
   * CRC-16/SPI-FUJITSU of {@code bytes}, 0..65535: polynomial 0x1021, not reflected, start 0x1D0F,
   * no final inversion. The check value, over the ASCII digits 123456789, is 0xE5CC.
   *
   * <p>Source: the catalogue of parametrised CRC algorithms, "CRC-16/SPI-FUJITSU".
   */
  public static int crc16SpiFujitsu(Bytes bytes) {
    int crc = SPI_FUJITSU_START;
    for (int i = 0; i < bytes.size(); i++)
      crc = (crc << 8 ^ CCITT[(crc >>> 8 ^ bytes.at(i)) & 0xFF]) & 0xFFFF;
    return crc;
  }

  private static int[] ccittTable() {
    int[] table = new int[256];
    for (int i = 0; i < table.length; i++) {
      int crc = i << 8;
      for (int bit = 0; bit < 8; bit++)
        crc = (crc & 0x8000) == 0 ? crc << 1 : crc << 1 ^ CCITT_POLYNOMIAL;
      table[i] = crc & 0xFFFF;
    }
    return table;
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
