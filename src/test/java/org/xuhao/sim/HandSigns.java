package org.xuhao.sim;

import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.xuhao.wire.Bytes;

/** A simulated C-Power or EQ card without a cable: bytes in, answers out. */
@NullMarked
public final class HandSigns {
  private final SignCard card;

  private HandSigns(SignCard card) {
    this.card = card;
  }

  /** A strip or screen of type {@code cpower}, on a serial line. */
  public static HandSigns cpower(int address) {
    return new HandSigns(new CpowerCard(SimDevice.cpower("line", address, 0, 192, 64), false));
  }

  /** The same on its own network port. */
  public static HandSigns cpowerOnNetwork(int address) {
    return new HandSigns(new CpowerCard(SimDevice.cpower("line", address, 0, 192, 64), true));
  }

  /** A strip or screen of type {@code eq-ascii}. */
  public static HandSigns eq(int address) {
    return new HandSigns(new EqCard(SimDevice.eq("line", address, 0, 192, 64)));
  }

  public List<Bytes> hears(Bytes bytes) {
    return card.hears(bytes);
  }

  /** What hangs there, row by row. */
  public List<String> rows() {
    return card.view().areas().stream().map(SimView.AreaView::text).toList();
  }

  /** How often something was drawn. */
  public long updates() {
    return card.view().updates();
  }

  public void power(boolean on) {
    card.power(on);
  }
}
