package org.xuhao.app.settings;

import java.util.List;
import org.xuhao.driver.Option;

/**
 * One key of the hall's file, with what the manual says of it.
 *
 * @param section where it stands, such as {@code services[]}
 * @param least the smallest number, the shortest text, the shortest duration in ms
 * @param most the largest
 * @param fallback what counts without it; empty: nothing; see {@link #REQUIRED}
 */
public record Key(
    String section,
    String name,
    Kind kind,
    long least,
    long most,
    List<String> choices,
    String fallback,
    String meaning) {

  /** The key must be written. */
  public static final String REQUIRED = Option.REQUIRED;

  /** What kind of value a key takes. */
  public enum Kind {
    MAP("map"),
    LIST("list"),
    TEXT("text"),
    NUMBER("whole number"),
    FLAG("true or false"),
    CHOICE("one of"),
    DURATION("duration"),
    PATIENCE("duration or never"),
    TIME("time of day"),
    HOURS("hours");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  public Key {
    choices = List.copyOf(choices);
  }

  /** A device type's own key. */
  static Key of(String section, Option option) {
    return new Key(
        section,
        option.name(),
        Kind.valueOf(option.kind().name()),
        option.least(),
        option.most(),
        option.choices(),
        option.fallback(),
        option.meaning());
  }

  /** Whether it must be written. */
  public boolean isRequired() {
    return fallback.equals(REQUIRED);
  }

  /** What may be written, for the manual. */
  public String values() {
    return switch (kind) {
      case NUMBER -> least + " to " + most;
      case TEXT -> least == most ? least + " characters" : least + " to " + most + " characters";
      case CHOICE -> String.join(", ", choices);
      case DURATION -> Spans.text(least) + " to " + Spans.text(most);
      case PATIENCE -> Spans.text(least) + " to " + Spans.text(most) + ", or never";
      case LIST -> least + " to " + most + " entries";
      case MAP -> most == 0 ? "keys below" : "at most " + most + " entries";
      case FLAG -> "true, false";
      case TIME -> "00:00 to 23:59";
      case HOURS -> "as in 09:00-17:30";
    };
  }
}
