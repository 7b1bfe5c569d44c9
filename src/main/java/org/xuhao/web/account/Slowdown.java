package org.xuhao.web.account;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Growing pauses after failures, for each account and each address apart. A few cost nothing; after
 * that each doubles the pause in which nobody may try, right or wrong. Safe from any thread.
 */
final class Slowdown {
  /** So many failures cost nothing: a slip, the capital key, the old password. */
  static final int SLIPS = 4;

  /**
   * The longest pause: a hundred tries then take a day. Source: NIST SP 800-63B, 5.2.2, which
   * allows no more than a hundred in a row.
   */
  static final Duration PAUSE_MAX = Duration.ofMinutes(15);

  /** Failures are forgotten after so long without another. */
  static final Duration FORGOTTEN = Duration.ofHours(24);

  /** Names and addresses remembered at once; the one that was quiet longest goes first. */
  static final int REMEMBERED_MAX = 4_096;

  private record Failures(int count, long atNanos) {
    Duration pause() {
      if (count < SLIPS) return Duration.ZERO;
      Duration pause = Duration.ofSeconds(1L << Math.min(count - SLIPS, 12));
      return pause.compareTo(PAUSE_MAX) > 0 ? PAUSE_MAX : pause;
    }
  }

  private final Map<String, Failures> failures = new LinkedHashMap<>(64, 0.75f, true);

  /** How long nobody may try with {@code key}. */
  synchronized Duration left(String key, long now) {
    Failures of = of(key, now);
    if (of == null) return Duration.ZERO;
    Duration left = of.pause().minusNanos(now - of.atNanos());
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** It failed once more; gives how often in a row. */
  synchronized int failed(String key, long now) {
    Failures of = of(key, now);
    int count = of == null ? 1 : of.count() + 1;
    failures.put(key, new Failures(count, now));
    var all = failures.keySet().iterator();
    if (failures.size() > REMEMBERED_MAX) {
      all.next();
      all.remove();
    }
    return count;
  }

  /** It was right. */
  synchronized void right(String key) {
    failures.remove(key);
  }

  private @Nullable Failures of(String key, long now) {
    Failures of = failures.get(key);
    if (of == null || now - of.atNanos() <= FORGOTTEN.toNanos()) return of;
    failures.remove(key);
    return null;
  }
}
