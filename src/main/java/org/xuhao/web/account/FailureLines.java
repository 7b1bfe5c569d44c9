package org.xuhao.web.account;

import java.io.IOException;
import java.time.Duration;

/**
 * Writes down failed sign-ins, and beyond a bound only how many there were: nobody fills the disk
 * by guessing. Used on one thread at a time.
 */
final class FailureLines {
  /** Lines of one minute; a hall's own slips are fewer. */
  static final int EACH_MINUTE = 30;

  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  private final Trail trail;
  private long since;
  private int written;
  private int untold;

  FailureLines(Trail trail) {
    this.trail = trail;
  }

  synchronized void write(String name, String address, int times, long now) throws IOException {
    if (written == 0 || now - since > MINUTE) {
      since = now;
      written = 0;
    }
    if (written >= EACH_MINUTE) {
      untold++;
      return;
    }
    written++;
    String more = untold == 0 ? "" : ", and %d more elsewhere since".formatted(untold);
    untold = 0;
    trail.write(
        new Trail.Line("sign-in-failed", name, address, "failure " + times + " there" + more));
  }
}
