package org.xuhao.sim;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.xuhao.sim.CardFrames.CardFrame;
import org.xuhao.wire.Bytes;

/** LED cards of one line: the simulated hall's cards without its event loop. */
public final class HandCards implements HandPeer {

  /** Told of every change of what a card shows, row by row. */
  public interface Watch {
    void shows(int address, List<String> rows);
  }

  private final HandCable cable;
  private final Watch watch;
  private final CardFrames frames = new CardFrames();
  private final Map<Integer, LedCard> cards = new TreeMap<>();

  public HandCards(HandCable cable, List<SimDevice> devices, Watch watch) {
    this.cable = cable;
    this.watch = watch;
    for (SimDevice device : devices) cards.put(device.address(), new LedCard(device));
  }

  @Override
  public void hears(Bytes bytes) {
    for (CardFrame frame : frames.read(bytes)) {
      LedCard card = cards.get(frame.to());
      if (card == null || !card.lives()) continue;
      List<String> before = rows(frame.to());
      Bytes told =
          frame.sound() ? card.told(frame.data(), cable.now().toEpochMilli()) : card.damaged();
      if (!told.isEmpty()) cable.says(CardFrames.reply(frame.from(), frame.to(), told));
      List<String> now = rows(frame.to());
      if (!now.equals(before)) watch.shows(frame.to(), now);
    }
  }

  @Override
  public void power(int address, boolean on) {
    Objects.requireNonNull(cards.get(address)).power(on);
  }

  /** The texts of a card's areas, top first; markup left out. */
  public List<String> rows(int address) {
    return Objects.requireNonNull(cards.get(address)).view().areas().stream()
        .map(HandCards::text)
        .toList();
  }

  private static String text(SimView.AreaView area) {
    return area.spans().stream().map(SimView.SpanView::text).collect(Collectors.joining());
  }
}
