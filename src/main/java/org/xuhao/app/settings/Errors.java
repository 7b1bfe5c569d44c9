package org.xuhao.app.settings;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;
import org.xuhao.app.settings.ConfigError.Code;

/** Collects every mistake of one file, so that one look at the list mends them all. */
final class Errors {

  /** More mistakes than anyone reads: the rest is left out. */
  static final int ERRORS_MAX = 100;

  private final String file;
  private final List<ConfigError> found = new ArrayList<>();

  Errors(String file) {
    this.file = file;
  }

  void add(Code code, String what, String write) {
    add(code, 0, 0, what, write);
  }

  void add(Code code, Node at, String what, String write) {
    add(code, at.getStartMark(), what, write);
  }

  void add(Code code, Optional<Mark> at, String what, String write) {
    int line = at.map(mark -> mark.getLine() + 1).orElse(0);
    int column = at.map(mark -> mark.getColumn() + 1).orElse(0);
    add(code, line, column, what, write);
  }

  void add(Code code, int line, int column, String what, String write) {
    if (found.size() < ERRORS_MAX)
      found.add(new ConfigError(code, file, line, column, what, write));
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  /** In the order of the file. */
  List<ConfigError> sorted() {
    return found.stream()
        .sorted(Comparator.comparingInt(ConfigError::line).thenComparingInt(ConfigError::column))
        .toList();
  }
}
