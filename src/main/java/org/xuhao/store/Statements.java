package org.xuhao.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** SQL statements of one connection, prepared once each. */
final class Statements implements AutoCloseable {
  private final Connection connection;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();

  Statements(Connection connection) {
    this.connection = connection;
  }

  PreparedStatement of(String sql, @Nullable Object... values) throws SQLException {
    PreparedStatement statement = prepared.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      prepared.put(sql, statement);
    }
    for (int i = 0; i < values.length; i++) statement.setObject(i + 1, plain(values[i]));
    return statement;
  }

  /** Runs one change; how many rows it met. */
  int change(String sql, @Nullable Object... values) throws SQLException {
    return of(sql, values).executeUpdate();
  }

  /** The forms that both H2 and PostgreSQL take. */
  private static @Nullable Object plain(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Instant at -> at.atOffset(ZoneOffset.UTC);
      case Enum<?> name -> name.name();
      default -> value;
    };
  }

  @Override
  public void close() throws SQLException {
    for (PreparedStatement statement : prepared.values()) statement.close();
    prepared.clear();
  }
}
