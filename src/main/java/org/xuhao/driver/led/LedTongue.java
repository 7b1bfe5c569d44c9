package org.xuhao.driver.led;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xuhao.driver.DeviceConfig;
import org.xuhao.wire.Bytes;

/**
 * How one LED card is spoken to: the bytes of its make, with no memory of what was said. The order
 * of things is {@link LedDriver}'s.
 */
public interface LedTongue {

  /** The card as declared. */
  DeviceConfig card();

  /** The name of its device type. */
  String type();

  /** Rows of a hall screen, 1 and more. */
  int rows();

  /** How long an answer may take; for a card that does not answer, how long an order takes. */
  Duration replyWithin();

  /** Whether it answers at all. */
  default boolean answers() {
    return true;
  }

  /** Pictures are so far apart, but for a new call. */
  Duration spacing();

  /**
   * A picture that stands is drawn anew so often, where the card does not tell that it lost its
   * own; zero: never.
   */
  default Duration redrawEvery() {
    return Duration.ZERO;
  }

  /**
   * The frames that draw {@code rows}, each to be answered before the next is sent; at least one.
   *
   * @param shown what certainly stands there now; null: nobody knows
   */
  List<Bytes> draw(List<String> rows, @Nullable List<String> shown);

  /**
   * The frame that asks how the card is; empty where the make has none.
   *
   * @param plainly for a card that told before that it knows no status
   */
  default Optional<Bytes> ask(boolean plainly) {
    return Optional.empty();
  }

  /** Takes a stream apart; only what this card says is among the replies. */
  Heard hear(Bytes stream);

  /**
   * What a stretch of bytes turned out to be; see {@link org.xuhao.wire.Decoded}.
   *
   * @param others sound frames of other cards, or that answer nothing
   */
  record Heard(List<LedReply> replies, int others, Bytes tail, int noiseBytes, int badFrames) {
    public Heard {
      replies = List.copyOf(replies);
    }
  }
}
