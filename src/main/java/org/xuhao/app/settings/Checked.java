package org.xuhao.app.settings;

import java.util.List;
import java.util.function.Function;

/** What came of reading a file of the district's office. */
public sealed interface Checked<T> {

  /** The same of what is made from the file. */
  default <R> Checked<R> map(Function<T, R> made) {
    return switch (this) {
      case Good<T>(T file) -> new Good<>(made.apply(file));
      case Bad<T>(List<ConfigError> errors) -> new Bad<>(errors);
    };
  }

  /** The file is right. */
  record Good<T>(T file) implements Checked<T> {}

  /** The file is wrong, in these places; at least one. */
  record Bad<T>(List<ConfigError> errors) implements Checked<T> {
    public Bad {
      errors = List.copyOf(errors);
    }
  }
}
