package org.xuhao.app.setup;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What one hall's file says otherwise than another, value by value; spaces do not count. */
final class Changes {

  /** More changes than anyone reads one by one; the rest is counted. */
  static final int CHANGES_MAX = 200;

  /** What an entry of a list is known by, the first that it has; a device by its line and more. */
  private static final List<String> NAMES = List.of("code", "number", "id", "on", "time", "name");

  private final JsonArray all = new JsonArray();
  private int count;

  private Changes() {}

  /** Each with {@code where}, and {@code before} or {@code after} or both; and how many. */
  static JsonObject between(Map<String, Object> before, Map<String, Object> after) {
    var changes = new Changes();
    changes.compare(List.of(), before, after);
    return new JsonObject().put("changes", changes.all).put("changed", changes.count);
  }

  private void compare(List<String> where, @Nullable Object before, @Nullable Object after) {
    if (Objects.equals(before, after)) return;
    if (before instanceof Map<?, ?> one && after instanceof Map<?, ?> other) {
      compareMaps(where, one, other);
    } else if (isEntries(before) && after instanceof List<?> other && isEntries(other)) {
      compareMaps(where, named(before), named(other));
    } else if (where.size() == 1 && before == null && isEntries(after)) {
      compareMaps(where, Map.of(), named(after));
    } else {
      count++;
      if (all.size() < CHANGES_MAX) all.add(change(where, before, after));
    }
  }

  private static JsonObject change(
      List<String> where, @Nullable Object before, @Nullable Object after) {
    var change = new JsonObject().put("where", new JsonArray(List.copyOf(where)));
    if (before != null) change.put("before", shown(before));
    if (after != null) change.put("after", shown(after));
    return change;
  }

  private static String shown(Object value) {
    return value instanceof String text ? text : YamlWords.line(value);
  }

  private void compareMaps(List<String> where, Map<?, ?> before, Map<?, ?> after) {
    for (Object name : before.keySet())
      compare(with(where, name), before.get(name), after.get(name));
    for (Object name : after.keySet())
      if (!before.containsKey(name)) compare(with(where, name), null, after.get(name));
  }

  private static List<String> with(List<String> where, Object name) {
    var longer = new ArrayList<>(where);
    longer.add(name.toString());
    return longer;
  }

  private static boolean isEntries(@Nullable Object value) {
    return value instanceof List<?> list && list.stream().allMatch(one -> one instanceof Map);
  }

  /** The entries by their names; one that has none, or that of another, by its place. */
  private static Map<String, Object> named(@Nullable Object list) {
    var all = new LinkedHashMap<String, Object>();
    for (Object one : list instanceof List<?> entries ? entries : List.of()) {
      String name = name((Map<?, ?>) one);
      String free = name.isEmpty() || all.containsKey(name) ? "[" + all.size() + "]" : name;
      all.put(free, one);
    }
    return all;
  }

  static String name(Map<?, ?> entry) {
    if (entry.get("line") instanceof String line)
      return entry.get("address") instanceof String address ? line + "/" + address : line;
    for (String key : NAMES) if (entry.get(key) instanceof String name) return name;
    return "";
  }
}
