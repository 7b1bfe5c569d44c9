package org.xuhao.web.guide;

import java.nio.charset.Charset;

/**
 * The first letters of the Mandarin syllables of a text, by which people find things on a keyboard
 * of letters: 社保 is found by SB.
 */
final class Initials {
  private static final Charset GBK = Charset.forName("GBK");

  /**
   * Where each letter begins among the common characters of GB 2312 (level 1), which stand in the
   * order of their syllables. Source: GB/T 2312-1980, rows 16 to 55.
   */
  private static final int[] BEGINS = {
    0xB0A1, 0xB0C5, 0xB2C1, 0xB4EE, 0xB6EA, 0xB7A2, 0xB8C1, 0xB9FE, 0xBBF7, 0xBFA6, 0xC0AC, 0xC2E8,
    0xC4C3, 0xC5B6, 0xC5BE, 0xC6DA, 0xC8BB, 0xC8F6, 0xCBFA, 0xCDDA, 0xCEF4, 0xD1B9, 0xD4D1
  };

  private static final String LETTERS = "ABCDEFGHJKLMNOPQRSTWXYZ";

  /** The last of them. */
  private static final int END = 0xD7F9;

  private Initials() {}

  /** Of {@code text}, in capitals; what is neither a common character, letter nor digit is left. */
  static String of(String text) {
    var initials = new StringBuilder();
    text.codePoints()
        .forEach(sign -> {
          if (sign < 0x80 && Character.isLetterOrDigit(sign))
            initials.append(Character.toUpperCase((char) sign));
          else initials.append(ofCharacter(sign));
        });
    return initials.toString();
  }

  private static String ofCharacter(int sign) {
    byte[] bytes = Character.toString(sign).getBytes(GBK);
    if (bytes.length != 2) return "";
    int code = ((bytes[0] & 0xFF) << 8) | (bytes[1] & 0xFF);
    if (code < BEGINS[0] || code > END) return "";
    int at = BEGINS.length - 1;
    while (code < BEGINS[at]) at--;
    return LETTERS.substring(at, at + 1);
  }
}
