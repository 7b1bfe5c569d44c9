package org.xuhao.soak;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.xuhao.loop.HallClock;

/** The one clock of a simulated appliance and all that is due on it, in one thread. */
final class Stage implements HallClock {
  private record Due(long nanos, long order, Runnable what) {}

  private final PriorityQueue<Due> due =
      new PriorityQueue<>(Comparator.comparingLong(Due::nanos).thenComparingLong(Due::order));
  private final Instant start;
  private Duration wallAhead = Duration.ZERO;
  private long nanos;
  private long order;
  private long steps;

  Stage(Instant start) {
    this.start = start;
  }

  /** Time since the start: never jumps. */
  Duration elapsed() {
    return Duration.ofNanos(nanos);
  }

  /** The start plus what has elapsed. */
  Instant now() {
    return start.plusNanos(nanos);
  }

  /** What happened so far. */
  long steps() {
    return steps;
  }

  void in(Duration time, Runnable what) {
    due.add(new Due(nanos + Math.max(0, time.toNanos()), order++, what));
  }

  /** Lets everything happen that is due until {@code end} after the start. */
  void runUntil(Duration end) {
    while (!due.isEmpty() && due.peek().nanos() <= end.toNanos()) {
      Due next = due.remove();
      nanos = next.nanos();
      steps++;
      next.what().run();
    }
    nanos = Math.max(nanos, end.toNanos());
  }

  /** Somebody, or the network, sets the clock on the wall. */
  void stepWall(Duration by) {
    wallAhead = wallAhead.plus(by);
  }

  @Override
  public long elapsedNanos() {
    return nanos;
  }

  @Override
  public Instant wall() {
    return now().plus(wallAhead);
  }
}
