package org.xuhao.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.Entry;
import org.xuhao.hall.Event;
import org.xuhao.journal.Position;

/** The tables while they are being folded, on one connection and one thread. */
final class Tables implements AutoCloseable {
  private final Connection connection;
  private final Statements sql;
  private final String hall;
  private final Folds folds = new Folds();
  private @Nullable Position position;
  private @Nullable LocalDate day;

  private Tables(Connection connection, String hall) throws SQLException {
    this.connection = connection;
    this.sql = new Statements(connection);
    this.hall = hall;
    new TicketRows(sql).register(folds);
    new VisitRows(sql).register(folds);
    new RatingRows(sql).register(folds);
    new CaseRows(sql).register(folds);
    new BookingRows(sql).register(folds);
    new WindowStates(sql, hall).register(folds);
    folds.check();
    String query = "select incarnation, seq, business_day from fold_position where hall = ?";
    try (ResultSet row = sql.of(query, hall).executeQuery()) {
      if (row.next()) {
        position = new Position(row.getString(1), row.getLong(2));
        day = row.getObject(3, LocalDate.class);
      }
    }
  }

  /** Brings the tables to this release's shape and opens them. */
  static Tables open(DataSource source, String hall) throws SQLException {
    Connection connection = source.getConnection();
    boolean open = false;
    try {
      Flyway.configure(Tables.class.getClassLoader())
          .dataSource(source)
          .locations("classpath:db/migration")
          .load()
          .migrate();
      connection.setAutoCommit(false);
      var tables = new Tables(connection, hall);
      open = true;
      return tables;
    } finally {
      if (!open) connection.close();
    }
  }

  /** The last event folded in; empty when the tables are. */
  Optional<Position> position() {
    return Optional.ofNullable(position);
  }

  /** Folds entries in and remembers how far, whole or not at all; those known are passed over. */
  void fold(List<Entry> entries) throws SQLException {
    Position before = position;
    for (Entry entry : entries) {
      boolean known =
          position != null
              && position.incarnation().equals(entry.incarnation())
              && entry.lastSeq() <= position.seq();
      if (known) continue;
      fold(entry);
      position = new Position(entry.incarnation(), entry.lastSeq());
    }
    if (position == null || position.equals(before)) return;
    int rows =
        sql.change(
            "update fold_position set incarnation = ?, seq = ?, business_day = ? where hall = ?",
            position.incarnation(),
            position.seq(),
            day,
            hall);
    if (rows == 0)
      sql.change(
          "insert into fold_position (incarnation, seq, business_day, hall) values (?, ?, ?, ?)",
          position.incarnation(),
          position.seq(),
          day,
          hall);
    connection.commit();
  }

  private void fold(Entry entry) throws SQLException {
    if (day == null) day = entry.day();
    long seq = entry.seq();
    for (Event event : entry.events()) {
      folds.fold(event, new Folds.Moment(entry, seq++, day));
      // An entry that ends a day begins the next one, and its own date is the next one's.
      if (event instanceof Event.DayOpened opened) day = opened.day();
    }
  }

  @Override
  public void close() throws SQLException {
    if (connection.isClosed()) return;
    try (connection) {
      connection.rollback();
      sql.close();
    }
  }
}
