package org.xuhao.app.settings;

import java.util.Optional;
import org.xuhao.line.LineUri;

/** Whether a line's URI can be used. */
final class LineText {
  private LineText() {}

  /** What is wrong with it and what to write. */
  record Wrong(String what, String write) {}

  static Optional<Wrong> wrong(String uri) {
<<<<<<< HEAD
    if (uri.matches("sim:[a-z0-9-]{1,32}")) return Optional.empty();
    if (SERIAL.matcher(uri).matches()) return Optional.empty();
    var tcp = TCP.matcher(uri);
    if (tcp.matches()) {
      int port = Integer.parseInt(tcp.group(2));
      if (port >= 1 && port <= 65_535) return Optional.empty();
      return Optional.of(new Wrong("there is no port " + port, "a port from 1 to 65535"));
=======
    try {
      LineUri.parse(uri);
      return Optional.empty();
    } catch (LineUri.Wrong e) {
      String said = String.valueOf(e.getMessage());
      int write = said.indexOf(": write ");
      if (write < 0) return Optional.of(new Wrong(said, "serial:/dev/ttyUSB0?baud=9600"));
      return Optional.of(
          new Wrong(said.substring(0, write), said.substring(write + ": write ".length())));
>>>>>>> app
    }
  }
}
