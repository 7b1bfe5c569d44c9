package org.xuhao.app.setup;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.xuhao.web.setup.SetupTrouble;
import org.xuhao.web.setup.SetupTrouble.Why;

/**
 * Changes a hall's file where a value stands: comments, order and spaces of all else stay as they
 * were typed. Afterwards the file is taken apart again and compared with what was asked, so that a
 * way of writing that is not known here is refused and never spoilt.
 */
final class YamlEdits {
  private String text;
  private final Map<String, Object> wanted;
  private @Nullable Outline apart;

  YamlEdits(String text) throws SetupTrouble {
    this.text = text;
    wanted = outline().tree();
  }

  /** To take a file apart is what an edit costs; it is done once for each text. */
  private Outline outline() throws SetupTrouble {
    Outline known = apart;
    if (known == null) known = Outline.of(text).orElseThrow(() -> new SetupTrouble(Why.BROKEN, ""));
    apart = known;
    return known;
  }

  /** The text with all edits in it. */
  String text() throws SetupTrouble {
    if (!outline().tree().equals(wanted)) throw new SetupTrouble(Why.BY_HAND, "");
    return text;
  }

  /** The list under that key of the file; empty where there is none. */
  List<?> list(String key) {
    return wanted.get(key) instanceof List<?> all ? List.copyOf(all) : List.of();
  }

  /** Puts new entries behind the last of the list under that key, in one go. */
  void append(String key, List<Map<String, Object>> entries) throws SetupTrouble {
    int next = list(key).size();
    if (next == 0 && !entries.isEmpty()) set(List.of(key), new ArrayList<>(entries));
    if (next == 0 || entries.isEmpty()) return;
    for (Map<String, Object> entry : entries) Wanted.put(wanted, List.of(key, next++), entry);
    if (!(at(List.of(key)) instanceof SequenceNode list)) throw unreachable(List.of(key));
    if (isBlock(list))
      belowLine(
          end(list),
          entries.stream().map(one -> item(list, one)).collect(Collectors.joining("\n")));
    else intoBrackets(list, end(list), YamlWords.line(entries), lastEnd(list));
  }

  /**
   * Puts {@code value}, a text or a list or map of such, at {@code path}; null takes away what
   * stands there, and a map or list that is then empty. A place one after the last entry of a list
   * is a new entry; what lacks on the way is made.
   */
  void set(List<Object> path, @Nullable Object value) throws SetupTrouble {
    if (path.isEmpty()) throw unreachable(path);
    if (value == null) Wanted.remove(wanted, path);
    else Wanted.put(wanted, path, value);
    Node node = outline().root();
    for (int depth = 0; depth < path.size(); depth++) {
      List<Object> rest = path.subList(depth + 1, path.size());
      Node next = child(node, path.get(depth));
      boolean ends = rest.isEmpty() || next instanceof ScalarNode;
      if (next == null || (ends && value != null)) {
        if (value == null) return;
        put(node, path.get(depth), next, Wanted.wrapped(rest, value));
        return;
      }
      node = next;
    }
    remove(path);
  }

  private static SetupTrouble unreachable(List<Object> path) {
    return new SetupTrouble(Why.BY_HAND, String.valueOf(path));
  }

  private static @Nullable Node child(Node node, Object step) {
    if (node instanceof MappingNode map && step instanceof String name) {
      NodeTuple tuple = tuple(map, name);
      return tuple == null ? null : tuple.getValueNode();
    }
    boolean there =
        node instanceof SequenceNode list
            && step instanceof Integer index
            && index >= 0
            && index < list.getValue().size();
    return there ? ((SequenceNode) node).getValue().get((Integer) step) : null;
  }

  private static @Nullable NodeTuple tuple(MappingNode map, String name) {
    for (NodeTuple one : map.getValue())
      if (Outline.name(one.getKeyNode()).equals(name)) return one;
    return null;
  }

  private void put(Node in, Object step, @Nullable Node old, Object value) throws SetupTrouble {
    if (in instanceof MappingNode map && step instanceof String name) {
      NodeTuple tuple = tuple(map, name);
      if (tuple == null) insert(map, name, value);
      else replace(tuple, value);
    } else if (in instanceof SequenceNode list && step instanceof Integer index) {
      if (old == null && index == list.getValue().size()) append(list, value);
      else if (old != null && !isBlock(old)) splice(start(old), end(old), YamlWords.line(value));
      else throw unreachable(List.of(step));
    } else {
      throw unreachable(List.of(step));
    }
  }

  /** The value of a key; a block, or nothing at all, gives way to one line after the colon. */
  private void replace(NodeTuple tuple, Object value) {
    Node old = tuple.getValueNode();
    boolean inPlace = !isBlock(old) && end(old) > start(old);
    int from = inPlace ? start(old) : end(tuple.getKeyNode());
    splice(from, end(old), (inPlace ? "" : ": ") + YamlWords.line(value));
  }

  private void insert(MappingNode map, String name, Object value) {
    if (!isBlock(map)) {
      intoBrackets(map, end(map), YamlWords.line(Map.of(name, value)), lastEnd(map));
      return;
    }
    int indent = map.getStartMark().map(Mark::getColumn).orElse(0);
    belowLine(end(map), YamlWords.entry(indent, name, value));
  }

  private void append(SequenceNode list, Object value) {
    if (!isBlock(list)) {
      intoBrackets(list, end(list), YamlWords.line(List.of(value)), lastEnd(list));
      return;
    }
    belowLine(end(list), item(list, value));
  }

  /** As its neighbour is written. */
  private static String item(SequenceNode list, Object value) {
    int indent = list.getStartMark().map(Mark::getColumn).orElse(0);
    boolean block = isBlock(list.getValue().getLast());
    return block && value instanceof Map<?, ?> map && !map.isEmpty()
        ? YamlWords.item(indent, map)
        : " ".repeat(indent) + "- " + YamlWords.line(value);
  }

  /** {@code written} has its own brackets, which are taken off. */
  private void intoBrackets(Node node, int end, String written, int last) {
    String inner = written.substring(1, written.length() - 1);
    if (last < 0) splice(start(node) + 1, end - 1, inner);
    else splice(last, last, ", " + inner);
  }

  private void belowLine(int at, String line) {
    int end = lineEnd(at);
    if (end == text.length()) splice(end, end, "\n" + line + "\n");
    else splice(end + 1, end + 1, line + "\n");
  }

  /** What stands at the path is there; a map or list that would be empty goes with it. */
  private void remove(List<Object> path) throws SetupTrouble {
    List<Object> whole = path;
    while (whole.size() > 1 && size(at(whole.subList(0, whole.size() - 1))) == 1)
      whole = whole.subList(0, whole.size() - 1);
    Node in = at(whole.subList(0, whole.size() - 1));
    var parts = new ArrayList<int[]>();
    int index = -1;
    if (in instanceof MappingNode map) {
      for (NodeTuple one : map.getValue()) {
        if (Outline.name(one.getKeyNode()).equals(whole.getLast())) index = parts.size();
        parts.add(new int[] {start(one.getKeyNode()), end(one.getValueNode())});
      }
    } else if (in instanceof SequenceNode list) {
      index = (Integer) whole.getLast();
      for (Node one : list.getValue()) parts.add(new int[] {start(one), end(one)});
    }
    cut(in, parts, index);
  }

  private void cut(Node in, List<int[]> parts, int index) throws SetupTrouble {
    int[] part = parts.get(index);
    boolean last = index == parts.size() - 1;
    if (!isBlock(in) && last && index > 0) splice(parts.get(index - 1)[1], part[1], "");
    else if (!isBlock(in)) splice(part[0], last ? part[1] : parts.get(index + 1)[0], "");
    else {
      int from = part[0];
      if (in instanceof SequenceNode) from = text.lastIndexOf('-', Math.max(0, from - 1));
      int line = text.lastIndexOf('\n', Math.max(0, from - 1)) + 1;
      if (from == 0) line = 0;
      if (text.substring(line, from).isBlank())
        splice(line, Math.min(text.length(), lineEnd(part[1]) + 1), "");
      else if (!last) splice(part[0], parts.get(index + 1)[0], ""); // behind a dash
      else throw new SetupTrouble(Why.BY_HAND, "");
    }
  }

  private Node at(List<Object> path) throws SetupTrouble {
    Node node = outline().root();
    for (Object step : path) {
      Node next = child(node, step);
      if (next == null) throw unreachable(path);
      node = next;
    }
    return node;
  }

  private static int size(Node node) {
    return node instanceof CollectionNode<?> all ? all.getValue().size() : 0;
  }

  private void splice(int from, int to, String by) {
    text = text.substring(0, from) + by + text.substring(to);
    apart = null;
  }

  private int lineEnd(int at) {
    int end = text.indexOf('\n', at);
    return end < 0 ? text.length() : end;
  }

  private static boolean isBlock(Node node) {
    if (node instanceof CollectionNode<?> all) return all.getFlowStyle() != FlowStyle.FLOW;
    return isScalarBlock(node);
  }

  private static boolean isScalarBlock(Node node) {
    return node instanceof ScalarNode leaf
        && (leaf.getScalarStyle() == ScalarStyle.LITERAL
            || leaf.getScalarStyle() == ScalarStyle.FOLDED);
  }

  private int start(Node node) {
    return node.getStartMark().map(this::index).orElse(0);
  }

  /** Marks count characters as people do; a Java string counts some of them twice. */
  private int index(Mark mark) {
    return text.offsetByCodePoints(0, mark.getIndex());
  }

  /** Behind its last sign; of a block collection the parser tells only where the next thing is. */
  private int end(Node node) {
    if (node instanceof CollectionNode<?> && isBlock(node)) {
      int last = lastEnd(node);
      return last < 0 ? start(node) : last;
    }
    int end = node.getEndMark().map(this::index).orElse(0);
    while (isScalarBlock(node) && end > 0 && text.charAt(end - 1) == '\n') end--;
    return end;
  }

  /** Behind its last part; -1: it has none. */
  private int lastEnd(Node node) {
    if (node instanceof MappingNode map && !map.getValue().isEmpty())
      return end(map.getValue().getLast().getValueNode());
    if (node instanceof SequenceNode list && !list.getValue().isEmpty())
      return end(list.getValue().getLast());
    return -1;
  }

  /** What the file is to say after the edits, made without looking at its text. */
  private static final class Wanted {
    private Wanted() {}

    static Object wrapped(List<Object> rest, Object value) throws SetupTrouble {
      Object whole = value;
      for (Object step : rest.reversed())
        if (step instanceof String name) whole = new LinkedHashMap<>(Map.of(name, whole));
        else if (step.equals(0)) whole = new ArrayList<>(List.of(whole));
        else throw unreachable(rest);
      return whole;
    }

    @SuppressWarnings("unchecked") // the tree is made of nothing else
    static void put(Object in, List<Object> path, Object value) throws SetupTrouble {
      Object step = path.getFirst();
      List<Object> rest = path.subList(1, path.size());
      if (in instanceof Map<?, ?> map && step instanceof String name) {
        Object inner = map.get(name);
        boolean ends = rest.isEmpty() || inner instanceof String;
        if (inner == null || ends) ((Map<String, Object>) map).put(name, wrapped(rest, value));
        else put(inner, rest, value);
      } else if (in instanceof List<?> list && step instanceof Integer index) {
        if (index == list.size()) ((List<Object>) list).add(wrapped(rest, value));
        else if (index < 0 || index > list.size()) throw unreachable(path);
        else if (rest.isEmpty()) ((List<Object>) list).set(index, value);
        else put(list.get(index), rest, value);
      } else {
        throw unreachable(path);
      }
    }

    /** Whether something was there. */
    static boolean remove(Object in, List<Object> path) {
      Object step = path.getFirst();
      List<Object> rest = path.subList(1, path.size());
      if (in instanceof Map<?, ?> map && map.containsKey(step)) {
        Object inner = map.get(step);
        if (rest.isEmpty() || (remove(inner, rest) && isEmpty(inner))) map.remove(step);
        return true;
      }
      if (in instanceof List<?> list
          && step instanceof Integer index
          && index >= 0
          && index < list.size()) {
        Object inner = list.get(index);
        if (rest.isEmpty() || (remove(inner, rest) && isEmpty(inner))) list.remove((int) index);
        return true;
      }
      return false;
    }

    private static boolean isEmpty(@Nullable Object value) {
      return (value instanceof Map<?, ?> map && map.isEmpty())
          || (value instanceof List<?> list && list.isEmpty());
    }
  }
}
