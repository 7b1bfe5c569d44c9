package org.xuhao.store;

import java.sql.SQLException;
import org.xuhao.hall.Event;
import org.xuhao.hall.value.VisitId;
import org.xuhao.store.Folds.Moment;

/** The table of ratings: one row a rating session. */
final class RatingRows {
  private static final String ONE = " where hall = ? and visit = ?";

  private final Statements sql;

  RatingRows(Statements sql) {
    this.sql = sql;
  }

  void register(Folds folds) {
    folds.on(Event.RatingOpened.class, this::open);
    folds.on(Event.RatingGiven.class, this::give);
    folds.on(Event.RatingLapsed.class, (e, m) -> move(e.visit(), "LATE", m));
    folds.on(Event.RatingClosed.class, (e, m) -> move(e.visit(), "UNRATED", m));
  }

  private void open(Event.RatingOpened e, Moment m) throws SQLException {
    sql.change(
        "insert into ratings (hall, visit, business_day, window_no, state, opened_at,"
            + " reasons_pending) values (?, ?, ?, ?, 'OPEN', ?, false)",
        m.entry().hall(),
        e.visit().number(),
        m.day(),
        e.window().number(),
        m.at());
  }

  private void give(Event.RatingGiven e, Moment m) throws SQLException {
    sql.change(
        "update ratings set state = 'GIVEN', given_at = ?, rating_level = ?, reasons = ?,"
            + " reasons_pending = ?, channel = ?"
            + ONE,
        m.at(),
        e.level(),
        String.join("\n", e.reasons()),
        e.reasonsPending(),
        e.channel(),
        m.entry().hall(),
        e.visit().number());
  }

  private void move(VisitId visit, String state, Moment m) throws SQLException {
    sql.change("update ratings set state = ?" + ONE, state, m.entry().hall(), visit.number());
  }
}
