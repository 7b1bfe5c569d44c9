package org.xuhao.driver.osdp;

import org.xuhao.wire.Bytes;

/**
 * The three keys of one session, drawn from the pad's key and the panel's number. Source:
 * protocol.md of osdp-pad, "Secure channel".
 *
 * @param data encrypts payloads and proofs
 * @param macFirst for all blocks of a MAC but its last
 * @param macLast for the last
 */
record SessionKeys(Bytes data, Bytes macFirst, Bytes macLast) {

  /** Keys stay out of every text. */
  @Override
  public String toString() {
    return "SessionKeys";
  }

  /**
   * The keys of a session.
   *
   * @param padKey 16 bytes
   * @param number of the panel, 8 bytes of which 6 count
   */
  static SessionKeys of(Bytes padKey, Bytes number) {
    return new SessionKeys(
        drawn(padKey, 0x82, number), drawn(padKey, 0x01, number), drawn(padKey, 0x02, number));
  }

  private static Bytes drawn(Bytes padKey, int which, Bytes number) {
    Bytes zeros = Bytes.of(0, 0, 0, 0, 0, 0, 0, 0);
    return Aes.encrypt(padKey, Bytes.of(0x01, which).then(number.slice(0, 6)).then(zeros));
  }

  /** What a pad shows to prove that it has the key. */
  Bytes padProof(Bytes panelNumber, Bytes padNumber) {
    return Aes.encryptCbc(data, Aes.ZEROS, panelNumber.then(padNumber));
  }

  /** What the panel shows. */
  Bytes panelProof(Bytes panelNumber, Bytes padNumber) {
    return Aes.encryptCbc(data, Aes.ZEROS, padNumber.then(panelNumber));
  }

  /** The MAC that a pad begins with. */
  Bytes firstMac(Bytes panelProof) {
    return Aes.encrypt(macLast, Aes.encrypt(macFirst, panelProof));
  }

  /** The whole MAC over {@code message}, chained to the other direction's last one. */
  Bytes mac(Bytes before, Bytes message) {
    Bytes whole = message.size() % Aes.BLOCK == 0 ? message : Aes.padded(message);
    int last = whole.size() - Aes.BLOCK;
    Bytes chained = before;
    for (int at = 0; at < last; at += Aes.BLOCK)
      chained = Aes.encrypt(macFirst, Aes.xor(chained, whole.slice(at, at + Aes.BLOCK)));
    return Aes.encrypt(macLast, Aes.xor(chained, whole.from(last)));
  }
}
