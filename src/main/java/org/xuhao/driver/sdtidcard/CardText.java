package org.xuhao.driver.sdtidcard;

import java.nio.charset.StandardCharsets;
import org.xuhao.wire.Bytes;

/**
 * What a queue needs of a card's text: its number, and nothing else is looked at. Source:
 * protocol.md of sdt-idcard, "Text of a card".
 *
 * @param kind which of the cards it is
 * @param number as printed on the card, without blanks
 */
record CardText(Kind kind, String number) {

  /** The kinds of cards, by the letter in their text. */
  enum Kind {
    RESIDENT,
    /** The old card of foreign permanent residents, letter I. */
    FOREIGN,
    /** The residence permit of Hong Kong, Macao and Taiwan residents, letter J. */
    HONG_KONG_MACAO_TAIWAN,
    /** Another letter, such as a card younger than this driver: where its number is, is unknown. */
    UNKNOWN
  }

  /** Bytes of the text in every answer, whatever the card. */
  static final int SIZE = 256;

  /** On all three kinds the number begins here. */
  private static final int NUMBER_AT = 122;

  private static final int NUMBER_SIZE = 36;
  private static final int FOREIGN_NUMBER_SIZE = 30;
  private static final int LETTER_AT = 248;

  private static final String RESIDENT_NUMBER = "[0-9]{17}[0-9X]";
  private static final String FOREIGN_NUMBER = "[A-Z]{3}[0-9]{12}";

  /** Source: GB 11643, after ISO 7064 MOD 11-2. */
  private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};

  private static final String CHECKS = "10X98765432";

  /** Reads the {@value #SIZE} bytes of a card's text. */
  static CardText of(Bytes text) {
    Kind kind =
        switch (text.at(LETTER_AT) | text.at(LETTER_AT + 1) << 8) {
          case ' ', 0 -> Kind.RESIDENT;
          case 'I' -> Kind.FOREIGN;
          case 'J' -> Kind.HONG_KONG_MACAO_TAIWAN;
          default -> Kind.UNKNOWN;
        };
    if (kind == Kind.UNKNOWN) return new CardText(kind, "");
    int size = kind == Kind.FOREIGN ? FOREIGN_NUMBER_SIZE : NUMBER_SIZE;
    byte[] number = text.slice(NUMBER_AT, NUMBER_AT + size).toArray();
    return new CardText(kind, new String(number, StandardCharsets.UTF_16LE).strip());
  }

  /** Whether the number has the shape that the numbers of its kind have. */
  boolean isWhole() {
    return number.matches(kind == Kind.FOREIGN ? FOREIGN_NUMBER : RESIDENT_NUMBER);
  }

  /**
   * Whether the check digit of a whole number is right. Some people were given a number whose digit
   * is wrong; a foreign card's digit is not known to us and passes.
   */
  boolean isChecked() {
    if (kind == Kind.FOREIGN) return true;
    int sum = 0;
    for (int i = 0; i < WEIGHTS.length; i++) sum += WEIGHTS[i] * (number.charAt(i) - '0');
    return CHECKS.charAt(sum % CHECKS.length()) == number.charAt(WEIGHTS.length);
  }

  /** Says nothing of whose card it is. */
  @Override
  public String toString() {
    return "CardText[" + kind + "]";
  }
}
