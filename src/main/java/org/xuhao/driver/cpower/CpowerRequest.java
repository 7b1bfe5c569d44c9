package org.xuhao.driver.cpower;

import java.util.List;
import org.xuhao.wire.Bytes;
import org.xuhao.wire.BytesWriter;

/**
 * What the host asks of a card: the command and its data. Source: protocol.md of cpower,
 * "Commands". All but {@link #save} and {@link #clearSaved} leave the card's flash alone.
 *
 * @param command the command byte
 */
record CpowerRequest(int command, Bytes data) {
  static final int DISPLAY = 0x7B;
  static final int POWER = 0x76;
  static final int BRIGHTNESS = 0x46;

  /** Windows of one card. */
  static final int WINDOWS_MAX = 8;

  /** Of a brightness; 31 is the brightest. */
  static final int LEVEL_MAX = 31;

  private static final int HOURS = 24;
  private static final int SPLIT = 0x01;
  private static final int SAVING = 0x07;
  private static final int TEXT = 0x12;
  private static final int AT_ONCE = 0;
  private static final int MIDDLE = 1 | 1 << 2;
  private static final int FASTEST = 1;

  /** As in the vendor's first example; a text that stands does not heed it. */
  private static final int STAY_S = 3;

  /** A rectangle in dots. */
  record Place(int x, int y, int width, int height) {}

  /** Cuts the screen into windows, numbered from 0. */
  static CpowerRequest split(List<Place> windows) {
    var out = new BytesWriter().add(SPLIT, windows.size());
    for (Place place : windows)
      for (int value : new int[] {place.x(), place.y(), place.width(), place.height()})
        out.add(value >> 8, value);
    return display(out.bytes());
  }

  /**
   * Puts a text into the middle of a window, at once.
   *
   * @param font its size, 0 to 7
   * @param rgb its colour, red in the highest of three bytes
   * @param text in GBK, no zero among it
   */
  static CpowerRequest text(int window, int font, int rgb, Bytes text) {
    return display(
        new BytesWriter()
            .add(TEXT, window, AT_ONCE, MIDDLE, FASTEST, 0, STAY_S, font)
            .add(rgb >> 16, rgb >> 8, rgb)
            .add(text)
            .add(0)
            .bytes());
  }

  /** Keeps what the windows show in flash, which wears out: only when somebody asks for it. */
  static CpowerRequest save() {
    return display(Bytes.of(SAVING, 0, 0, 0));
  }

  /** Forgets what was kept in flash. */
  static CpowerRequest clearSaved() {
    return display(Bytes.of(SAVING, 1, 0, 0));
  }

  static CpowerRequest power(boolean on) {
    return new CpowerRequest(POWER, Bytes.of(0, on ? 1 : 0, 0, 0, 0, 0, 0, 0, 0));
  }

  static CpowerRequest brightness(int level) {
    var out = new BytesWriter().add(0);
    for (int hour = 0; hour < HOURS; hour++) out.add(level);
    return new CpowerRequest(BRIGHTNESS, out.bytes());
  }

  /** One packet is enough for all that we say: the length, number 0 of 0, then the code. */
  private static CpowerRequest display(Bytes code) {
    return new CpowerRequest(
        DISPLAY, new BytesWriter().le16(code.size()).add(0, 0).add(code).bytes());
  }

  /** The frame for card {@code id}, which has to answer unless it is for all cards. */
  CpowerFrame to(int id, CpowerConfig.Framing framing) {
    int flag = id == ALL ? 0 : 1;
    return new CpowerFrame(framing, false, id, command, flag, data);
  }

  /** The address of every card. */
  static final int ALL = 0xFF;
}
