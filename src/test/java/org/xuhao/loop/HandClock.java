package org.xuhao.loop;

import java.time.Duration;
import java.time.Instant;

/** Goes on only when told to. */
final class HandClock implements HallClock {
  private Instant wall;
  private long nanos = 77;

  HandClock(Instant wall) {
    this.wall = wall;
  }

  void pass(Duration time) {
    nanos += time.toNanos();
    wall = wall.plus(time);
  }

  /** Moves the clock on the wall only. */
  void step(Duration by) {
    wall = wall.plus(by);
  }

  @Override
  public long elapsedNanos() {
    return nanos;
  }

  @Override
  public Instant wall() {
    return wall;
  }
}
