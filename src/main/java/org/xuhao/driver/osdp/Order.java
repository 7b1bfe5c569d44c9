package org.xuhao.driver.osdp;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.xuhao.wire.Bytes;
import org.xuhao.wire.BytesWriter;

/**
 * One command to a pad, before it is framed and encrypted. Source: protocol.md of osdp-pad.
 *
 * @param code what is wanted
 * @param payload its data in the clear
 */
record Order(int code, Bytes payload) {
  static final int POLL = 0x60;
  static final int ID = 0x61;
  static final int CAPABILITIES = 0x62;
  static final int LED = 0x69;
  static final int BUZZER = 0x6A;
  static final int TEXT = 0x6B;
  static final int COM_SET = 0x6E;
  static final int KEY_SET = 0x75;
  static final int CHALLENGE = 0x76;
  static final int CRYPTOGRAM = 0x77;
  static final int MANUFACTURER = 0x80;

  /**
   * Names a pad of the open profile in its identity, and the profile's own commands. Locally
   * administered, so no maker owns it; 58 48 is XH.
   */
  static final Bytes PROFILE = Bytes.of(0x02, 0x58, 0x48);

  static final int SHOW_LINE = 0x01;
  static final int SHOW_DIGITS = 0x02;
  static final int RATE = 0x03;
  static final int UNFOUND = 0x10;
  static final int BRANCH = 0x11;
  static final int FOUND = 0x12;
  static final int NUMBER = 0x13;

  /** How a line of text stands. */
  enum Align {
    LEFT(0),
    MIDDLE(1);

    private final int number;

    Align(int number) {
      this.number = number;
    }
  }

  /** Colours of a lamp, by their numbers on the line. */
  enum Colour {
    OFF(0),
    RED(1),
    GREEN(2),
    AMBER(3);

    private final int number;

    Colour(int number) {
      this.number = number;
    }
  }

  /** Half-width characters of the longest line; a Chinese character takes two. */
  static final int LINE_BYTES_MAX = 32;

  private static final Charset TEXT_OF_PADS = Charset.forName("GB18030");

  private static final int TICKET_DIGITS = 3;

  /** Every pad has one reader and one lamp, counted from 0. */
  private static final int FIRST = 0;

  private static final int PERMANENT = 1;
  private static final int DEFAULT_TONE = 2;

  /** In tenths of a second: long enough to be told from a key's click. Own choice. */
  private static final int BEEP_ON = 2;

  private static final int BEEP_OFF = 1;

  /** KEYSET for the pad's own key, which has 16 bytes. */
  private static final Bytes OWN_KEY = Bytes.of(0x01, 0x10);

  static Order poll() {
    return new Order(POLL, Bytes.NONE);
  }

  static Order id() {
    return new Order(ID, Bytes.of(0));
  }

  static Order capabilities() {
    return new Order(CAPABILITIES, Bytes.of(0));
  }

  /** Lights the pad's lamp until told otherwise. */
  static Order lamp(Colour colour) {
    int on = colour == Colour.OFF ? 0 : 1;
    Bytes temporary = Bytes.of(0, 0, 0, 0, 0, 0, 0);
    Bytes permanent = Bytes.of(1, on, 0, colour.number, 0);
    return new Order(LED, Bytes.of(FIRST, FIRST).then(temporary).then(permanent));
  }

  /** Sounds so many times, 1..255. */
  static Order beep(int times) {
    return new Order(BUZZER, Bytes.of(FIRST, DEFAULT_TONE, BEEP_ON, BEEP_OFF, times));
  }

  /** Writes one-byte characters from the first column of {@code row} on, 1..4. */
  static Order text(int row, String text) {
    Bytes characters = Bytes.copyOf(text.getBytes(StandardCharsets.US_ASCII));
    return new Order(
        TEXT, Bytes.of(FIRST, PERMANENT, 0, row, 1, characters.size()).then(characters));
  }

  /** The pad's own key from now on; only ever under an open channel. */
  static Order keySet(Bytes key) {
    return new Order(KEY_SET, OWN_KEY.then(key));
  }

  static Order challenge(Bytes number) {
    return new Order(CHALLENGE, number);
  }

  static Order cryptogram(Bytes cryptogram) {
    return new Order(CRYPTOGRAM, cryptogram);
  }

  /** Replaces a whole line of a pad of the profile; {@code line} from 1. */
  static Order line(int line, Align align, String text) {
    return profile(SHOW_LINE, Bytes.of(line, align.number).then(cut(text)));
  }

  /** Six digits, three for who waits and three of the ticket; 0A where nothing is lit. */
  static Order digits(Bytes digits) {
    return profile(SHOW_DIGITS, digits);
  }

  boolean isDigits() {
    return code == MANUFACTURER && payload.at(PROFILE.size()) == SHOW_DIGITS;
  }

  /** Of {@link #digits} those of the ticket. */
  Bytes ticket() {
    return payload.from(payload.size() - TICKET_DIGITS);
  }

  /**
   * Lights the rating keys.
   *
   * @param session comes back with the rating; 0: nobody is asked any more
   * @param seconds the pad goes dark by itself after these
   */
  static Order rate(long session, int seconds) {
    return profile(RATE, new BytesWriter().le32((int) session).le16(seconds).bytes());
  }

  /** Another address; the rate is said again, since the standard wants both. */
  static Order address(int address, int baud) {
    return new Order(COM_SET, new BytesWriter().add(address).le32(baud).bytes());
  }

  static Order profile(int sub, Bytes data) {
    return new Order(MANUFACTURER, PROFILE.then(Bytes.of(sub)).then(data));
  }

  /** Whole characters only: half a one would spoil what stands behind it. */
  private static Bytes cut(String text) {
    Bytes whole = Bytes.copyOf(text.getBytes(TEXT_OF_PADS));
    if (whole.size() <= LINE_BYTES_MAX) return whole;
    Bytes kept = Bytes.NONE;
    for (int at = 0; at < text.length(); ) {
      int next = text.offsetByCodePoints(at, 1);
      Bytes more = Bytes.copyOf(text.substring(at, next).getBytes(TEXT_OF_PADS));
      if (kept.size() + more.size() > LINE_BYTES_MAX) return kept;
      kept = kept.then(more);
      at = next;
    }
    return kept;
  }
}
