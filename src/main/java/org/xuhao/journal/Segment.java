package org.xuhao.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The head of one journal file. Layout, big-endian, {@value #HEAD_BYTES} bytes:
 *
 * <pre>
 *   0  8  magic "XUHAOJNL"
 *   8  4  format, 1
 *  12  8  number of this segment, from 1, without gaps
 *  20 16  incarnation that wrote it, hexadecimal digits
 *  36  8  seq of the first event in it
 *  44 32  SHA-256 of the last record before it; zeros in the first segment
 *  76  2  length of the hall's name, then the name in UTF-8, then zeros
 * 508  4  CRC-32C of the 508 bytes before
 * </pre>
 *
 * <p>It is forced before the first record is written, so a segment without a valid head holds no
 * record that counts.
 */
final class Segment {
  /** One sector, the least a disk writes whole. */
  static final int HEAD_BYTES = 512;

  /** Longest name of a hall in UTF-8: what the head has room for. */
  static final int HALL_BYTES_MAX = 256;

  private static final int CRC_AT = HEAD_BYTES - 4;
  private static final int FORMAT = 1;
  private static final byte[] MAGIC = "XUHAOJNL".getBytes(StandardCharsets.US_ASCII);
  private static final String SUFFIX = ".journal";

  final long number;
  final String incarnation;
  final long firstSeq;
  final byte[] previous;
  final String hall;

  Segment(long number, String incarnation, long firstSeq, byte[] previous, String hall) {
    this.number = number;
    this.incarnation = incarnation;
    this.firstSeq = firstSeq;
    this.previous = previous;
    this.hall = hall;
  }

  String file() {
    return file(number);
  }

  /** Ten digits, so that names sort as numbers do. */
  static String file(long number) {
    String digits = Long.toString(number);
    return "0".repeat(Math.max(0, 10 - digits.length())) + digits + SUFFIX;
  }

  /** The numbers of all segments in the folder, rising. */
  static List<Long> numbers(Disk disk) throws IOException {
    return disk.list().stream()
        .filter(name -> name.matches("[0-9]{10}\\" + SUFFIX))
        .map(name -> Long.valueOf(name.substring(0, 10)))
        .sorted()
        .toList();
  }

  ByteBuffer head() {
    byte[] name = hall.getBytes(StandardCharsets.UTF_8);
    if (name.length > HALL_BYTES_MAX) throw new IllegalArgumentException("hall name " + hall);
    var bytes = ByteBuffer.allocate(HEAD_BYTES);
    bytes.put(MAGIC).putInt(FORMAT).putLong(number);
    bytes.put(incarnation.getBytes(StandardCharsets.US_ASCII)).putLong(firstSeq);
    bytes.put(previous).putShort((short) name.length).put(name);
    bytes.putInt(CRC_AT, crc(bytes.array()));
    return bytes.rewind();
  }

  /** The head of {@code file}; null when it is not whole, as after a cut while it was made. */
  static @Nullable Segment read(Disk.File file, String name) throws IOException, JournalForeign {
    var bytes = ByteBuffer.allocate(HEAD_BYTES);
    while (bytes.hasRemaining()) if (file.read(bytes, bytes.position()) < 0) return null;
    bytes.flip();
    if (bytes.getInt(CRC_AT) != crc(bytes.array())) return null;
    byte[] magic = new byte[MAGIC.length];
    bytes.get(magic);
    int format = bytes.getInt();
    if (!Arrays.equals(magic, MAGIC) || format != FORMAT)
      throw JournalForeign.ofRelease(name, 0, "format " + format, null);
    long number = bytes.getLong();
    String incarnation = text(bytes, 16);
    long firstSeq = bytes.getLong();
    byte[] previous = new byte[Frame.HASH_BYTES];
    bytes.get(previous);
    return new Segment(number, incarnation, firstSeq, previous, text(bytes, bytes.getShort()));
  }

  private static String text(ByteBuffer from, int length) {
    byte[] bytes = new byte[length];
    from.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static int crc(byte[] head) {
    var crc = new CRC32C();
    crc.update(head, 0, CRC_AT);
    return (int) crc.getValue();
  }
}
