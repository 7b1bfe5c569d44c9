package org.xuhao.driver.onbonbx;

import org.xuhao.wire.Bytes;

/** What a card answers. Source: protocol.md of onbon-bx, "Answers". */
sealed interface Reply {

  /** Done. */
  record Ack() implements Reply {}

  /** Not done. {@code error} is the card's number, 0..255. */
  record Nack(int error) implements Reply {}

  /**
   * The card's state.
   *
   * @param areas dynamic areas it holds; -1 where the answer does not tell
   */
  record Status(boolean on, int areas) implements Reply {}

  /** Something that answers no question of ours. */
  record Other() implements Reply {}

  int NO_SUCH_GROUP = 1;
  int NO_SUCH_COMMAND = 2;
  int BUSY = 3;
  int BAD_CRC = 5;
  int FONT_MISSING = 12;

  /** Group, command, error and two spare bytes. */
  int HEAD = 5;

  /** Where the count of areas stands in the body of a status. */
  int AREAS_AT = 17;

  /** The same on the BX-5K1, which leaves out two bytes about special areas. */
  int AREAS_AT_5K1 = 15;

  /** After the areas' numbers: bar code 16, network name 12. */
  int STATUS_REST = 28;

  static Reply of(Bytes data) {
    if (data.size() < HEAD) return new Other();
    return switch (data.at(0) << 8 | data.at(1)) {
      case 0xA000 -> data.at(2) == 0 ? new Ack() : new Nack(data.at(2));
      case 0xA001 -> new Nack(data.at(2));
      case 0xA102 -> data.at(2) == 0 ? status(data.from(HEAD)) : new Nack(data.at(2));
      default -> new Other();
    };
  }

  private static Reply status(Bytes body) {
    boolean on = body.isEmpty() || body.at(0) != 2;
    for (int at : new int[] {AREAS_AT, AREAS_AT_5K1})
      if (body.size() > at && body.size() == at + 1 + body.at(at) + STATUS_REST)
        return new Status(on, body.at(at));
    return new Status(on, body.size() > AREAS_AT ? body.at(AREAS_AT) : -1);
  }

  /** The card's error in words. */
  static String words(int error) {
    return switch (error) {
      case NO_SUCH_GROUP -> "unknown command group";
      case NO_SUCH_COMMAND -> "unknown command";
      case BUSY -> "busy";
      case 4 -> "out of memory";
      case BAD_CRC -> "checksum wrong";
      case FONT_MISSING -> "font library missing";
      case 13 -> "wrong firmware type";
      default -> "error " + error;
    };
  }
}
