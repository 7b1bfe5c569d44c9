package org.xuhao.web.account;

import java.util.Locale;
import java.util.random.RandomGenerator;

/** A code that a person reads off one screen and types at another. */
public final class OneTimeCode {
  /** No letter or figure that is taken for another. */
  private static final String SIGNS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

  /** 31 to the 12th: 59 bits, which nobody guesses, however often. */
  private static final int LENGTH = 12;

  private OneTimeCode() {}

  /** A fresh one, such as {@code K7QP-2MXD-R4TB}; {@code chance}: nobody can guess it. */
  public static String draw(RandomGenerator chance) {
    var code = new StringBuilder();
    for (int i = 0; i < LENGTH; i++) {
      if (i > 0 && i % 4 == 0) code.append('-');
      code.append(SIGNS.charAt(chance.nextInt(SIGNS.length())));
    }
    return code.toString();
  }

  /** What is kept and compared, however it was typed. */
  public static String hash(String typed) {
    return Sha.of("code " + typed.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", ""));
  }
}
