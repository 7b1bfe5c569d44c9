package org.xuhao.app.keys;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Knows a visitor again without knowing who it is: the keyed hash of an identity number, which is
 * forgotten. The numbers are few, so the key is a secret.
 */
public final class VisitorHash {
  /** 128 bits: no two visitors of a district share one. */
  private static final int HASH_BYTES = 16;

  private final SecretKeySpec key;

  public VisitorHash(byte[] key) {
    this.key = new SecretKeySpec(key, "HmacSHA256");
  }

  /** Blanks and the case of a check letter do not matter: one person, one hash. */
  public String of(String identity) {
    String plain = identity.replaceAll("\\s", "").toUpperCase(Locale.ROOT);
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      byte[] hash = mac.doFinal(plain.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, HASH_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}
