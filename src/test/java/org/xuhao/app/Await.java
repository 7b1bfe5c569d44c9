package org.xuhao.app;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.NullMarked;

/** Waits for a condition by looking again, never longer than a bound. */
@NullMarked
public final class Await {

  /** Longer than any pause of a line that was up before, and than a card's question at rest. */
  public static final Duration PATIENCE = Duration.ofSeconds(25);

  private static final long LOOK_AGAIN_NANOS = 5_000_000;

  private Await() {}

  /** A condition whose check may ask another process. */
  public interface Condition {
    boolean holds() throws Exception;
  }

  /** Waits at most {@link #PATIENCE}; {@code seen} is said when it did not come. */
  public static void until(String what, Condition condition, Supplier<?> seen) throws Exception {
    until(what, PATIENCE, condition, seen);
  }

  /** The same for at most {@code patience}. */
  public static void until(String what, Duration patience, Condition condition, Supplier<?> seen)
      throws Exception {
    long end = System.nanoTime() + patience.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > end)
        throw new AssertionError(
            "not within " + patience.toSeconds() + " s: " + what + "; seen: " + seen.get());
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
    }
  }

  /** Does nothing for so long: a person's pause between two presses. */
  public static void pause(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime())
      LockSupport.parkNanos(left);
  }
}
