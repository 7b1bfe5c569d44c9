package org.xuhao.sim;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.xuhao.sim.CardFrames.CardFrame;
import org.xuhao.wire.Bytes;

/** A bus of Onbon LED cards. Used on one context. */
final class SimLedCards implements SimPeer {
  private final LoopbackPort port;
  private final CardFrames frames = new CardFrames();
  private final SortedMap<Integer, LedCard> cards = new TreeMap<>();

  SimLedCards(LoopbackPort port, List<SimDevice> devices) {
    this.port = port;
    for (SimDevice device : devices) cards.put(device.address(), new LedCard(device));
    port.attach(this::received);
  }

  private void received(Bytes bytes) {
    long now = System.nanoTime() / 1_000_000;
    for (CardFrame frame : frames.read(bytes)) {
      boolean all =
          frame.to() == CardFrames.BROADCAST || frame.to() == CardFrames.BROADCAST_ANSWERED;
      for (var entry : cards.entrySet())
        if (all || entry.getKey() == frame.to()) answer(entry.getValue(), frame, now);
    }
  }

  private void answer(LedCard card, CardFrame frame, long nowMs) {
    if (!card.lives()) return;
    Bytes answer = frame.sound() ? card.told(frame.data(), nowMs) : card.damaged();
    if (frame.to() != CardFrames.BROADCAST && !answer.isEmpty())
      port.send(CardFrames.reply(frame.from(), frame.to(), answer));
  }

  private @Nullable LedCard at(int address) {
    return cards.get(address);
  }

  @Override
  public void silence(int address, boolean silent) {
    LedCard card = at(address);
    if (card != null) card.silence(silent);
  }

  @Override
  public void power(int address, boolean on) {
    LedCard card = at(address);
    if (card != null) card.power(on);
  }

  List<SimView.LedView> views() {
    return cards.values().stream().map(LedCard::view).toList();
  }
}
