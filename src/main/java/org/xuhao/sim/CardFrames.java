package org.xuhao.sim;

import java.util.ArrayList;
import java.util.List;
import org.xuhao.wire.Bytes;

/**
 * Onbon BX-5K/6K frames as a card reads and writes them. Source: the protocol document of the card,
 * "Frame": {@code A5.. | header 14 | data | CRC | 5A}, escaped between the marks.
 */
final class CardFrames {
  static final int BROADCAST = 0xFFFF;
  static final int BROADCAST_ANSWERED = 0xFFFE;

  /** The data field that a card can hold. Source: "Link", controller receive buffer. */
  private static final int DATA_MAX = 1024;

  private static final int START = 0xA5;
  private static final int END = 0x5A;
  private static final int HEADER = 14;
  private static final int CRC = 2;

  /** Replies in the vendor's document carry nine; a receiver must not count them. */
  private static final int STARTS_OF_REPLY = 9;

  /** Everything escaped would be twice as long. */
  private static final int UNREAD_MAX = 2 * (HEADER + DATA_MAX + CRC);

  private final List<Integer> body = new ArrayList<>();
  private boolean inside;
  private long bad;

  /**
   * One frame.
   *
   * @param sound its checksum fits; a card answers others with an error where it can
   */
  record CardFrame(int to, int from, Bytes data, boolean sound) {}

  /** Takes bytes in; gives the frames that ended. */
  List<CardFrame> read(Bytes bytes) {
    var frames = new ArrayList<CardFrame>();
    for (int i = 0; i < bytes.size(); i++) {
      int value = bytes.at(i);
      if (value == START) {
        if (inside && !body.isEmpty()) bad++;
        inside = true;
        body.clear();
      } else if (inside && value == END) {
        ended(frames);
        inside = false;
        body.clear();
      } else if (inside) {
        body.add(value);
        if (body.size() <= UNREAD_MAX) continue;
        bad++;
        inside = false;
        body.clear();
      }
    }
    return frames;
  }

  /** Frames that could not be read at all: torn, wrongly escaped, of a wrong length. */
  long bad() {
    return bad;
  }

  private void ended(List<CardFrame> frames) {
    List<Integer> plain = unescape();
    int size = plain.size();
    if (size < HEADER + CRC || (plain.get(12) | plain.get(13) << 8) != size - HEADER - CRC) {
      bad++;
      return;
    }
    int crc = plain.get(size - 2) | plain.get(size - 1) << 8;
    int[] data = new int[size - HEADER - CRC];
    for (int i = 0; i < data.length; i++) data[i] = plain.get(HEADER + i);
    boolean sound = crc == crc(plain.subList(0, size - CRC));
    frames.add(
        new CardFrame(
            plain.get(0) | plain.get(1) << 8,
            plain.get(2) | plain.get(3) << 8,
            Bytes.of(data),
            sound));
  }

  /** Empty when an escape means nothing. */
  private List<Integer> unescape() {
    var plain = new ArrayList<Integer>();
    for (int i = 0; i < body.size(); i++) {
      int value = body.get(i);
      if (value != 0xA6 && value != 0x5B) {
        plain.add(value);
        continue;
      }
      int which = ++i < body.size() ? body.get(i) : 0;
      if (which != 1 && which != 2) return List.of();
      plain.add(value == 0xA6 ? (which == 2 ? 0xA5 : 0xA6) : which == 2 ? 0x5A : 0x5B);
    }
    return plain;
  }

  /** A frame from a card to the host. */
  static Bytes reply(int to, int from, Bytes data) {
    return write(STARTS_OF_REPLY, to, from, 0, data);
  }

  /** A frame in either direction; what hosts send begins with eight marks. */
  static Bytes write(int starts, int to, int from, int displayMode, Bytes data) {
    var plain = new ArrayList<Integer>();
    for (int value :
        new int[] {to & 0xFF, to >> 8, from & 0xFF, from >> 8, 0, 0, 0, 0, 0, displayMode, 0xFE, 2})
      plain.add(value);
    plain.add(data.size() & 0xFF);
    plain.add(data.size() >> 8);
    for (int i = 0; i < data.size(); i++) plain.add(data.at(i));
    int crc = crc(plain);
    plain.add(crc & 0xFF);
    plain.add(crc >> 8);
    var raw = new ArrayList<Integer>();
    for (int i = 0; i < starts; i++) raw.add(START);
    for (int value : plain) escape(value, raw);
    raw.add(END);
    return Bytes.of(raw.stream().mapToInt(Integer::intValue).toArray());
  }

  private static void escape(int value, List<Integer> raw) {
    switch (value) {
      case 0xA5 -> raw.addAll(List.of(0xA6, 2));
      case 0xA6 -> raw.addAll(List.of(0xA6, 1));
      case 0x5A -> raw.addAll(List.of(0x5B, 2));
      case 0x5B -> raw.addAll(List.of(0x5B, 1));
      default -> raw.add(value);
    }
  }

  /** CRC-16/ARC; of the digits 1 to 9 it is BB3D. */
  static int crc(List<Integer> values) {
    int crc = 0;
    for (int value : values) {
      crc ^= value;
      for (int bit = 0; bit < 8; bit++) crc = (crc & 1) == 1 ? crc >> 1 ^ 0xA001 : crc >> 1;
    }
    return crc;
  }
}
