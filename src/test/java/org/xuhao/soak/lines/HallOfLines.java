package org.xuhao.soak.lines;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.xuhao.app.PtyCable;
import org.xuhao.sim.SimDevice;
import org.xuhao.sim.SimHall;
import org.xuhao.sim.SimView;
import org.xuhao.soak.lines.Prank.Kind;

/**
 * The devices of a hall, one of every type at least, each line on a bad wire: serial ports, raw
 * serial servers and one by RFC 2217. {@link LinesFile} says what hangs where.
 */
final class HallOfLines implements AutoCloseable {
  /** At which bytes take their time: at once would be more polls than any bus has. */
  private static final int BAUD = 57_600;

  private static final List<SimDevice> SIMULATED =
      List.of(
          SimDevice.pad("pads", 5, 1, false),
          SimDevice.pad("pads", 6, 2, false),
          SimDevice.pad("pads", 7, 2, true),
          SimDevice.osdpPad("osdp", 1, 3, false),
          SimDevice.osdpPad("osdp", 2, 3, true),
          SimDevice.osdpPad("osdp", 3, 4, false),
          SimDevice.osdpPad("osdp", 4, 4, true),
          SimDevice.osdpPad("osdp", 5, 5, false),
          SimDevice.card("leds", 1, 1, 192, 16),
          SimDevice.card("leds", 2, 2, 192, 16),
          SimDevice.card("leds", 9, 0, 192, 64),
          SimDevice.cpower("cpower", 1, 3, 192, 16),
          SimDevice.cpower("cpower", 9, 0, 192, 64),
          SimDevice.cpowerOnNetwork("cpnet", 1, 4, 192, 16),
          SimDevice.eq("eq", 1, 5, 192, 16),
          SimDevice.eq("eq", 2, 6, 192, 16),
          SimDevice.printer("printer"),
          SimDevice.idReader("reader"));

  private final Vertx vertx = Vertx.vertx();
  private final Context context = vertx.getOrCreateContext();
  private final Course course;
  private final Path folder;
  private final SimHall sim;
  private final Map<String, Integer> simPorts = new TreeMap<>();
  private final Map<String, BadWire> wires = new TreeMap<>();
  private final Map<String, Cable> cables = new TreeMap<>();
  private final List<Station> stations = new ArrayList<>();
  private final List<SimEnd> ends = new ArrayList<>();
  private final ModbusBox box;
  private final BytePad bytePad;
  private final Boards boards = new Boards();

  /** All plugged in and well; pseudo-terminals stand in {@code folder}. */
  HallOfLines(Path folder, Course course) throws Exception {
    this.folder = folder;
    this.course = course;
    sim = new SimHall(vertx, SIMULATED, BAUD, course.seed());
    BadWire.get(sim.start()).forEach((line, uri) -> simPorts.put(line, URI.create(uri).getPort()));
    for (String line : List.of("pads", "osdp", "cpower", "eq", "printer")) port(line);
    for (String line : List.of("leds", "cpnet", "reader")) cables.put(line, tcp(line));
    box = new ModbusBox(wire("box"), 1);
    wires("box").attach(box);
    wires("box").plug();
    cables.put("box", new Cable.Server(folder.resolve("box"), wires("box").port()));
    bytePad = new BytePad(wire("foot"));
    wires("foot").attach(bytePad);
    cables.put("foot", new Cable.Tcp(wires("foot")));
    port("boards");
    wires("boards").attach(boards);
    for (Cable cable : cables.values()) cable.plug();
    for (var line : LinesFile.DEVICES.entrySet()) station(line.getKey(), line.getValue());
  }

  private BadWire wire(String line) throws Exception {
    var wire = new BadWire(vertx, context, course.seed() * 31 + wires.size());
    wires.put(line, wire);
    Integer port = simPorts.get(line);
    if (port != null) ends.add(SimEnd.attach(vertx, context, wire, port));
    return wire;
  }

  private BadWire wires(String line) {
    return LinesFile.known(wires, line);
  }

  private Cable tcp(String line) throws Exception {
    return new Cable.Tcp(wire(line));
  }

  private void port(String line) throws Exception {
    BadWire wire = wire(line);
    wire.plug();
    cables.put(line, new Cable.Port(new PtyCable(folder.resolve(line), wire.port())));
  }

  private void station(String line, List<String> devices) {
    Cable cable = LinesFile.known(cables, line);
    BadWire wire = wires(line);
    var pranks = new ArrayList<Prank>();
    pranks.add(new Prank(Kind.UNPLUG, "unplug " + line, cable::pull, cable::plug));
    pranks.add(Prank.of(Kind.HOLD, "hold " + line, wire::hold));
    pranks.add(Prank.of(Kind.LOSE, "lose " + line, wire::lose));
    for (String device : devices)
      pranks.add(Prank.of(Kind.POWER, "power of " + device, off -> power(device, !off)));
    if (line.equals("printer")) {
      pranks.add(Prank.of(Kind.PRINTER, "paper out", out -> BadWire.get(sim.paperOut(out))));
      pranks.add(Prank.of(Kind.PRINTER, "cover open", open -> BadWire.get(sim.coverOpen(open))));
    }
    stations.add(new Station(line, devices, pranks, course, course.seed() + stations.size()));
  }

  private void power(String device, boolean on) throws Exception {
    String line = device.replaceFirst("/.*", "");
    switch (line) {
      case "box" -> box.power(on);
      case "foot" -> bytePad.power(on);
      case "boards" -> boards.power(Integer.parseInt(device.substring(line.length() + 1)), on);
      default -> BadWire.get(sim.power(device, on));
    }
  }

  List<Station> stations() {
    return stations;
  }

  Path file() throws Exception {
    var uris = new TreeMap<String, String>();
    cables.forEach((line, cable) -> uris.put(line, cable.uri()));
    return LinesFile.write(folder, uris);
  }

  void garble(double share) throws Exception {
    for (BadWire wire : wires.values()) wire.garble(share);
  }

  /** Bytes that came over all wires, and how many of them changed. */
  long[] bytes() {
    return new long[] {
      wires.values().stream().mapToLong(BadWire::carried).sum(),
      wires.values().stream().mapToLong(BadWire::spoilt).sum()
    };
  }

  /** Presses {@code key} at a window's call pad; false: it has none of that kind. */
  boolean press(int window, Key key) throws Exception {
    switch (window) {
      case LinesFile.BOX_WINDOW -> box.press(key.modbus());
      case LinesFile.FOOT_WINDOW ->
          BadWire.on(
              context,
              () -> {
                bytePad.press(key.plain());
                return Future.succeededFuture();
              });
      default -> {
        if (key.pad().length == 0) return false;
        BadWire.get(sim.press(window, key.pad()));
      }
    }
    return true;
  }

  /** Presses the best rating key of a window's lit rating pad. */
  void rate(int window) throws Exception {
    BadWire.get(sim.rate(window, 0));
  }

  void putCard(String number) throws Exception {
    BadWire.get(sim.putCard("reader", 'I', number));
  }

  void liftCard() throws Exception {
    BadWire.get(sim.liftCard("reader"));
  }

  SimView view() throws Exception {
    return BadWire.get(sim.view());
  }

  ModbusBox box() {
    return box;
  }

  BytePad bytePad() {
    return bytePad;
  }

  Boards boards() {
    return boards;
  }

  @Override
  public void close() throws IOException {
    try {
      pullAll();
    } catch (Exception stuck) {
      throw new IOException(stuck);
    }
  }

  private void pullAll() throws Exception {
    for (Cable cable : cables.values())
      switch (cable) {
        case Cable.Server server -> server.close();
        case Cable.Port port -> port.pull();
        case Cable.Tcp tcp -> {}
      }
    for (BadWire wire : wires.values()) wire.close();
    for (SimEnd end : ends) BadWire.get(end.close());
    BadWire.get(sim.stop());
    BadWire.get(vertx.close());
  }
}
