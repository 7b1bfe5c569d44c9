package org.xuhao.hall;

import java.time.Instant;

/**
 * Something that falls due in hall time. They are met in the order of time, kind and number.
 *
 * @param number by kind: of the window, the visit, the case, the booking or the service in the
 *     plan, or the ticket's sequence
 */
record Deadline(Instant when, Kind kind, long number) implements Comparable<Deadline> {

  /** In the order in which deadlines of one instant are met. Source: rules, section 4. */
  enum Kind {
    NO_SHOW,
    CALLABLE,
    ORIGIN,
    PRINT,
    RATING_LAPSE,
    RATING_CLOSE,
    SERVICES_BACK,
    TIDE,
    LUNCH_BEGIN,
    LUNCH_END,
    TAKING_STOP,
    DAY_CLOSING,
    DAY_CLEARING,
    DAY_END,
    CASE_EXPIRY,
    CASE_DUE,
    BOOKING_MISSED,
    TALK_DUE
  }

  @Override
  public int compareTo(Deadline other) {
    int byTime = when.compareTo(other.when);
    if (byTime != 0) return byTime;
    int byKind = kind.compareTo(other.kind);
    return byKind != 0 ? byKind : Long.compare(number, other.number);
  }
}
