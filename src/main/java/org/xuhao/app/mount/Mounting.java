package org.xuhao.app.mount;

import com.fazecast.jSerialComm.SerialPort;
import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import org.xuhao.driver.DeviceType;
import org.xuhao.driver.Drivers;
import org.xuhao.driver.Probe;
import org.xuhao.driver.osdp.PadFinder;
import org.xuhao.line.LineUri;
import org.xuhao.wire.Bytes;
import org.xuhao.wire.Decoded;
import org.xuhao.wire.Frame;

/**
 * What an installer does with a cable and no hall running: sees what answers on which port, numbers
 * pads, and gets the lines for the hall's file.
 */
public final class Mounting {

  /** Bits of one byte on the wire: start, eight of data, stop. */
  private static final int BITS_A_BYTE = 10;

  /** Pads are asked so long; the profile allows 20 ms, a USB adapter adds 16. */
  private static final Duration PAD_WITHIN = Duration.ofMillis(60);

  private final Vertx vertx;
  private final PrintWriter out;
  private final List<Answered> answered = new ArrayList<>();

  /** Devices of one type that answered on one line. */
  private record Answered(DeviceType type, LineUri line, List<Integer> addresses) {}

  private Mounting(Vertx vertx, PrintWriter out) {
    this.vertx = vertx;
    this.out = out;
  }

  /** A step of the installer's; {@code false}: it found nothing or could not be done. */
  private interface Step {
    boolean take(Mounting mounting) throws InterruptedException;
  }

  /** Asks every device type on each line, or on all ports of this machine when none is given. */
  public static boolean probe(List<LineUri> lines, PrintWriter out) {
    return with(out, mounting -> mounting.probe(lines));
  }

  /**
   * Finds all pads of the open profile on a line and gives them addresses from {@code first} on.
   */
  public static boolean number(LineUri line, int first, PrintWriter out) {
    return with(out, mounting -> mounting.number(line, first));
  }

  /** Gives the OSDP pad at one address another. */
  public static boolean move(LineUri line, int from, int to, PrintWriter out) {
    return with(out, mounting -> mounting.move(line, from, to));
  }

  private static boolean with(PrintWriter out, Step step) {
    Vertx vertx = Vertx.vertx();
    try {
      return step.take(new Mounting(vertx, out));
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      out.flush();
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  private boolean probe(List<LineUri> given) throws InterruptedException {
    List<LineUri> lines = given.isEmpty() ? ports() : given;
    if (lines.isEmpty()) say("No serial port on this machine; plug the adapter in. 没有串口，请插上转换器。");
    for (LineUri line : lines) for (int baud : bauds(line)) if (!probe(at(line, baud), baud)) break;
    fragment();
    return !answered.isEmpty();
  }

  private static List<LineUri> ports() {
    var ports = new ArrayList<LineUri>();
    for (SerialPort port : SerialPort.getCommPorts())
      ports.add(
          new LineUri.Serial(
              StableName.of(port.getSystemPortPath()), LineUri.Framing.USUAL, false));
    return ports;
  }

  /** The rates to try; one where a serial server has its own. */
  private static List<Integer> bauds(LineUri line) {
    if (line instanceof LineUri.Tcp) return List.of(LineUri.Framing.USUAL.baud());
    var bauds = new ArrayList<Integer>();
    for (DeviceType type : Drivers.ALL)
      for (int baud : type.probe().map(Probe::bauds).orElse(List.of()))
        if (!bauds.contains(baud)) bauds.add(baud);
    return bauds;
  }

  private static LineUri at(LineUri line, int baud) {
    return switch (line) {
      case LineUri.Serial serial ->
          new LineUri.Serial(serial.path(), serial.framing().at(baud), serial.rs485());
      case LineUri.Rfc2217 server ->
          new LineUri.Rfc2217(server.host(), server.port(), server.framing().at(baud));
      case LineUri.Tcp tcp -> tcp;
    };
  }

  /** Asks all types that may have this rate; {@code false}: the line does not open. */
  private boolean probe(LineUri line, int baud) throws InterruptedException {
    say(line.text());
    try (Asker asker = Asker.open(vertx, line)) {
      for (DeviceType type : Drivers.ALL) {
        Optional<Probe> probe = type.probe();
        boolean tried = probe.isPresent() && !hasAnswered(type, line);
        if (tried && (line instanceof LineUri.Tcp || probe.get().bauds().contains(baud)))
          ask(asker, type, probe.get(), line, baud);
      }
      return true;
    } catch (Asker.Deaf deaf) {
      say("  " + deaf.why());
      return false;
    }
  }

  /** A device speaks at one rate only. */
  private boolean hasAnswered(DeviceType type, LineUri line) {
    return answered.stream()
        .anyMatch(a -> a.type().equals(type) && place(a.line()).equals(place(line)));
  }

  private static String place(LineUri line) {
    return line.text().replaceFirst("\\?.*", "");
  }

  private void ask(Asker asker, DeviceType type, Probe probe, LineUri line, int baud)
      throws InterruptedException {
    boolean shared = type.addresses().any();
    int least = shared ? type.addresses().least() : 0;
    int most = shared ? Math.min(probe.most(), type.addresses().most()) : 0;
    var addresses = new TreeSet<Integer>();
    for (int address = least; address <= most; address++) {
      Bytes question = probe.question().apply(address);
      Duration within =
          probe.within().plusMillis((long) question.size() * BITS_A_BYTE * 1_000 / baud);
      // Noise may look like an answer once.
      int sound = 0;
      while (sound < 2 && isAnswer(type, address, question, asker.ask(question, within))) sound++;
      if (sound == 2) {
        addresses.add(address);
        say("  %s %s".formatted(type.name(), shared ? "address " + address : "answers"));
      }
      progress(address - least + 1, most - least + 1);
    }
    if (!addresses.isEmpty()) answered.add(new Answered(type, line, List.copyOf(addresses)));
  }

  /** All is sound, all is from that device, and it is no echo of the question. */
  private static boolean isAnswer(DeviceType type, int address, Bytes question, Bytes heard) {
    if (heard.isEmpty() || heard.equals(question)) return false;
    Decoded<? extends Frame> decoded = type.heard().apply(heard);
    boolean sound = decoded.noiseBytes() == 0 && decoded.badFrames() == 0;
    return sound
        && !decoded.frames().isEmpty()
        && decoded.frames().stream()
            .allMatch(frame -> frame.device() < 0 || frame.device() == address);
  }

  /** A long search says now and then how far it is. */
  private void progress(int done, int all) {
    if (all > PROGRESS_EVERY && done % PROGRESS_EVERY == 0 && done < all)
      say("    %d / %d".formatted(done, all));
  }

  private static final int PROGRESS_EVERY = 32;

  private boolean number(LineUri line, int first) throws InterruptedException {
    try (Asker asker = Asker.open(vertx, line)) {
      var finder = new PadFinder(said -> asked(asker, said));
      List<Bytes> pads = finder.find();
      say(
          "%d pads, %d questions. 找到 %d 个。"
              .formatted(pads.size(), finder.questions(), pads.size()));
      var numbered = new ArrayList<Integer>();
      for (Bytes pad : pads) {
        int address = first + numbered.size();
        boolean taken = finder.number(pad, address);
        say("  %s %s".formatted(pad, taken ? "address " + address : "does not take an address"));
        if (!taken) continue;
        numbered.add(address);
        finder.show(address, "地址 " + address);
      }
      DeviceType type = Drivers.type("osdp-pad").orElseThrow();
      if (!numbered.isEmpty()) answered.add(new Answered(type, line, numbered));
      fragment();
      return !pads.isEmpty() && numbered.size() == pads.size();
    } catch (Asker.Deaf deaf) {
      say(deaf.why());
      return false;
    }
  }

  private boolean move(LineUri line, int from, int to) throws InterruptedException {
    OptionalInt baud = LineUri.baud(line.text());
    if (baud.isEmpty()) {
      say("The rate behind tcp:// is not known, and the pad is told it: use rfc2217:// or a port.");
      return false;
    }
    try (Asker asker = Asker.open(vertx, line)) {
      var finder = new PadFinder(said -> asked(asker, said));
      boolean there = !asked(asker, PadFinder.identify(to).bytes()).isEmpty();
      if (there) say("Address %d is taken. 地址 %d 已被占用。".formatted(to, to));
      boolean moved = !there && finder.move(from, to, baud.getAsInt());
      if (moved) finder.show(to, "地址 " + to);
      say(moved ? "%d → %d".formatted(from, to) : "Not moved. 未能更改。");
      return moved;
    } catch (Asker.Deaf deaf) {
      say(deaf.why());
      return false;
    }
  }

  private static Bytes asked(Asker asker, Bytes said) {
    try {
      return asker.ask(said, PAD_WITHIN);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return Bytes.NONE;
    }
  }

  /** What to write into the hall's file. */
  private void fragment() {
    if (answered.isEmpty()) {
      say("Nothing answered. Check power, A and B of the pair, and that no hall runs. 没有应答。");
      return;
    }
    say("");
    say("# For the hall's file; set the windows. 写入 hall.yaml，并改好窗口号");
    var places = new ArrayList<String>();
    say("lines:");
    for (Answered one : answered) {
      String place = one.line().text();
      if (places.contains(place)) continue;
      places.add(place);
      say("  line%d: {uri: \"%s\"}".formatted(places.size(), place));
    }
    say("devices:");
    for (Answered one : answered) {
      int line = places.indexOf(one.line().text()) + 1;
      for (int address : one.addresses()) {
        String where = one.type().addresses().any() ? ", address: " + address : "";
        String window = one.type().has(DeviceType.Trait.AT_WINDOW) ? ", window: 1" : "";
        say("  - {type: %s, line: line%d%s%s}".formatted(one.type().name(), line, where, window));
      }
    }
  }

  private void say(String line) {
    out.println(line);
    out.flush();
  }
}
