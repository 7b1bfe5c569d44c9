package org.xuhao.app.settings;

import java.nio.file.Path;
import java.util.List;

/** What came of reading a hall's file. */
public sealed interface Reading {

  /** The file is right. */
  record Good(Settings settings) implements Reading {}

  /** The file is wrong, in these places; at least one. */
  record Bad(List<ConfigError> errors) implements Reading {
    public Bad {
      errors = List.copyOf(errors);
    }
  }

  /** Reads and checks the whole file; all mistakes are found in one go. */
  static Reading of(Path file) {
    return of(file, file.toString());
  }

  /** The same with the name by which errors call the file. */
  static Reading of(Path file, String shown) {
    var errors = new Errors(shown);
    var root = new YamlText(errors).read(file);
    if (root.isPresent()) {
      var settings = new FileReader(file, errors, root.get()).read();
      if (settings.isPresent() && errors.isEmpty()) return new Good(settings.get());
    }
    return new Bad(errors.sorted());
  }
}
