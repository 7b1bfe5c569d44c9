package org.xuhao.store;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Between which business days events are missing.
 *
 * @param from of the last event before the gap; null: not known
 * @param to of the first event behind it; null: not known
 */
public record GapDays(Gap gap, @Nullable LocalDate from, @Nullable LocalDate to) {

  /** Whether figures of {@code hall} on {@code day} may lack something. */
  public boolean concerns(String hall, LocalDate day) {
    return gap.hall().equals(hall)
        && (from == null || !day.isBefore(from))
        && (to == null || !day.isAfter(to));
  }
}
