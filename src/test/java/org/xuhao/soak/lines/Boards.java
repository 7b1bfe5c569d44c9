package org.xuhao.soak.lines;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.xuhao.wire.Bytes;

/** Candle boards of one line. They never speak. */
final class Boards implements DeviceEnd {
  private static final int START = 0x01;
  private static final int END = 0x07;
  private static final int BLINKS = 0x21;
  private static final int PLACES = 4;
  private static final int LENGTH = PLACES + 4;

  private final Map<Integer, String> shown = new ConcurrentHashMap<>();
  private final Map<Integer, Boolean> dark = new ConcurrentHashMap<>();
  private Bytes unread = Bytes.NONE;

  void power(int address, boolean on) {
    dark.put(address, !on);
    shown.remove(address);
  }

  /** Its places and whether they blink; empty: dark. */
  String shows(int address) {
    return shown.getOrDefault(address, "");
  }

  /** A board believes whatever stands between a start and an end, for there is no check. */
  @Override
  public void hears(Bytes bytes) {
    unread = unread.then(bytes);
    while (unread.size() >= LENGTH) {
      boolean order = unread.at(0) == START && unread.at(LENGTH - 1) == END;
      if (order && !dark.getOrDefault(unread.at(1), false)) show();
      unread = unread.from(order ? LENGTH : 1);
    }
  }

  private void show() {
    var text = new StringBuilder();
    for (int i = 3; i < LENGTH - 1; i++) text.append((char) unread.at(i));
    shown.put(unread.at(1), text + (unread.at(2) == BLINKS ? "|blinks" : "|steady"));
  }
}
