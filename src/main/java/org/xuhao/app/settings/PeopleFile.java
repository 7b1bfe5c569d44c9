package org.xuhao.app.settings;

import java.nio.file.Path;
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

  /** Reads and checks the whole file. */
  public static Checked<PeopleFile> of(Path file) {
    return OfficeFile.read(
        file, ROOT, (root, errors) -> new PeopleFile(OfficeFile.from(root), people(root, errors)));
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
