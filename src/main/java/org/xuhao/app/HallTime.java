package org.xuhao.app;

import java.time.Instant;
import org.xuhao.loop.HallClock;

/** The clocks of this machine. Lines and the loop read time here and nowhere else. */
final class HallTime implements HallClock {
  private final long startNanos = System.nanoTime();
  private final Instant start = Instant.now();

  @Override
  public long elapsedNanos() {
    return System.nanoTime() - startNanos;
  }

  @Override
  public Instant wall() {
    return Instant.now();
  }

  /** The wall time of the start plus what has elapsed since: never goes back, never jumps. */
  Instant steady() {
    return start.plusNanos(elapsedNanos());
  }
}
