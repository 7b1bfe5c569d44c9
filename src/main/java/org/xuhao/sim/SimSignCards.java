package org.xuhao.sim;

import java.util.ArrayList;
import java.util.List;
import org.xuhao.wire.Bytes;

/** A bus of C-Power or EQ cards. Used on one context. */
final class SimSignCards implements SimPeer {
  private final LoopbackPort port;
  private final List<SignCard> cards = new ArrayList<>();

  SimSignCards(LoopbackPort port, List<SimDevice> devices) {
    this.port = port;
    for (SimDevice device : devices) cards.add(card(device));
    port.attach(this::received);
  }

  /** The card that {@code device} declares. */
  static SignCard card(SimDevice device) {
    return switch (device.kind()) {
      case CPOWER -> new CpowerCard(device, false);
      case CPOWER_NETWORK -> new CpowerCard(device, true);
      case EQ_ASCII -> new EqCard(device);
      default -> throw new IllegalArgumentException("no such card: " + device.kind());
    };
  }

  private void received(Bytes bytes) {
    for (SignCard card : cards) card.hears(bytes).forEach(port::send);
  }

  @Override
  public void silence(int address, boolean silent) {
    for (SignCard card : cards) if (card.address() == address) card.silence(silent);
  }

  @Override
  public void power(int address, boolean on) {
    for (SignCard card : cards) if (card.address() == address) card.power(on);
  }

  List<SimView.LedView> views() {
    return cards.stream().map(SignCard::view).toList();
  }
}
