package org.xuhao.app.setup;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.xuhao.app.settings.ConfigError;
import org.xuhao.app.settings.Reading;

/**
 * A hall's file taken apart: its values as texts, lists and maps, and where each stands. A path is
 * the way to a value: names of keys and numbers of entries, from 0.
 */
final class Outline {
  private final MappingNode root;
  private final Map<List<Integer>, List<Object>> maps = new HashMap<>();
  private final Map<List<Integer>, List<Object>> values = new HashMap<>();

  private Outline(MappingNode root) {
    this.root = root;
  }

  /** Places are looked up only where something is wrong; they take more room than the values. */
  private void place() {
    if (maps.isEmpty()) place(root, List.of());
  }

  /** Empty where the text is no map at all. */
  static Optional<Outline> of(String text) {
    return Reading.outline(text.getBytes(StandardCharsets.UTF_8)).map(Outline::new);
  }

  static Outline of(MappingNode root) {
    return new Outline(root);
  }

  MappingNode root() {
    return root;
  }

  /** Everything in it; a scalar is its text, whatever it means. */
  Map<String, Object> tree() {
    return map(root);
  }

  private static Object value(Node node) {
    return switch (node) {
      case MappingNode map -> map(map);
      case SequenceNode list -> {
        var all = new ArrayList<Object>();
        for (Node one : list.getValue()) all.add(value(one));
        yield all;
      }
      case ScalarNode leaf -> leaf.getValue();
      default -> "";
    };
  }

  private static Map<String, Object> map(MappingNode node) {
    var map = new LinkedHashMap<String, Object>();
    for (NodeTuple tuple : node.getValue())
      map.put(name(tuple.getKeyNode()), value(tuple.getValueNode()));
    return map;
  }

  static String name(Node key) {
    return key instanceof ScalarNode leaf ? leaf.getValue() : "?";
  }

  /** The value that a mistake is about; empty where the whole file is meant. */
  List<Object> pathOf(ConfigError error) {
    place();
    List<Integer> at = List.of(error.line(), error.column());
    if (error.code() != ConfigError.Code.MISSING_KEY)
      return values.getOrDefault(at, maps.getOrDefault(at, List.of()));
    // What to write begins with the key that is missing.
    var path = new ArrayList<>(maps.getOrDefault(at, List.of()));
    path.add(error.write().replaceFirst(":.*", ""));
    return path;
  }

  /** Line and column of a value's key, from 1; of the file's first where there is none. */
  List<Integer> placeOf(List<Object> path) {
    place();
    return values.entrySet().stream()
        .filter(one -> one.getValue().equals(path))
        .map(Map.Entry::getKey)
        .min(Comparator.comparing((List<Integer> at) -> at.getFirst()).thenComparing(List::getLast))
        .orElse(List.of(1, 1));
  }

  /** A block map begins where its first key begins: both are kept. */
  private void place(Node node, List<Object> path) {
    if (node instanceof MappingNode map) {
      at(node, maps, path);
      for (NodeTuple tuple : map.getValue()) {
        List<Object> inner = with(path, name(tuple.getKeyNode()));
        at(tuple.getKeyNode(), values, inner);
        place(tuple.getValueNode(), inner);
      }
    } else if (node instanceof SequenceNode list) {
      at(node, values, path);
      int index = 0;
      for (Node one : list.getValue()) place(one, with(path, index++));
    } else {
      at(node, values, path);
    }
  }

  private static void at(Node node, Map<List<Integer>, List<Object>> places, List<Object> path) {
    node.getStartMark()
        .ifPresent(
            mark -> places.putIfAbsent(List.of(mark.getLine() + 1, mark.getColumn() + 1), path));
  }

  private static List<Object> with(List<Object> path, Object step) {
    var longer = new ArrayList<>(path);
    longer.add(step);
    return longer;
  }
}
