package org.xuhao.hall.value;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The business days on which numbers of a service are given out.
 *
 * @param from the first; null: there is none
 * @param until the last; null: there is none
 */
public record Offered(@Nullable LocalDate from, @Nullable LocalDate until) {
  /** On every day. */
  public static final Offered ALWAYS = new Offered(null, null);

  /** Whether {@code day} is one of them. */
  public boolean on(LocalDate day) {
    return (from == null || !day.isBefore(from)) && (until == null || !day.isAfter(until));
  }
}
