package org.xuhao.driver;

import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.xuhao.driver.SimulatedLine.Peer;
import org.xuhao.driver.SimulatedLine.Said;
import org.xuhao.wire.Bytes;
import org.xuhao.wire.BytesWriter;
import org.xuhao.wire.Checksum;

/** An LED card written from its protocol document alone: it shares no codec with the driver. */
final class CardPeer implements Peer {
  static final Duration ANSWERS_AFTER = Duration.ofMillis(20);

  private final int address;
  final TreeMap<Integer, String> areas = new TreeMap<>();
  boolean powered = true;
  boolean tellsStatus = true;

  /** Errors to answer to the next frames instead of doing as told. */
  final java.util.ArrayDeque<Integer> errors = new java.util.ArrayDeque<>();

  /** So many of the next pictures are drawn, and the answer is lost on the way. */
  int answersLost;

  int framesHeard;

  CardPeer(int address) {
    this.address = address;
  }

  void losesPower() {
    areas.clear();
    powered = false;
  }

  @Override
  public List<Said> hears(Bytes bytes) {
    Bytes plain = plain(bytes);
    if (le16(plain, 0) != address) return List.of();
    framesHeard++;
    if (!powered) return List.of();
    if (!errors.isEmpty()) return says(Bytes.of(0xA0, 1, errors.remove(), 0, 0));
    Bytes data = plain.slice(14, plain.size() - 2);
    int command = data.at(0) << 8 | data.at(1);
    if (command == 0xA102 && tellsStatus) return says(status());
    if (command == 0xA102) return says(Bytes.of(0xA0, 1, 2, 0, 0));
    if (command == 0xA306) draw(data);
    if (command == 0xA306 && answersLost > 0) {
      answersLost--;
      return List.of();
    }
    return says(Bytes.of(0xA0, 0, 0, 0, 0));
  }

  private void draw(Bytes data) {
    if (data.at(5) == 0xFF) areas.clear();
    int at = 7;
    for (int i = 0; i < data.at(6); i++) {
      int size = le16(data, at);
      Bytes area = data.slice(at + 2, at + 2 + size);
      areas.put(area.at(9), new String(area.from(27).toArray(), Charset.forName("GBK")));
      at += 2 + size;
    }
  }

  private Bytes status() {
    var out = new BytesWriter().add(0xA1, 2, 0, 0, 0, 1, 8);
    out.add(0x26, 0x20, 1, 1, 4, 9, 0, 0).add(0).add('P', '0', '0', '0').add(0, 0);
    out.add(areas.size());
    areas.keySet().forEach(out::add);
    return out.add(Bytes.copyOf(new byte[28])).bytes();
  }

  private List<Said> says(Bytes data) {
    Bytes head =
        new BytesWriter()
            .le16(0x8000)
            .le16(address)
            .add(0, 0, 0, 0, 0, 0, 0xFE, 2)
            .le16(data.size())
            .add(data)
            .bytes();
    Bytes all = new BytesWriter().add(head).le16(Checksum.crc16Arc(head)).bytes();
    var out = new BytesWriter().add(0xA5, 0xA5, 0xA5);
    for (int i = 0; i < all.size(); i++)
      switch (all.at(i)) {
        case 0xA5 -> out.add(0xA6, 2);
        case 0xA6 -> out.add(0xA6, 1);
        case 0x5A -> out.add(0x5B, 2);
        case 0x5B -> out.add(0x5B, 1);
        default -> out.add(all.at(i));
      }
    return List.of(new Said(ANSWERS_AFTER, out.add(0x5A).bytes()));
  }

  private static Bytes plain(Bytes frame) {
    var out = new BytesWriter();
    for (int i = 0; i < frame.size() - 1; i++) {
      int value = frame.at(i);
      if (value == 0xA5) continue;
      if (value == 0xA6 || value == 0x5B) value = frame.at(++i) == 2 ? value - 1 : value;
      out.add(value);
    }
    return out.bytes();
  }

  private static int le16(Bytes bytes, int at) {
    return bytes.at(at) | (bytes.at(at + 1) << 8);
  }
}
