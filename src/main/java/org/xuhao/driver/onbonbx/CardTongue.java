package org.xuhao.driver.onbonbx;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xuhao.driver.led.LedReply;
import org.xuhao.driver.led.LedText;
import org.xuhao.driver.led.LedTongue;
import org.xuhao.wire.Bytes;

/** Speaks to one Onbon card: a dynamic area for each row, all drawn by one order. */
record CardTongue(CardConfig card) implements LedTongue {

  /** Cards want their areas this far apart. Source: vendor's protocol text 1.4, section 2.1. */
  private static final Duration SPACING = Duration.ofSeconds(1);

  @Override
  public String type() {
    return CardConfig.TYPE.name();
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
  public List<Bytes> draw(List<String> rows, @Nullable List<String> shown) {
    List<Area> areas = areas(rows);
    return List.of(frame(shown == null ? Request.redraw(areas) : Request.draw(areas)));
  }

  @Override
  public Optional<Bytes> ask(boolean plainly) {
    return Optional.of(frame(plainly ? Request.ping() : Request.status()));
  }

  private Bytes frame(Bytes data) {
    return new CardFrame(card.address(), CardFrame.HOST, 0, card.deviceType(), data).bytes();
  }

  /** Each text in the middle of a row of its own. */
  List<Area> areas(List<String> rows) {
    var areas = new ArrayList<Area>();
    int height = card.height() / rows.size();
    for (String row : rows) {
      Bytes text = Bytes.copyOf(card.font().getBytes(LedText.GBK)).then(safe(row));
      int id = areas.size();
      areas.add(Area.centred(id, 0, id * height, card.width(), height, card.unit(), text));
    }
    return List.copyOf(areas);
  }

  /**
   * Without what the card would read as markup: a backslash is left out, and a character whose
   * second byte is one becomes a question mark.
   */
  static Bytes safe(String text) {
    return LedText.gbk(text, character -> character.at(character.size() - 1) != '\\', '?');
  }

  @Override
  public Heard hear(Bytes stream) {
    var decoded = CardCodec.frames(stream);
    var replies = new ArrayList<LedReply>();
    int others = 0;
    for (CardFrame frame : decoded.frames()) {
      if (frame.source() != card.address() || frame.destination() < CardFrame.HOST) continue;
      Optional<LedReply> reply = reply(Reply.of(frame.data()));
      reply.ifPresent(replies::add);
      if (reply.isEmpty()) others++;
    }
    return new Heard(replies, others, decoded.tail(), decoded.noiseBytes(), decoded.badFrames());
  }

  private static Optional<LedReply> reply(Reply reply) {
    return switch (reply) {
      case Reply.Ack ack -> Optional.of(new LedReply.Done());
      case Reply.Nack(var error) -> Optional.of(refusal(error));
      case Reply.Status(var on, var areas) -> Optional.of(new LedReply.State(on, areas));
      case Reply.Other other -> Optional.empty();
    };
  }

  private static LedReply refusal(int error) {
    return switch (error) {
      case Reply.BUSY -> new LedReply.Busy();
      case Reply.BAD_CRC -> new LedReply.Damaged();
      default ->
          new LedReply.Refused(error + ", " + Reply.words(error), error <= Reply.NO_SUCH_COMMAND);
    };
  }
}
