package org.xuhao.driver;

import java.time.Duration;
import java.util.List;

/**
 * One key of a device type in the hall's file, with what the manual says of it.
 *
 * @param least the smallest number, the shortest text, the shortest duration in ms
 * @param most the largest; of a map, how many entries
 * @param choices the words of a choice
 * @param form what a text, or the entries of a map, must look like
 * @param fallback what counts without it; empty: nothing; see {@link #REQUIRED}
 * @param meaning one sentence
 */
public record Option(
    String name,
    Kind kind,
    long least,
    long most,
    List<String> choices,
    Form form,
    String fallback,
    String meaning) {

  /** The key must be written. */
  public static final String REQUIRED = "必填 required";

  public Option {
    choices = List.copyOf(choices);
  }

  /** What kind of value a key takes, and how {@link Declared} holds it. */
  public enum Kind {
    /** A whole number. */
    NUMBER,
    /** {@code true} or {@code false}. */
    FLAG,
    CHOICE,
    TEXT,
    /** A duration; held in ms. */
    DURATION,
    /** Words to words; held as {@code 0=5,1=4}. */
    MAP
  }

  /**
   * What may be written, as regular expressions over the whole of it.
   *
   * @param key of a map's entry; of no use for a text
   * @param value of a map's entry, or the text. Neither may allow a comma or an equals sign in a
   *     map
   * @param write a right one, for whoever wrote a wrong one
   */
  public record Form(String key, String value, String write) {
    private static final Form NONE = new Form("", "", "");
  }

  /** A whole number. */
  public static Option number(String name, long least, long most, String fallback, String meaning) {
    return new Option(name, Kind.NUMBER, least, most, List.of(), Form.NONE, fallback, meaning);
  }

  /** {@code true} or {@code false}. */
  public static Option flag(String name, String fallback, String meaning) {
    return new Option(name, Kind.FLAG, 0, 0, List.of(), Form.NONE, fallback, meaning);
  }

  /** One of a few words. */
  public static Option choice(String name, List<String> choices, String fallback, String meaning) {
    return new Option(name, Kind.CHOICE, 0, 0, choices, Form.NONE, fallback, meaning);
  }

  /** A duration, such as {@code 60ms}. */
  public static Option duration(
      String name, Duration least, Duration most, String fallback, String meaning) {
    return new Option(
        name,
        Kind.DURATION,
        least.toMillis(),
        most.toMillis(),
        List.of(),
        Form.NONE,
        fallback,
        meaning);
  }

  /** A text of {@code least} to {@code most} characters in a stated form. */
  public static Option text(
      String name, long least, long most, Form form, String fallback, String meaning) {
    return new Option(name, Kind.TEXT, least, most, List.of(), form, fallback, meaning);
  }

  /** A map of at most {@code most} entries in a stated form. */
  public static Option map(String name, long most, Form form, String fallback, String meaning) {
    return new Option(name, Kind.MAP, 0, most, List.of(), form, fallback, meaning);
  }
}
