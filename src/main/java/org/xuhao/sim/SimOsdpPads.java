package org.xuhao.sim;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.xuhao.sim.OsdpFrames.Command;
import org.xuhao.wire.Bytes;

/** A bus of OSDP pads, which speak only when they are asked. Used on one context. */
final class SimOsdpPads implements SimPadBus {

  /** Rating keys stand from very satisfied to very dissatisfied. */
  private static final int LEVEL_BEST = 5;

  private final LoopbackPort port;
  private final OsdpFrames frames = new OsdpFrames();
  private final SortedMap<Integer, OsdpPad> pads = new TreeMap<>();

  SimOsdpPads(LoopbackPort port, List<SimDevice> devices) {
    this.port = port;
    for (SimDevice device : devices) pads.put(device.address(), new OsdpPad(device));
    port.attach(this::received);
  }

  private void received(Bytes bytes) {
    for (Command command : frames.read(bytes))
      for (OsdpPad pad : pads.values())
        if (pad.address() == command.address() && pad.lives()) {
          port.send(Bytes.of(0xFF).then(pad.told(command)));
          break;
        }
  }

  /** The pad's letter for an FF-68 key. */
  private static String letter(int key) {
    return switch (key) {
      case SimPads.CALL_NEXT -> "A";
      case SimPads.RECALL -> "B";
      case SimPads.EVALUATE -> "H";
      case SimPads.PAUSE -> "E";
      case SimPads.TRANSFER -> "F";
      case SimPads.OK -> "\r";
      default -> key < 10 ? Integer.toString(key) : "";
    };
  }

  @Override
  public void press(int address, int... keys) {
    var letters = new StringBuilder();
    for (int key : keys) letters.append(letter(key));
    if (!letters.isEmpty()) at(address).ifPresent(pad -> pad.press(letters.toString()));
  }

  @Override
  public void rate(int address, int key) {
    at(address).ifPresent(pad -> pad.rate(Math.max(1, LEVEL_BEST - key)));
  }

  @Override
  public void silence(int address, boolean silent) {
    OsdpPad pad = pads.get(address);
    if (pad != null) pad.silent = silent;
  }

  @Override
  public void power(int address, boolean on) {
    OsdpPad pad = pads.get(address);
    if (pad != null) pad.power(on);
  }

  private Optional<OsdpPad> at(int address) {
    return Optional.ofNullable(pads.get(address)).filter(OsdpPad::lives);
  }

  @Override
  public Optional<Integer> waiting(int address) {
    return at(address).flatMap(pad -> pad.number(2));
  }

  @Override
  public Optional<Integer> ticket(int address) {
    return at(address).flatMap(pad -> pad.number(1));
  }

  @Override
  public boolean lives(int address) {
    return at(address).isPresent();
  }

  @Override
  public List<SimView.PadView> views() {
    return pads.values().stream().map(OsdpPad::view).toList();
  }
}
