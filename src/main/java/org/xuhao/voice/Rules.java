package org.xuhao.voice;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.xuhao.hall.Plan.Hours;

/**
 * When a hall speaks.
 *
 * @param times how often a call is said while nobody comes, 1 to 5
 * @param repeatAfter how long after the end of one time the next may begin
 * @param quiet hours of the day in which nothing is spoken; it is shown all the same
 */
public record Rules(int times, Duration repeatAfter, List<Hours> quiet, ZoneId zone) {
  public Rules {
    quiet = List.copyOf(quiet);
    if (times < 1 || times > 5) throw new IllegalArgumentException(times + " times");
  }

  boolean isQuiet(Instant at) {
    LocalTime time = at.atZone(zone).toLocalTime();
    return quiet.stream().anyMatch(hours -> isWithin(hours, time));
  }

  /** An end before the beginning is on the next day. */
  private static boolean isWithin(Hours hours, LocalTime time) {
    boolean after = !time.isBefore(hours.opens());
    boolean before = time.isBefore(hours.closes());
    return hours.opens().isBefore(hours.closes()) ? after && before : after || before;
  }
}
