package org.xuhao.line;

import java.util.List;
import java.util.Locale;

/** Where a line leads, as written in the hall's file. */
public sealed interface LineUri {

  /** The same URI in full, every setting spelled out; it never holds a secret. */
  String text();

  /**
   * A local port.
   *
   * @param path the device, by its own name or by a symbolic link such as udev makes
   * @param baud bits per second, {@value #BAUD_MIN} to {@value #BAUD_MAX}
   * @param data data bits, 5 to 8
   * @param stop stop bits, 1 or 2
   */
  record Serial(String path, int baud, int data, Parity parity, int stop) implements LineUri {

    /** The slowest rate that serial adapters still offer. */
    static final int BAUD_MIN = 300;

    /** The fastest rate that Linux names (B4000000 in termios). */
    static final int BAUD_MAX = 4_000_000;

    @Override
    public String text() {
      return "serial:%s?baud=%d&data=%d&parity=%s&stop=%d"
          .formatted(path, baud, data, parity.word(), stop);
    }
  }

  /** A serial device server that carries the bytes as they are. */
  record Tcp(String host, int port) implements LineUri {
    @Override
    public String text() {
      return "tcp://%s:%d".formatted(host.contains(":") ? "[" + host + "]" : host, port);
    }
  }

  /** The parity bit of each byte. */
  enum Parity {
    NONE,
    ODD,
    EVEN;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A line's URI cannot be used; the message says what is wrong and what to write. */
  final class Wrong extends Exception {
    Wrong(String message) {
      super(message);
    }
  }

  /**
   * Reads a URI.
   *
   * @throws Wrong with what is wrong and what to write, for the person who wrote the file
   */
  static LineUri parse(String text) throws Wrong {
    if (text.startsWith("serial:")) return serial(text.substring("serial:".length()));
    if (text.startsWith("tcp:")) return tcp(text);
    throw new Wrong(
        ("'%s' is no line: write serial:/dev/ttyUSB0?baud=9600 for a local port or"
                + " tcp://host:port for a serial server")
            .formatted(text));
  }

  private static Serial serial(String rest) throws Wrong {
    int question = rest.indexOf('?');
    String path = question < 0 ? rest : rest.substring(0, question);
    if (!path.startsWith("/") || path.length() < 2)
      throw new Wrong(
          "'serial:%s' names no device: write its full path, as in serial:/dev/ttyUSB0?baud=9600"
              .formatted(rest));
    var port = new Serial(path, 9600, 8, Parity.NONE, 1);
    if (question < 0) return port;
    for (String pair : List.of(rest.substring(question + 1).split("&", -1)))
      port = with(port, pair);
    return port;
  }

  private static Serial with(Serial port, String pair) throws Wrong {
    int equals = pair.indexOf('=');
    String key = equals < 0 ? pair : pair.substring(0, equals);
    String value = equals < 0 ? "" : pair.substring(equals + 1);
    return switch (key) {
      case "baud" ->
          new Serial(
              port.path(),
              number(key, value, Serial.BAUD_MIN, Serial.BAUD_MAX, "baud=9600"),
              port.data(),
              port.parity(),
              port.stop());
      case "data" ->
          new Serial(
              port.path(),
              port.baud(),
              number(key, value, 5, 8, "data=8"),
              port.parity(),
              port.stop());
      case "parity" ->
          new Serial(port.path(), port.baud(), port.data(), parity(value), port.stop());
      case "stop" ->
          new Serial(
              port.path(),
              port.baud(),
              port.data(),
              port.parity(),
              number(key, value, 1, 2, "stop=1"));
      default ->
          throw new Wrong(
              ("'%s' is no setting of a serial line: write baud, data, parity or stop, as in"
                      + " ?baud=9600&data=8&parity=none&stop=1")
                  .formatted(key));
    };
  }

  private static Tcp tcp(String text) throws Wrong {
    String rest = text.startsWith("tcp://") ? text.substring("tcp://".length()) : "";
    int colon = rest.lastIndexOf(':');
    String host = colon < 0 ? rest : rest.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) host = host.substring(1, host.length() - 1);
    if (host.isEmpty() || colon < 0 || !host.matches("[A-Za-z0-9.:_-]+"))
      throw new Wrong(
          "'%s' names no serial server: write host and port, as in tcp://10.0.0.7:4001"
              .formatted(text));
    return new Tcp(host, number("port", rest.substring(colon + 1), 1, 65_535, "tcp://host:4001"));
  }

  private static Parity parity(String value) throws Wrong {
    for (Parity parity : Parity.values()) if (parity.word().equals(value)) return parity;
    throw new Wrong("parity '%s' is unknown: write parity=none, odd or even".formatted(value));
  }

  private static int number(String key, String value, int least, int most, String example)
      throws Wrong {
    if (value.matches("[0-9]{1,9}")) {
      int number = Integer.parseInt(value);
      if (number >= least && number <= most) return number;
    }
    throw new Wrong(
        "%s '%s' is no number from %d to %d: write it as in %s"
            .formatted(key, value, least, most, example));
  }
}
