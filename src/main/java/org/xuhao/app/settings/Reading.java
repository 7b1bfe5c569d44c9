package org.xuhao.app.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.snakeyaml.engine.v2.nodes.MappingNode;

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
    return of(file, errors, new YamlText(errors).read(file));
  }

  /**
   * Reads {@code bytes} as if {@code file} held them: what it names is looked for from there.
   *
   * @param apart is given the outermost map, where there is one
   */
  static Reading of(Path file, byte[] bytes, Consumer<MappingNode> apart) {
    var errors = new Errors(file.toString());
    Optional<MappingNode> root = new YamlText(errors).read(bytes);
    root.ifPresent(apart);
    return of(file, errors, root);
  }

  private static Reading of(Path file, Errors errors, Optional<MappingNode> root) {
    if (root.isPresent()) {
      var settings = new FileReader(file, errors, root.get()).read();
      if (settings.isPresent() && errors.isEmpty()) return new Good(settings.get());
    }
    return new Bad(errors.sorted());
  }

  /** The outermost map with all its places; empty where it cannot be taken apart. */
  static Optional<MappingNode> outline(byte[] bytes) {
    return new YamlText(new Errors("")).read(bytes);
  }
}
