package org.xuhao.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a day of the week is usually like: the middle of the same weekdays before it.
 *
 * @param days so many were found; 0: nothing can be said
 * @param hours by hour of the hall's clock, 0 to 23; empty when nothing can be said
 * @param waiting who waited at each half hour of the clock, 0 to 47; empty in the same case
 */
public record Usual(int days, List<Hour> hours, List<Integer> waiting) {
  public Usual {
    hours = List.copyOf(hours);
    waiting = List.copyOf(waiting);
  }

  static final Usual UNKNOWN = new Usual(0, List.of(), List.of());

  /** Numbers taken in one hour: the middle of those days, the least of them and the most. */
  public record Hour(int middle, int least, int most) {}

  /** Of an hour of the clock; null: nothing can be said. */
  public @Nullable Hour at(int hour) {
    return hour < hours.size() ? hours.get(hour) : null;
  }
}
