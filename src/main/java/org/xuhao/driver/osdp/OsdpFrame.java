package org.xuhao.driver.osdp;

import org.xuhao.wire.Bytes;
import org.xuhao.wire.BytesWriter;
import org.xuhao.wire.Checksum;
import org.xuhao.wire.Frame;

/**
 * One OSDP frame, without the mark that may stand before it. Source: protocol.md of osdp-pad.
 *
 * @param address of the pad, 0..127; 127 is any pad
 * @param reply it comes from the pad
 * @param sequence 0..3
 * @param crc it ends with a CRC-16; else with a checksum of one byte
 * @param block security block without its length byte: type, then data; empty: none
 * @param code of the command or reply
 * @param payload as it stands on the line, encrypted under blocks 17 and 18
 * @param mac four bytes under blocks 15 to 18; empty: none
 */
public record OsdpFrame(
    int address,
    boolean reply,
    int sequence,
    boolean crc,
    Bytes block,
    int code,
    Bytes payload,
    Bytes mac)
    implements Frame {

  /** An idle byte before a frame; it wakes receivers and is not counted in. */
  static final Bytes MARK = Bytes.of(0xFF);

  static final int START = 0x53;
  static final int REPLY = 0x80;
  static final int SEQUENCE = 0x03;
  static final int WITH_CRC = 0x04;
  static final int WITH_BLOCK = 0x08;

  /** Bytes before block and code: 53, address, two of length, control. */
  static final int HEAD = 5;

  static final int MAC_BYTES = 4;

  /** Blocks from this type on carry a MAC. */
  static final int MAC_FROM = 0x15;

  /** A frame in the clear, with CRC. */
  static OsdpFrame plain(int address, int sequence, Order order) {
    return new OsdpFrame(
        address, false, sequence, true, Bytes.NONE, order.code(), order.payload(), Bytes.NONE);
  }

  OsdpFrame with(Bytes mac) {
    return new OsdpFrame(address, reply, sequence, crc, block, code, payload, mac);
  }

  /** The frame up to its MAC, as the MAC is counted over it; the length counts the MAC in. */
  Bytes signed() {
    boolean signs = !block.isEmpty() && block.at(0) >= MAC_FROM;
    int blockBytes = block.isEmpty() ? 0 : 1 + block.size();
    int size = HEAD + blockBytes + 1 + payload.size() + (signs ? MAC_BYTES : 0) + (crc ? 2 : 1);
    int control = sequence | (crc ? WITH_CRC : 0) | (block.isEmpty() ? 0 : WITH_BLOCK);
    var out = new BytesWriter().add(START, address | (reply ? REPLY : 0)).le16(size).add(control);
    if (!block.isEmpty()) out.add(blockBytes).add(block);
    return out.add(code).add(payload).bytes();
  }

  @Override
  public Bytes bytes() {
    Bytes checked = signed().then(mac);
    var out = new BytesWriter().add(checked);
    return crc
        ? out.le16(Checksum.crc16SpiFujitsu(checked)).bytes()
        : out.add(-Checksum.sum8(checked)).bytes();
  }

  @Override
  public int device() {
    return address;
  }
}
