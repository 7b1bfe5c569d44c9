package org.xuhao.driver.sdtidcard;

import org.xuhao.wire.Bytes;

/** What is asked of a reader. Source: protocol.md of sdt-idcard, "Commands". */
enum Request {
  /** How its security module is. */
  CHECK(0x11, 0xFF),
  /** Whether a card is there. */
  FIND(0x20, 0x01),
  SELECT(0x20, 0x02),
  /** Text and photo: there is no command for the text alone. */
  READ(0x30, 0x01);

  private final int command;
  private final int parameter;

  Request(int command, int parameter) {
    this.command = command;
    this.parameter = parameter;
  }

  Bytes frame() {
    return new ReaderFrame(Bytes.of(command, parameter)).bytes();
  }

  /**
   * Whether {@code answer} may be meant for this. Answers name no question, so a late one of
   * another is told by its result and its size.
   */
  boolean isAnsweredBy(Answer answer) {
    boolean aCards = answer.data().size() >= CardText.SIZE;
    return switch (answer.result()) {
      case Answer.OK ->
          switch (this) {
            case CHECK, SELECT -> !aCards;
            case READ -> aCards;
            case FIND -> false;
          };
      case Answer.FOUND -> this == FIND;
      case Answer.NO_CARD -> this != CHECK;
      default -> true;
    };
  }
}
