package org.xuhao.sim;

import java.util.ArrayList;
import java.util.List;
import org.xuhao.wire.Bytes;

/**
 * OSDP frames as a pad reads commands and writes replies: {@code 53 | address | length, low byte
 * first | control | [block] | code and data | check}. Source: the protocol document of the pad,
 * "Framing".
 */
final class OsdpFrames {

  /** A pad's receive buffer, as it reports it. */
  static final int BUFFER = 256;

  private static final int START = 0x53;
  private static final int POLYNOMIAL = 0x1021;
  private static final int CRC_START = 0x1D0F;

  private Bytes unread = Bytes.NONE;

  /**
   * One command.
   *
   * @param signed the frame up to its MAC; without one up to its check
   * @param block 0: none; {@code blockData} is what it carries behind its type
   * @param mac four bytes, or none
   */
  record Command(
      int address,
      int control,
      int block,
      Bytes blockData,
      int code,
      Bytes data,
      Bytes mac,
      Bytes signed,
      Bytes whole) {
    int sequence() {
      return control & 3;
    }
  }

  /** Takes bytes in; gives the sound commands that are complete. */
  List<Command> read(Bytes bytes) {
    unread = unread.then(bytes);
    var commands = new ArrayList<Command>();
    int at = 0;
    while (at < unread.size()) {
      if (unread.at(at) != START) {
        at++;
        continue;
      }
      if (unread.size() - at < 5) break;
      int length = unread.at(at + 2) + 256 * unread.at(at + 3);
      if (length < 7 || length > BUFFER) {
        at++;
      } else if (unread.size() - at < length) {
        break;
      } else {
        Bytes frame = unread.slice(at, at + length);
        boolean sound = isSound(frame);
        if (sound && frame.at(1) < 0x80) commands.add(command(frame));
        at += sound ? length : 1;
      }
    }
    unread = unread.from(at);
    return commands;
  }

  private static boolean isSound(Bytes frame) {
    int end = frame.size() - (hasCrc(frame) ? 2 : 1);
    boolean whole =
        hasCrc(frame)
            ? crc(frame, end) == frame.at(end) + 256 * frame.at(end + 1)
            : (sum(frame, end) + frame.at(end)) % 256 == 0;
    int block = (frame.at(4) & 8) == 0 ? 0 : frame.at(5);
    boolean fits = (frame.at(4) & 8) == 0 || block >= 2;
    return whole && fits && 5 + block < end;
  }

  private static boolean hasCrc(Bytes frame) {
    return (frame.at(4) & 4) != 0;
  }

  private static Command command(Bytes frame) {
    int end = frame.size() - (hasCrc(frame) ? 2 : 1);
    int blockSize = (frame.at(4) & 8) == 0 ? 0 : frame.at(5);
    int block = blockSize == 0 ? 0 : frame.at(6);
    int code = 5 + blockSize;
    int macAt = block >= 0x15 && end - 4 > code ? end - 4 : end;
    return new Command(
        frame.at(1),
        frame.at(4),
        block,
        blockSize == 0 ? Bytes.NONE : frame.slice(7, code),
        frame.at(code),
        frame.slice(code + 1, macAt),
        frame.slice(macAt, end),
        frame.slice(0, macAt),
        frame);
  }

  /** A reply up to where its MAC would stand; the length counts {@code mac} more bytes. */
  static Bytes head(int address, int sequence, Bytes block, Bytes codeAndData, int mac) {
    int blockSize = block.isEmpty() ? 0 : block.size() + 1;
    int length = 5 + blockSize + codeAndData.size() + mac + 2;
    int control = sequence | 4 | (block.isEmpty() ? 0 : 8);
    Bytes head = Bytes.of(START, address | 0x80, length % 256, length / 256, control);
    if (!block.isEmpty()) head = head.then(Bytes.of(blockSize)).then(block);
    return head.then(codeAndData);
  }

  /** A whole reply with its CRC. */
  static Bytes checked(Bytes frame) {
    int crc = crc(frame, frame.size());
    return frame.then(Bytes.of(crc % 256, crc / 256));
  }

  private static int sum(Bytes bytes, int end) {
    int sum = 0;
    for (int i = 0; i < end; i++) sum += bytes.at(i);
    return sum;
  }

  /** Bit by bit, most significant first. */
  static int crc(Bytes bytes, int end) {
    int crc = CRC_START;
    for (int i = 0; i < end; i++)
      for (int bit = 7; bit >= 0; bit--) {
        int in = bytes.at(i) >> bit & 1;
        int out = crc >> 15;
        crc = crc << 1 & 0xFFFF;
        if (in != out) crc ^= POLYNOMIAL;
      }
    return crc;
  }
}
