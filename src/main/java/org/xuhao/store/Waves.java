package org.xuhao.store;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Gathers changes so that those of the same SQL go to the server together: asked one by one, a
 * server spends most of the time on the way. Changes of the same row keep their order; those of
 * different rows do not matter to each other.
 *
 * <p>Each change has a level: that of the change before on the same row if it has the same SQL,
 * else one more. Changes of one level and SQL are a group; groups are made in order of their level.
 */
final class Waves {

  /** Gathered at most: some 5 MB. */
  private static final int GATHERED_MAX = 20_000;

  /** The columns of each table's primary key. */
  private final Map<String, List<String>> keys = new HashMap<>();

  private final Map<String, Optional<ChangedRows>> shapes = new HashMap<>();
  private final Map<List<@Nullable Object>, Last> last = new HashMap<>();
  private final TreeMap<Integer, Map<String, List<List<@Nullable Object>>>> levels =
      new TreeMap<>();
  private int gathered;

  /** What was last gathered for a row. */
  private record Last(int level, String sql) {}

  /** Changes that can be made together. */
  record Group(String sql, List<List<@Nullable Object>> values) {}

  /** Reads the primary keys of the tables that {@code connection} has. */
  Waves(Connection connection) throws SQLException {
    DatabaseMetaData data = connection.getMetaData();
    List<String> tables = new ArrayList<>();
    try (ResultSet row = data.getTables(null, connection.getSchema(), "%", null)) {
      while (row.next()) tables.add(row.getString("TABLE_NAME"));
    }
    for (String table : tables) {
      var columns = new ArrayList<String>();
      try (ResultSet row = data.getPrimaryKeys(null, connection.getSchema(), table)) {
        while (row.next()) columns.add(row.getString("COLUMN_NAME").toLowerCase(Locale.ROOT));
      }
      keys.put(table.toLowerCase(Locale.ROOT), columns);
    }
  }

  /** False where it is not known which rows {@code sql} touches, or enough are gathered. */
  boolean take(String sql, List<@Nullable Object> values) {
    if (gathered >= GATHERED_MAX) return false;
    Optional<ChangedRows> shape = shapes.computeIfAbsent(sql, text -> ChangedRows.of(text, keys));
    if (shape.isEmpty()) return false;
    List<List<@Nullable Object>> rows = shape.get().rows(values);
    int level = 0;
    for (List<@Nullable Object> row : rows) {
      Last before = last.get(row);
      if (before == null) continue;
      level = Math.max(level, before.sql.equals(sql) ? before.level : before.level + 1);
    }
    var now = new Last(level, sql);
    for (List<@Nullable Object> row : rows) last.put(row, now);
    levels
        .computeIfAbsent(level, none -> new LinkedHashMap<>())
        .computeIfAbsent(sql, none -> new ArrayList<>())
        .add(values);
    gathered++;
    return true;
  }

  boolean isEmpty() {
    return gathered == 0;
  }

  /** What was gathered, in the order in which it is to be made; nothing is gathered after it. */
  List<Group> drain() {
    List<Group> groups = new ArrayList<>();
    for (Map<String, List<List<@Nullable Object>>> level : levels.values())
      for (Map.Entry<String, List<List<@Nullable Object>>> one : level.entrySet())
        groups.add(new Group(one.getKey(), one.getValue()));
    levels.clear();
    last.clear();
    gathered = 0;
    return groups;
  }
}
