package org.xuhao.driver.osdp;

import java.util.Optional;
import org.xuhao.wire.Bytes;

/**
 * An open secure channel as the control panel holds it: seals commands, opens replies. A MAC is
 * chained to the one before it of the other direction, so what is repeated, left out or changed
 * does not fit. Source: protocol.md of osdp-pad, "Secure channel".
 *
 * @param keys of this session
 * @param sent MAC of the last command; 16 zeros before the first
 * @param heard MAC of the last reply; at first that of the handshake
 */
record SecureChannel(SessionKeys keys, Bytes sent, Bytes heard) {
  private static final int COMMAND_BARE = 0x15;
  private static final int REPLY_BARE = 0x16;
  private static final int COMMAND_SEALED = 0x17;
  private static final int REPLY_SEALED = 0x18;

  /** A command on the line and the channel after it. */
  record Sealed(OsdpFrame frame, SecureChannel next) {}

  /** A reply that was proved to come from the pad, and the channel after it. */
  record Opened(Reply reply, SecureChannel next) {}

  /** The channel's keys stay out of every text. */
  @Override
  public String toString() {
    return "SecureChannel";
  }

  /** Seals one command. It must be answered before the next one is sealed. */
  Sealed seal(int address, int sequence, Order order) {
    boolean bare = order.payload().isEmpty();
    Bytes payload =
        bare
            ? Bytes.NONE
            : Aes.encryptCbc(keys.data(), inverse(heard), Aes.padded(order.payload()));
    var frame =
        new OsdpFrame(
            address,
            false,
            sequence,
            true,
            Bytes.of(bare ? COMMAND_BARE : COMMAND_SEALED),
            order.code(),
            payload,
            Bytes.NONE);
    Bytes mac = keys.mac(heard, frame.signed());
    return new Sealed(
        frame.with(mac.slice(0, OsdpFrame.MAC_BYTES)), new SecureChannel(keys, mac, heard));
  }

  /** Opens the answer to what was sealed last; empty: it is not from the pad, or was changed. */
  Optional<Opened> open(OsdpFrame frame) {
    boolean sealed = frame.block().equals(Bytes.of(REPLY_SEALED));
    if (!sealed && !frame.block().equals(Bytes.of(REPLY_BARE))) return Optional.empty();
    Bytes mac = keys.mac(sent, frame.signed());
    if (!mac.slice(0, OsdpFrame.MAC_BYTES).equals(frame.mac())) return Optional.empty();
    Bytes payload = frame.payload();
    if (sealed) {
      if (payload.isEmpty() || payload.size() % Aes.BLOCK != 0) return Optional.empty();
      payload = Aes.unpadded(Aes.decryptCbc(keys.data(), inverse(sent), payload));
    }
    Reply reply = Reply.of(frame.code(), payload);
    return Optional.of(new Opened(reply, new SecureChannel(keys, sent, mac)));
  }

  private static Bytes inverse(Bytes block) {
    return Aes.xor(block, Aes.ONES);
  }
}
