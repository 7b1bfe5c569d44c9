package org.xuhao.driver.led;

/** What an LED card answers, whatever its make. */
public sealed interface LedReply {

  /** The order was carried out. */
  record Done() implements LedReply {}

  /** Not now: ask again later. */
  record Busy() implements LedReply {}

  /** Our frame arrived damaged: it is sent again at once. */
  record Damaged() implements LedReply {}

  /**
   * It cannot be done.
   *
   * @param words what the card answers, for a fault
   * @param unknown the card does not know the command
   */
  record Refused(String words, boolean unknown) implements LedReply {}

  /**
   * How the card is.
   *
   * @param on its screen is switched on
   * @param rows how many texts it holds; -1 where the answer does not tell
   */
  record State(boolean on, int rows) implements LedReply {}
}
