package org.xuhao.web.account;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How much one address may ask: a bucket that fills steadily, for each address apart. Runs on one
 * event loop.
 */
public final class RateLimit {
  /**
   * Requests a second that may go on for ever: three hundred phones behind one wireless router,
   * each asking every three seconds.
   */
  public static final int PER_SECOND = 100;

  /** Requests at once: a room of screens that all come back after a power cut. */
  public static final int AT_ONCE = 600;

  /** Addresses remembered at once; the one that was quiet longest goes first. */
  static final int REMEMBERED_MAX = 4_096;

  private record Bucket(double left, long atNanos) {}

  private final Map<String, Bucket> buckets = new LinkedHashMap<>(64, 0.75f, true);

  /** Whether {@code address} may ask once more. */
  public boolean allows(String address, long now) {
    Bucket bucket = buckets.get(address);
    double left =
        bucket == null
            ? AT_ONCE
            : Math.min(AT_ONCE, bucket.left() + (now - bucket.atNanos()) * PER_SECOND / 1e9);
    boolean allowed = left >= 1;
    buckets.put(address, new Bucket(allowed ? left - 1 : left, now));
    if (buckets.size() > REMEMBERED_MAX) {
      var all = buckets.keySet().iterator();
      all.next();
      all.remove();
    }
    return allowed;
  }

  int remembered() {
    return buckets.size();
  }
}
