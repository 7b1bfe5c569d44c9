package org.xuhao.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.Entry;
import org.xuhao.hall.Event;
import org.xuhao.journal.Position;

/** The rows of one hall's journal while they are being folded, and how far they are. */
final class Line {

  /** The tables that events are folded into; the name of the line is their first column. */
  static final List<String> TABLES =
      List.of(
          "tickets",
          "visits",
          "calls",
          "ratings",
          "window_states",
          "items",
          "cases",
          "case_visits",
          "ticket_modes",
          "appointments",
          "fold_position");

  private final Statements sql;
  private final String key;
  private final Folds folds = new Folds();
  private @Nullable Position position;
  private @Nullable LocalDate day;

  /** Goes on from where the tables are; {@code key} stands in their first column. */
  Line(Statements sql, String key) throws SQLException {
    this.sql = sql;
    this.key = key;
    new TicketRows(sql).register(folds);
    new VisitRows(sql).register(folds);
    new RatingRows(sql).register(folds);
    new CaseRows(sql).register(folds);
    new BookingRows(sql).register(folds);
    new WindowStates(sql, key).register(folds);
    folds.check();
    String query = "select incarnation, seq, business_day from fold_position where hall = ?";
    try (ResultSet row = sql.of(query, key).executeQuery()) {
      if (row.next()) {
        position = new Position(row.getString(1), row.getLong(2));
        day = row.getObject(3, LocalDate.class);
      }
    }
  }

  /** The last event folded in; empty when nothing is. */
  Optional<Position> position() {
    return Optional.ofNullable(position);
  }

  void fold(Entry told) throws SQLException {
    Entry entry = told.hall().equals(key) ? told : renamed(told);
    if (day == null) day = entry.day();
    long seq = entry.seq();
    for (Event event : entry.events()) {
      folds.fold(event, new Folds.Moment(entry, seq++, day));
      // An entry that ends a day begins the next one, and its own date is the next one's.
      if (event instanceof Event.DayOpened opened) day = opened.day();
    }
    position = new Position(entry.incarnation(), entry.lastSeq());
  }

  private Entry renamed(Entry entry) {
    return new Entry(
        key,
        entry.incarnation(),
        entry.seq(),
        entry.at(),
        entry.wall(),
        entry.day(),
        entry.request(),
        entry.by(),
        entry.command(),
        entry.events());
  }

  /** Writes how far it is. */
  void keepPosition() throws SQLException {
    if (position == null) return;
    int rows =
        sql.changed(
            "update fold_position set incarnation = ?, seq = ?, business_day = ? where hall = ?",
            position.incarnation(),
            position.seq(),
            day,
            key);
    if (rows == 0)
      sql.changed(
          "insert into fold_position (incarnation, seq, business_day, hall) values (?, ?, ?, ?)",
          position.incarnation(),
          position.seq(),
          day,
          key);
  }
}
