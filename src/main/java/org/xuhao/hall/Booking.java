package org.xuhao.hall;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.value.BookingId;
import org.xuhao.hall.value.CaseId;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.Talk;
import org.xuhao.hall.value.TalkStage;
import org.xuhao.hall.value.TicketNumber;

/**
 * One appointment (预约), or a number kept for a visitor who is on the way from another hall.
 *
 * @param visitor keyed hash of the identity number, or an outside system's name of the visitor, or
 *     that of a browser behind {@link #NAMELESS}
 * @param slot what the clock on the wall says when it begins
 * @param ends when its slot is over
 * @param ticket of whoever checked in
 * @param file the case that a kept number is to go on with, or that a talk is about
 * @param talk how far it has come at a remote window; null: the visitor comes to the hall
 */
public record Booking(
    BookingId id,
    ServiceCode service,
    String visitor,
    Instant slot,
    Instant ends,
    State state,
    @Nullable TicketNumber ticket,
    @Nullable CaseId file,
    @Nullable Talk talk) {

  /** What begins the name of a visitor of whom only the browser is known. */
  public static final String NAMELESS = "nameless/";

  /** Several people may share a browser: whose case it is about is not guessed. */
  boolean isNameless() {
    return visitor.startsWith(NAMELESS);
  }

  /** Source: rules of the hall, section 1, Appointment. */
  public enum State {
    BOOKED,
    CANCELLED,
    ARRIVED,
    MISSED
  }

  Booking in(State next) {
    return new Booking(id, service, visitor, slot, ends, next, ticket, file, talk);
  }

  Booking arrived(TicketNumber number) {
    return new Booking(id, service, visitor, slot, ends, State.ARRIVED, number, file, talk);
  }

  Booking about(CaseId now) {
    return new Booking(id, service, visitor, slot, ends, state, ticket, now, talk);
  }

  Booking reached(BookingEvent.StageReached e) {
    Talk now =
        talk == null || e.stage() == TalkStage.BOOKING
            ? Talk.booked(e.wall())
            : talk.with(e.stage(), e.visit(), e.wall());
    CaseId of = e.file() == null ? file : e.file();
    return new Booking(id, service, visitor, slot, ends, state, ticket, of, now);
  }

  /** When it is missed, if nobody came, or called, if nobody has to; null: it is settled. */
  @Nullable Deadline deadline() {
    if (state != State.BOOKED) return null;
    return talk == null
        ? new Deadline(ends, Deadline.Kind.BOOKING_MISSED, id.number())
        : new Deadline(slot, Deadline.Kind.TALK_DUE, id.number());
  }
}
