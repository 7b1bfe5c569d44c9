package org.xuhao.line;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/** Counts for {@link LineFigures}, from any thread; {@link #droppedAtBound} from the sender's. */
final class Tally {
  /** A stuck peer is told of once a minute, not once a frame. */
  private static final Duration SAY_EVERY = Duration.ofMinutes(1);

  private boolean said;
  private long saidNanos;
  private final LongAdder bytesIn = new LongAdder();
  private final LongAdder bytesOut = new LongAdder();
  private final LongAdder reads = new LongAdder();
  private final LongAdder writes = new LongAdder();
  private final LongAdder drops = new LongAdder();
  private final LongAdder lostBytes = new LongAdder();
  private final LongAdder openings = new LongAdder();

  void opened() {
    openings.increment();
  }

  void read(int bytes) {
    reads.increment();
    bytesIn.add(bytes);
  }

  void wrote(int bytes) {
    writes.increment();
    bytesOut.add(bytes);
  }

  /** Counts a frame dropped at the bound; true when that ought to be said again. */
  boolean droppedAtBound() {
    drops.increment();
    long now = System.nanoTime();
    if (said && now - saidNanos < SAY_EVERY.toNanos()) return false;
    said = true;
    saidNanos = now;
    return true;
  }

  /** Counts a frame dropped because the line is down, which was said already. */
  void dropped() {
    drops.increment();
  }

  void lost(int bytes) {
    lostBytes.add(bytes);
  }

  LineFigures figures(boolean up) {
    return new LineFigures(
        up,
        bytesIn.sum(),
        bytesOut.sum(),
        reads.sum(),
        writes.sum(),
        drops.sum(),
        lostBytes.sum(),
        openings.sum());
  }
}
