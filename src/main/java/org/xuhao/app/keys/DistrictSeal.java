package org.xuhao.app.keys;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Closes a text for the halls of the district alone: AES-256-GCM under a key that is made of the
 * district's. Whoever reads the server, its disk or a hall's backup reads nothing.
 */
public final class DistrictSeal {
  /** So that this key and the one of visitors' hashes say nothing of each other. */
  private static final String PURPOSE = "xuhao sealed for the district 1";

  /** Source of both: NIST SP 800-38D, 5.2.1.1 and 5.2.1.2. */
  private static final int NONCE_BYTES = 12;

  private static final int TAG_BITS = 128;

  private final List<SecretKeySpec> keys = new ArrayList<>();
  private final SecureRandom chance = new SecureRandom();

  /** {@code district}: the keys of the district, the present one first. */
  DistrictSeal(List<byte[]> district) {
    try {
      for (byte[] key : district) {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        keys.add(new SecretKeySpec(mac.doFinal(PURPOSE.getBytes(StandardCharsets.UTF_8)), "AES"));
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  /**
   * The sealed text, in Base64.
   *
   * @param as what it is, which must be said again to open it: nobody can put it elsewhere
   */
  public String seal(String text, String as) {
    byte[] nonce = new byte[NONCE_BYTES];
    chance.nextBytes(nonce);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, keys.getFirst(), nonce, as);
      byte[] closed = cipher.doFinal(text.getBytes(StandardCharsets.UTF_8));
      byte[] all = ByteBuffer.allocate(nonce.length + closed.length).put(nonce).put(closed).array();
      return Base64.getEncoder().encodeToString(all);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES-GCM", e);
    }
  }

  /** Empty: it was sealed by another district or as another thing, or was changed. */
  public Optional<String> open(String sealed, String as) {
    byte[] all;
    try {
      all = Base64.getDecoder().decode(sealed);
    } catch (IllegalArgumentException noBase64) {
      return Optional.empty();
    }
    if (all.length < NONCE_BYTES) return Optional.empty();
    for (SecretKeySpec key : keys) {
      Optional<String> open = open(key, all, as);
      if (open.isPresent()) return open;
    }
    return Optional.empty();
  }

  private static Optional<String> open(SecretKeySpec key, byte[] all, String as) {
    try {
      byte[] nonce = Arrays.copyOf(all, NONCE_BYTES);
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, nonce, as);
      byte[] text = cipher.doFinal(all, NONCE_BYTES, all.length - NONCE_BYTES);
      return Optional.of(new String(text, StandardCharsets.UTF_8));
    } catch (GeneralSecurityException notOurs) {
      return Optional.empty();
    }
  }

  private static Cipher cipher(int mode, SecretKeySpec key, byte[] nonce, String as)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(as.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
