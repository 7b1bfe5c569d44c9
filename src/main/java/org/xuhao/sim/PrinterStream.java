package org.xuhao.sim;

import java.util.ArrayList;
import java.util.List;
import org.xuhao.wire.Bytes;

/**
 * Splits what a host sends to an ESC/POS printer into commands and text. Source: the protocol
 * document of the printer, "Commands".
 */
final class PrinterStream {

  /** A printer's receive buffer; a raster of 256 rows of 576 dots fits. */
  static final int UNREAD_MAX = 24 * 1024;

  private Bytes unread = Bytes.NONE;
  private long lost;

  /**
   * One command.
   *
   * @param name its leading bytes, such as {@code 1D 21}; {@code text} for characters
   * @param body what follows them, or the characters
   */
  record Command(String name, Bytes body) {}

  /** Takes bytes in; gives the commands that are complete. */
  List<Command> read(Bytes bytes) {
    var commands = new ArrayList<Command>();
    for (int from = 0; from < bytes.size(); from += READ_MAX)
      commands.addAll(readSome(bytes.slice(from, Math.min(bytes.size(), from + READ_MAX))));
    return commands;
  }

  /** A picture of many slices comes at once here; a real printer reads it by and by. */
  private static final int READ_MAX = 1024;

  private List<Command> readSome(Bytes bytes) {
    if (unread.size() + bytes.size() > UNREAD_MAX) {
      lost += bytes.size();
      return List.of();
    }
    unread = unread.then(bytes);
    var commands = new ArrayList<Command>();
    int at = 0;
    for (int length = length(at); length > 0; length = length(at)) {
      commands.add(command(at, length));
      at += length;
    }
    unread = unread.from(at);
    return commands;
  }

  void clear() {
    unread = Bytes.NONE;
  }

  /** Bytes thrown away because the buffer was full. */
  long lost() {
    return lost;
  }

  private Command command(int at, int length) {
    int first = unread.at(at);
    if (first >= 0x20) return new Command("text", unread.slice(at, at + length));
    int head = isPrefix(first) ? 2 : 1;
    return new Command(
        unread.slice(at, at + head).toString(), unread.slice(at + head, at + length));
  }

  private static boolean isPrefix(int value) {
    return value == 0x10 || value == 0x1B || value == 0x1C || value == 0x1D;
  }

  /** Length of what begins at {@code at}; 0: not all there yet. */
  private int length(int at) {
    int left = unread.size() - at;
    if (left == 0) return 0;
    int first = unread.at(at);
    if (first >= 0x20) return textLength(at);
    if (!isPrefix(first)) return 1;
    if (left < 2) return 0;
    int length = commandLength(first, unread.at(at + 1), at, left);
    return length <= left ? length : 0;
  }

  /** Double-byte characters stay whole. */
  private int textLength(int at) {
    int end = at;
    while (end < unread.size() && unread.at(end) >= 0x20) {
      int step = unread.at(end) > 0x80 ? 2 : 1;
      if (end + step > unread.size()) break;
      end += step;
    }
    return end - at;
  }

  private int commandLength(int first, int second, int at, int left) {
    return switch (first) {
      case 0x10 -> second == 0x14 ? 5 : 3;
      case 0x1B -> second == 0x40 || second == 0x32 ? 2 : 3;
      case 0x1C -> second == 0x26 || second == 0x2E ? 2 : second == 0x53 ? 4 : 3;
      default ->
          switch (second) {
            case 0x4C, 0x57 -> 4;
            case 0x56 -> left < 3 ? Integer.MAX_VALUE : unread.at(at + 2) >= 0x41 ? 4 : 3;
            case 0x28 -> left < 5 ? Integer.MAX_VALUE : 5 + u16(at + 3);
            case 0x76 -> left < 8 ? Integer.MAX_VALUE : 8 + u16(at + 4) * u16(at + 6);
            default -> 3;
          };
    };
  }

  private int u16(int at) {
    return unread.at(at) | unread.at(at + 1) << 8;
  }
}
