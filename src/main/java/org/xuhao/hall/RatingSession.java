package org.xuhao.hall;

import java.time.Instant;
import org.xuhao.hall.value.VisitId;
import org.xuhao.hall.value.WindowId;

/**
 * The one chance to rate a visit.
 *
 * @param lapsesAt from then on only the phone may rate
 * @param closesAt from then on nobody may
 */
record RatingSession(
    VisitId visit, WindowId window, State state, Instant lapsesAt, Instant closesAt) {

  /** Source: rules of the hall, section 1, Rating session. */
  enum State {
    OPEN,
    LATE,
    GIVEN
  }

  RatingSession in(State next) {
    return new RatingSession(visit, window, next, lapsesAt, closesAt);
  }
}
