package org.xuhao.sim;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.xuhao.wire.Bytes;

/**
 * The secure channel as a pad holds it. Source: the protocol document of the pad, "Secure channel".
 * Used on one context.
 */
final class OsdpPadChannel {
  private static final int BLOCK = 16;

  private final byte[] dataKey;
  private final byte[] macKey1;
  private final byte[] macKey2;
  private final Bytes proof;
  private final Bytes hostProof;
  private byte[] heard = new byte[BLOCK];
  private byte[] said = new byte[BLOCK];

  /** A channel that the host asked for with {@code hostNumber}. */
  OsdpPadChannel(Bytes key, Bytes hostNumber, Bytes padNumber) {
    dataKey = sessionKey(key, 0x82, hostNumber);
    macKey1 = sessionKey(key, 0x01, hostNumber);
    macKey2 = sessionKey(key, 0x02, hostNumber);
    proof = Bytes.copyOf(aes(dataKey, hostNumber.then(padNumber).toArray(), true));
    hostProof = Bytes.copyOf(aes(dataKey, padNumber.then(hostNumber).toArray(), true));
  }

  private static byte[] sessionKey(Bytes key, int which, Bytes hostNumber) {
    byte[] block = new byte[BLOCK];
    block[0] = 1;
    block[1] = (byte) which;
    System.arraycopy(hostNumber.toArray(), 0, block, 2, 6);
    return aes(key.toArray(), block, true);
  }

  /** What the pad shows to prove its key. */
  Bytes proof() {
    return proof;
  }

  /** Whether the host showed that it has the same key. */
  boolean isHost(Bytes proof) {
    return proof.equals(hostProof);
  }

  /** The first MAC, said to the host that was believed. */
  Bytes begin() {
    said = aes(macKey2, aes(macKey1, hostProof.toArray(), true), true);
    heard = new byte[BLOCK];
    return Bytes.copyOf(said);
  }

  /** Whether {@code mac} stands for {@code signed}; then it is the latest that was heard. */
  boolean hears(Bytes signed, Bytes mac) {
    byte[] whole = mac(said, signed);
    if (!Bytes.copyOf(whole).slice(0, 4).equals(mac)) return false;
    heard = whole;
    return true;
  }

  /** The MAC of a reply. */
  Bytes says(Bytes signed) {
    said = mac(heard, signed);
    return Bytes.copyOf(said).slice(0, 4);
  }

  /** The host's data in the clear. */
  Bytes unsealed(Bytes data) {
    byte[] plain = new byte[data.size()];
    byte[] before = inverted(said);
    for (int at = 0; at < plain.length; at += BLOCK) {
      byte[] block = data.slice(at, at + BLOCK).toArray();
      byte[] mixed = aes(dataKey, block, false);
      for (int i = 0; i < BLOCK; i++) plain[at + i] = (byte) (mixed[i] ^ before[i]);
      before = block;
    }
    int end = plain.length;
    while (end > 0 && plain[end - 1] == 0) end--;
    return Bytes.copyOf(Arrays.copyOf(plain, Math.max(0, end - 1)));
  }

  /** The pad's data as it stands on the line. */
  Bytes sealed(Bytes data) {
    byte[] plain = Arrays.copyOf(data.toArray(), (data.size() / BLOCK + 1) * BLOCK);
    plain[data.size()] = (byte) 0x80;
    byte[] before = inverted(heard);
    for (int at = 0; at < plain.length; at += BLOCK) {
      byte[] block = new byte[BLOCK];
      for (int i = 0; i < BLOCK; i++) block[i] = (byte) (plain[at + i] ^ before[i]);
      before = aes(dataKey, block, true);
      System.arraycopy(before, 0, plain, at, BLOCK);
    }
    return Bytes.copyOf(plain);
  }

  private static byte[] inverted(byte[] block) {
    byte[] other = new byte[BLOCK];
    for (int i = 0; i < BLOCK; i++) other[i] = (byte) ~block[i];
    return other;
  }

  private byte[] mac(byte[] before, Bytes signed) {
    int blocks = Math.ceilDiv(signed.size(), BLOCK);
    byte[] message = Arrays.copyOf(signed.toArray(), blocks * BLOCK);
    if (signed.size() < message.length) message[signed.size()] = (byte) 0x80;
    byte[] mac = before.clone();
    for (int block = 0; block < blocks; block++) {
      for (int i = 0; i < BLOCK; i++) mac[i] ^= message[block * BLOCK + i];
      mac = aes(block < blocks - 1 ? macKey1 : macKey2, mac, true);
    }
    return mac;
  }

  private static byte[] aes(byte[] key, byte[] block, boolean encrypt) {
    try {
      Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
      int mode = encrypt ? Cipher.ENCRYPT_MODE : Cipher.DECRYPT_MODE;
      cipher.init(mode, new SecretKeySpec(key, "AES"));
      return cipher.doFinal(block);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES", e);
    }
  }
}
