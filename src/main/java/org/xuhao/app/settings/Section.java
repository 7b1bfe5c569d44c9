package org.xuhao.app.settings;

import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.xuhao.app.settings.ConfigError.Code;
import org.xuhao.hall.Plan.Hours;

/**
 * One map of the file. Reading a key checks its type and range; what is wrong goes to the errors
 * and reads as absent, so that one mistake is said once.
 */
final class Section {
  private final Errors errors;
  private final String shown;
  private final List<String> sections;
  private final Node node;
  private final Map<String, Node> values = new LinkedHashMap<>();

  /**
   * @param shown how errors name this place, such as {@code services[2]}
   * @param sections where in {@link Keys} its keys are listed: its own, then one more, or all that
   *     may be meant where it does not say which, and then none of theirs is required; none at all:
   *     any key may stand here
   */
  Section(Errors errors, String shown, MappingNode node, String... sections) {
    this.errors = errors;
    this.shown = shown;
    this.sections = List.of(sections);
    this.node = node;
    List<String> names = this.sections.stream().flatMap(s -> Keys.names(s).stream()).toList();
    for (NodeTuple tuple : node.getValue()) add(tuple, names);
    List<String> sure = this.sections.size() > 2 ? this.sections.subList(0, 1) : this.sections;
    for (String section : sure)
      for (Key key : Keys.ALL)
        if (key.section().equals(section) && key.isRequired() && !values.containsKey(key.name()))
          errors.add(
              Code.MISSING_KEY,
              node,
              place() + " has no " + key.name(),
              key.name() + ": " + key.meaning());
  }

  private String place() {
    return shown.isEmpty() ? "the file" : shown;
  }

  private void add(NodeTuple tuple, List<String> names) {
    Node at = tuple.getKeyNode();
    if (!(at instanceof ScalarNode scalar)) {
      errors.add(Code.WRONG_TYPE, at, "a key that is no word", "a word, then a colon");
      return;
    }
    String name = scalar.getValue();
    if (values.containsKey(name))
      errors.add(Code.DUPLICATE_KEY, at, name + " stands twice in " + place(), "it once");
    else if (!sections.isEmpty() && !names.contains(name))
      errors.add(
          Code.UNKNOWN_KEY,
          at,
          "'" + name + "' is no key of " + place(),
          Choices.instead(name, names));
    else values.put(name, tuple.getValueNode());
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  /** Whether it is a list that was left empty. */
  boolean isEmptyList(String name) {
    return values.get(name) instanceof SequenceNode list && list.getValue().isEmpty();
  }

  List<String> names() {
    return List.copyOf(values.keySet());
  }

  /** Says that the value of {@code name} is wrong; at the map itself where it is absent. */
  void wrong(Code code, String name, String what, String write) {
    errors.add(code, at(name), what, write);
  }

  Node at(String name) {
    return values.getOrDefault(name, node);
  }

  Optional<Section> map(String name, String... under) {
    key(name);
    Node value = values.get(name);
    if (value == null) return Optional.empty();
    if (value instanceof MappingNode map)
      return Optional.of(new Section(errors, path(name), map, under));
    type(name, value, "a map", name + ": {key: value}");
    return Optional.empty();
  }

  /** A map under a name that the file chose itself. */
  Optional<Section> entry(String name, String under) {
    if (at(name) instanceof MappingNode map)
      return Optional.of(new Section(errors, path(name), map, under));
    type(name, at(name), "a map", name + ": {key: value}");
    return Optional.empty();
  }

  List<Section> maps(String name, String under) {
    return maps(name, map -> List.of(under));
  }

  /** The maps of a list; entries that are none are said and left out. */
  List<Section> maps(String name, Function<MappingNode, List<String>> under) {
    var all = new ArrayList<Section>();
    int index = 0;
    for (Node entry : entries(name)) {
      String shownEntry = path(name) + "[" + index++ + "]";
      if (entry instanceof MappingNode map)
        all.add(new Section(errors, shownEntry, map, under.apply(map).toArray(String[]::new)));
      else type(shownEntry, entry, "a map", "- {key: value, key: value}");
    }
    return all;
  }

  /** The words of a list, each with where it stands. */
  List<ScalarNode> words(String name) {
    var all = new ArrayList<ScalarNode>();
    for (Node entry : entries(name)) {
      if (entry instanceof ScalarNode scalar && !scalar.getValue().isEmpty()) all.add(scalar);
      else type(path(name), entry, "a word", "[A, B]");
    }
    return all;
  }

  private List<Node> entries(String name) {
    Key key = key(name);
    Node value = values.get(name);
    if (value == null) return List.of();
    if (!(value instanceof SequenceNode list)) {
      type(name, value, "a list", key.name() + ": [...], or one entry a line with -");
      return List.of();
    }
    int size = list.getValue().size();
    if (size >= key.least() && size <= key.most()) return list.getValue();
    Code code = size > key.most() ? Code.TOO_MANY : Code.OUT_OF_RANGE;
    errors.add(code, value, path(name) + " has " + size + " entries", key.values());
    return size > key.most() ? List.of() : list.getValue();
  }

  Optional<String> text(String name) {
    Key key = key(name);
    Optional<ScalarNode> leaf = leaf(name);
    if (leaf.isEmpty()) return Optional.empty();
    String text = leaf.get().getValue().strip();
    int length = text.codePointCount(0, text.length());
    boolean control = text.chars().anyMatch(Character::isISOControl);
    if (length >= key.least() && length <= key.most() && !control) return Optional.of(text);
    errors.add(
        Code.OUT_OF_RANGE,
        leaf.get(),
        control
            ? path(name) + " holds control characters"
            : path(name) + " has " + length + " characters",
        key.values());
    return Optional.empty();
  }

  Optional<Integer> number(String name) {
    Key key = key(name);
    Optional<ScalarNode> leaf = leaf(name);
    if (leaf.isEmpty()) return Optional.empty();
    String text = leaf.get().getValue();
    if (!plain(leaf.get()) || !text.matches("-?[0-9]+")) {
      type(name, leaf.get(), "a whole number", key.values() + ", without quotes");
      return Optional.empty();
    }
    boolean fits = text.length() <= 10;
    long number = fits ? Long.parseLong(text) : Long.MAX_VALUE;
    if (number >= key.least() && number <= key.most()) return Optional.of((int) number);
    errors.add(Code.OUT_OF_RANGE, leaf.get(), path(name) + " is " + text, key.values());
    return Optional.empty();
  }

  Optional<Boolean> flag(String name) {
    key(name);
    Optional<ScalarNode> leaf = leaf(name);
    if (leaf.isEmpty()) return Optional.empty();
    if (plain(leaf.get()) && leaf.get().getValue().matches("true|false"))
      return Optional.of(leaf.get().getValue().equals("true"));
    type(name, leaf.get(), "true or false", "true or false, without quotes");
    return Optional.empty();
  }

  Optional<String> choice(String name) {
    Key key = key(name);
    Optional<ScalarNode> leaf = leaf(name);
    if (leaf.isEmpty()) return Optional.empty();
    String text = leaf.get().getValue();
    if (key.choices().contains(text)) return Optional.of(text);
    errors.add(
        Code.BAD_VALUE,
        leaf.get(),
        path(name) + " is '" + text + "'",
        Choices.instead(text, key.choices()));
    return Optional.empty();
  }

  Optional<Duration> duration(String name) {
    Key key = key(name);
    return leaf(name).flatMap(leaf -> duration(key, leaf));
  }

  Optional<Duration> duration(Key key, ScalarNode leaf) {
    Optional<Duration> read = Spans.duration(leaf.getValue());
    if (read.isEmpty()) {
      errors.add(
          Code.BAD_VALUE,
          leaf,
          "'" + leaf.getValue() + "' is no duration",
          "a number and ms, s, min or h, as in 90s");
      return read;
    }
    long ms = read.get().toMillis();
    if (ms >= key.least() && ms <= key.most()) return read;
    errors.add(Code.OUT_OF_RANGE, leaf, path(key.name()) + " is " + leaf.getValue(), key.values());
    return Optional.empty();
  }

  Optional<LocalTime> time(String name) {
    return parsed(name, Spans::time, "08:30");
  }

  Optional<Hours> hours(String name) {
    return parsed(name, Spans::hours, "09:00-17:30");
  }

  private <T> Optional<T> parsed(String name, Function<String, Optional<T>> parse, String example) {
    key(name);
    Optional<ScalarNode> leaf = leaf(name);
    if (leaf.isEmpty()) return Optional.empty();
    Optional<T> read = parse.apply(leaf.get().getValue().strip());
    if (read.isEmpty())
      errors.add(
          Code.BAD_VALUE, leaf.get(), path(name) + " is '" + leaf.get().getValue() + "'", example);
    return read;
  }

  private Optional<ScalarNode> leaf(String name) {
    Node value = values.get(name);
    if (value == null) return Optional.empty();
    if (value instanceof ScalarNode scalar && !(plain(scalar) && isNothing(scalar.getValue())))
      return Optional.of(scalar);
    type(name, value, "a single value", name + ": " + key(name).values());
    return Optional.empty();
  }

  private static boolean isNothing(String plain) {
    return plain.isEmpty() || plain.equals("~") || plain.equals("null");
  }

  private static boolean plain(ScalarNode leaf) {
    return leaf.getScalarStyle() == ScalarStyle.PLAIN;
  }

  private void type(String name, Node at, String wanted, String write) {
    String where = name.startsWith(shown) && !shown.isEmpty() ? name : path(name);
    errors.add(Code.WRONG_TYPE, at, where + " is not " + wanted, write);
  }

  String path(String name) {
    return shown.isEmpty() ? name : shown + "." + name;
  }

  Key key(String name) {
    @Nullable Key found = null;
    for (String section : sections) found = Keys.find(section, name).orElse(found);
    if (found == null) throw new IllegalStateException(name + " is not in Keys under " + sections);
    return found;
  }

  /** Whether {@code name} is exactly this word; says nothing. */
  boolean isWord(String name, String word) {
    return at(name) instanceof ScalarNode leaf && leaf.getValue().equals(word);
  }

  /** A number as far as it can be read; says nothing. */
  Optional<Integer> quietNumber(String name) {
    return at(name) instanceof ScalarNode leaf && leaf.getValue().matches("[0-9]{1,9}")
        ? Optional.of(Integer.parseInt(leaf.getValue()))
        : Optional.empty();
  }
}
