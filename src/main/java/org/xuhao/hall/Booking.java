package org.xuhao.hall;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.value.BookingId;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.TicketNumber;

/**
 * One appointment (预约).
 *
 * @param visitor keyed hash of the identity number, or an outside system's name of the visitor
 * @param slot what the clock on the wall says when it begins
 * @param ends when its slot is over
 * @param ticket of whoever checked in
 */
public record Booking(
    BookingId id,
    ServiceCode service,
    String visitor,
    Instant slot,
    Instant ends,
    State state,
    @Nullable TicketNumber ticket) {

  /** Source: rules of the hall, section 1, Appointment. */
  public enum State {
    BOOKED,
    CANCELLED,
    ARRIVED,
    MISSED
  }

  Booking in(State next) {
    return new Booking(id, service, visitor, slot, ends, next, ticket);
  }

  Booking arrived(TicketNumber number) {
    return new Booking(id, service, visitor, slot, ends, State.ARRIVED, number);
  }

  /** When it is missed, if nobody came; null: it is settled. */
  @Nullable Deadline deadline() {
    if (state != State.BOOKED) return null;
    String text = id.id();
    long number = Long.parseLong(text.substring(text.lastIndexOf('B') + 1));
    return new Deadline(ends, Deadline.Kind.BOOKING_MISSED, number);
  }
}
