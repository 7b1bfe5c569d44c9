package org.xuhao.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which rows a change touches, by the words of its SQL: one row a table, named by its key. */
final class ChangedRows {
  private static final Pattern INSERT =
      Pattern.compile("insert into (\\w+) \\(([\\w, ]+)\\) values \\(([^()]*)\\)");
  private static final Pattern INSERT_FROM =
      Pattern.compile(
          "insert into (\\w+) \\(([\\w, ]+)\\) select ([\\w?, ]+) from (\\w+) where (.*)");
  private static final Pattern UPDATE = Pattern.compile("update (\\w+) set (.*) where (.*)");

  /** One row: its table and where the values of its key stand among those of the statement. */
  private record Row(String table, List<Integer> key) {
    private List<@Nullable Object> of(List<@Nullable Object> values) {
      var named = new ArrayList<@Nullable Object>(key.size() + 1);
      named.add(table);
      for (int at : key) named.add(values.get(at));
      return named;
    }
  }

  private final List<Row> rows;

  private ChangedRows(List<Row> rows) {
    this.rows = rows;
  }

  /** Empty where the SQL is of another form, or leaves a part of a key open. */
  static Optional<ChangedRows> of(String sql, Map<String, List<String>> keys) {
    Matcher insert = INSERT.matcher(sql);
    if (insert.matches())
      return found(List.of(row(insert.group(1), columns(insert.group(2), insert.group(3)), keys)));
    Matcher from = INSERT_FROM.matcher(sql);
    if (from.matches()) {
      Map<String, Integer> where = conditions(from.group(5), count(from.group(3)));
      return found(
          List.of(
              row(from.group(1), columns(from.group(2), from.group(3)), keys),
              row(from.group(4), where, keys)));
    }
    Matcher update = UPDATE.matcher(sql);
    if (!update.matches()) return Optional.empty();
    Map<String, Integer> where = conditions(update.group(3), count(update.group(2)));
    return found(List.of(row(update.group(1), where, keys)));
  }

  private static Optional<ChangedRows> found(List<Optional<Row>> rows) {
    if (!rows.stream().allMatch(Optional::isPresent)) return Optional.empty();
    return Optional.of(new ChangedRows(rows.stream().flatMap(Optional::stream).toList()));
  }

  private static Optional<Row> row(
      String table, Map<String, Integer> places, Map<String, List<String>> keys) {
    List<String> key = keys.getOrDefault(table, List.of());
    if (key.isEmpty() || !places.keySet().containsAll(key)) return Optional.empty();
    return Optional.of(
        new Row(table, key.stream().map(column -> places.getOrDefault(column, 0)).toList()));
  }

  /** Where the value of each column stands that has one. */
  private static Map<String, Integer> columns(String names, String items) {
    String[] columns = names.split(", *", -1);
    String[] values = items.split(", *", -1);
    var places = new HashMap<String, Integer>();
    int at = 0;
    for (int i = 0; i < Math.min(columns.length, values.length); i++)
      if (values[i].equals("?")) places.put(columns[i], at++);
    return places;
  }

  /** Of {@code a = ? and b = ?}; what has another form says nothing of a key. */
  private static Map<String, Integer> conditions(String where, int first) {
    var places = new HashMap<String, Integer>();
    int at = first;
    for (String one : where.split(" and ", -1)) {
      if (one.matches("\\w+ = \\?")) places.put(one.substring(0, one.indexOf(' ')), at);
      at += count(one);
    }
    return places;
  }

  private static int count(String text) {
    return (int) text.chars().filter(c -> c == '?').count();
  }

  /** The rows that the statement touches with these values. */
  List<List<@Nullable Object>> rows(List<@Nullable Object> values) {
    var touched = new ArrayList<List<@Nullable Object>>(rows.size());
    for (Row row : rows) touched.add(row.of(values));
    return touched;
  }
}
