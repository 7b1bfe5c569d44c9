package org.xuhao.driver.onbonbx;

import org.xuhao.wire.Bytes;
import org.xuhao.wire.BytesWriter;
import org.xuhao.wire.Checksum;
import org.xuhao.wire.Frame;

/**
 * One frame to or from a card. Source: protocol.md of onbon-bx, "Framing".
 *
 * @param destination who it is for; cards have 1..0x7FFF, hosts 0x8000 and up
 * @param displayMode how dynamic areas and programs share the screen; the host sends 0
 * @param deviceType the model, 0xFE for any
 * @param data group, command, three more bytes and what the command needs, 0 to {@value #DATA_MAX}
 */
record CardFrame(int destination, int source, int displayMode, int deviceType, Bytes data)
    implements Frame {

  /** The card's receive buffer. Source: vendor's protocol text 1.4, section 5.1.3. */
  static final int DATA_MAX = 1024;

  /** The address of the host. Source: vendor's protocol text 1.4, section 4. */
  static final int HOST = 0x8000;

  static final int HEADER = 14;
  static final int CRC = 2;
  static final int START = 0xA5;
  static final int END = 0x5A;
  static final int START_ESCAPE = 0xA6;
  static final int END_ESCAPE = 0x5B;

  /** Eight are sent since some may be lost; one is enough to be understood. */
  private static final int STARTS = 8;

  private static final int VERSION = 2;

  @Override
  public Bytes bytes() {
    Bytes body =
        new BytesWriter()
            .le16(destination)
            .le16(source)
            .add(0, 0, 0)
            .add(0, 0, displayMode, deviceType, VERSION)
            .le16(data.size())
            .add(data)
            .bytes();
    var out = new BytesWriter();
    for (int i = 0; i < STARTS; i++) out.add(START);
    Bytes checked = new BytesWriter().add(body).le16(Checksum.crc16Arc(body)).bytes();
    for (int i = 0; i < checked.size(); i++) escape(checked.at(i), out);
    return out.add(END).bytes();
  }

  @Override
  public int device() {
    return destination >= HOST ? source : destination;
  }

  private static void escape(int value, BytesWriter out) {
    switch (value) {
      case START -> out.add(START_ESCAPE, 2);
      case START_ESCAPE -> out.add(START_ESCAPE, 1);
      case END -> out.add(END_ESCAPE, 2);
      case END_ESCAPE -> out.add(END_ESCAPE, 1);
      default -> out.add(value);
    }
  }
}
