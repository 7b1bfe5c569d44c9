package org.xuhao.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** What tables hold, as texts that are the same whichever database keeps them. */
@NullMarked
final class TableText {
  private TableText() {}

  /** All rows of the halls' tables, sorted. */
  static Map<String, List<String>> of(Connection connection) throws SQLException {
    var all = new TreeMap<String, List<String>>();
    for (String table : Line.TABLES) {
      List<String> rows = new ArrayList<>();
      try (var statement = connection.createStatement();
          ResultSet row = statement.executeQuery("select * from " + table)) {
        while (row.next()) rows.add(text(row));
      }
      rows.sort(null);
      all.put(table, rows);
    }
    return all;
  }

  private static String text(ResultSet row) throws SQLException {
    var text = new StringBuilder();
    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
      int type = row.getMetaData().getColumnType(i);
      boolean instant = type == Types.TIMESTAMP_WITH_TIMEZONE || type == Types.TIMESTAMP;
      @Nullable Object value = instant ? row.getObject(i, OffsetDateTime.class) : row.getString(i);
      if (value instanceof OffsetDateTime at) value = at.toInstant();
      if ("f".equals(value)) value = "FALSE";
      if ("t".equals(value)) value = "TRUE";
      text.append(value).append('|');
    }
    return text.toString();
  }
}
