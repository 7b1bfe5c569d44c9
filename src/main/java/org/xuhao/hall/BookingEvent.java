package org.xuhao.hall;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.value.BookingId;
import org.xuhao.hall.value.CaseId;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.TalkStage;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.hall.value.VisitId;

/** Something about an appointment, or about a number that one hall keeps for another's visitor. */
public sealed interface BookingEvent extends Event {
  BookingId booking();

  /**
   * {@code slot} and {@code ends}: what the clock on the wall will say.
   *
   * @param file the case that a kept number is to go on with; null: none
   */
  record AppointmentBooked(
      BookingId booking,
      ServiceCode service,
      String visitor,
      Instant slot,
      Instant ends,
      @Nullable CaseId file)
      implements BookingEvent {
    public AppointmentBooked(
        BookingId booking, ServiceCode service, String visitor, Instant slot, Instant ends) {
      this(booking, service, visitor, slot, ends, null);
    }
  }

  record AppointmentCancelled(BookingId booking) implements BookingEvent {}

  record AppointmentCheckedIn(BookingId booking, TicketNumber ticket) implements BookingEvent {}

  /**
   * A talk at a remote window has come so far; {@link TalkStage#BOOKING} says that it is one.
   *
   * @param visit from the guidance on
   * @param file the case that the visit goes on with or has opened; null: none yet
   * @param wall what the clock on the wall said
   */
  record StageReached(
      BookingId booking,
      TalkStage stage,
      @Nullable VisitId visit,
      @Nullable CaseId file,
      Instant wall)
      implements BookingEvent {}

  /** {@code barredUntil}: until then its visitor may not book; null: this was not one too many. */
  record AppointmentMissed(BookingId booking, @Nullable Instant barredUntil)
      implements BookingEvent {}

  /**
   * A visitor of this hall wants a number in {@code hall}, which is asked next.
   *
   * @param until what the clock will say when it is over in any case
   */
  record ReservationAsked(
      BookingId booking, String hall, ServiceCode service, @Nullable CaseId file, Instant until)
      implements BookingEvent {}

  /**
   * What came of it.
   *
   * @param refusal the code of the other hall's refusal
   * @param until the number is kept until then
   */
  record ReservationSettled(
      BookingId booking, Settled outcome, @Nullable String refusal, @Nullable Instant until)
      implements BookingEvent {}

  /** How the asking for a number in another hall ended. */
  enum Settled {
    KEPT,
    REFUSED,
    /** The other hall did not answer: whether it keeps a number is unknown until it does. */
    SILENT,
    /** Nothing is kept there, or not any more. */
    GIVEN_BACK
  }

  /** It was given back before it was asked for: should the asking still come, it is refused. */
  record ReservationBarred(BookingId booking, Instant until) implements BookingEvent {}
}
