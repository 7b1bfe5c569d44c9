package org.xuhao.driver.escpos;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.xuhao.wire.Bytes;
import org.xuhao.wire.BytesWriter;
import org.xuhao.wire.Decoded;
import org.xuhao.wire.Frame;

/**
 * One command to a printer, or a run of text. Source: protocol.md of escpos, "Commands".
 *
 * @param args what follows the command's own bytes
 */
record PrinterCommand(Kind kind, Bytes args) implements Frame {

  /** The commands of a ticket kiosk, each with its own bytes and how many follow. */
  enum Kind {
    INIT(0, "1B 40"),
    FEED_LINES(1, "1B 64"),
    FEED_DOTS(1, "1B 4A"),
    LINE_SPACING(1, "1B 33"),
    LINE_SPACING_USUAL(0, "1B 32"),
    ALIGN(1, "1B 61"),
    SIZE(1, "1D 21"),
    BOLD(1, "1B 45"),
    REVERSE(1, "1D 42"),
    UNDERLINE(1, "1B 2D"),
    CODE_PAGE(1, "1B 74"),
    CHINESE_ON(0, "1C 26"),
    CHINESE_OFF(0, "1C 2E"),
    CHINESE_STYLE(1, "1C 21"),
    CHINESE_SPACING(2, "1C 53"),
    LEFT_MARGIN(2, "1D 4C"),
    PRINT_WIDTH(2, "1D 57"),
    QR(COUNTED, "1D 28 6B"),
    RASTER(BY_SIZE, "1D 76 30"),
    CUT(BY_FIRST, "1D 56"),
    STATUS(1, "10 04"),
    RECOVER(1, "10 05"),
    STATUS_BACK(1, "1D 61"),
    MARK(1, "1D 72"),
    LINE_FEED(0, "0A"),
    TEXT(0, ""),
    /** A maker's own command, as the hall's file has it; never taken apart. */
    MAKER(0, "");

    private final int follow;
    private final String own;

    Kind(int follow, String own) {
      this.follow = follow;
      this.own = own;
    }

    Bytes own() {
      return Bytes.hex(own);
    }
  }

  /** A 16-bit count, low byte first, and so many bytes follow. */
  private static final int COUNTED = -1;

  /** Mode, bytes a row, rows and the picture follow. */
  private static final int BY_SIZE = -2;

  /** One byte follows; a second where the first asks to feed before the cut. */
  private static final int BY_FIRST = -3;

  private static final int FEED_AND_CUT = 0x41;
  private static final Charset GBK = Charset.forName("GBK");

  static final int LEFT = 0;
  static final int CENTRE = 1;

  /** The answer to {@link Kind#MARK} 1 comes when all before it is on paper. */
  static final int PAPER = 1;

  @Override
  public Bytes bytes() {
    return kind.own().then(args);
  }

  static PrinterCommand of(Kind kind, int... args) {
    return new PrinterCommand(kind, Bytes.of(args));
  }

  /** Text in GBK; control characters are left out, so that text can never be a command. */
  static PrinterCommand text(String text) {
    String plain =
        text.codePoints()
            .filter(p -> p >= ' ' && p != 0x7F)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    return new PrinterCommand(Kind.TEXT, Bytes.copyOf(plain.getBytes(GBK)));
  }

  /** A size of {@code times} the usual in both directions, 1 to 8. */
  static PrinterCommand size(int times) {
    return of(Kind.SIZE, (times - 1) << 4 | (times - 1));
  }

  /** Feeds {@code dots} past the knife and cuts but for one point. */
  static PrinterCommand cut(int dots) {
    return of(Kind.CUT, 0x42, dots);
  }

  /** Asks at once, even when offline. {@code n} 1 printer, 2 offline cause, 3 error, 4 paper. */
  static PrinterCommand status(int n) {
    return of(Kind.STATUS, n);
  }

  /**
   * A QR code of model 2.
   *
   * @param dots of one module, 1 to 16
   * @param correction 0x30 L, 0x31 M, 0x32 Q, 0x33 H
   */
  static List<PrinterCommand> qr(String text, int dots, int correction) {
    return List.of(
        qr(0x41, Bytes.of(0x32, 0)),
        qr(0x43, Bytes.of(dots)),
        qr(0x45, Bytes.of(correction)),
        qr(0x50, Bytes.of(0x30).then(Bytes.copyOf(text.getBytes(StandardCharsets.US_ASCII)))),
        qr(0x51, Bytes.of(0x30)));
  }

  private static PrinterCommand qr(int function, Bytes values) {
    Bytes all = Bytes.of(0x31, function).then(values);
    return new PrinterCommand(Kind.QR, new BytesWriter().le16(all.size()).add(all).bytes());
  }

  /** A maker's own command. */
  static PrinterCommand ofMaker(Bytes bytes) {
    return new PrinterCommand(Kind.MAKER, bytes);
  }

  /** A picture, one bit a dot, the first dot in the highest bit. */
  static PrinterCommand raster(int bytesPerRow, Bytes rows) {
    var out = new BytesWriter().add(0).le16(bytesPerRow).le16(rows.size() / bytesPerRow);
    return new PrinterCommand(Kind.RASTER, out.add(harmless(rows)).bytes());
  }

  /**
   * Printers obey 10 04, 10 05 and 10 14 wherever they stand, a picture's dots among them: status,
   * recovery, the drawer, even switching off. One dot of such a pair is left white.
   */
  private static Bytes harmless(Bytes rows) {
    byte[] raw = rows.toArray();
    for (int i = 0; i + 1 < raw.length; i++)
      if (raw[i] == 0x10 && (raw[i + 1] == 0x04 || raw[i + 1] == 0x05 || raw[i + 1] == 0x14))
        raw[i] = 0;
    return Bytes.copyOf(raw);
  }

  static Bytes bytes(List<PrinterCommand> commands) {
    var out = new BytesWriter();
    commands.forEach(command -> out.add(command.bytes()));
    return out.bytes();
  }

  /** Takes apart what goes to a printer. */
  static Decoded<PrinterCommand> decode(Bytes bytes) {
    var commands = new ArrayList<PrinterCommand>();
    int at = 0;
    int noise = 0;
    while (at < bytes.size()) {
      Optional<PrinterCommand> command =
          bytes.at(at) >= ' ' ? Optional.of(textAt(bytes, at)) : commandAt(bytes, at);
      if (command.isEmpty() && mayGoOn(bytes, at)) break;
      command.ifPresent(commands::add);
      if (command.isEmpty()) noise++;
      at += command.map(c -> c.bytes().size()).orElse(1);
    }
    return new Decoded<>(commands, bytes.from(at), noise, 0);
  }

  private static PrinterCommand textAt(Bytes bytes, int at) {
    int end = at;
    while (end < bytes.size() && bytes.at(end) >= ' ') end++;
    return new PrinterCommand(Kind.TEXT, bytes.slice(at, end));
  }

  private static Optional<PrinterCommand> commandAt(Bytes bytes, int at) {
    for (Kind kind : Kind.values()) {
      int argsAt = at + kind.own().size();
      if (kind.own.isEmpty() || argsAt > bytes.size()) continue;
      if (!bytes.slice(at, argsAt).equals(kind.own())) continue;
      long end = argsAt + argsSize(kind, bytes.from(argsAt));
      if (end <= bytes.size())
        return Optional.of(new PrinterCommand(kind, bytes.slice(argsAt, (int) end)));
    }
    return Optional.empty();
  }

  private static long argsSize(Kind kind, Bytes rest) {
    return switch (kind.follow) {
      case COUNTED -> rest.size() < 2 ? 2 : 2 + le16(rest, 0);
      case BY_SIZE -> rest.size() < 5 ? 5 : 5 + (long) le16(rest, 1) * le16(rest, 3);
      case BY_FIRST -> !rest.isEmpty() && rest.at(0) >= FEED_AND_CUT ? 2 : 1;
      default -> kind.follow;
    };
  }

  /** Whether what stands at {@code at} is the beginning of a command. */
  private static boolean mayGoOn(Bytes bytes, int at) {
    Bytes rest = bytes.from(at);
    for (Kind kind : Kind.values()) {
      int same = Math.min(rest.size(), kind.own().size());
      if (same > 0 && rest.slice(0, same).equals(kind.own().slice(0, same))) return true;
    }
    return false;
  }

  private static int le16(Bytes bytes, int at) {
    return bytes.at(at) | bytes.at(at + 1) << 8;
  }
}
