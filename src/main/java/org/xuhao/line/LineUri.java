package org.xuhao.line;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/** Where a line leads, as written in the hall's file. */
public sealed interface LineUri {

  /** The same URI in full, every setting spelled out; it never holds a secret. */
  String text();

  /**
   * A local port.
   *
   * @param path the device, by its own name or by a symbolic link such as udev makes
   * @param rs485 the kernel switches the direction of an RS-485 pair (TIOCSRS485); without, the
   *     adapter does so by itself
   */
  record Serial(String path, Framing framing, boolean rs485) implements LineUri {
    @Override
    public String text() {
      return "serial:" + path + framing.text() + (rs485 ? "&rs485=on" : "");
    }
  }

  /** A serial device server that carries the bytes as they are. */
  record Tcp(String host, int port) implements LineUri {
    @Override
    public String text() {
      return "tcp://" + place(host, port);
    }
  }

  /** A serial device server whose port is set from here. Source: RFC 2217. */
  record Rfc2217(String host, int port, Framing framing) implements LineUri {
    @Override
    public String text() {
      return "rfc2217://" + place(host, port) + framing.text();
    }
  }

  private static String place(String host, int port) {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }

  /**
   * How bytes stand on the wire.
   *
   * @param baud bits per second, {@value #BAUD_MIN} to {@value #BAUD_MAX}
   * @param data data bits, 5 to 8
   * @param stop stop bits, 1 or 2
   */
  record Framing(int baud, int data, Parity parity, int stop) {

    /** The slowest rate that serial adapters still offer. */
    static final int BAUD_MIN = 300;

    /** The fastest rate that Linux names (B4000000 in termios). */
    static final int BAUD_MAX = 4_000_000;

    /** What most devices of a hall leave the factory with. */
    public static final Framing USUAL = new Framing(9600, 8, Parity.NONE, 1);

    /** The same at another rate. */
    public Framing at(int rate) {
      return new Framing(rate, data, parity, stop);
    }

    private String text() {
      return "?baud=%d&data=%d&parity=%s&stop=%d".formatted(baud, data, parity.word(), stop);
    }

    private Framing with(String key, String value) throws Wrong {
      return switch (key) {
        case "baud" ->
            new Framing(number(key, value, BAUD_MIN, BAUD_MAX, "baud=9600"), data, parity, stop);
        case "data" -> new Framing(baud, number(key, value, 5, 8, "data=8"), parity, stop);
        case "parity" -> new Framing(baud, data, LineUri.parity(value), stop);
        case "stop" -> new Framing(baud, data, parity, number(key, value, 1, 2, "stop=1"));
        default ->
            throw new Wrong(
                ("'%s' is no setting of a serial line: write baud, data, parity or stop, as in"
                        + " ?baud=9600&data=8&parity=none&stop=1")
                    .formatted(key));
      };
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
    if (text.startsWith("tcp:")) {
      Place place = place(text, text.substring("tcp:".length()), "tcp");
      return new Tcp(place.host(), place.port());
    }
    if (text.startsWith("rfc2217:")) return rfc2217(text);
    throw new Wrong(
        ("'%s' is no line: write serial:/dev/ttyUSB0?baud=9600 for a local port, or"
                + " tcp://host:port or rfc2217://host:port?baud=9600 for a serial server")
            .formatted(text));
  }

  /** The rate of the line that {@code text} names; empty: a network sets none, or it is no line. */
  static OptionalInt baud(String text) {
    try {
      return switch (parse(text)) {
        case Serial serial -> OptionalInt.of(serial.framing().baud());
        case Rfc2217 server -> OptionalInt.of(server.framing().baud());
        case Tcp tcp -> OptionalInt.empty();
      };
    } catch (Wrong wrong) {
      return OptionalInt.empty();
    }
  }

  private static Serial serial(String rest) throws Wrong {
    String path = beforeQuestion(rest);
    if (!path.startsWith("/") || path.length() < 2)
      throw new Wrong(
          "'serial:%s' names no device: write its full path, as in serial:/dev/ttyUSB0?baud=9600"
              .formatted(rest));
    var framing = Framing.USUAL;
    boolean rs485 = false;
    for (Setting setting : settings(rest))
      if (setting.key().equals("rs485")) rs485 = isOn(setting);
      else framing = framing.with(setting.key(), setting.value());
    return new Serial(path, framing, rs485);
  }

  private static boolean isOn(Setting setting) throws Wrong {
    if (!setting.value().equals("on") && !setting.value().equals("off"))
      throw new Wrong("rs485 '%s' is unknown: write rs485=on or off".formatted(setting.value()));
    return setting.value().equals("on");
  }

  private static Rfc2217 rfc2217(String text) throws Wrong {
    Place place = place(text, beforeQuestion(text.substring("rfc2217:".length())), "rfc2217");
    var framing = Framing.USUAL;
    for (Setting setting : settings(text)) framing = framing.with(setting.key(), setting.value());
    return new Rfc2217(place.host(), place.port(), framing);
  }

  /** One {@code key=value} after the question mark. */
  record Setting(String key, String value) {}

  /** Where a serial server listens. */
  record Place(String host, int port) {}

  private static String beforeQuestion(String text) {
    int question = text.indexOf('?');
    return question < 0 ? text : text.substring(0, question);
  }

  private static List<Setting> settings(String text) {
    int question = text.indexOf('?');
    if (question < 0) return List.of();
    var settings = new ArrayList<Setting>();
    for (String pair : List.of(text.substring(question + 1).split("&", -1))) {
      int equals = pair.indexOf('=');
      String key = equals < 0 ? pair : pair.substring(0, equals);
      settings.add(new Setting(key, equals < 0 ? "" : pair.substring(equals + 1)));
    }
    return settings;
  }

  private static Place place(String text, String after, String scheme) throws Wrong {
    String rest = after.startsWith("//") ? after.substring("//".length()) : "";
    int colon = rest.lastIndexOf(':');
    String host = colon < 0 ? rest : rest.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) host = host.substring(1, host.length() - 1);
    if (host.isEmpty() || colon < 0 || !host.matches("[A-Za-z0-9.:_-]+"))
      throw new Wrong(
          "'%s' names no serial server: write host and port, as in %s://10.0.0.7:4001"
              .formatted(text, scheme));
    return new Place(
        host, number("port", rest.substring(colon + 1), 1, 65_535, scheme + "://host:4001"));
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
