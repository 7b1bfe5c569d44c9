package org.xuhao.app.settings;

import java.util.ArrayList;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.xuhao.app.settings.ConfigError.Code;
import org.xuhao.driver.DeviceType;
import org.xuhao.driver.Option;
import org.xuhao.driver.Option.Form;

/** Reads the keys of one device that are its type's own. */
final class DeviceOptions {
  private final Section entry;
  private final Errors errors;

  DeviceOptions(Section entry, Errors errors) {
    this.entry = entry;
    this.errors = errors;
  }

  /** What was written and fits; see {@link org.xuhao.driver.Declared#options()}. */
  SortedMap<String, String> read(DeviceType type) {
    var options = new TreeMap<String, String>();
    for (Option option : type.options())
      if (entry.has(option.name()))
        value(option).ifPresent(text -> options.put(option.name(), text));
    return options;
  }

  private Optional<String> value(Option option) {
    String name = option.name();
    return switch (option.kind()) {
      case NUMBER -> entry.number(name).map(number -> Integer.toString(number));
      case CHOICE -> entry.choice(name);
      case FLAG -> entry.flag(name).map(yes -> Boolean.toString(yes));
      case DURATION -> entry.duration(name).map(span -> Long.toString(span.toMillis()));
      case TEXT -> text(name, option.form());
      case MAP -> map(option);
    };
  }

  private Optional<String> text(String name, Form form) {
    Optional<String> text = entry.text(name);
    if (text.isEmpty() || text.get().matches(form.value())) return text;
    entry.wrong(Code.BAD_VALUE, name, entry.path(name) + " is '" + text.get() + "'", form.write());
    return Optional.empty();
  }

  /** As {@code 0=5,1=4}; wrong entries are said and left out. */
  private Optional<String> map(Option option) {
    Optional<Section> map = entry.map(option.name());
    if (map.isEmpty()) return Optional.empty();
    String path = entry.path(option.name());
    if (map.get().names().size() > option.most())
      entry.wrong(
          Code.TOO_MANY,
          option.name(),
          path + " has " + map.get().names().size() + " entries",
          "at most " + option.most());
    var pairs = new ArrayList<String>();
    for (String key : map.get().names()) {
      Node at = map.get().at(key);
      String value = at instanceof ScalarNode leaf ? leaf.getValue().strip() : "";
      if (key.matches(option.form().key()) && value.matches(option.form().value()))
        pairs.add(key + "=" + value);
      else
        errors.add(
            Code.BAD_VALUE,
            at,
            path + " cannot hold '" + key + ": " + value + "'",
            option.form().write());
    }
    return Optional.of(String.join(",", pairs));
  }
}
