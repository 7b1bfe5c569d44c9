package org.xuhao.driver.eqascii;

import java.nio.charset.StandardCharsets;
import org.xuhao.wire.Bytes;
import org.xuhao.wire.Frame;

/** A frame of the EQ cards. Source: protocol.md of eq-ascii, "Framing". */
sealed interface EqFrame extends Frame {
  Bytes ORDER_HEAD = ascii("!#");
  Bytes ORDER_END = ascii("$$");
  Bytes ANSWER_HEAD = ascii("##");
  Bytes ANSWER_END = ascii("$$$");

  /** Digits of an address. */
  int ADDRESS_DIGITS = 3;

  /** The letters of an answer that were seen. */
  int WORD_LETTERS = 3;

  /** Longest order: four rows of 128 bytes are four orders, so one stays far below. */
  int ORDER_MAX = 512;

  /**
   * What a card is told: commands and a text.
   *
   * @param address 0 to 999
   * @param body commands, each behind a per cent sign, and the text, in GBK
   */
  record Order(int address, Bytes body) implements EqFrame {
    @Override
    public Bytes bytes() {
      return ORDER_HEAD.then(ascii("%03d".formatted(address))).then(body).then(ORDER_END);
    }

    @Override
    public int device() {
      return address;
    }
  }

  /**
   * What a card answers. It does not say which card.
   *
   * @param word three capitals, as FOK or KOK
   */
  record Answer(String word) implements EqFrame {
    @Override
    public Bytes bytes() {
      return ANSWER_HEAD.then(ascii(word)).then(ANSWER_END);
    }
  }

  /** The bytes of ASCII text. */
  static Bytes ascii(String text) {
    return Bytes.copyOf(text.getBytes(StandardCharsets.US_ASCII));
  }
}
