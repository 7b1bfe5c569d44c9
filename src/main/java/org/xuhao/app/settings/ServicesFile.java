package org.xuhao.app.settings;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.xuhao.app.settings.ConfigError.Code;

/**
 * The services of a district, in a file of their own at its office, checked as the hall's file is.
 *
 * @param from when it counts, by the clock on the wall; empty: at once
 */
public record ServicesFile(Optional<LocalDateTime> from, List<Entry> services) {
  /** Under what its keys stand beside those of the hall's file. */
  public static final String ROOT = "services.yaml";

  static final String ENTRY = "services.yaml services[]";

  public ServicesFile {
    services = List.copyOf(services);
  }

  /**
   * A service as all halls have it. What is empty here stays as the hall's own file says.
   *
   * @param says what people say who come for it
   * @param materials what it asks for
   * @param bundle what one number of it is for, in order, in halls that offer it as a bundle
   * @param from first day on which numbers of it are given out
   * @param until last such day
   */
  public record Entry(
      String code,
      String name,
      Optional<String> nameEn,
      Optional<String> department,
      Optional<List<String>> says,
      Optional<List<String>> materials,
      Optional<List<String>> bundle,
      Optional<LocalDate> from,
      Optional<LocalDate> until) {
    public Entry {
      says = says.map(List::copyOf);
      materials = materials.map(List::copyOf);
      bundle = bundle.map(List::copyOf);
    }
  }

  /** Reads and checks the whole file. */
  public static Checked<ServicesFile> of(Path file) {
    return OfficeFile.read(
        file,
        ROOT,
        (root, errors) -> new ServicesFile(OfficeFile.from(root), services(root, errors)));
  }

  private static List<Entry> services(Section root, Errors errors) {
    Map<String, Section> sections = new HashMap<>();
    var parts = new ArrayList<ScalarNode>();
    var services = new ArrayList<Entry>();
    for (Section one : root.maps("services", ENTRY)) {
      List<ScalarNode> bundle = one.words("bundle");
      parts.addAll(bundle);
      Optional<Entry> read = entry(one, bundle.stream().map(ScalarNode::getValue).toList());
      if (read.isEmpty()) continue;
      String code = read.get().code();
      if (sections.putIfAbsent(code, one) != null)
        one.wrong(Code.DUPLICATE, "code", "service " + code + " stands twice", "another code");
      services.add(read.get());
    }
    for (ScalarNode part : parts) checkPart(part, sections, errors);
    return services;
  }

  /** Every part is a service of the district that is no bundle itself. */
  private static void checkPart(ScalarNode part, Map<String, Section> services, Errors errors) {
    String code = part.getValue();
    Section of = services.get(code);
    if (of == null)
      errors.add(
          Code.UNKNOWN_NAME,
          part,
          "there is no service '" + code + "'",
          Choices.instead(code, services.keySet().stream().sorted().toList()));
    else if (of.has("bundle"))
      errors.add(Code.BAD_VALUE, part, code + " is a bundle itself", "the services it stands for");
  }

  private static Optional<Entry> entry(Section one, List<String> bundle) {
    Optional<String> code =
        WindowReader.matching(one, "code", ServiceReader.CODE, "A-Z, 0-9 and -, such as RS");
    Optional<String> name = one.text("name");
    Optional<String> nameEn = one.text("nameEn");
    Optional<String> department = one.text("department");
    Optional<List<String>> says = phrases(one, "says");
    Optional<List<String>> materials = phrases(one, "materials");
    Optional<LocalDate> from = OfficeFile.date(one, "from");
    Optional<LocalDate> until = OfficeFile.date(one, "until");
    if (from.isPresent() && until.isPresent() && until.get().isBefore(from.get()))
      one.wrong(
          Code.BAD_VALUE, "until", "until lies before from", "a day not before " + from.get());
    if (code.isEmpty() || name.isEmpty()) return Optional.empty();
    return Optional.of(
        new Entry(
            code.get(),
            name.get(),
            nameEn,
            department,
            says,
            materials,
            bundle.isEmpty() ? Optional.empty() : Optional.of(bundle),
            from,
            until));
  }

  private static Optional<List<String>> phrases(Section one, String name) {
    return one.has(name) ? Optional.of(ServiceReader.phrases(one, name)) : Optional.empty();
  }
}
