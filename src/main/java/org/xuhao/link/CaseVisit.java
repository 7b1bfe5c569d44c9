package org.xuhao.link;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.CaseEvent;
import org.xuhao.hall.CaseEvent.CaseOpened;
import org.xuhao.hall.CaseEvent.CaseResumed;
import org.xuhao.hall.Event;
import org.xuhao.hall.value.ClerkId;
import org.xuhao.hall.value.Outcome;
import org.xuhao.hall.value.VisitId;
import org.xuhao.hall.value.WindowId;

/**
 * One visit of a case.
 *
 * @param wall when it was worked on first, by the clock on that hall's wall
 * @param outcome null: none yet, or it ended without one
 * @param over whether it is known to have ended, in whatever way
 * @param parallel another hall worked on the case without knowing of this visit, nor this one of
 *     that; until a later visit that knew of both has ended, or somebody said that it was seen
 */
public record CaseVisit(
    String hall,
    VisitId visit,
    WindowId window,
    @Nullable ClerkId clerk,
    Instant wall,
    @Nullable Outcome outcome,
    boolean over,
    boolean parallel) {

  /** All visits, in order. */
  static List<CaseVisit> of(CaseHistory history) {
    var visits = new ArrayList<CaseVisit>();
    for (int at = 0; at < history.size(); at++)
      switch (history.event(at).orElse(null)) {
        case CaseOpened e -> visits.add(of(history, at, e.visit(), e.window(), e.clerk()));
        case CaseResumed e -> visits.add(of(history, at, e.visit(), e.window(), e.clerk()));
        case null, default -> {}
      }
    return visits;
  }

  private static CaseVisit of(
      CaseHistory history, int at, VisitId visit, WindowId window, @Nullable ClerkId clerk) {
    CaseFact fact = history.fact(at);
    String hall = fact.key().hall();
    return new CaseVisit(
        hall,
        visit,
        window,
        clerk,
        fact.wall(),
        outcome(history, hall, visit),
        isOver(history, hall, visit),
        isParallel(history, at));
  }

  private static @Nullable Outcome outcome(CaseHistory history, String hall, VisitId visit) {
    Outcome outcome = null;
    for (int at = 0; at < history.size(); at++)
      if (history.event(at).orElse(null) instanceof Event.VisitEnded e
          && e.visit().equals(visit)
          && history.fact(at).key().hall().equals(hall)) outcome = e.outcome();
    return outcome;
  }

  private static boolean isParallel(CaseHistory history, int mine) {
    for (int at = 0; at < history.size(); at++)
      if (at != mine
          && isVisit(history, at)
          && isConcurrent(history, at, mine)
          && !isMet(history, at, mine)) return true;
    return false;
  }

  private static boolean isVisit(CaseHistory history, int at) {
    Event event = history.event(at).orElse(null);
    return event instanceof CaseOpened || event instanceof CaseResumed;
  }

  private static boolean isConcurrent(CaseHistory history, int one, int other) {
    return !history.knew(one, other) && !history.knew(other, one);
  }

  /** Whether somebody who knew of both has had the time to look at both. */
  private static boolean isMet(CaseHistory history, int one, int other) {
    for (int at = Math.max(one, other) + 1; at < history.size(); at++)
      if (isLook(history, at) && history.knew(at, one) && history.knew(at, other)) return true;
    return false;
  }

  /** One that nobody came to ends without an outcome, and showed nobody anything. */
  private static boolean isLook(CaseHistory history, int at) {
    return switch (history.event(at).orElse(null)) {
      case CaseEvent.ConflictSeen e -> true;
      case CaseResumed e -> wasHeld(history, history.fact(at).key().hall(), e.visit());
      case null, default -> false;
    };
  }

  /** Whether it ended, or went on with another matter. */
  private static boolean isOver(CaseHistory history, String hall, VisitId visit) {
    for (int at = 0; at < history.size(); at++) {
      VisitId ended =
          switch (history.event(at).orElse(null)) {
            case Event.VisitEnded e -> e.visit();
            case Event.ItemStarted e -> e.visit();
            case null, default -> null;
          };
      if (visit.equals(ended) && history.fact(at).key().hall().equals(hall)) return true;
    }
    return false;
  }

  /** Whether its clerk had the case to the end, so as to read what is told of it. */
  private static boolean wasHeld(CaseHistory history, String hall, VisitId visit) {
    for (int at = 0; at < history.size(); at++)
      if (history.fact(at).key().hall().equals(hall)
          && history.event(at).orElse(null) instanceof Event.ItemStarted e
          && e.visit().equals(visit)) return true;
    return outcome(history, hall, visit) != null;
  }
}
