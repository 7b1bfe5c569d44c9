package org.xuhao.web.account;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Random;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.junit.jupiter.api.Test;

/** Ours and the JDK's make the same of the same. */
class Pbkdf2Test {
  private static final long SEED = 27;

  @Test
  void itIsTheOneOfTheJdk() throws GeneralSecurityException {
    var jdk = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512");
    var chance = new Random(SEED);
    // Around the block of SHA-512, where a key is padded, and beyond, where it is hashed.
    for (int length : new int[] {1, 8, 63, 64, 127, 128, 129, 400})
      for (int rounds : new int[] {1, 2, 50}) {
        char[] signs = new char[length];
        for (int i = 0; i < length; i++) signs[i] = i % 7 == 3 ? '月' : (char) ('!' + i % 90);
        byte[] salt = new byte[1 + chance.nextInt(40)];
        chance.nextBytes(salt);
        byte[] wanted = jdk.generateSecret(new PBEKeySpec(signs, salt, rounds, 512)).getEncoded();
        byte[] password = new String(signs).getBytes(StandardCharsets.UTF_8);
        assertArrayEquals(wanted, Pbkdf2.derive(password, salt, rounds), length + "/" + rounds);
      }
  }
}
