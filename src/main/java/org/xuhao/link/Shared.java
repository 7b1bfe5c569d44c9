package org.xuhao.link;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.BookingEvent;
import org.xuhao.hall.CaseEvent;
import org.xuhao.hall.DistrictEvent;
import org.xuhao.hall.Entry;
import org.xuhao.hall.Event;
import org.xuhao.hall.Matter;
import org.xuhao.hall.value.By;

/**
 * What of an entry leaves the hall. Every kind of event stands here by name, so that a new one is
 * not sent before somebody decided what of it may be: the compiler asks.
 */
final class Shared {
  /** In place of a notice's code, which whoever has it may go on with. */
  static final String NO_CODE = "-";

  private Shared() {}

  /** The entry without what a visitor is known by and without free text of people. */
  static Entry of(Entry entry) {
    String command = entry.command();
    int bracket = command.indexOf('[');
    By by = entry.by();
    boolean visitor = by.role() == By.Role.VISITOR;
    return new Entry(
        entry.hall(),
        entry.incarnation(),
        entry.seq(),
        entry.at(),
        entry.wall(),
        entry.day(),
        "-",
        visitor ? new By(by.role(), "-", "-") : by,
        bracket < 0 ? command : command.substring(0, bracket),
        entry.events().stream().map(Shared::of).toList());
  }

  /** The same of an event. */
  static Event of(Event event) {
    return switch (event) {
      case Event.OfDay e -> e;
      case Event.OfWindow e -> e;
      case Event.OfRating e -> e;
      case Event.OfPrint e -> e;
      case Event.Started e -> e;
      case Event.ClockStepped e -> e;
      case DistrictEvent e -> e;
      case Event.OfTicket e -> ofTicket(e);
      case BookingEvent e -> booking(e);
      case CaseEvent e -> ofCase(e);
      // The hall that wrote it left out what is not to leave it.
      case DistrictEvent.Newer e -> e;
    };
  }

  private static Event ofTicket(Event.OfTicket event) {
    return switch (event) {
      case Event.TicketIssued e ->
          new Event.TicketIssued(
              e.ticket(),
              e.sequence(),
              e.service(),
              e.since(),
              e.ahead(),
              e.standing(),
              e.callableFrom(),
              unknown(e.matter()));
      case Event.TicketHeld e -> new Event.TicketHeld(e.ticket(), e.window(), null);
      case Event.TicketAbandoned e -> new Event.TicketAbandoned(e.ticket(), e.why(), null);
      case Event.TicketExpedited e -> new Event.TicketExpedited(e.ticket(), e.who(), "-");
      case Event.TicketCallable e -> e;
      case Event.OriginHeld e -> e;
      case Event.PriorityGranted e -> e;
      case Event.TicketRedirected e -> e;
      case Event.ItemsJoined e -> e;
      case Event.TicketCalled e -> e;
      case Event.TicketRecalled e -> e;
      case Event.TicketCalledBack e -> e;
      case Event.VisitStarted e -> e;
      case Event.VisitEnded e -> e;
      case Event.ItemFinished e -> e;
      case Event.ItemStarted e -> e;
      case Event.TicketRequeued e -> e;
      case Event.TicketNoShow e -> e;
      case Event.TicketDelayed e -> e;
      case Event.TicketAway e -> e;
      case Event.TicketReturned e -> e;
      case Event.OriginReleased e -> e;
      case Event.TicketTransferred e -> e;
      case Event.TicketFinished e -> e;
    };
  }

  private static @Nullable Matter unknown(@Nullable Matter matter) {
    if (matter == null) return null;
    return new Matter(
        matter.next(), matter.order(), matter.file(), matter.offer(), null, matter.modes());
  }

  private static Event booking(BookingEvent event) {
    return switch (event) {
      case BookingEvent.AppointmentBooked e ->
          new BookingEvent.AppointmentBooked(
              e.booking(), e.service(), "-", e.slot(), e.ends(), e.file());
      case BookingEvent.AppointmentCancelled e -> e;
      case BookingEvent.AppointmentCheckedIn e -> e;
      case BookingEvent.AppointmentMissed e -> e;
      case BookingEvent.ReservationAsked e -> e;
      case BookingEvent.ReservationSettled e -> e;
      case BookingEvent.ReservationBarred e -> e;
      case BookingEvent.StageReached e -> e;
    };
  }

  /** Notices go with the facts of the case, to the halls that may have to serve it. */
  private static Event ofCase(CaseEvent event) {
    return switch (event) {
      case CaseEvent.CaseOpened e ->
          new CaseEvent.CaseOpened(
              e.file(), e.service(), null, e.visit(), e.window(), e.clerk(), e.expires());
      case CaseEvent.NoticeGiven e ->
          new CaseEvent.NoticeGiven(
              e.file(), e.visit(), List.of(), List.of(), NO_CODE, e.commitment());
      case CaseEvent.MaterialsChecked e -> new CaseEvent.MaterialsChecked(e.file(), List.of());
      case CaseEvent.CaseTolerated e ->
          new CaseEvent.CaseTolerated(e.file(), List.of(), e.due(), e.commitment());
      case CaseEvent.CaseHeard e -> new CaseEvent.CaseHeard(e.file(), e.now().unnamed(), e.heads());
      case CaseEvent.CaseResumed e -> e;
      case CaseEvent.CaseOverdue e -> e;
      case CaseEvent.CaseCompleted e -> e;
      case CaseEvent.CaseExpired e -> e;
      case CaseEvent.CaseMerged e -> e;
      case CaseEvent.ConflictSeen e -> e;
    };
  }
}
