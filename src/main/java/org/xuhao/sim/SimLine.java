package org.xuhao.sim;

import io.vertx.core.Vertx;
import java.util.List;
import org.xuhao.sim.SimDevice.Kind;

/** One cable and what hangs on it. */
final class SimLine {
  private final LoopbackPort port;
  private final List<SimDevice> devices;
  private final SimPeer peer;

  SimLine(Vertx vertx, List<SimDevice> devices, LoopbackPort port) {
    this.port = port;
    this.devices = List.copyOf(devices);
    Kind kind = devices.getFirst().kind();
    if (devices.stream().anyMatch(device -> device.kind() != kind))
      throw new IllegalArgumentException(
          "devices of different kinds share line " + devices.getFirst().line());
    peer =
        switch (kind) {
          case ESCPOS -> new SimPrinter(vertx, port, devices.getFirst());
          case ONBON_BX -> new SimLedCards(port, devices);
          case FF68_PAD -> new SimPads(vertx, port, devices);
          case SDT_IDCARD -> new SimIdReader(vertx, port, devices.getFirst());
          case CPOWER, CPOWER_NETWORK, EQ_ASCII -> new SimSignCards(port, devices);
          case OSDP_PAD -> new SimOsdpPads(port, devices);
        };
  }

  LoopbackPort port() {
    return port;
  }

  List<SimDevice> devices() {
    return devices;
  }

  SimPeer peer() {
    return peer;
  }

  /** Address of the rating pad of a call pad's window; the call pad's own where there is none. */
  int ratingPad(SimDevice pad) {
    for (SimDevice other : devices)
      if (other.rating() && other.window() == pad.window()) return other.address();
    return pad.address();
  }
}
