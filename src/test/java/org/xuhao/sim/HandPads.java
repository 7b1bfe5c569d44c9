package org.xuhao.sim;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.xuhao.sim.PadFrames.PadFrame;
import org.xuhao.wire.Bytes;

/** FF-68 pads of one line that press again until they are answered, on simulated time. */
public final class HandPads implements HandPeer {

  /** As the simulated hall's pads; assumed there, too. */
  private static final Duration ECHO_WITHIN = Duration.ofMillis(250);

  private static final int SENDS_MAX = 4;
  private static final int FN_KEY = 0x01;
  private static final int FN_DISPLAY = 0x02;
  private static final int FN_RESULT = 0x11;
  private static final int DARK = 0x0A;

  /** Told of every change of what a pad shows: the ticket's number, -1 for none. */
  public interface Watch {
    void shows(int address, int ticket);
  }

  private final HandCable cable;
  private final Watch watch;
  private final PadFrames frames = new PadFrames();
  private final Map<Integer, Pad> pads = new TreeMap<>();

  public HandPads(HandCable cable, List<SimDevice> devices, Watch watch) {
    this.cable = cable;
    this.watch = watch;
    for (SimDevice device : devices) pads.put(device.address(), new Pad(device.address()));
  }

  /** Presses digits and a key; nothing happens while an earlier press is not through. */
  public boolean press(int address, int... keys) {
    return at(address).say(new PadFrame(address, FN_KEY, Bytes.of(keys)));
  }

  /** Presses a rating key. */
  public boolean rate(int address, int result) {
    return at(address).say(new PadFrame(address, FN_RESULT, Bytes.of(result)));
  }

  @Override
  public void power(int address, boolean on) {
    at(address).power(on);
  }

  /** The ticket's number as the pad shows it; -1: none. */
  public int ticket(int address) {
    return at(address).ticket();
  }

  private Pad at(int address) {
    return Objects.requireNonNull(pads.get(address));
  }

  @Override
  public void hears(Bytes bytes) {
    for (PadFrame frame : frames.read(bytes)) {
      Pad pad = pads.get(frame.address());
      if (pad != null && pad.powered) pad.told(frame);
    }
  }

  private final class Pad {
    private final int address;
    private final ArrayDeque<Integer> digits = new ArrayDeque<>();
    private @Nullable PadFrame said;
    private long turn;
    private boolean powered = true;

    Pad(int address) {
      this.address = address;
    }

    void power(boolean on) {
      powered = on;
      digits.clear();
      said = null;
      turn++;
    }

    boolean say(PadFrame frame) {
      if (!powered || said != null) return false;
      said = frame;
      send(frame, ++turn, 1);
      return true;
    }

    private void send(PadFrame frame, long mine, int times) {
      if (turn != mine || said == null) return;
      if (times > SENDS_MAX) said = null;
      else {
        cable.says(PadFrames.write(frame));
        cable.in(ECHO_WITHIN, () -> send(frame, mine, times + 1));
      }
    }

    void told(PadFrame frame) {
      PadFrame mine = said;
      if (mine != null
          && frame.data().equals(mine.data())
          && frame.function() == (mine.function() == FN_RESULT ? FN_KEY : mine.function())) {
        said = null;
        return;
      }
      if (frame.function() != FN_DISPLAY || frame.data().size() != 6) return;
      int before = ticket();
      digits.clear();
      for (int i = 3; i < 6; i++) digits.add(frame.data().at(i));
      if (ticket() != before) watch.shows(address, ticket());
    }

    int ticket() {
      int number = digits.isEmpty() ? -1 : 0;
      for (int digit : digits) {
        if (digit >= DARK) return -1;
        number = 10 * number + digit;
      }
      return number;
    }
  }
}
