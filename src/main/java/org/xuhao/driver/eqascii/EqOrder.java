package org.xuhao.driver.eqascii;

import org.xuhao.driver.led.LedText;
import org.xuhao.wire.Bytes;

/** The bodies of orders. Source: protocol.md of eq-ascii, "Commands". */
final class EqOrder {

  /** The longest that a text is held, in tenths of a second; a picture is redrawn before. */
  static final int HOLD_MAX = 9999;

  /** Areas of one card that we use. */
  static final int AREAS_MAX = 8;

  private static final int STATIC = 1;
  private static final int FASTEST = 1;

  private EqOrder() {}

  static Bytes deleteAll() {
    return EqFrame.ascii("%ZD00");
  }

  /** Makes an area, counted from 1, that shows a quiet text in its middle. */
  static Bytes area(
      int area, int x, int y, int width, int height, int font, int colour, String text) {
    String commands =
        "%%ZI%02d%%ZC%04d%04d%04d%04d%%ZA%02d%%ZS%02d%%ZH%04d%%F%d%%AH2%%AV2%%C%d"
            .formatted(area, x, y, width, height, STATIC, FASTEST, HOLD_MAX, font, colour);
    return EqFrame.ascii(commands).then(text(text));
  }

  /** Changes the text of an area that is there. */
  static Bytes text(int area, int colour, String text) {
    String commands = "%%ZI%02d%%ZH%04d%%C%d%%AH2%%AV2".formatted(area, HOLD_MAX, colour);
    return EqFrame.ascii(commands).then(text(text));
  }

  /**
   * Without what the card would read as a command or as the end: per cent and dollar signs are left
   * out, as no escape for them is published. In GBK neither is the second byte of a character.
   */
  static Bytes text(String text) {
    return LedText.gbk(text, character -> character.size() > 1 || !isMarkup(character.at(0)), '?');
  }

  private static boolean isMarkup(int value) {
    return value == '%' || value == '$';
  }
}
