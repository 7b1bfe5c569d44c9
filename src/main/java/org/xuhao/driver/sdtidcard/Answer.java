package org.xuhao.driver.sdtidcard;

import java.util.Optional;
import org.xuhao.wire.Bytes;

/**
 * What a reader answers: the result and its data. Source: protocol.md of sdt-idcard, "Results".
 *
 * @param result the third status byte, 0..255
 */
record Answer(int result, Bytes data) {
  static final int OK = 0x90;
  static final int FOUND = 0x9F;
  static final int NO_CARD = 0x80;
  static final int OUR_CHECK_WRONG = 0x10;
  static final int OUR_LENGTH_WRONG = 0x11;
  static final int BAD_COMMAND = 0x21;
  static final int NOT_PERMITTED = 0x23;
  static final int SELF_TEST_FAILED = 0x60;
  static final int NOT_AUTHORISED = 0x66;

  /** Two zeros and the result. */
  private static final int HEAD = 3;

  /** Length of text and length of photo, two bytes each, the high one first. */
  private static final int LENGTHS = 4;

  /** Empty when it is none. */
  static Optional<Answer> of(ReaderFrame frame) {
    Bytes body = frame.body();
    if (body.size() < HEAD || body.at(0) != 0 || body.at(1) != 0) return Optional.empty();
    return Optional.of(new Answer(body.at(2), body.from(HEAD)));
  }

  /** The card's text, where the answer has one; the photo behind it is left where it is. */
  Optional<Bytes> text() {
    boolean whole =
        result == OK
            && data.size() >= LENGTHS + CardText.SIZE
            && (data.at(0) << 8 | data.at(1)) == CardText.SIZE
            && data.size() == LENGTHS + CardText.SIZE + (data.at(2) << 8 | data.at(3));
    return whole ? Optional.of(data.slice(LENGTHS, LENGTHS + CardText.SIZE)) : Optional.empty();
  }

  /** Whether the security module itself is ill, whatever was asked. */
  boolean isModuleFault() {
    return result == SELF_TEST_FAILED || result == NOT_AUTHORISED;
  }

  /** Whether our own frame arrived damaged. */
  boolean isDamaged() {
    return result == OUR_CHECK_WRONG || result == OUR_LENGTH_WRONG;
  }

  /** The result in words. */
  String words() {
    return switch (result) {
      case OUR_CHECK_WRONG -> "checksum wrong";
      case OUR_LENGTH_WRONG -> "length wrong";
      case BAD_COMMAND -> "unknown command";
      case NOT_PERMITTED -> "not permitted";
      case SELF_TEST_FAILED -> "its security module failed its self-test";
      case NOT_AUTHORISED -> "its security module is not authorised";
      case OK -> "done";
      default -> "result %02X".formatted(result);
    };
  }

  /** Says nothing of whose card it is. */
  @Override
  public String toString() {
    return "Answer[%02X, %d bytes]".formatted(result, data.size());
  }
}
