package org.xuhao.soak;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.xuhao.driver.DeviceConfig;
import org.xuhao.driver.escpos.PrinterConfig;
import org.xuhao.driver.ff68pad.PadConfig;
import org.xuhao.driver.onbonbx.CardConfig;
import org.xuhao.driver.osdp.OsdpConfig;
import org.xuhao.hall.Plan;
import org.xuhao.hall.value.WindowId;
import org.xuhao.sim.HandCards;
import org.xuhao.sim.HandPads;
import org.xuhao.sim.HandPeer;
import org.xuhao.sim.HandPrinter;
import org.xuhao.sim.SimDevice;

/**
 * The devices of a simulated hall and their lines: a strip above every window, a pad at every
 * second one, a screen of four rows, a printer.
 */
final class Devices {

  /** Devices on one bus. */
  private static final int BUS_MAX = 8;

  private static final int SCREEN_ROWS = 4;

  private final Stage stage;
  private final Shown shown;
  private final long seed;
  private final Map<Wire, List<DeviceConfig>> lines = new LinkedHashMap<>();
  private final Map<Wire, HandPeer> peers = new LinkedHashMap<>();
  private final Map<WindowId, HandPads> pads = new TreeMap<>();
  private final Map<WindowId, HandCards> strips = new TreeMap<>();
  private @Nullable HandPrinter printer;
  private @Nullable HandCards screen;

  Devices(Stage stage, Plan plan, Shown shown, long seed) {
    this.stage = stage;
    this.shown = shown;
    this.seed = seed;
    var windows = List.copyOf(plan.windows().keySet());
    for (int from = 0; from < windows.size(); from += BUS_MAX)
      strips(windows.subList(from, Math.min(windows.size(), from + BUS_MAX)));
    var odd = windows.stream().filter(window -> window.number() % 2 == 1).toList();
    for (int from = 0; from < odd.size(); from += BUS_MAX)
      pads(odd.subList(from, Math.min(odd.size(), from + BUS_MAX)));
    screen();
    if (plan.printing()) printer();
  }

  /** The address of a window's devices on their buses. */
  static int address(WindowId window) {
    return window.number();
  }

  private Wire wire(List<DeviceConfig> configs) {
    var wire = new Wire(stage, seed + lines.size());
    lines.put(wire, List.copyOf(configs));
    return wire;
  }

  private String name() {
    return "line" + lines.size();
  }

  private void attach(Wire wire, HandPeer peer) {
    wire.attach(peer);
    peers.put(wire, peer);
  }

  private void strips(List<WindowId> windows) {
    var configs = new ArrayList<DeviceConfig>();
    var devices = new ArrayList<SimDevice>();
    for (WindowId window : windows) {
      configs.add(CardConfig.strip(name(), address(window), window));
      devices.add(SimDevice.card(name(), address(window), window.number(), 192, 16));
    }
    Wire wire = wire(configs);
    var cards =
        new HandCards(wire, devices, (address, rows) -> shown.rows(new WindowId(address), rows));
    attach(wire, cards);
    for (WindowId window : windows) strips.put(window, cards);
  }

  private void pads(List<WindowId> windows) {
    var configs = new ArrayList<DeviceConfig>();
    var devices = new ArrayList<SimDevice>();
    for (WindowId window : windows) {
      configs.add(PadConfig.of(name(), address(window), window));
      devices.add(SimDevice.pad(name(), address(window), window.number(), false));
    }
    Wire wire = wire(configs);
    var here =
        new HandPads(wire, devices, (address, number) -> shown.pad(new WindowId(address), number));
    attach(wire, here);
    for (WindowId window : windows) pads.put(window, here);
  }

  private void screen() {
    String name = name();
    Wire wire = wire(List.of(CardConfig.screen(name, 1, SCREEN_ROWS)));
    List<SimDevice> devices = List.of(SimDevice.card(name, 1, 0, 192, 16 * SCREEN_ROWS));
    var cards = new HandCards(wire, devices, (address, rows) -> shown.rows(null, rows));
    attach(wire, cards);
    screen = cards;
  }

  private void printer() {
    Wire wire = wire(List.of(PrinterConfig.of(name())));
    wire.onlyLoses();
    var peer = new HandPrinter(wire, shown::paper);
    attach(wire, peer);
    printer = peer;
  }

  Map<Wire, List<DeviceConfig>> lines() {
    return lines;
  }

  List<Wire> wires() {
    return List.copyOf(lines.keySet());
  }

  /** The pad of a window; null: its clerk uses the page. */
  @Nullable HandPads pad(WindowId window) {
    return pads.get(window);
  }

  /** What stands above a window now. */
  List<String> strip(WindowId window) {
    return Objects.requireNonNull(strips.get(window)).rows(address(window));
  }

  List<String> screenRows() {
    return Objects.requireNonNull(screen).rows(1);
  }

  void paperOut(boolean out) {
    if (printer != null) printer.paperOut(out);
  }

  /** Takes the power from one device of a line, or gives it back. */
  void power(Wire wire, int device, boolean on) {
    List<DeviceConfig> configs = Objects.requireNonNull(lines.get(wire));
    int address =
        switch (configs.get(device % configs.size())) {
          case PadConfig pad -> pad.address();
          case CardConfig card -> card.address();
          case OsdpConfig pad -> pad.address();
          default -> 0;
        };
    Objects.requireNonNull(peers.get(wire)).power(address, on);
  }
}
