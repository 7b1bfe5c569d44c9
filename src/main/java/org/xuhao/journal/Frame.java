package org.xuhao.journal;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * One record of the journal, around the text of one entry. Layout, big-endian:
 *
 * <pre>
 *   0  4  CRC-32C of everything after it
 *   4  4  length of the text
 *   8  8  offset in this file at which the batch of this record begins
 *  16  8  seq of its first event
 *  24  4  number of its events
 *  28  4  version of the text
 *  32 32  SHA-256 of the record before, head and text
 *  64     the text
 * </pre>
 *
 * <p>A batch is one write and one force, and the next one is written only after the force. So a
 * record whose batch begins after a bad place proves that the bad place was on disk once.
 */
final class Frame {
  static final int HEAD_BYTES = 64;
  static final int HASH_BYTES = 32;
  static final int VERSION = 1;

  /**
   * Longest text of one entry: 8 MiB. The longest there is clears the evening's tickets, some 150
   * bytes each: 50,000 of them fit.
   */
  static final int TEXT_MAX = 8 << 20;

  /** One for each thread: to make one took a quarter of the time of a record's hash. */
  private static final ThreadLocal<MessageDigest> HASHING = ThreadLocal.withInitial(Frame::sha);

  final long offset;
  final int length;
  final long batch;
  final long seq;
  final int events;
  final int version;
  final byte[] previous = new byte[HASH_BYTES];
  final byte[] text;
  private final ByteBuffer bytes;
  private final int start;
  private byte @Nullable [] hash;

  /** Reads the record at {@code bytes}' position, whose head and CRC were checked before. */
  Frame(ByteBuffer bytes, long offset) {
    this.start = bytes.position();
    this.bytes = bytes;
    this.offset = offset;
    this.length = bytes.getInt(start + 4);
    this.batch = bytes.getLong(start + 8);
    this.seq = bytes.getLong(start + 16);
    this.events = bytes.getInt(start + 24);
    this.version = bytes.getInt(start + 28);
    this.text = new byte[length];
    bytes.get(start + 32, previous);
    bytes.get(start + HEAD_BYTES, text);
  }

  /** SHA-256 of the record; to be asked first before the next one is read. */
  byte[] hash() {
    if (hash == null) hash = hash(bytes, start, HEAD_BYTES + length);
    return hash;
  }

  long end() {
    return offset + HEAD_BYTES + length;
  }

  long lastSeq() {
    return seq + events - 1;
  }

  /** Puts one record at the buffer's position and returns its hash. */
  static byte[] put(
      ByteBuffer into, byte[] text, long batch, long seq, int events, byte[] previous) {
    int start = into.position();
    into.putInt(0).putInt(text.length).putLong(batch).putLong(seq).putInt(events).putInt(VERSION);
    into.put(previous).put(text);
    into.putInt(start, crc(into, start, text.length));
    return hash(into, start, HEAD_BYTES + text.length);
  }

  static int crc(ByteBuffer bytes, int start, int length) {
    var crc = new CRC32C();
    crc.update(bytes.duplicate().clear().slice(start + 4, HEAD_BYTES - 4 + length));
    return (int) crc.getValue();
  }

  private static byte[] hash(ByteBuffer bytes, int start, int length) {
    MessageDigest sha = HASHING.get();
    sha.update(bytes.duplicate().clear().slice(start, length));
    return sha.digest();
  }

  static MessageDigest sha() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
