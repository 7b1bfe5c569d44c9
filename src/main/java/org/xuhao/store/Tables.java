package org.xuhao.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.Entry;
import org.xuhao.journal.Position;

/** The tables of one hall while they are being folded, on one connection and one thread. */
final class Tables implements AutoCloseable {
  private final Connection connection;
  private final Statements sql;
  private final Line line;

  private Tables(Connection connection, String hall) throws SQLException {
    this.connection = connection;
    this.sql = new Statements(connection);
    this.line = new Line(sql, hall);
  }

  /** Brings the tables to this release's shape and opens them. */
  static Tables open(DataSource source, String hall) throws SQLException {
    Connection connection = source.getConnection();
    boolean open = false;
    try {
      shape(source);
      connection.setAutoCommit(false);
      var tables = new Tables(connection, hall);
      open = true;
      return tables;
    } finally {
      if (!open) connection.close();
    }
  }

  /** Brings the tables to this release's shape. */
  static void shape(DataSource source) {
    Flyway.configure(Tables.class.getClassLoader())
        .dataSource(source)
        .locations("classpath:db/migration")
        .load()
        .migrate();
  }

  /** The last event folded in; empty when the tables are. */
  Optional<Position> position() {
    return line.position();
  }

  /** Folds entries in and remembers how far, whole or not at all; those known are passed over. */
  void fold(List<Entry> entries) throws SQLException {
    @Nullable Position before = line.position().orElse(null);
    @Nullable Position position = before;
    for (Entry entry : entries) {
      boolean known =
          position != null
              && position.incarnation().equals(entry.incarnation())
              && entry.lastSeq() <= position.seq();
      if (known) continue;
      line.fold(entry);
      position = new Position(entry.incarnation(), entry.lastSeq());
    }
    if (position == null || position.equals(before)) return;
    line.keepPosition();
    connection.commit();
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
