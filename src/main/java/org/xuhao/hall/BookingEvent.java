package org.xuhao.hall;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.value.BookingId;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.TicketNumber;

/** Something about an appointment. */
public sealed interface BookingEvent extends Event {
  BookingId booking();

  /** {@code slot} and {@code ends}: what the clock on the wall will say. */
  record AppointmentBooked(
      BookingId booking, ServiceCode service, String visitor, Instant slot, Instant ends)
      implements BookingEvent {}

  record AppointmentCancelled(BookingId booking) implements BookingEvent {}

  record AppointmentCheckedIn(BookingId booking, TicketNumber ticket) implements BookingEvent {}

  /** {@code barredUntil}: until then its visitor may not book; null: this was not one too many. */
  record AppointmentMissed(BookingId booking, @Nullable Instant barredUntil)
      implements BookingEvent {}
}
