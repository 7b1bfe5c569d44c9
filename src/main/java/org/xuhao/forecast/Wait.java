package org.xuhao.forecast;

import java.time.Duration;

/**
 * How long somebody will wait for the call, as a range: half of all wait no longer than {@code
 * likely}, 85 of 100 no longer than {@code atMost}. Never to be told as one figure: a quarter of
 * waits pass the middle by more than five minutes (measured, docs/adr/0018).
 */
public record Wait(Duration likely, Duration atMost) {
  public Wait {
    if (likely.isNegative() || atMost.compareTo(likely) < 0)
      throw new IllegalArgumentException("a wait of " + likely + " to " + atMost);
  }
}
