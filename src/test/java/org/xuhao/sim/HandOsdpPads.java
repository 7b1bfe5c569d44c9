package org.xuhao.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.NullMarked;
import org.xuhao.wire.Bytes;

/** Simulated OSDP pads of one line without a cable: bytes in, replies out, hands on the keys. */
@NullMarked
public final class HandOsdpPads {
  private final OsdpFrames frames = new OsdpFrames();
  private final Map<Integer, OsdpPad> pads = new TreeMap<>();

  /** A call pad, or with {@code rating} a rating pad, at each address. */
  public HandOsdpPads(boolean rating, int... addresses) {
    for (int address : addresses)
      pads.put(address, new OsdpPad(SimDevice.osdpPad("line", address, address, rating)));
  }

  /** What the pads say to these bytes, one reply each. */
  public List<Bytes> hears(Bytes bytes) {
    var said = new ArrayList<Bytes>();
    for (var command : frames.read(bytes))
      pads.values().stream()
          .filter(pad -> pad.address() == command.address() && pad.lives())
          .findFirst()
          .ifPresent(pad -> said.add(pad.told(command)));
    return said;
  }

  /** Presses keys by their letters. */
  public void press(int address, String keys) {
    at(address).press(keys);
  }

  public void rate(int address, int level) {
    at(address).rate(level);
  }

  public void power(int address, boolean on) {
    at(address).power(on);
  }

  /** Whether the pad is spoken to under its own key. */
  public boolean isSecure(int address) {
    return at(address).isSecure();
  }

  /** 0 off, 1 red, 2 green, 3 amber. */
  public int colour(int address) {
    return at(address).colour();
  }

  public String line(int address, int line) {
    return at(address).line(line);
  }

  public SimView.PadView view(int address) {
    return at(address).view();
  }

  private OsdpPad at(int address) {
    return Objects.requireNonNull(pads.get(address));
  }
}
