package org.xuhao.hall;

import java.time.Instant;
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
    TreePMap<VisitId, Session> sessions,
    TreePMap<WindowId, VisitId> atWindow,
    TreePMap<Deadline, VisitId> due) {

  /**
   * The one chance to rate a visit.
   *
   * @param lapsesAt from then on only the phone may rate
   * @param closesAt from then on nobody may
   */
  record Session(VisitId visit, WindowId window, State state, Instant lapsesAt, Instant closesAt) {

    /** Source: rules of the hall, section 1, Rating session. */
    enum State {
      OPEN,
      LATE,
      GIVEN
    }

    Session in(State next) {
      return new Session(visit, window, next, lapsesAt, closesAt);
    }
  }

  static final Ratings NONE = new Ratings(TreePMap.empty(), TreePMap.empty(), TreePMap.empty());

  Ratings fold(Event.OfRating event) {
    return switch (event) {
      case Event.RatingOpened e -> open(e);
      case Event.RatingGiven e -> settle(e.visit(), Session.State.GIVEN);
      case Event.RatingLapsed e -> settle(e.visit(), Session.State.LATE);
      case Event.RatingClosed e -> close(e.visit());
    };
  }

  private Ratings open(Event.RatingOpened e) {
    var session =
        new Session(e.visit(), e.window(), Session.State.OPEN, e.lapsesAt(), e.closesAt());
    return new Ratings(
        sessions.plus(e.visit(), session),
        atWindow.plus(e.window(), e.visit()),
        due.plus(lapseOf(session), e.visit()).plus(closeOf(session), e.visit()));
  }

  private Ratings settle(VisitId visit, Session.State state) {
    Session session = sessions.get(visit);
    if (session == null) return this;
    var next = sessions.plus(visit, session.in(state));
    return new Ratings(next, without(session), due.minus(lapseOf(session)));
  }

  private Ratings close(VisitId visit) {
    Session session = sessions.get(visit);
    if (session == null) return this;
    var left = due.minus(lapseOf(session)).minus(closeOf(session));
    return new Ratings(sessions.minus(visit), without(session), left);
  }

  private TreePMap<WindowId, VisitId> without(Session session) {
    boolean there = session.visit().equals(atWindow.get(session.window()));
    return there ? atWindow.minus(session.window()) : atWindow;
  }

  private static Deadline lapseOf(Session session) {
    return new Deadline(session.lapsesAt(), Deadline.Kind.RATING_LAPSE, session.visit().number());
  }

  private static Deadline closeOf(Session session) {
    return new Deadline(session.closesAt(), Deadline.Kind.RATING_CLOSE, session.visit().number());
  }
}
