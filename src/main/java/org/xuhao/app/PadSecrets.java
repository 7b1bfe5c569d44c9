package org.xuhao.app;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.xuhao.app.keys.SecretFile;
import org.xuhao.driver.DeviceConfig;
import org.xuhao.driver.PadSecret;
import org.xuhao.driver.osdp.OsdpConfig;
import org.xuhao.driver.osdp.OsdpConfig.Security;
import org.xuhao.wire.Bytes;

/**
 * Gives each OSDP pad its key and the numbers it is challenged with. One key in the folder of keys
 * makes those of all pads by their names, so that a backup of one small file is enough, and a key
 * that was read out of one pad opens no other.
 */
final class PadSecrets {
  private static final int KEY_BYTES = PadSecret.NONE.key().size();
  private static final int CHANCE_BYTES = PadSecret.NONE.chance().size();

  /** Keeps keys of pads apart from anything else that may be made of the same file. */
  private static final String USE = "osdp-pad ";

  private final Path file;
  private final SecureRandom chance = new SecureRandom();

  /**
   * Pads of the hall whose data lie in {@code data}; nothing is read or drawn before it is used.
   */
  PadSecrets(Path data) {
    file = data.resolve("keys").resolve("pads.key");
  }

  /**
   * The device with its secret, if it is of a kind that has one.
   *
   * @throws NotStarted when the key can be neither read nor written
   */
  DeviceConfig with(DeviceConfig device) throws NotStarted {
    if (!(device instanceof OsdpConfig pad) || pad.security() == Security.OFF) return device;
    byte[] all = Waiting.file(() -> SecretFile.key(file));
    byte[] drawn = new byte[CHANCE_BYTES];
    chance.nextBytes(drawn);
    return pad.as(pad.role(), pad.security(), new PadSecret(key(all, pad), Bytes.copyOf(drawn)));
  }

  private static Bytes key(byte[] all, OsdpConfig pad) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(all, "HmacSHA256"));
      byte[] hash = mac.doFinal((USE + pad.name()).getBytes(StandardCharsets.UTF_8));
      return Bytes.copyOf(Arrays.copyOf(hash, KEY_BYTES));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}
