package org.xuhao.driver.cpower;

import org.xuhao.driver.cpower.CpowerConfig.Framing;
import org.xuhao.wire.Bytes;
import org.xuhao.wire.BytesWriter;
import org.xuhao.wire.Frame;

/**
 * One frame to or from a card. Source: protocol.md of cpower, "Framing".
 *
 * @param framing as on a serial line, or as on the card's own network port
 * @param reply a card says so; cards with old firmware do not
 * @param id 1 to 254, 255 all cards
 * @param flag of a request 1: wants an answer; of an answer 0: done
 */
record CpowerFrame(Framing framing, boolean reply, int id, int command, int flag, Bytes data)
    implements Frame {

  static final int START = 0xA5;
  static final int ESCAPE = 0xAA;
  static final int END = 0xAE;

  /** What an escape stands for is told by the low half of the byte. */
  static final int LOW_HALF = 0x0F;

  static final int HIGH_HALF = 0xF0;

  static final int REQUEST = 0x68;
  static final int REPLY = 0xE8;
  static final int CARD = 0x32;

  /** Type, class, address, command and flag. */
  static final int HEAD = 5;

  static final int SUM = 2;

  /** The most that public programs put into one frame. Source: protocol.md, "Framing". */
  static final int DATA_MAX = 512;

  /** The identity code that every card takes, then the length and two zeros. */
  static final int NETWORK_MARK = 0xFF;

  static final int NETWORK_MARKS = 4;
  static final int NETWORK_HEAD = 8;

  @Override
  public Bytes bytes() {
    Bytes plain =
        new BytesWriter().add(reply ? REPLY : REQUEST, CARD, id, command, flag).add(data).bytes();
    Bytes checked = new BytesWriter().add(plain).le16(sum(plain)).bytes();
    var out = new BytesWriter();
    if (framing == Framing.NETWORK) {
      for (int i = 0; i < NETWORK_MARKS; i++) out.add(NETWORK_MARK);
      return out.le16(checked.size()).add(0, 0).add(checked).bytes();
    }
    out.add(START);
    for (int i = 0; i < checked.size(); i++) escape(checked.at(i), out);
    return out.add(END).bytes();
  }

  private static void escape(int value, BytesWriter out) {
    if (value == START || value == ESCAPE || value == END) out.add(ESCAPE, value & LOW_HALF);
    else out.add(value);
  }

  /** The sum of {@code bytes} modulo 65536. */
  static int sum(Bytes bytes) {
    int sum = 0;
    for (int i = 0; i < bytes.size(); i++) sum += bytes.at(i);
    return sum & 0xFFFF;
  }

  @Override
  public int device() {
    return id;
  }
}
