package org.xuhao.web.steer;

import java.time.Duration;

/**
 * From where on a manager is told of something.
 *
 * @param longest nobody is to wait longer
 * @param idle no window is to be free longer while somebody waits whom it could call
 * @param visitTimes so many times what 85 of 100 matters of a service take is a long visit
 */
public record Limits(Duration longest, Duration idle, int visitTimes) {

  /** Halls promise 15 or 30 minutes; source of all three: the manager page's drawing. */
  public static final Limits USUAL = new Limits(Duration.ofMinutes(30), Duration.ofMinutes(5), 2);
}
