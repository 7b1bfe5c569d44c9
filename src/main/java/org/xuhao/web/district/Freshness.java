package org.xuhao.web.district;

import java.time.Duration;

/**
 * How far what was heard of a hall may still be relied upon. A hall tells of itself every 15
 * seconds at least. Source of the limits: the district's design, section 6.
 */
public enum Freshness {
  /** At most 20 s old: shown as it is. */
  LIVE(Duration.ofSeconds(20)),
  /** At most a minute: shown with its time. */
  AGED(Duration.ofSeconds(60)),
  /** At most 5 minutes: waits are not known any more. */
  AMBER(Duration.ofMinutes(5)),
  /** At most 30 minutes: no link; nothing is asked of that hall. */
  NO_LINK(Duration.ofMinutes(30)),
  /** Older: somebody ought to look; visitors are not told of that hall. */
  ALERT(Duration.ofSeconds(Long.MAX_VALUE));

  private final Duration atMost;

  Freshness(Duration atMost) {
    this.atMost = atMost;
  }

  /** Of a report that came so long ago. */
  public static Freshness of(Duration age) {
    for (Freshness one : values()) if (age.compareTo(one.atMost) <= 0) return one;
    return ALERT;
  }

  /** Whether the waits of such a report are told to anybody. */
  public boolean tellsWaits() {
    return this == LIVE || this == AGED;
  }
}
