package org.xuhao.soak.lines;

import org.xuhao.wire.Bytes;

/** A plain pad that sends a byte a key and lights the lamp whose byte it is told. */
final class BytePad implements DeviceEnd {
  /** Lamps that stay; others, and changed bytes, it does not know. */
  private static final String LAMPS = "abcde";

  private final BadWire wire;
  private volatile boolean powered = true;
  private volatile String lamp = "";

  BytePad(BadWire wire) {
    this.wire = wire;
  }

  /** On the wire's context only. */
  void press(char key) {
    if (powered) wire.says(Bytes.of(key));
  }

  void power(boolean on) {
    powered = on;
    lamp = "";
  }

  /** The letter of the lamp that is lit; empty: none. */
  String lamp() {
    return lamp;
  }

  @Override
  public void hears(Bytes bytes) {
    for (int i = 0; powered && i < bytes.size(); i++) {
      String told = Character.toString((char) bytes.at(i));
      if (LAMPS.contains(told)) lamp = told;
    }
  }
}
