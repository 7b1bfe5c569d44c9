package org.xuhao.store;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.Booking;
import org.xuhao.hall.BookingEvent;
import org.xuhao.hall.value.BookingId;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.store.Folds.Moment;

/** The table {@code appointments}. */
final class BookingRows {
  private static final String ONE = " where hall = ? and booking = ?";

  private final Statements sql;

  BookingRows(Statements sql) {
    this.sql = sql;
  }

  void register(Folds folds) {
    folds.on(BookingEvent.AppointmentBooked.class, this::book);
    folds.on(
        BookingEvent.AppointmentCancelled.class,
        (e, m) -> settle(e.booking(), Booking.State.CANCELLED, null, m));
    folds.on(
        BookingEvent.AppointmentCheckedIn.class,
        (e, m) -> settle(e.booking(), Booking.State.ARRIVED, e.ticket(), m));
    folds.on(
        BookingEvent.AppointmentMissed.class,
        (e, m) -> settle(e.booking(), Booking.State.MISSED, null, m));
    folds.on(BookingEvent.StageReached.class, this::reach);
  }

  private void book(BookingEvent.AppointmentBooked e, Moment m) throws SQLException {
    sql.change(
        "insert into appointments (hall, booking, service, slot_at, booked_at, state)"
            + " values (?, ?, ?, ?, ?, ?)",
        m.entry().hall(),
        e.booking().toString(),
        e.service().code(),
        e.slot(),
        m.at(),
        Booking.State.BOOKED);
  }

  /** A stage keeps its first time, as in the hall. */
  private void reach(BookingEvent.StageReached e, Moment m) throws SQLException {
    switch (e.stage()) {
      case BOOKING ->
          sql.change(
              "update appointments set talk_booked_on = ?, talk_booked_at = ?" + ONE,
              m.day(),
              e.wall(),
              m.entry().hall(),
              e.booking().toString());
      case GUIDANCE -> reach("guidance_at", e, m);
      case CORRECTION -> reach("correction_at", e, m);
      case ACCEPTANCE -> reach("acceptance_at", e, m);
      case RATING -> reach("rating_at", e, m);
    }
  }

  private void reach(String column, BookingEvent.StageReached e, Moment m) throws SQLException {
    sql.change(
        "update appointments set " + column + " = coalesce(" + column + ", ?)" + ONE,
        e.wall(),
        m.entry().hall(),
        e.booking().toString());
  }

  private void settle(
      BookingId booking, Booking.State state, @Nullable TicketNumber ticket, Moment m)
      throws SQLException {
    sql.change(
        "update appointments set state = ?, settled_at = ?, business_day = ?, ticket = ?" + ONE,
        state,
        m.at(),
        m.day(),
        ticket == null ? null : ticket.toString(),
        m.entry().hall(),
        booking.toString());
  }
}
