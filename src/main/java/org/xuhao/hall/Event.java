package org.xuhao.hall;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.Command.Channel;

/**
 * Something that happened in the hall. Never edited; a wrong one is answered by a later one. It
 * carries what was decided, not the setting it came from, so that an old day replays under old
 * rules. When, who and on whose request stand in its {@link Entry}.
 */
public sealed interface Event {

  /**
   * The journal was opened for writing.
   *
   * @param previous {@code incarnation/seq} of the last event before, or empty in a new hall
   */
  record Started(String previous, String release, String reason) implements Event {}

  record DayOpened(
      LocalDate day,
      Instant endsWall,
      @Nullable Instant closesWall,
      @Nullable Instant clearsWall,
      List<TakingHours> taking)
      implements Event {
    public DayOpened {
      taking = List.copyOf(taking);
    }
  }

  /** When numbers of a service are given out on this day; null: without a limit on that side. */
  record TakingHours(
      ServiceCode service, @Nullable Instant fromWall, @Nullable Instant untilWall) {}

  record TakingStopped(ServiceCode service, TakingStop why) implements Event {}

  enum TakingStop {
    CUT_OFF,
    QUOTA
  }

  record DayClosing(int waiting) implements Event {}

  record DayCleared(int cleared) implements Event {}

  record DayClosed(LocalDate day, int issued, int done, int gone) implements Event {}

  /** The wall clock jumped: {@code wall - at} was {@code beforeMs} and is now {@code afterMs}. */
  record ClockStepped(long beforeMs, long afterMs) implements Event {}

  /**
   * A number was given out.
   *
   * @param sequence counts all tickets of the hall and day from 1, without gaps
   * @param since the place: how long it has waited counts from here
   * @param ahead older waiting tickets of the service when it was issued; printed on the slip
   */
  record TicketIssued(
      TicketNumber ticket, long sequence, ServiceCode service, Instant since, int ahead)
      implements Event {}

  /**
   * A ticket is shown and spoken for a window.
   *
   * @param call counts the calls of this visit from 1; recalls go on from it
   * @param noShowAt when the clock gives the ticket up; null where only the clerk does
   * @param points of the winner at this window, ms
   * @param passed the older candidate it went before, if any
   * @param heldBack an older ticket of these services that is kept for another window
   */
  record TicketCalled(
      TicketNumber ticket,
      ServiceCode service,
      WindowId window,
      @Nullable ClerkId clerk,
      VisitId visit,
      int call,
      @Nullable Instant noShowAt,
      Instant nextRecallAt,
      long points,
      Why why,
      @Nullable TicketNumber passed,
      @Nullable TicketNumber heldBack,
      Words reason)
      implements Event {}

  /** Why this ticket and no other. Source: rules of the hall, section 3, Reason. */
  enum Why {
    LONGEST,
    OWN_WINDOW,
    PREFERRED,
    LIMIT,
    EARLY_BACK
  }

  record TicketRecalled(
      TicketNumber ticket,
      WindowId window,
      VisitId visit,
      int call,
      @Nullable Instant noShowAt,
      Instant nextRecallAt)
      implements Event {}

  record TicketCalledBack(
      TicketNumber ticket,
      WindowId window,
      @Nullable ClerkId clerk,
      VisitId visit,
      int call,
      @Nullable Instant noShowAt,
      Instant nextRecallAt,
      Words reason)
      implements Event {}

  record VisitStarted(VisitId visit, TicketNumber ticket, WindowId window) implements Event {}

  /** {@code outcome} only where {@code why} is OUTCOME; {@code outcomeBy} says who chose it. */
  record VisitEnded(
      VisitId visit,
      TicketNumber ticket,
      ServiceCode service,
      WindowId window,
      @Nullable ClerkId clerk,
      EndedWhy why,
      @Nullable Outcome outcome,
      @Nullable OutcomeBy outcomeBy)
      implements Event {}

  enum EndedWhy {
    OUTCOME,
    NO_SHOW,
    HELD,
    TRANSFERRED,
    ABANDONED,
    DAY_END
  }

  enum OutcomeBy {
    CLERK,
    DEFAULT
  }

  record TicketNoShow(
      TicketNumber ticket, WindowId window, VisitId visit, int times, NoShowRule rule)
      implements Event {}

  /** Steps aside until its service has had {@code backAtCall} calls today. */
  record TicketDelayed(TicketNumber ticket, ServiceCode service, long calls, long backAtCall)
      implements Event {}

  /** Waits again, at the place it had. */
  record TicketReturned(TicketNumber ticket, ServiceCode service, Instant since, ReturnedWhy why)
      implements Event {}

  enum ReturnedWhy {
    DELAY,
    HOLD
  }

  /** A ticket that was kept for a window waits for any window again. */
  record OriginReleased(TicketNumber ticket, ReleasedWhy why) implements Event {}

  enum ReleasedWhy {
    WINDOW_CLOSED
  }

  record TicketHeld(TicketNumber ticket, WindowId window, @Nullable String reason)
      implements Event {}

  record TicketTransferred(
      TicketNumber ticket,
      WindowId from,
      ServiceCode service,
      @Nullable WindowId toWindow,
      Instant since)
      implements Event {}

  record TicketAbandoned(TicketNumber ticket, AbandonedWhy why, @Nullable String reason)
      implements Event {}

  enum AbandonedWhy {
    NO_SHOW,
    VISITOR,
    CLERK,
    DESK,
    END_OF_DAY
  }

  record TicketFinished(TicketNumber ticket) implements Event {}

  record WindowOpened(WindowId window, @Nullable ClerkId clerk) implements Event {}

  record WindowPaused(WindowId window, String reason, boolean afterVisit) implements Event {}

  record WindowReopened(WindowId window) implements Event {}

  record WindowClosing(WindowId window) implements Event {}

  record WindowClosed(WindowId window) implements Event {}

  record ClerkSignedIn(ClerkId clerk, WindowId window) implements Event {}

  record ClerkSignedOut(ClerkId clerk, WindowId window) implements Event {}

  record RatingOpened(VisitId visit, WindowId window, Instant lapsesAt, Instant closesAt)
      implements Event {}

  /** {@code reasonsPending}: a pad took a negative rating and cannot ask for the reasons. */
  record RatingGiven(
      VisitId visit,
      WindowId window,
      int level,
      List<String> reasons,
      boolean reasonsPending,
      Channel channel)
      implements Event {
    public RatingGiven {
      reasons = List.copyOf(reasons);
    }
  }

  record RatingLapsed(VisitId visit, WindowId window) implements Event {}

  record RatingClosed(VisitId visit, WindowId window) implements Event {}

  /** {@code copy} 1 is the first print, higher ones are reprints. */
  record PrintAsked(TicketNumber ticket, int copy, Instant deadline) implements Event {}

  record PrintConfirmed(TicketNumber ticket, int copy) implements Event {}

  record PrintFailed(TicketNumber ticket, int copy, String fault) implements Event {}

  record PrintUnknown(TicketNumber ticket, int copy) implements Event {}
}
