package org.xuhao.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.Event;
import org.xuhao.hall.value.ClerkId;
import org.xuhao.hall.value.WindowId;
import org.xuhao.store.Folds.Moment;

/** The states of the windows as intervals without gaps; the last one of each is open. */
final class WindowStates {

  /** As in the hall. */
  enum State {
    CLOSED,
    FREE,
    BUSY,
    PAUSED
  }

  /** The open interval of one window; {@code pausing}: it pauses after the visit. */
  private record Now(Instant since, State state, @Nullable String clerk, boolean pausing) {}

  private final Statements sql;
  private final String hall;
  private final Map<Integer, Now> open = new TreeMap<>();

  /** Goes on from the intervals that are open in the table. */
  WindowStates(Statements sql, String hall) throws SQLException {
    this.sql = sql;
    this.hall = hall;
    String query =
        "select window_no, since_at, state, clerk, pausing from window_states"
            + " where hall = ? and until_at is null";
    try (ResultSet rows = sql.of(query, hall).executeQuery()) {
      while (rows.next()) {
        Instant since = rows.getObject(2, OffsetDateTime.class).toInstant();
        State state = State.valueOf(rows.getString(3));
        open.put(rows.getInt(1), new Now(since, state, rows.getString(4), rows.getBoolean(5)));
      }
    }
  }

  void register(Folds folds) {
    folds.on(
        Event.WindowOpened.class,
        (e, m) -> change(e.window(), new Now(m.at(), State.FREE, name(e.clerk()), false), m));
    folds.on(
        Event.WindowClosed.class,
        (e, m) -> change(e.window(), new Now(m.at(), State.CLOSED, null, false), m));
    folds.on(Event.TicketCalled.class, (e, m) -> busy(e.window(), m));
    folds.on(Event.TicketCalledBack.class, (e, m) -> busy(e.window(), m));
    folds.on(Event.VisitEnded.class, (e, m) -> free(e.window(), m));
    folds.on(Event.WindowPaused.class, this::pause);
    folds.on(Event.WindowReopened.class, this::reopen);
    folds.on(Event.ClerkSignedIn.class, (e, m) -> clerk(e.window(), e.clerk(), m));
    folds.on(Event.ClerkSignedOut.class, (e, m) -> clerk(e.window(), null, m));
  }

  private void busy(WindowId id, Moment m) throws SQLException {
    Now now = now(id, m);
    change(id, new Now(m.at(), State.BUSY, now.clerk, now.pausing), m);
  }

  private void free(WindowId id, Moment m) throws SQLException {
    Now now = now(id, m);
    change(id, new Now(m.at(), now.pausing ? State.PAUSED : State.FREE, now.clerk, false), m);
  }

  private void pause(Event.WindowPaused e, Moment m) throws SQLException {
    Now now = now(e.window(), m);
    State state = e.afterVisit() ? now.state : State.PAUSED;
    change(e.window(), new Now(m.at(), state, now.clerk, e.afterVisit()), m);
  }

  private void reopen(Event.WindowReopened e, Moment m) throws SQLException {
    Now now = now(e.window(), m);
    State state = now.state == State.PAUSED ? State.FREE : now.state;
    change(e.window(), new Now(m.at(), state, now.clerk, false), m);
  }

  /** At a closed window the opening that follows says who. */
  private void clerk(WindowId id, @Nullable ClerkId clerk, Moment m) throws SQLException {
    Now now = now(id, m);
    if (now.state == State.CLOSED) return;
    change(id, new Now(m.at(), now.state, name(clerk), now.pausing), m);
  }

  private static @Nullable String name(@Nullable ClerkId clerk) {
    return clerk == null ? null : clerk.id();
  }

  private Now now(WindowId id, Moment m) {
    Now now = open.get(id.number());
    return now == null ? new Now(m.at(), State.CLOSED, null, false) : now;
  }

  /** Several changes at one moment are one. */
  private void change(WindowId id, Now next, Moment m) throws SQLException {
    int number = id.number();
    Now before = open.put(number, next);
    if (before != null && before.since.equals(next.since)) {
      sql.change(
          "update window_states set state = ?, clerk = ?, pausing = ?"
              + " where hall = ? and window_no = ? and since_at = ?",
          next.state,
          next.clerk,
          next.pausing,
          hall,
          number,
          next.since);
      return;
    }
    if (before != null)
      sql.change(
          "update window_states set until_at = ?"
              + " where hall = ? and window_no = ? and since_at = ?",
          next.since,
          hall,
          number,
          before.since);
    sql.change(
        "insert into window_states (hall, window_no, since_at, business_day, state, clerk,"
            + " pausing) values (?, ?, ?, ?, ?, ?, ?)",
        hall,
        number,
        next.since,
        m.day(),
        next.state,
        next.clerk,
        next.pausing);
  }
}
