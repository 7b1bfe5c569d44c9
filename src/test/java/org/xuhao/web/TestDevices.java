package org.xuhao.web;

import io.vertx.core.Future;
import org.jspecify.annotations.NullMarked;

/** An LED card, leds/3, and a pad that has a key, pads/5; a pad at address 1 may become it. */
@NullMarked
final class TestDevices implements DeviceHooks {
  @Override
  public boolean tryOut(String device) {
    return device.equals("leds/3") || device.equals("pads/5");
  }

  @Override
  public boolean giveKey(String device) {
    return device.equals("pads/5");
  }

  @Override
  public Future<Renumbered> renumber(String device, int from) {
    if (!device.equals("pads/5")) return Future.succeededFuture(Renumbered.NO_SUCH_PAD);
    return Future.succeededFuture(
        switch (from) {
          case 1 -> Renumbered.DONE;
          case 5 -> Renumbered.TAKEN;
          case 126 -> Renumbered.NO_RATE;
          default -> Renumbered.NOT_HEARD;
        });
  }
}
