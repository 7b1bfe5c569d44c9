package org.xuhao.web;

import java.util.List;

/**
 * What happened to an identity card at the reader of a dispenser.
 *
 * @param visitor what the holder of a card that was read is known by, the newest first; else empty
 */
public record CardNews(What what, List<String> visitor) {

  /** As the page is told. */
  public enum What {
    READING,
    READ,
    /** It has to be lifted and put on again. */
    AGAIN,
    /** Its holder has to type the number. */
    UNKNOWN,
    LIFTED
  }

  public CardNews {
    visitor = List.copyOf(visitor);
  }

  /** News that say nothing of anybody. */
  public static CardNews of(What what) {
    return new CardNews(what, List.of());
  }

  /** A card was read; its holder is {@code visitor}. */
  public static CardNews read(List<String> visitor) {
    return new CardNews(What.READ, visitor);
  }
}
