package org.xuhao.app.settings;

import java.util.Optional;
import org.xuhao.line.LineUri;

/** Whether a line's URI can be used. */
final class LineText {
  /** A line of the simulated hall. */
  private static final String SIMULATED = "sim:[a-z0-9-]{1,32}";

  private LineText() {}

  /** What is wrong with it and what to write. */
  record Wrong(String what, String write) {}

  static Optional<Wrong> wrong(String uri) {
    if (uri.matches(SIMULATED)) return Optional.empty();
    try {
      LineUri.parse(uri);
      return Optional.empty();
    } catch (LineUri.Wrong e) {
      String said = String.valueOf(e.getMessage());
      int write = said.indexOf(": write ");
      if (write < 0) return Optional.of(new Wrong(said, "serial:/dev/ttyUSB0?baud=9600"));
      return Optional.of(
          new Wrong(said.substring(0, write), said.substring(write + ": write ".length())));
    }
  }
}
