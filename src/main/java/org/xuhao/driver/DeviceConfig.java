package org.xuhao.driver;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.value.WindowId;

/** One device as the hall's file declares it. The records check their own ranges. */
public sealed interface DeviceConfig {

  /** The line it hangs on. */
  String line();

  /** Its name on pages, in faults and as who asks: {@code pads/5}, or the line alone. */
  String name();

  /**
   * A call pad or rating pad of type {@code ff68-pad}.
   *
   * @param address as set on the pad, 0..255
   * @param levels which rating level 5..1 each result byte means
   */
  record Pad(
      String line, int address, WindowId window, Role role, SortedMap<Integer, Integer> levels)
      implements DeviceConfig {

    /** Whose hand is on it. */
    public enum Role {
      /** The clerk's: keys, display and beeper; may have rating keys of its own. */
      CALL,
      /** The visitor's: rating keys only, started by the host. */
      RATING
    }

    /**
     * The four keys from best to worst; 不满意 and 非常不满意 share the last. Halls order them differently,
     * so it can be set. Source: protocol.md of ff68-pad, "Doubts".
     */
    public static final Map<Integer, Integer> USUAL_LEVELS = Map.of(0, 5, 1, 4, 2, 3, 3, 2);

    public Pad {
      within("address", address, 0, 0xFF);
      levels = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(levels));
      levels.forEach((key, level) -> within("rating key", key, 0, 0xFF));
      levels.forEach((key, level) -> within("rating level", level, 1, 5));
    }

    /** A call pad with the usual rating keys. */
    public static Pad of(String line, int address, WindowId window) {
      return new Pad(line, address, window, Role.CALL, new TreeMap<>(USUAL_LEVELS));
    }

    @Override
    public String name() {
      return line + "/" + address;
    }
  }

  /**
   * An LED card of type {@code onbon-bx}.
   *
   * @param address 1..0x7FFF; 0xFFFE only where it is the one card of its line
   * @param window whose strip it is; null: a hall screen
   * @param lines rows of a hall screen, 1..5 (five areas exist on every model)
   * @param width dots, 8..8191
   * @param height dots, 8..4096
   * @param unit how x and width are counted on this model
   * @param deviceType 0xFE fits all models
   * @param font markup before every text, such as {@code \FO001}; empty: the card's own
   * @param replyWithin how long an answer may take
   */
  record Card(
      String line,
      int address,
      @Nullable WindowId window,
      int lines,
      int width,
      int height,
      Unit unit,
      int deviceType,
      String font,
      Duration replyWithin)
      implements DeviceConfig {

    /** How a card counts x and width. */
    public enum Unit {
      PIXELS,
      EIGHT_PIXELS
    }

    /** Source: the card's parameter CommTimeout, 2 s when it leaves the factory. */
    public static final Duration USUAL_REPLY = Duration.ofSeconds(2);

    /** The address that asks any card and lets it answer. */
    public static final int ANY_ADDRESS = 0xFFFE;

    public Card {
      if (address != ANY_ADDRESS) within("address", address, 1, 0x7FFF);
      within("lines", lines, 1, 5);
      within("width", width, 8, 8191);
      within("height", height, 8 * lines, 4096);
      within("deviceType", deviceType, 0, 0xFF);
      if (!font.matches("(\\\\F[OE][0-9]{3}|\\\\C[1-7]){0,6}"))
        throw new IllegalArgumentException("font " + font + ": write \\FO001, \\FE001 or \\C1");
      within("replyWithin in ms", (int) replyWithin.toMillis(), 20, 10_000);
    }

    /** The strip above one window: one line of 192 x 16 dots. */
    public static Card strip(String line, int address, WindowId window) {
      return new Card(line, address, window, 1, 192, 16, Unit.PIXELS, 0xFE, "", USUAL_REPLY);
    }

    /** A hall screen of {@code lines} rows, each 192 x 16 dots. */
    public static Card screen(String line, int address, int lines) {
      return new Card(
          line, address, null, lines, 192, 16 * lines, Unit.PIXELS, 0xFE, "", USUAL_REPLY);
    }

    @Override
    public String name() {
      return line + "/" + address;
    }
  }

  /**
   * A ticket printer of type {@code escpos}, alone on its line.
   *
   * @param paper the paper's width
   * @param qr whether its firmware prints QR codes; without, the link is left out
   */
  record Printer(String line, Paper paper, boolean qr) implements DeviceConfig {

    /** Paper widths and how many half-width characters stand in a row. */
    public enum Paper {
      MM_80(48),
      MM_58(32);

      private final int columns;

      Paper(int columns) {
        this.columns = columns;
      }

      public int columns() {
        return columns;
      }
    }

    /** An 80 mm printer with QR codes. */
    public static Printer of(String line) {
      return new Printer(line, Paper.MM_80, true);
    }

    @Override
    public String name() {
      return line;
    }
  }

  /**
   * A call pad or rating pad of type {@code osdp-pad}.
   *
   * @param address 0..126; 127 is any pad and never one's own
   * @param replyWithin how long an answer may take to begin, beside the time of the bytes
   * @param secret its key, and what its numbers are drawn with
   */
  record OsdpPad(
      String line,
      int address,
      WindowId window,
      Pad.Role role,
      Security security,
      Duration replyWithin,
      PadSecret secret)
      implements DeviceConfig {

    /** How a pad proves that it is one of ours. */
    public enum Security {
      /** Only with its own key. */
      REQUIRED,
      /** Where it has none yet, it is given one under the key that everybody knows. */
      INSTALL,
      /** Not at all; all is in the clear. */
      OFF
    }

    /**
     * 30 ms that the profile allows on a port of this machine, and twice the 16 ms that a USB
     * adapter keeps bytes back. Source: protocol.md of osdp-pad, "Timing".
     */
    public static final Duration USUAL_REPLY = Duration.ofMillis(60);

    public OsdpPad {
      within("address", address, 0, 0x7E);
      within("replyWithin in ms", (int) replyWithin.toMillis(), 5, 2_000);
    }

    /** A call pad in the clear. */
    public static OsdpPad of(String line, int address, WindowId window) {
      return new OsdpPad(
          line, address, window, Pad.Role.CALL, Security.OFF, USUAL_REPLY, PadSecret.NONE);
    }

    /** The same pad with another role and security. */
    public OsdpPad as(Pad.Role role, Security security, PadSecret secret) {
      return new OsdpPad(line, address, window, role, security, replyWithin, secret);
    }

    @Override
    public String name() {
      return line + "/" + address;
    }
  }

  /**
   * A reader of identity cards of type {@code sdt-idcard}, alone on its line.
   *
   * @param dispenser the dispenser it stands at
   * @param visitors gives what a visitor is known by, newest first, from the number on the card
   * @param replyWithin how long an answer may take, but for the reading of a card
   */
  record IdReader(
      String line,
      String dispenser,
      Function<String, List<String>> visitors,
      Duration replyWithin)
      implements DeviceConfig {

    /** The dispenser of a hall that has one. */
    public static final String USUAL_DISPENSER = "main";

    /** Own choice: an answer takes 1 ms on the wire and the reader some 100 ms to look for one. */
    public static final Duration USUAL_REPLY = Duration.ofSeconds(1);

    public IdReader {
      if (!dispenser.matches("[a-z0-9][a-z0-9-]{0,31}"))
        throw new IllegalArgumentException("dispenser " + dispenser + ": a-z, 0-9 and -");
      within("replyWithin in ms", (int) replyWithin.toMillis(), 100, 10_000);
    }

    /** A reader whose cards nobody is known by. */
    public static IdReader of(String line, String dispenser) {
      return new IdReader(line, dispenser, number -> List.of(), USUAL_REPLY);
    }

    /** The same reader with visitors who are known. */
    public IdReader knowing(Function<String, List<String>> visitors) {
      return new IdReader(line, dispenser, visitors, replyWithin);
    }

    @Override
    public String name() {
      return line;
    }
  }

  private static void within(String what, int value, int least, int most) {
    if (value < least || value > most)
      throw new IllegalArgumentException(
          "%s is %d, not %d to %d".formatted(what, value, least, most));
  }
}
