package org.xuhao.line;

import java.time.Duration;

/**
 * How long to wait before the next try: 0.5 s, then twice as long each time, at most 30 s. A line
 * that held for a while begins anew. Used by one thread.
 */
final class Pauses {
  static final Duration FIRST = Duration.ofMillis(500);
  static final Duration LONGEST = Duration.ofSeconds(30);

  /**
   * A line that lasted less than this was not really up: a serial server whose one connection is
   * taken accepts and closes at once, and must not be asked twice a second for ever.
   */
  static final Duration HELD = Duration.ofSeconds(5);

  private Duration next = FIRST;

  /** The pause to make now; the following one is longer. */
  Duration take() {
    Duration now = next;
    Duration twice = now.multipliedBy(2);
    next = twice.compareTo(LONGEST) > 0 ? LONGEST : twice;
    return now;
  }

  /** Tells how long the line was up. */
  void heldFor(Duration up) {
    if (up.compareTo(HELD) >= 0) reset();
  }

  void reset() {
    next = FIRST;
  }
}
