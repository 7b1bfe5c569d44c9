package org.xuhao.app.setup;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Values as they are typed into a hall's file. */
final class YamlWords {
  /** Words that need no quotes anywhere: no sign in them means anything to YAML where it stands. */
  private static final Pattern PLAIN =
      Pattern.compile("-?[0-9]+|[\\p{L}\\p{N}./](?:[ :]?[\\p{L}\\p{N}._/+()、，。；？！·…-])*");

  /** What the reader takes for nothing. */
  private static final Pattern NOTHING = Pattern.compile("null|Null|NULL");

  private YamlWords() {}

  /** A text, with quotes where it needs them. */
  static String scalar(String text) {
    if (PLAIN.matcher(text).matches() && !NOTHING.matcher(text).matches()) return text;
    var quoted = new StringBuilder("\"");
    for (char sign : text.toCharArray())
      switch (sign) {
        case '"', '\\' -> quoted.append('\\').append(sign);
        default -> {
          boolean hidden = sign < ' ' || (sign >= 0x7F && sign < 0xA0) || sign == 0xFEFF;
          boolean breaks = sign == '\u2028' || sign == '\u2029' || sign >= 0xFFFE;
          if (hidden || breaks) quoted.append("\\u%04X".formatted((int) sign));
          else quoted.append(sign);
        }
      }
    return quoted.append('"').toString();
  }

  /** Any value on one line. */
  static String line(Object value) {
    return switch (value) {
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(one -> key(one) + line(one.getValue()))
              .collect(Collectors.joining(", ", "{", "}"));
      case List<?> list ->
          list.stream().map(YamlWords::line).collect(Collectors.joining(", ", "[", "]"));
      default -> scalar(value.toString());
    };
  }

  private static String key(Map.Entry<?, ?> entry) {
    return scalar(String.valueOf(entry.getKey())) + ": ";
  }

  /**
   * A key with its value as it stands in a block map: maps in lists and maps get lines of their
   * own.
   *
   * @param indent of the key, spaces
   */
  static String entry(int indent, String key, Object value) {
    String before = " ".repeat(indent) + scalar(key) + ":";
    String inner = " ".repeat(indent + 2);
    if (value instanceof List<?> list && list.stream().anyMatch(one -> one instanceof Map))
      return list.stream()
          .map(one -> "\n" + inner + "- " + line(one))
          .collect(Collectors.joining("", before, ""));
    if (value instanceof Map<?, ?> map && map.values().stream().anyMatch(one -> one instanceof Map))
      return map.entrySet().stream()
          .map(one -> "\n" + inner + key(one) + line(one.getValue()))
          .collect(Collectors.joining("", before, ""));
    return before + " " + line(value);
  }

  /** An entry of a list of block maps; {@code indent}: of its dash. */
  static String item(int indent, Map<?, ?> map) {
    String dash = " ".repeat(indent) + "- ";
    String inner = "\n" + " ".repeat(indent + 2);
    return map.entrySet().stream()
        .map(one -> key(one) + line(one.getValue()))
        .collect(Collectors.joining(inner, dash, ""));
  }
}
