package org.xuhao.driver.osdp;

import java.time.Instant;
import org.xuhao.wire.Bytes;

/**
 * A pad at another address that is told to take this one's. In the clear: so a pad that has a key
 * of some hall does not obey, and none is taken away from another window by mistake. Immutable.
 *
 * @param address its address as it is, 0..126
 * @param sends how often it was told
 * @param until its answer is waited for
 */
record Newcomer(int address, int baud, int sends, Instant until) {

  static Newcomer at(int address, int baud) {
    return new Newcomer(address, baud, 0, Instant.EPOCH);
  }

  /** What it is told. */
  Bytes told(int newAddress) {
    OsdpFrame frame = OsdpFrame.plain(address, 0, Order.address(newAddress, baud));
    return OsdpFrame.MARK.then(frame.bytes());
  }

  /** Told once more. */
  Newcomer toldUntil(Instant answer) {
    return new Newcomer(address, baud, sends + 1, answer);
  }

  /** Whether it was told as often as any pad is, and did not answer. */
  boolean isSilent(Instant now) {
    return sends >= PadLink.SENDS_MAX && !until.isAfter(now);
  }
}
