package org.xuhao.driver.eqascii;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xuhao.driver.led.LedReply;
import org.xuhao.driver.led.LedTongue;
import org.xuhao.wire.Bytes;

/** Speaks to one EQ card: an area for each row. */
record EqTongue(EqConfig card) implements LedTongue {

  /** Two pictures this far apart. Own choice, as of the other cards: none is published. */
  private static final Duration SPACING = Duration.ofSeconds(1);

  /** What a card was seen to answer to an order that it carried out. */
  private static final Set<String> GOOD = Set.of("FOK", "KOK");

  private static final int FONT_LEAST = 16;
  private static final int FONT_MIDDLE = 24;
  private static final int FONT_MOST = 32;

  @Override
  public String type() {
    return EqConfig.TYPE.name();
  }

  @Override
  public int rows() {
    return card.lines();
  }

  @Override
  public Duration replyWithin() {
    return card.replyWithin();
  }

  @Override
  public boolean answers() {
    return card.answers();
  }

  @Override
  public Duration spacing() {
    return SPACING;
  }

  @Override
  public Duration redrawEvery() {
    return card.redrawEvery();
  }

  @Override
  public List<Bytes> draw(List<String> rows, @Nullable List<String> shown) {
    var orders = new ArrayList<Bytes>();
    boolean afresh = shown == null || shown.size() != rows.size();
    int height = card.height() / rows.size();
    if (afresh) orders.add(order(EqOrder.deleteAll()));
    for (int row = 0; row < rows.size(); row++) {
      String text = rows.get(row);
      if (shown == null || afresh)
        orders.add(
            order(
                EqOrder.area(
                    row + 1,
                    0,
                    row * height,
                    card.width(),
                    height,
                    font(height),
                    card.colour().number(),
                    text)));
      else if (!shown.get(row).equals(text))
        orders.add(order(EqOrder.text(row + 1, card.colour().number(), text)));
    }
    return orders;
  }

  private Bytes order(Bytes body) {
    return new EqFrame.Order(card.address(), body).bytes();
  }

  private static int font(int height) {
    if (height >= FONT_MOST) return FONT_MOST;
    return height >= FONT_MIDDLE ? FONT_MIDDLE : FONT_LEAST;
  }

  /** An answer names no card: it is of the one that was asked last, as only one is asked. */
  @Override
  public Heard hear(Bytes stream) {
    var decoded = EqCodec.answers(stream);
    var replies = new ArrayList<LedReply>();
    for (EqFrame.Answer answer : decoded.frames())
      replies.add(
          GOOD.contains(answer.word())
              ? new LedReply.Done()
              : new LedReply.Refused(answer.word(), false));
    return new Heard(replies, 0, decoded.tail(), decoded.noiseBytes(), decoded.badFrames());
  }
}
