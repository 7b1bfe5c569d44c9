package org.xuhao.app.settings;

import java.util.Optional;
import java.util.regex.Pattern;

/** Whether a line's URI can be used. */
final class LineText {
  private static final Pattern SERIAL =
      Pattern.compile(
          "serial:/[^?\\s]+(\\?(baud=[0-9]{3,7}|data=[5-8]|parity=(none|odd|even)|stop=[12])"
              + "(&(baud=[0-9]{3,7}|data=[5-8]|parity=(none|odd|even)|stop=[12]))*)?");
  private static final Pattern TCP =
      Pattern.compile("tcp://([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:]+\\]):([0-9]{1,5})");

  private LineText() {}

  /** What is wrong with it and what to write. */
  record Wrong(String what, String write) {}

  static Optional<Wrong> wrong(String uri) {
    if (uri.matches("sim:[a-z0-9-]{1,32}")) return Optional.empty();
    if (SERIAL.matcher(uri).matches()) return Optional.empty();
    var tcp = TCP.matcher(uri);
    if (tcp.matches()) {
      int port = Integer.parseInt(tcp.group(2));
      if (port >= 1 && port <= 65_535) return Optional.empty();
      return Optional.of(new Wrong("there is no port " + port, "a port from 1 to 65535"));
    }
    return Optional.of(
        new Wrong(
            "'" + uri + "' leads nowhere", "serial:/dev/ttyUSB0?baud=9600 or tcp://10.0.0.7:4001"));
  }
}
