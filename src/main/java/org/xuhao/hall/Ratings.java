package org.xuhao.hall;

import org.pcollections.TreePMap;
import org.xuhao.hall.value.VisitId;
import org.xuhao.hall.value.WindowId;

/**
 * The rating sessions that are not over. Immutable.
 *
 * @param sessions by visit
 * @param atWindow the visit whose rating is open for the pad, by window
 * @param due when sessions lapse and close
 */
record Ratings(
    TreePMap<VisitId, RatingSession> sessions,
    TreePMap<WindowId, VisitId> atWindow,
    TreePMap<Deadline, VisitId> due) {
  static final Ratings NONE = new Ratings(TreePMap.empty(), TreePMap.empty(), TreePMap.empty());

  Ratings fold(Event.OfRating event) {
    return switch (event) {
      case Event.RatingOpened e -> open(e);
      case Event.RatingGiven e -> settle(e.visit(), RatingSession.State.GIVEN);
      case Event.RatingLapsed e -> settle(e.visit(), RatingSession.State.LATE);
      case Event.RatingClosed e -> close(e.visit());
    };
  }

  private Ratings open(Event.RatingOpened e) {
    var session =
        new RatingSession(
            e.visit(), e.window(), RatingSession.State.OPEN, e.lapsesAt(), e.closesAt());
    return new Ratings(
        sessions.plus(e.visit(), session),
        atWindow.plus(e.window(), e.visit()),
        due.plus(lapseOf(session), e.visit()).plus(closeOf(session), e.visit()));
  }

  private Ratings settle(VisitId visit, RatingSession.State state) {
    RatingSession session = sessions.get(visit);
    if (session == null) return this;
    var next = sessions.plus(visit, session.in(state));
    return new Ratings(next, without(session), due.minus(lapseOf(session)));
  }

  private Ratings close(VisitId visit) {
    RatingSession session = sessions.get(visit);
    if (session == null) return this;
    var left = due.minus(lapseOf(session)).minus(closeOf(session));
    return new Ratings(sessions.minus(visit), without(session), left);
  }

  private TreePMap<WindowId, VisitId> without(RatingSession session) {
    boolean there = session.visit().equals(atWindow.get(session.window()));
    return there ? atWindow.minus(session.window()) : atWindow;
  }

  private static Deadline lapseOf(RatingSession session) {
    return new Deadline(session.lapsesAt(), Deadline.Kind.RATING_LAPSE, session.visit().number());
  }

  private static Deadline closeOf(RatingSession session) {
    return new Deadline(session.closesAt(), Deadline.Kind.RATING_CLOSE, session.visit().number());
  }
}
