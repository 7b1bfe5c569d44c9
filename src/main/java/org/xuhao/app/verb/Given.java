package org.xuhao.app.verb;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.ParseException;

/** What a person wrote behind a verb. */
public final class Given {
  private final CommandLine line;

  Given(CommandLine line) {
    this.line = line;
  }

  /** Whether {@code --option} stands there. */
  public boolean has(String option) {
    return line.hasOption(option);
  }

  /**
   * The value of {@code --option}, if it was given.
   *
   * @param needs what to write there, for whoever wrote something else
   * @param read refuses with {@link IllegalArgumentException} or {@link
   *     java.time.DateTimeException}
   */
  public <T> Optional<T> value(String option, String needs, Function<String, T> read)
      throws ParseException {
    String[] values = line.getOptionValues(option);
    if (values == null) return Optional.empty();
    if (values.length > 1) throw new ParseException("--" + option + " stands twice: leave one");
    try {
      return Optional.of(read.apply(values[0]));
    } catch (IllegalArgumentException | java.time.DateTimeException e) {
      throw new ParseException("--%s is %s: write %s".formatted(option, values[0], needs));
    }
  }

  /** All values of an option that may be said again. */
  public List<String> all(String option) {
    String[] values = line.getOptionValues(option);
    return values == null ? List.of() : List.of(values);
  }

  /** The same as a path. */
  public Optional<Path> path(String option, String needs) throws ParseException {
    return value(option, needs, Path::of);
  }

  /** The hall's file or its data folder, of a verb that needs the one or the other. */
  public Path where() throws ParseException {
    return has("config")
        ? path("config", "the hall's file").orElseThrow()
        : path("data", "a folder").orElseThrow();
  }

  /** The one word that is no option. */
  public String operand() throws ParseException {
    List<String> words = line.getArgList();
    if (words.size() != 1)
      throw new ParseException("one word or file is needed, there are " + words.size());
    return words.getFirst();
  }

  /** Refuses words that are no options. */
  public void noOperands() throws ParseException {
    if (!line.getArgList().isEmpty())
      throw new ParseException("\"" + line.getArgList().getFirst() + "\" is too much here");
  }
}
