package org.xuhao.driver.osdp;

import org.xuhao.wire.Bytes;

/**
 * A secure channel that is being opened: both sides show that they have the key without saying it.
 * Source: protocol.md of osdp-pad, "Secure channel".
 *
 * @param keys of the session to be
 * @param own with the pad's own key; else with the one that everybody knows
 * @param number the panel's, 8 bytes that are never used twice
 * @param padNumber the pad's; empty before it answered
 */
record Handshake(SessionKeys keys, boolean own, Bytes number, Bytes padNumber) {

  /** Bytes of either side's number. */
  static final int NUMBER = 8;

  private static final int CHALLENGE = 0x11;
  private static final int ANSWER = 0x12;
  private static final int PROOF = 0x13;
  private static final Bytes OPEN = Bytes.of(0x14, 0x01);

  Handshake(Bytes key, boolean own, Bytes number) {
    this(SessionKeys.of(key, number), own, number, Bytes.NONE);
  }

  Handshake with(Bytes padNumber) {
    return new Handshake(keys, own, number, padNumber);
  }

  OsdpFrame challenge(int address, int sequence) {
    return frame(address, sequence, CHALLENGE, Order.challenge(number));
  }

  /** The panel's proof, once the pad has given its own. */
  OsdpFrame proof(int address, int sequence) {
    return frame(address, sequence, PROOF, Order.cryptogram(keys.panelProof(number, padNumber)));
  }

  private OsdpFrame frame(int address, int sequence, int type, Order order) {
    Bytes block = block(type);
    return new OsdpFrame(
        address, false, sequence, true, block, order.code(), order.payload(), Bytes.NONE);
  }

  private Bytes block(int type) {
    return Bytes.of(type, own ? 1 : 0);
  }

  /** Whether the pad has the key that we have. */
  boolean isProved(Reply.Challenged answer, Bytes block) {
    return block.equals(block(ANSWER))
        && answer.cryptogram().equals(keys.padProof(number, answer.number()));
  }

  /** Whether the pad took our proof. */
  boolean isOpen(Bytes firstMac, Bytes block) {
    return block.equals(OPEN) && firstMac.equals(channel().heard());
  }

  SecureChannel channel() {
    Bytes first = keys.firstMac(keys.panelProof(number, padNumber));
    return new SecureChannel(keys, Aes.ZEROS, first);
  }

  /** Keys stay out of every text. */
  @Override
  public String toString() {
    return "Handshake";
  }
}
