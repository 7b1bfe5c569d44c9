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
  private final double perSecond;
  private final int atOnce;

  /** For requests of any kind. */
  public RateLimit() {
    this(PER_SECOND, AT_ONCE);
  }

  /**
   * For something else.
   *
   * @param perSecond what may go on for ever
   * @param atOnce what may come at once, at least 1
   */
  public RateLimit(double perSecond, int atOnce) {
    this.perSecond = perSecond;
    this.atOnce = atOnce;
  }

  /** Whether {@code address} may ask once more. */
  public boolean allows(String address, long now) {
    Bucket bucket = buckets.get(address);
    double left =
        bucket == null
            ? atOnce
            : Math.min(atOnce, bucket.left() + (now - bucket.atNanos()) * perSecond / 1e9);
    boolean allowed = left >= 1;
    buckets.put(address, new Bucket(allowed ? left - 1 : left, now));
    if (buckets.size() > REMEMBERED_MAX) {
      var all = buckets.keySet().iterator();
      all.next();
      all.remove();
    }
    return allowed;
  }

  /** What {@code address} was allowed last came to nothing and does not count. */
  public void giveBack(String address) {
    buckets.computeIfPresent(
        address, (one, was) -> new Bucket(Math.min(atOnce, was.left() + 1), was.atNanos()));
  }

  int remembered() {
    return buckets.size();
  }
}
