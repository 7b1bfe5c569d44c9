package org.xuhao.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.xuhao.hall.value.ServiceCode;

/** Reads {@link ServedMatter}s. */
final class ServedMatters {
  private static final String SQL =
      """
      select service, called_at, ended_at from visits
      where hall = ? and ended_at is not null order by visit desc limit ?
      """;

  private ServedMatters() {}

  static List<ServedMatter> latest(Connection connection, String hall, int most)
      throws SQLException {
    List<ServedMatter> latest = new ArrayList<>();
    try (var statement = connection.prepareStatement(SQL)) {
      statement.setString(1, hall);
      statement.setInt(2, most);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          var called = row.getObject(2, OffsetDateTime.class);
          var ended = row.getObject(3, OffsetDateTime.class);
          latest.add(
              new ServedMatter(new ServiceCode(row.getString(1)), Duration.between(called, ended)));
        }
      }
    }
    Collections.reverse(latest);
    return latest;
  }
}
