package org.xuhao.driver;

import java.util.Locale;

/** Whose hand is on a pad. */
public enum PadRole {
  /** The clerk's: keys, display and beeper; may have rating keys of its own. */
  CALL,
  /** The visitor's: rating keys only, started by the host. */
  RATING;

  /** As the hall's file writes it: {@code call} or {@code rating}. */
  public static PadRole of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
