package org.xuhao.sim;

import java.util.List;
import org.xuhao.wire.Bytes;

/** An LED card that is not of Onbon's make. */
sealed interface SignCard permits CpowerCard, EqCard {

  int address();

  /** Hears all that is said on its line; gives its answers. */
  List<Bytes> hears(Bytes bytes);

  void silence(boolean silent);

  void power(boolean on);

  SimView.LedView view();

  /** What hangs on the wall; nobody says how far apart the pictures of these cards must be. */
  static SimView.LedView view(
      SimDevice device,
      boolean powered,
      boolean silent,
      boolean on,
      int brightness,
      List<SimView.AreaView> areas,
      long updates,
      long refused) {
    return new SimView.LedView(
        device.name(),
        device.address(),
        device.window(),
        device.width(),
        device.height(),
        powered,
        silent,
        on,
        brightness,
        areas,
        updates,
        0,
        refused);
  }
}
