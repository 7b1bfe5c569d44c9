package org.xuhao.soak.lines;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.xuhao.wire.Bytes;
import org.xuhao.wire.BytesWriter;

/**
 * A display with keys that speaks Modbus RTU, with the registers of the protocol document, "Our
 * own". It looks for questions in whatever arrives and answers at once.
 */
final class ModbusBox implements DeviceEnd {
  private static final int TICKET = 0x10;
  private static final int WAITING = 0x14;
  private static final int BLINK = 0x16;

  /** A pause ends a frame, so that a torn one does not swallow the next. */
  private static final long PAUSE_NANOS = 50_000_000;

  private final BadWire wire;
  private final int unit;
  private final Map<Integer, Integer> holding = new ConcurrentHashMap<>();
  private volatile int presses = 65_530;
  private volatile int key;
  private volatile boolean powered = true;
  private Bytes unread = Bytes.NONE;
  private long heardNanos;

  ModbusBox(BadWire wire, int unit) {
    this.wire = wire;
    this.unit = unit;
  }

  void press(int code) {
    if (!powered) return;
    key = code;
    presses = (presses + 1) & 0xFFFF;
  }

  /** It forgets what it showed and begins to count anew. */
  void power(boolean on) {
    powered = on;
    holding.clear();
    presses = 0;
    key = 0;
  }

  /** Ticket, who waits, and whether it blinks. */
  String shows() {
    return text(TICKET) + "|" + text(WAITING) + "|" + holding.getOrDefault(BLINK, 0);
  }

  private String text(int first) {
    var text = new StringBuilder();
    for (int i = first; i < first + 2; i++) {
      int word = holding.getOrDefault(i, 0);
      text.append((char) (word >> 8)).append((char) (word & 0xFF));
    }
    return text.toString();
  }

  @Override
  public void hears(Bytes bytes) {
    if (!powered) return;
    boolean torn = System.nanoTime() - heardNanos > PAUSE_NANOS;
    heardNanos = System.nanoTime();
    unread = torn ? bytes : unread.then(bytes);
    while (unread.size() >= 8) {
      int length = unread.at(1) == 0x10 ? 9 + unread.at(6) : 8;
      if (unread.at(0) == unit && length > unread.size()) break;
      boolean sound = unread.at(0) == unit && crc(unread.slice(0, length)) == 0;
      if (sound) answer(unread.slice(0, length));
      unread = unread.from(sound ? length : 1);
    }
  }

  private void answer(Bytes question) {
    int first = question.at(2) << 8 | question.at(3);
    int count = question.at(4) << 8 | question.at(5);
    Bytes answer = question.slice(0, 6);
    switch (question.at(1)) {
      case 3, 4 -> answer = values(question, first, count);
      case 6 -> holding.put(first, count);
      case 0x10 -> {
        for (int i = 0; i < count; i++)
          holding.put(first + i, question.at(7 + 2 * i) << 8 | question.at(8 + 2 * i));
      }
      default -> answer = Bytes.of(unit, question.at(1) | 0x80, 1);
    }
    int crc = crc(answer);
    wire.says(answer.then(Bytes.of(crc & 0xFF, crc >> 8)));
  }

  private Bytes values(Bytes question, int first, int count) {
    boolean input = question.at(1) == 4;
    var said = new BytesWriter().add(unit, question.at(1), 2 * count);
    for (int i = first; i < first + count; i++) {
      int word = input ? (i == 0 ? presses : i == 1 ? key : 0) : holding.getOrDefault(i, 0);
      said.add(word >> 8, word & 0xFF);
    }
    return said.bytes();
  }

  /** Bit by bit, as the standard tells it; 0 over a frame with its own. */
  private static int crc(Bytes bytes) {
    int crc = 0xFFFF;
    for (int i = 0; i < bytes.size(); i++) {
      crc ^= bytes.at(i);
      for (int bit = 0; bit < 8; bit++) crc = (crc & 1) == 1 ? crc >> 1 ^ 0xA001 : crc >> 1;
    }
    return crc;
  }
}
