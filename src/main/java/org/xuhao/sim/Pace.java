package org.xuhao.sim;

import io.vertx.core.Vertx;
import java.time.Duration;

/** Simulated time: {@code speed} times as fast as the wall's. Used on one context. */
final class Pace {
  private final Vertx vertx;
  private final double speed;
  private final long startNanos = System.nanoTime();
  private boolean stopped;

  Pace(Vertx vertx, double speed) {
    this.vertx = vertx;
    this.speed = speed;
  }

  double speed() {
    return speed;
  }

  Duration elapsed() {
    return Duration.ofNanos((long) ((System.nanoTime() - startNanos) * speed));
  }

  /** Runs {@code then} after so much simulated time, unless stopped before. */
  void after(Duration simulated, Runnable then) {
    afterReal(Duration.ofNanos((long) (simulated.toNanos() / speed)), then);
  }

  /** Runs {@code then} after so much of the wall's time: devices are not faster in a fast hall. */
  void afterReal(Duration real, Runnable then) {
    vertx.setTimer(
        Math.max(1, real.toMillis()),
        ignored -> {
          if (!stopped) then.run();
        });
  }

  void stop() {
    stopped = true;
  }
}
