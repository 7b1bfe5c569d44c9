package org.xuhao.app.settings;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.xuhao.app.settings.ConfigError.Code;

/**
 * The clerks of a district, in a file of their own at its office, checked as the hall's file is.
 *
 * @param from when it counts, by the clock on the wall; empty: at once
 */
public record PeopleFile(Optional<LocalDateTime> from, List<Person> people) {
  /** Under what its keys stand beside those of the hall's file. */
  public static final String ROOT = "people.yaml";

  static final String ENTRY = "people.yaml people[]";

  public PeopleFile {
    people = List.copyOf(people);
  }

  /** A clerk; {@code skills}: codes of services, also of those that few halls offer. */
  public record Person(String id, String name, SortedSet<String> skills) {}

  /** What came of reading. */
  public sealed interface Result {}

  /** The file is right. */
  public record Good(PeopleFile file) implements Result {}

  /** The file is wrong, in these places; at least one. */
  public record Bad(List<ConfigError> errors) implements Result {
    public Bad {
      errors = List.copyOf(errors);
    }
  }

  /** Reads and checks the whole file. */
  public static Result of(Path file) {
    var errors = new Errors(file.toString());
    var root = new YamlText(errors).read(file);
    if (root.isPresent()) {
      var section = new Section(errors, "", root.get(), ROOT);
      var read = new PeopleFile(from(section), people(section, errors));
      if (errors.isEmpty()) return new Good(read);
    }
    return new Bad(errors.sorted());
  }

  /** A date begins at midnight. */
  private static Optional<LocalDateTime> from(Section root) {
    Optional<String> text = root.text("from");
    if (text.isEmpty()) return Optional.empty();
    try {
      return Optional.of(
          text.get().length() == 10
              ? LocalDate.parse(text.get()).atStartOfDay()
              : LocalDateTime.parse(text.get()));
    } catch (DateTimeException e) {
      root.wrong(
          Code.BAD_VALUE, "from", "from is '" + text.get() + "'", "2026-12-01 or 2026-12-01T08:00");
      return Optional.empty();
    }
  }

  private static List<Person> people(Section root, Errors errors) {
    var people = new ArrayList<Person>();
    var seen = new HashSet<String>();
    for (Section one : root.maps("people", ENTRY)) {
      Optional<String> id =
          WindowReader.matching(one, "id", PeopleReader.ID, "letters, digits and -, such as c12");
      Optional<String> name = one.text("name");
      var skills = new TreeSet<String>();
      for (ScalarNode word : one.words("skills"))
        if (!word.getValue().matches(ServiceReader.CODE))
          errors.add(
              Code.BAD_VALUE,
              word,
              "'" + word.getValue() + "' is no code of a service",
              "A-Z, 0-9 and -, such as RS");
        else skills.add(word.getValue());
      if (id.isEmpty() || name.isEmpty()) continue;
      if (!seen.add(id.get()))
        one.wrong(Code.DUPLICATE, "id", "clerk " + id.get() + " stands twice", "another id");
      people.add(new Person(id.get(), name.get(), skills));
    }
    return people;
  }
}
