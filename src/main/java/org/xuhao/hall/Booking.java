package org.xuhao.hall;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.value.BookingId;
import org.xuhao.hall.value.CaseId;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.TicketNumber;

/**
 * One appointment (预约), or a number kept for a visitor who is on the way from another hall.
 *
 * @param visitor keyed hash of the identity number, or an outside system's name of the visitor
 * @param slot what the clock on the wall says when it begins
 * @param ends when its slot is over
 * @param ticket of whoever checked in
 * @param file the case that a kept number is to go on with
 */
public record Booking(
    BookingId id,
    ServiceCode service,
    String visitor,
    Instant slot,
    Instant ends,
    State state,
    @Nullable TicketNumber ticket,
    @Nullable CaseId file) {

  /** Source: rules of the hall, section 1, Appointment. */
  public enum State {
    BOOKED,
    CANCELLED,
    ARRIVED,
    MISSED
  }

  Booking in(State next) {
    return new Booking(id, service, visitor, slot, ends, next, ticket, file);
  }

  Booking arrived(TicketNumber number) {
    return new Booking(id, service, visitor, slot, ends, State.ARRIVED, number, file);
  }

  /** When it is missed, if nobody came; null: it is settled. */
  @Nullable Deadline deadline() {
    if (state != State.BOOKED) return null;
    return new Deadline(ends, Deadline.Kind.BOOKING_MISSED, id.number());
  }
}
