package org.xuhao.driver.osdp;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.xuhao.wire.Bytes;

/** AES-128 over whole blocks, and OSDP's padding. */
final class Aes {
  /** Bytes of a block and of a key. */
  static final int BLOCK = 16;

  static final Bytes ZEROS = Bytes.copyOf(new byte[BLOCK]);

  static final Bytes ONES = xor(ZEROS, -1);

  private static final int PAD_FIRST = 0x80;

  /** Finding a cipher by its name costs more than a block; each line's thread keeps one. */
  private static final ThreadLocal<Cipher> CIPHER = ThreadLocal.withInitial(Aes::cipher);

  private Aes() {}

  /** One block. */
  static Bytes encrypt(Bytes key, Bytes block) {
    return encryptCbc(key, ZEROS, block);
  }

  static Bytes encryptCbc(Bytes key, Bytes before, Bytes blocks) {
    return run(Cipher.ENCRYPT_MODE, key, before, blocks);
  }

  static Bytes decryptCbc(Bytes key, Bytes before, Bytes blocks) {
    return run(Cipher.DECRYPT_MODE, key, before, blocks);
  }

  /** {@code 80 00 …} up to the next whole block; a whole one gets one more. */
  static Bytes padded(Bytes message) {
    byte[] padded = new byte[(message.size() / BLOCK + 1) * BLOCK];
    System.arraycopy(message.toArray(), 0, padded, 0, message.size());
    padded[message.size()] = (byte) PAD_FIRST;
    return Bytes.copyOf(padded);
  }

  /** What stood before the padding; all of it where there is none. */
  static Bytes unpadded(Bytes padded) {
    int end = padded.size() - 1;
    while (end > 0 && padded.at(end) == 0) end--;
    return padded.at(end) == PAD_FIRST ? padded.slice(0, end) : padded;
  }

  static Bytes xor(Bytes one, Bytes other) {
    int[] mixed = new int[BLOCK];
    for (int i = 0; i < BLOCK; i++) mixed[i] = one.at(i) ^ other.at(i);
    return Bytes.of(mixed);
  }

  private static Bytes xor(Bytes one, int value) {
    int[] mixed = new int[BLOCK];
    for (int i = 0; i < BLOCK; i++) mixed[i] = one.at(i) ^ value;
    return Bytes.of(mixed);
  }

  private static Bytes run(int mode, Bytes key, Bytes before, Bytes blocks) {
    try {
      Cipher cipher = CIPHER.get();
      cipher.init(
          mode, new SecretKeySpec(key.toArray(), "AES"), new IvParameterSpec(before.toArray()));
      return Bytes.copyOf(cipher.doFinal(blocks.toArray()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-128 over whole blocks cannot fail", e);
    }
  }

  private static Cipher cipher() {
    try {
      return Cipher.getInstance("AES/CBC/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES", e);
    }
  }
}
