package org.xuhao.driver;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.Ask;
import org.xuhao.wire.Bytes;
import org.xuhao.wire.Decoded;
import org.xuhao.wire.Frame;

/**
 * Plays a capture into the drivers and writes down what they want done.
 *
 * <p>A capture is text. Lines that begin with {@code #} are its head; {@code # device: 6 rating 5}
 * names a device (see {@link DeviceType#usual()}), and without one every address that speaks is
 * taken for a device. Then each line is a number of seconds and {@code <} with bytes from a device,
 * {@code >} with bytes that were sent then (passed over: the drivers say what they send now), or
 * {@code !} with an event: {@code opened}, {@code lost}, {@code wait}, {@code accepted}, {@code
 * refused <code>}, {@code window <n> <face> <ticket> <call> <name>}, {@code pad <n> <waiting>
 * <ticket>}, {@code rating <n> <visit>}, {@code hall <ticket>><n> …}, {@code print <ticket>
 * <copy>}; a dash stands for none. The recorder's own lines {@code # 0.100 up} and {@code # 9.000
 * down: why} are read too.
 */
public final class ReplayCapture {

  /** When a capture begins, unless its head has {@code # start}. */
  static final Instant START = Instant.parse("2026-11-01T01:00:00Z");

  private static final Pattern LINE =
      Pattern.compile("(?:# )?(?<at>\\d+\\.\\d+) (?<sign>[<>!] ?|)(?<rest>.*)");
  private static final String DEVICE = "# device:";
  private static final String BEGAN = "# start ";
  private static final String LINE_NAME = "line";

  private final Instant start;
  private final List<String> answers = new ArrayList<>();
  private Bus bus;
  private @Nullable Ask asked;

  private ReplayCapture(Bus bus, Instant start) {
    this.bus = bus;
    this.start = start;
  }

  /**
   * What the drivers answer to a capture, one line each: seconds, then {@code > bytes}, {@code ask
   * request command}, {@code raise code subject: detail} or {@code clear code subject}.
   *
   * @throws IllegalArgumentException when a line of the capture cannot be read; it says which
   */
  public static List<String> answers(DeviceType type, List<String> capture) {
    Instant start = START;
    for (String line : capture)
      if (line.startsWith(BEGAN)) start = Instant.parse(line.substring(BEGAN.length()).strip());
    var replay = new ReplayCapture(Drivers.bus(LINE_NAME, devices(type, capture)), start);
    if (capture.stream().noneMatch(line -> line.matches("\\d+\\.\\d+ ! opened|# \\d+\\.\\d+ up")))
      replay.on(new Input.Opened(start));
    for (String line : capture) replay.play(line);
    return List.copyOf(replay.answers);
  }

  private static List<DeviceConfig> devices(DeviceType type, List<String> capture) {
    var devices = new ArrayList<DeviceConfig>();
    for (String line : capture)
      if (line.startsWith(DEVICE))
        devices.add(type.usual().apply(LINE_NAME, line.substring(DEVICE.length()).strip()));
    if (!devices.isEmpty()) return devices;
    var addresses = new TreeSet<Integer>();
    Bytes tail = Bytes.NONE;
    for (String line : capture) {
      Matcher m = LINE.matcher(line);
      if (!m.matches() || !m.group("sign").startsWith("<")) continue;
      Decoded<? extends Frame> decoded =
          type.heard().apply(tail.then(bytes(line, m.group("rest"))));
      tail = decoded.tail();
      decoded.frames().forEach(frame -> addresses.add(frame.device()));
    }
    if (addresses.isEmpty()) addresses.add(1);
    for (int address : addresses)
      devices.add(type.usual().apply(LINE_NAME, Integer.toString(address)));
    return devices;
  }

  private void play(String line) {
    Matcher m = LINE.matcher(line);
    if (!m.matches()) {
      if (line.isBlank() || line.startsWith("#")) return;
      throw new IllegalArgumentException("cannot read capture line: " + line);
    }
    Instant at = start.plusNanos(Math.round(Double.parseDouble(m.group("at")) * 1e9));
    while (!bus.tickAt().isAfter(at)) on(new Input.Tick(bus.tickAt()));
    switch (m.group("sign").strip()) {
      case "<" -> on(new Input.Received(bytes(line, m.group("rest")), at));
      case ">" -> {}
      default -> {
        Optional<Input> input = CaptureEvent.input(m.group("rest"), at, asked);
        input.ifPresent(this::on);
      }
    }
  }

  private static Bytes bytes(String line, String hex) {
    try {
      return Bytes.hex(hex);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("cannot read capture line: " + line, e);
    }
  }

  private void on(Input input) {
    var step = bus.on(input);
    bus = step.next();
    for (Output output : step.outputs())
      text(output).ifPresent(text -> add(at(output, input.at()), text));
  }

  private static Instant at(Output output, Instant now) {
    return output instanceof Output.Send send ? send.at(now) : now;
  }

  private void add(Instant at, String text) {
    double seconds = Duration.between(start, at).toNanos() / 1e9;
    answers.add("%.3f %s".formatted(seconds, text));
  }

  private Optional<String> text(Output output) {
    return switch (output) {
      case Output.Send send -> Optional.of("> " + send.bytes());
      case Output.Asked ask -> {
        asked = ask.ask();
        yield Optional.of("ask " + asked.request() + " " + asked.command());
      }
      case Output.Card(var dispenser, var card) -> Optional.of("card " + dispenser + " " + card);
      case Output.Raise(var fault) ->
          Optional.of(
              "raise %s %s: %s".formatted(fault.code().code(), fault.subject(), fault.detail()));
      case Output.Clear(var code, var subject) ->
          Optional.of("clear " + code.code() + " " + subject);
      case Output.Count count -> Optional.empty();
      case Output.RoundTrip trip -> Optional.empty();
      case Output.Paper(var device, var roll) ->
          Optional.of("paper %s %d mm %d tickets".formatted(device, roll.usedMm(), roll.tickets()));
    };
  }
}
