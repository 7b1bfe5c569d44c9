package org.xuhao.driver.cpower;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xuhao.driver.cpower.CpowerRequest.Place;
import org.xuhao.driver.led.LedReply;
import org.xuhao.driver.led.LedText;
import org.xuhao.driver.led.LedTongue;
import org.xuhao.wire.Bytes;

/** Speaks to one C-Power card: a window of the card for each row. */
record CpowerTongue(CpowerConfig card) implements LedTongue {

  /** Two pictures this far apart. Own choice, as of the other cards: none is published. */
  private static final Duration SPACING = Duration.ofSeconds(1);

  /** Sizes of fonts in dots; the place is their number. Source: protocol.md, "Texts". */
  private static final List<Integer> FONTS = List.of(8, 12, 16, 24, 32, 40, 48, 56);

  private static final int BAD_SUM = 1;
  private static final int PACKET_ORDER = 2;

  @Override
  public String type() {
    return CpowerConfig.TYPE.name();
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
    int height = card.height() / rows.size();
    boolean afresh = shown == null || shown.size() != rows.size();
    if (afresh) {
      var places = new ArrayList<Place>();
      for (int row = 0; row < rows.size(); row++)
        places.add(new Place(0, row * height, card.width(), height));
      orders.add(bytes(CpowerRequest.split(places)));
    }
    for (int row = 0; row < rows.size(); row++)
      if (afresh || shown == null || !shown.get(row).equals(rows.get(row)))
        orders.add(
            bytes(CpowerRequest.text(row, font(height), card.colour().rgb(), text(rows.get(row)))));
    return orders;
  }

  private Bytes bytes(CpowerRequest request) {
    return request.to(card.address(), card.framing()).bytes();
  }

  /** The largest that fits. */
  private static int font(int height) {
    int font = 0;
    while (font + 1 < FONTS.size() && FONTS.get(font + 1) <= height) font++;
    return font;
  }

  /** Nothing in a text is markup; only its end is marked. */
  private static Bytes text(String text) {
    return LedText.gbk(text, character -> true, '?');
  }

  @Override
  public Heard hear(Bytes stream) {
    var decoded = CpowerCodec.frames(stream);
    var replies = new ArrayList<LedReply>();
    for (CpowerFrame frame : decoded.frames())
      if (frame.id() == card.address() && frame.framing() == card.framing())
        replies.add(reply(frame));
    return new Heard(replies, 0, decoded.tail(), decoded.noiseBytes(), decoded.badFrames());
  }

  private static LedReply reply(CpowerFrame frame) {
    return switch (frame.flag()) {
      case 0 -> new LedReply.Done();
      case BAD_SUM, PACKET_ORDER -> new LedReply.Damaged();
      default -> new LedReply.Refused(Integer.toString(frame.flag()), false);
    };
  }
}
