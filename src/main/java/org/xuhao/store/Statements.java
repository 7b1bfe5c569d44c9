package org.xuhao.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * SQL statements of one connection, prepared once each. Changes happen at once, or where a {@link
 * Waves} was given, gathered: then before the next question, {@link #changed} or {@link #flush}.
 */
final class Statements implements AutoCloseable {
  private final Connection connection;
  private final @Nullable Waves waves;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();

  Statements(Connection connection) {
    this(connection, null);
  }

  Statements(Connection connection, @Nullable Waves waves) {
    this.connection = connection;
    this.waves = waves;
  }

  /** A statement with its values, for a question. */
  PreparedStatement of(String sql, @Nullable Object... values) throws SQLException {
    flush();
    return filled(sql, values);
  }

  /** Makes one change, now or with the others that are gathered. */
  void change(String sql, @Nullable Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) values[i] = plain(values[i]);
    if (waves != null && waves.take(sql, Arrays.asList(values))) return;
    changed(sql, values);
  }

  /** Makes one change now, after all that are gathered; how many rows it met. */
  int changed(String sql, @Nullable Object... values) throws SQLException {
    flush();
    return filled(sql, values).executeUpdate();
  }

  /** Makes the changes that are gathered. */
  void flush() throws SQLException {
    if (waves == null || waves.isEmpty()) return;
    for (Waves.Group group : waves.drain()) {
      for (List<@Nullable Object> values : group.values())
        filled(group.sql(), values.toArray()).addBatch();
      prepared(group.sql()).executeBatch();
    }
  }

  private PreparedStatement filled(String sql, @Nullable Object[] values) throws SQLException {
    PreparedStatement statement = prepared(sql);
    for (int i = 0; i < values.length; i++) statement.setObject(i + 1, plain(values[i]));
    return statement;
  }

  private PreparedStatement prepared(String sql) throws SQLException {
    PreparedStatement statement = prepared.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      prepared.put(sql, statement);
    }
    return statement;
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
