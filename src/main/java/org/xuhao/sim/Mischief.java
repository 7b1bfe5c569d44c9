package org.xuhao.sim;

import java.time.Duration;

/**
 * What goes wrong on one simulated line.
 *
 * @param garble chance that a byte arrives changed, either way, 0 to 1
 * @param drop chance that a whole run of bytes is lost, either way, 0 to 1
 * @param delay added to everything the devices say
 */
public record Mischief(double garble, double drop, Duration delay) {

  /** The longest delay that is played: a minute. */
  static final Duration DELAY_MAX = Duration.ofMinutes(1);

  /** A good line. */
  public static final Mischief NONE = new Mischief(0, 0, Duration.ZERO);

  public Mischief {
    if (!(garble >= 0 && garble <= 1 && drop >= 0 && drop <= 1))
      throw new IllegalArgumentException("a chance is from 0 to 1: " + garble + ", " + drop);
    if (delay.isNegative() || delay.compareTo(DELAY_MAX) > 0)
      throw new IllegalArgumentException("a delay is from 0 to 1 minute: " + delay);
  }
}
