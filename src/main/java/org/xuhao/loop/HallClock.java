package org.xuhao.loop;

import java.time.Instant;

/** The two clocks of the hall, read by the loop's thread only. */
public interface HallClock {

  /** Nanoseconds since some moment of this process; never goes back, whatever the wall says. */
  long elapsedNanos();

  /** What the clock on the wall says; it may jump. */
  Instant wall();
}
