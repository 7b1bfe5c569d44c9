package org.xuhao.driver.eqascii;

import static org.xuhao.driver.eqascii.EqFrame.ANSWER_END;
import static org.xuhao.driver.eqascii.EqFrame.ANSWER_HEAD;
import static org.xuhao.driver.eqascii.EqFrame.ORDER_END;
import static org.xuhao.driver.eqascii.EqFrame.ORDER_HEAD;
import static org.xuhao.driver.eqascii.EqFrame.ORDER_MAX;
import static org.xuhao.driver.eqascii.EqFrame.WORD_LETTERS;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.xuhao.wire.Bytes;
import org.xuhao.wire.Decoded;
import org.xuhao.wire.Frame;

/** Finds frames of EQ cards in a stream. There is no check: a frame is what has its shape. */
public final class EqCodec {

  private static final int ANSWER_SIZE = 8;
  private static final int HEAD = ORDER_HEAD.size() + EqFrame.ADDRESS_DIGITS;

  private EqCodec() {}

  /** Takes apart what a card says; equal streams give equal frames however they are cut. */
  public static Decoded<? extends Frame> heard(Bytes bytes) {
    return answers(bytes);
  }

  static Decoded<EqFrame.Answer> answers(Bytes bytes) {
    var frames = new ArrayList<EqFrame.Answer>();
    int noise = 0;
    int bad = 0;
    int at = 0;
    while (at < bytes.size()) {
      int fits = answerBytes(bytes, at);
      if (fits == ANSWER_SIZE) {
        int word = at + ANSWER_HEAD.size();
        frames.add(new EqFrame.Answer(text(bytes.slice(word, word + WORD_LETTERS))));
        at += ANSWER_SIZE;
      } else if (at + fits == bytes.size()) {
        return new Decoded<>(frames, bytes.from(at), noise, bad);
      } else {
        if (fits > ANSWER_HEAD.size()) bad++;
        noise++;
        at++;
      }
    }
    return new Decoded<>(frames, Bytes.NONE, noise, bad);
  }

  /** How many bytes from {@code at} on could be the begin of an answer. */
  private static int answerBytes(Bytes bytes, int at) {
    int fits = 0;
    while (fits < ANSWER_SIZE && at + fits < bytes.size() && fits(bytes.at(at + fits), fits))
      fits++;
    return fits;
  }

  private static boolean fits(int value, int place) {
    int word = place - ANSWER_HEAD.size();
    if (word < 0) return value == ANSWER_HEAD.at(place);
    if (word < WORD_LETTERS) return value >= 'A' && value <= 'Z';
    return value == ANSWER_END.at(word - WORD_LETTERS);
  }

  /** Takes apart what is sent to a card. */
  public static Decoded<? extends Frame> sent(Bytes bytes) {
    var frames = new ArrayList<EqFrame.Order>();
    int noise = 0;
    int bad = 0;
    int at = 0;
    while (at < bytes.size()) {
      int head = headBytes(bytes, at);
      if (head < HEAD) {
        if (at + head == bytes.size()) return new Decoded<>(frames, bytes.from(at), noise, bad);
        noise++;
        at++;
        continue;
      }
      int end = endOfOrder(bytes, at + HEAD);
      if (end < 0 && bytes.size() - at < ORDER_MAX)
        return new Decoded<>(frames, bytes.from(at), noise, bad);
      if (end < 0 || end - at > ORDER_MAX) {
        bad++;
        noise++;
        at++;
        continue;
      }
      String address = text(bytes.slice(at + ORDER_HEAD.size(), at + HEAD));
      Bytes body = bytes.slice(at + HEAD, end - ORDER_END.size());
      frames.add(new EqFrame.Order(Integer.parseInt(address), body));
      at = end;
    }
    return new Decoded<>(frames, Bytes.NONE, noise, bad);
  }

  private static int headBytes(Bytes bytes, int at) {
    int head = 0;
    while (head < HEAD && at + head < bytes.size()) {
      int value = bytes.at(at + head);
      boolean fits =
          head < ORDER_HEAD.size() ? value == ORDER_HEAD.at(head) : value >= '0' && value <= '9';
      if (!fits) break;
      head++;
    }
    return head;
  }

  /** Behind the first two dollar signs; -1: there are none yet. */
  private static int endOfOrder(Bytes bytes, int from) {
    for (int at = from; at + 1 < bytes.size(); at++)
      if (bytes.at(at) == '$' && bytes.at(at + 1) == '$') return at + 2;
    return -1;
  }

  private static String text(Bytes bytes) {
    return new String(bytes.toArray(), StandardCharsets.US_ASCII);
  }
}
