package org.xuhao.driver;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.NullMarked;
import org.xuhao.driver.SimulatedLine.Peer;
import org.xuhao.driver.SimulatedLine.Said;
import org.xuhao.sim.HandSigns;
import org.xuhao.wire.Bytes;

/** A C-Power or EQ card at the end of a simulated line. */
@NullMarked
final class SignPeer implements Peer {
  private static final Duration ANSWERS_AFTER = Duration.ofMillis(20);

  final HandSigns card;

  /** Changes an order on its way; an empty one is lost. */
  UnaryOperator<Bytes> toCard = UnaryOperator.identity();

  /** Changes an answer on its way; an empty one is lost. */
  UnaryOperator<Bytes> toHost = UnaryOperator.identity();

  int orders;

  SignPeer(HandSigns card) {
    this.card = card;
  }

  /** The card that a line of a capture's head names. */
  static SignPeer of(String type, int address) {
    return new SignPeer(type.equals("cpower") ? HandSigns.cpower(address) : HandSigns.eq(address));
  }

  @Override
  public List<Said> hears(Bytes bytes) {
    orders++;
    var said = new ArrayList<Said>();
    for (Bytes answer : card.hears(toCard.apply(bytes))) {
      Bytes arrives = toHost.apply(answer);
      if (!arrives.isEmpty()) said.add(new Said(ANSWERS_AFTER, arrives));
    }
    return said;
  }
}
