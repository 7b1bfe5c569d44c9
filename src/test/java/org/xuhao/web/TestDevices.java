package org.xuhao.web;

import org.jspecify.annotations.NullMarked;

/** An LED card, leds/3, and a pad that has a key, pads/5. */
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
}
