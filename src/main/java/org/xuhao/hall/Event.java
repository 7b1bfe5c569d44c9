package org.xuhao.hall;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.Command.Channel;
import org.xuhao.hall.value.AbandonedWhy;
import org.xuhao.hall.value.Basis;
import org.xuhao.hall.value.CallGrounds;
import org.xuhao.hall.value.ClerkId;
import org.xuhao.hall.value.NoShowRule;
import org.xuhao.hall.value.NumbersMoved;
import org.xuhao.hall.value.Outcome;
import org.xuhao.hall.value.OutcomeBy;
import org.xuhao.hall.value.ReleasedWhy;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.TakingStop;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.hall.value.VisitId;
import org.xuhao.hall.value.WindowId;
import org.xuhao.hall.value.Words;

/**
 * Something that happened in the hall. Never edited; answered by a later one. It carries what was
 * decided, not its setting, so that an old day replays. Who and when stand in its {@link Entry}.
 */
public sealed interface Event
    permits Event.OfDay,
        Event.OfTicket,
        Event.OfWindow,
        Event.OfRating,
        Event.OfPrint,
        Event.Started,
        Event.ClockStepped,
        CaseEvent,
        BookingEvent,
        DistrictEvent,
        DistrictEvent.Newer {

  /** Every kind of event that a hall of this release writes, each a record. */
  static List<Class<?>> kinds() {
    var kinds = new ArrayList<Class<?>>();
    for (Class<?> permitted : Event.class.getPermittedSubclasses())
      if (permitted.isSealed()) kinds.addAll(List.of(permitted.getPermittedSubclasses()));
      else if (permitted != DistrictEvent.Newer.class) kinds.add(permitted);
    return kinds;
  }

  /** Something about the business day or what is given out in it. */
  sealed interface OfDay extends Event {}

  /** Something about a ticket, a visit or a matter of it. */
  sealed interface OfTicket extends Event {}

  /** Something about a window or the clerk at it. */
  sealed interface OfWindow extends Event {
    WindowId window();
  }

  /** Something about a rating session. */
  sealed interface OfRating extends Event {}

  /** Something about a copy on paper. */
  sealed interface OfPrint extends Event {}

  /**
   * The journal was opened for writing.
   *
   * @param previous {@code incarnation/seq} of the last event before, or empty in a new hall
   * @param moved where the day's numbers go on; null: behind the last one
   */
  record Started(String previous, String release, String reason, @Nullable NumbersMoved moved)
      implements Event {

    /** Where the journal is whole. */
    public Started(String previous, String release, String reason) {
      this(previous, release, reason, null);
    }
  }

  /**
   * A business day began, and this is its calendar.
   *
   * @param lunchWall when lunch begins; null: there is none
   * @param lunchEndsWall when it ends
   * @param mode service mode of all tickets of the day, such as EXTENDED; null: a usual day
   */
  record DayOpened(
      LocalDate day,
      Instant endsWall,
      @Nullable Instant closesWall,
      @Nullable Instant clearsWall,
      List<TakingHours> taking,
      @Nullable Instant lunchWall,
      @Nullable Instant lunchEndsWall,
      @Nullable String mode)
      implements OfDay {
    public DayOpened {
      taking = List.copyOf(taking);
    }
  }

  /** When numbers of a service are given out on this day; null: without a limit on that side. */
  record TakingHours(
      ServiceCode service, @Nullable Instant fromWall, @Nullable Instant untilWall) {}

  record TakingStopped(ServiceCode service, TakingStop why) implements OfDay {}

  /** Numbers of this service are given out again, after a manager had stopped them. */
  record TakingAllowed(ServiceCode service) implements OfDay {}

  /** {@code cleared}: who waited was sent home. */
  record LunchBegan(int waiting, boolean cleared) implements OfDay {}

  record LunchEnded() implements OfDay {}

  record DayClosing(int waiting) implements OfDay {}

  record DayCleared(int cleared) implements OfDay {}

  record DayClosed(LocalDate day, int issued, int done, int gone) implements OfDay {}

  /** The wall clock jumped: {@code wall - at} was {@code beforeMs} and is now {@code afterMs}. */
  record ClockStepped(long beforeMs, long afterMs) implements Event {}

  /**
   * A number was given out.
   *
   * @param sequence counts all tickets of the hall and day from 1, without gaps
   * @param since the place: how long it has waited counts from here
   * @param ahead older waiting tickets of the service when it was issued; printed on the slip
   * @param standing what its waiting counts for; null: as everybody's
   * @param callableFrom before that it is not called; null: at once
   * @param matter what it is for beyond {@code service}; null: nothing
   */
  record TicketIssued(
      TicketNumber ticket,
      long sequence,
      ServiceCode service,
      Instant since,
      int ahead,
      @Nullable Standing standing,
      @Nullable Instant callableFrom,
      @Nullable Matter matter)
      implements OfTicket {}

  /** The slot of a booked ticket has begun. */
  record TicketCallable(TicketNumber ticket) implements OfTicket {}

  /**
   * A ticket that goes on with a case is kept for the window, or the clerk, that knows it.
   *
   * @param until from then on any window may call it
   */
  record OriginHeld(TicketNumber ticket, WindowId window, Basis basis, Instant until)
      implements OfTicket {}

  /** A waiting ticket got a priority class; its place stays. */
  record PriorityGranted(TicketNumber ticket, Standing standing) implements OfTicket {}

  /** A waiting ticket is for another service; how long it has waited stays. */
  record TicketRedirected(TicketNumber ticket, ServiceCode service) implements OfTicket {}

  /** A waiting ticket is also for what another one of the same visitor was for. */
  record ItemsJoined(TicketNumber ticket, List<ServiceCode> items) implements OfTicket {}

  /** {@code who} had a waiting ticket called next of all, for a written reason. */
  record TicketExpedited(TicketNumber ticket, String who, String reason) implements OfTicket {}

  /**
   * A ticket is shown and spoken for a window.
   *
   * @param call counts the calls of this visit from 1; recalls go on from it
   * @param noShowAt when the clock gives the ticket up; null where only the clerk does
   * @param points of the winner at this window, ms
   * @param passed the older candidate it went before, if any
   * @param heldBack an older ticket of these services that is kept for another window
   * @param grounds null: from a release that did not keep them
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
      Words reason,
      @Nullable CallGrounds grounds)
      implements OfTicket {}

  /** Why this ticket and no other. Source: rules of the hall, section 3, Reason. */
  enum Why {
    LONGEST,
    CLASS,
    BOOKED,
    OWN_WINDOW,
    PREFERRED,
    LIMIT,
    RATIO,
    EXPEDITED,
    NAMED,
    EARLY_BACK
  }

  record TicketRecalled(
      TicketNumber ticket,
      WindowId window,
      VisitId visit,
      int call,
      @Nullable Instant noShowAt,
      Instant nextRecallAt)
      implements OfTicket {}

  record TicketCalledBack(
      TicketNumber ticket,
      WindowId window,
      @Nullable ClerkId clerk,
      VisitId visit,
      int call,
      @Nullable Instant noShowAt,
      Instant nextRecallAt,
      Words reason)
      implements OfTicket {}

  record VisitStarted(VisitId visit, TicketNumber ticket, WindowId window) implements OfTicket {}

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
      implements OfTicket {}

  enum EndedWhy {
    OUTCOME,
    NO_SHOW,
    HELD,
    TRANSFERRED,
    ABANDONED,
    DAY_END
  }

  /**
   * One matter of a visit is done.
   *
   * @param department whose figures it belongs to
   * @param modes service modes and assistance given by the clerk, to be counted
   * @param gained a matter that follows from it, such as the collecting of a document; null: none
   */
  record ItemFinished(
      VisitId visit,
      TicketNumber ticket,
      ServiceCode service,
      String department,
      WindowId window,
      @Nullable ClerkId clerk,
      Outcome outcome,
      OutcomeBy outcomeBy,
      @Nullable ServiceCode gained,
      List<String> modes)
      implements OfTicket {
    public ItemFinished {
      modes = List.copyOf(modes);
    }
  }

  /** The visit goes on with the ticket's next matter. */
  record ItemStarted(VisitId visit, TicketNumber ticket, WindowId window, ServiceCode service)
      implements OfTicket {}

  /** Waits at its place for its next matter, which is served elsewhere. */
  record TicketRequeued(TicketNumber ticket, WindowId from, ServiceCode service)
      implements OfTicket {}

  record TicketNoShow(
      TicketNumber ticket, WindowId window, VisitId visit, int times, NoShowRule rule)
      implements OfTicket {}

  /** Steps aside until its service has had {@code backAtCall} calls today. */
  record TicketDelayed(TicketNumber ticket, ServiceCode service, long calls, long backAtCall)
      implements OfTicket {}

  /** Called in vain and away until its holder checks in again. */
  record TicketAway(TicketNumber ticket) implements OfTicket {}

  /** Waits again, at the place it had; {@code toWindow}: kept for that window. */
  record TicketReturned(
      TicketNumber ticket,
      ServiceCode service,
      Instant since,
      ReturnedWhy why,
      @Nullable WindowId toWindow)
      implements OfTicket {}

  enum ReturnedWhy {
    DELAY,
    HOLD,
    RECHECKIN,
    SENDER
  }

  /** A ticket that was kept for a window waits for any window again. */
  record OriginReleased(TicketNumber ticket, ReleasedWhy why) implements OfTicket {}

  record TicketHeld(TicketNumber ticket, WindowId window, @Nullable String reason)
      implements OfTicket {}

  /** {@code returnTo}: the window it goes back to once it was served there. */
  record TicketTransferred(
      TicketNumber ticket,
      WindowId from,
      ServiceCode service,
      @Nullable WindowId toWindow,
      Instant since,
      @Nullable Return returnTo)
      implements OfTicket {}

  /** Where a ticket that was sent with return goes back to, and for what. */
  record Return(WindowId window, ServiceCode service) {}

  record TicketAbandoned(TicketNumber ticket, AbandonedWhy why, @Nullable String reason)
      implements OfTicket {}

  record TicketFinished(TicketNumber ticket) implements OfTicket {}

  record WindowOpened(WindowId window, @Nullable ClerkId clerk) implements OfWindow {}

  record WindowPaused(WindowId window, String reason, boolean afterVisit) implements OfWindow {}

  record WindowReopened(WindowId window) implements OfWindow {}

  record WindowClosing(WindowId window) implements OfWindow {}

  record WindowClosed(WindowId window) implements OfWindow {}

  /**
   * A manager or a tide set what a window serves; without services the plan counts again.
   *
   * @param until what the clock will say then; null: until the day's end
   * @param tide the service whose waiting brought it; null: a manager did
   */
  record WindowServicesChanged(
      WindowId window,
      List<ServiceCode> services,
      @Nullable Instant until,
      @Nullable ServiceCode tide)
      implements OfWindow {
    public WindowServicesChanged {
      services = List.copyOf(services);
    }
  }

  record ClerkSignedIn(ClerkId clerk, WindowId window) implements OfWindow {}

  record ClerkSignedOut(ClerkId clerk, WindowId window) implements OfWindow {}

  record RatingOpened(VisitId visit, WindowId window, Instant lapsesAt, Instant closesAt)
      implements OfRating {}

  /** {@code reasonsPending}: a pad took a negative rating and cannot ask for the reasons. */
  record RatingGiven(
      VisitId visit,
      WindowId window,
      int level,
      List<String> reasons,
      boolean reasonsPending,
      Channel channel)
      implements OfRating {
    public RatingGiven {
      reasons = List.copyOf(reasons);
    }
  }

  record RatingLapsed(VisitId visit, WindowId window) implements OfRating {}

  record RatingClosed(VisitId visit, WindowId window) implements OfRating {}

  /** {@code copy} 1 is the first print, higher ones are reprints. */
  record PrintAsked(TicketNumber ticket, int copy, Instant deadline) implements OfPrint {}

  record PrintConfirmed(TicketNumber ticket, int copy) implements OfPrint {}

  record PrintFailed(TicketNumber ticket, int copy, String fault) implements OfPrint {}

  record PrintUnknown(TicketNumber ticket, int copy) implements OfPrint {}
}
