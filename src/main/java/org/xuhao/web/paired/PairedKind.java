package org.xuhao.web.paired;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a paired browser is used as. */
public enum PairedKind {
  /** A tablet that asks for the rating of a visit (评价器). */
  RATING_TABLET(true),
  /** The screen that faces the visitor at the window (窗口互动屏): notice, materials, rating. */
  COUNTER_SCREEN(true),
  /** The screen above a window (窗口屏). */
  WINDOW_DISPLAY(false);

  private final boolean rates;

  PairedKind(boolean rates) {
    this.rates = rates;
  }

  /** Whether a rating pressed on it counts. */
  public boolean rates() {
    return rates;
  }

  /** The device's type as lists and the file name it, such as {@code rating-tablet}. */
  public String type() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The kind of that type; empty for any other text. */
  public static Optional<PairedKind> of(String type) {
    return Arrays.stream(values()).filter(kind -> kind.type().equals(type)).findFirst();
  }
}
