package org.xuhao.app.reference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.xuhao.app.settings.Checked;
import org.xuhao.app.settings.ConfigError;
import org.xuhao.app.settings.PeopleFile;
import org.xuhao.app.settings.ServicesFile;

/** A file of the office out of which editions are made; read anew where it changed. */
final class OfficeSource {
  private final Path file;
  private final Function<Path, Checked<Said>> reader;
  private Optional<Said> said = Optional.empty();
  private @Nullable FileTime readAt;

  /**
   * What the file says.
   *
   * @param from when it counts, by the clock on the wall; empty: at once
   * @param body of its edition
   */
  record Said(Optional<LocalDateTime> from, String body) {}

  private OfficeSource(Path file, Function<Path, Checked<Said>> reader) {
    this.file = file;
    this.reader = reader;
  }

  static OfficeSource ofPeople(Path file) {
    return new OfficeSource(
        file,
        path -> PeopleFile.of(path).map(of -> new Said(of.from(), PeopleText.of(of.people()))));
  }

  static OfficeSource ofServices(Path file) {
    return new OfficeSource(
        file,
        path ->
            ServicesFile.of(path).map(of -> new Said(of.from(), ServicesText.of(of.services()))));
  }

  /**
   * What it says now; empty: it has a mistake.
   *
   * @param good called where it was read anew and is right
   * @param bad called with the first mistake where it was read anew and is wrong
   */
  Optional<Said> read(Runnable good, Consumer<ConfigError> bad) throws IOException {
    FileTime changed = Files.exists(file) ? Files.getLastModifiedTime(file) : null;
    if (changed != null && changed.equals(readAt)) return said;
    said =
        switch (reader.apply(file)) {
          case Checked.Good<Said>(var what) -> {
            good.run();
            yield Optional.of(what);
          }
          case Checked.Bad<Said>(var errors) -> {
            bad.accept(errors.getFirst());
            yield Optional.empty();
          }
        };
    readAt = changed;
    return said;
  }
}
