package org.xuhao.web.paired;

import java.time.Instant;
import org.xuhao.hall.value.WindowId;

/**
 * One browser that was paired.
 *
 * @param number 1 and up; a number that became free is given again, so that meters stay bounded
 * @param hash SHA-256 of its secret, hexadecimal; the secret itself is in its cookie and nowhere
 *     else
 * @param since when it was paired
 */
public record PairedDevice(
    int number, PairedKind kind, WindowId window, String hash, Instant since) {

  public PairedDevice {
    if (number < 1 || number > PairedDevices.DEVICES_MAX)
      throw new IllegalArgumentException("device " + number);
    if (!hash.matches("[0-9a-f]{64}")) throw new IllegalArgumentException("no SHA-256: " + hash);
  }

  /** As in the subject of its faults and in its meters. */
  public String name() {
    return "browser/" + number;
  }
}
