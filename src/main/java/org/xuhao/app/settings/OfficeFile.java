package org.xuhao.app.settings;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.xuhao.app.settings.ConfigError.Code;

/** What the files of the district's office have in common. */
final class OfficeFile {
  private static final int DATE_LENGTH = "2026-12-01".length();

  private OfficeFile() {}

  /** Reads {@code file}, whose outermost keys stand under {@code name} in {@link Keys}. */
  static <T> Checked<T> read(Path file, String name, BiFunction<Section, Errors, T> reader) {
    var errors = new Errors(file.toString());
    var root = new YamlText(errors).read(file);
    if (root.isPresent()) {
      T read = reader.apply(new Section(errors, "", root.get(), name), errors);
      if (errors.isEmpty()) return new Checked.Good<>(read);
    }
    return new Checked.Bad<>(errors.sorted());
  }

  /** When the file counts; a date begins at midnight. */
  static Optional<LocalDateTime> from(Section root) {
    return parsed(
        root,
        "from",
        text ->
            text.length() == DATE_LENGTH
                ? LocalDate.parse(text).atStartOfDay()
                : LocalDateTime.parse(text),
        "2026-12-01 or 2026-12-01T08:00");
  }

  /** A date. */
  static Optional<LocalDate> date(Section entry, String name) {
    return parsed(entry, name, LocalDate::parse, "2026-12-01");
  }

  private static <T> Optional<T> parsed(
      Section section, String name, Function<String, T> parse, String example) {
    Optional<String> text = section.text(name);
    if (text.isEmpty()) return Optional.empty();
    try {
      return Optional.of(parse.apply(text.get()));
    } catch (DateTimeException e) {
      section.wrong(Code.BAD_VALUE, name, section.path(name) + " is '" + text.get() + "'", example);
      return Optional.empty();
    }
  }
}
