package org.xuhao.driver;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.NullMarked;
import org.xuhao.driver.SimulatedLine.Peer;
import org.xuhao.driver.SimulatedLine.Said;
import org.xuhao.sim.HandOsdpPads;
import org.xuhao.wire.Bytes;

/** OSDP pads at the end of a simulated line that may lose or change what passes. */
@NullMarked
final class OsdpPadPeer implements Peer {
  static final Duration ANSWERS_AFTER = Duration.ofMillis(3);

  final HandOsdpPads pads;

  /** Every frame that went to the pads, in order. */
  final List<Bytes> told = new ArrayList<>();

  /** Changes a reply on its way; an empty one is lost. */
  UnaryOperator<Bytes> onTheWay = UnaryOperator.identity();

  private Random chance = new Random(0);
  private double losesEither;

  OsdpPadPeer(HandOsdpPads pads) {
    this.pads = pads;
  }

  /** Loses frames of either direction by chance. */
  OsdpPadPeer loses(double share, long seed) {
    losesEither = share;
    chance = new Random(seed);
    return this;
  }

  private boolean lost() {
    return losesEither > 0 && chance.nextDouble() < losesEither;
  }

  @Override
  public List<Said> hears(Bytes bytes) {
    told.add(bytes);
    if (lost()) return List.of();
    var said = new ArrayList<Said>();
    for (Bytes reply : pads.hears(bytes)) {
      Bytes arrives = onTheWay.apply(reply);
      if (!arrives.isEmpty() && !lost()) said.add(new Said(ANSWERS_AFTER, arrives));
    }
    return said;
  }
}
