package org.xuhao.sim;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.xuhao.sim.PadFrames.PadFrame;
import org.xuhao.wire.Bytes;

/** A bus of FF-68 call pads and rating pads. Used on one context. */
final class SimPads implements SimPadBus {
  static final int EVALUATE = 0x0B;
  static final int CALL_NEXT = 0x0C;
  static final int RECALL = 0x0D;
  static final int OK = 0x0F;
  static final int PAUSE = 0x12;
  static final int TRANSFER = 0x13;

  /**
   * How long a pad waits for the echo before it sends again. The document does not give a time; a
   * press ought to be repeated before a clerk presses again, and after the host's 100 ms.
   */
  private static final Duration ECHO_WITHIN = Duration.ofMillis(250);

  /** How often a frame is sent in all before the pad gives up. Assumed. */
  private static final int SENDS_MAX = 4;

  /** Presses that wait behind one that is not echoed yet; more are lost, as on a small pad. */
  private static final int PRESSES_MAX = 8;

  private static final int FN_KEY = 0x01;
  private static final int FN_DISPLAY = 0x02;
  private static final int FN_BEEP = 0x03;
  private static final int FN_RESULT = 0x11;
  private static final int DIGITS = 6;

  private final Vertx vertx;
  private final LoopbackPort port;
  private final PadFrames frames = new PadFrames();
  private final SortedMap<Integer, Pad> pads = new TreeMap<>();

  SimPads(Vertx vertx, LoopbackPort port, List<SimDevice> devices) {
    this.vertx = vertx;
    this.port = port;
    for (SimDevice device : devices) {
      // A call pad and rating keys at one address are one pad.
      if (device.rating() && pads.containsKey(device.address())) continue;
      boolean other =
          devices.stream()
              .anyMatch(pad ->
                  pad.rating()
                      && pad.window() == device.window()
                      && pad.address() != device.address());
      pads.put(device.address(), new Pad(device, device.rating() || !other));
    }
    port.attach(this::received);
  }

  private void received(Bytes bytes) {
    for (PadFrame frame : frames.read(bytes)) {
      Pad pad = pads.get(frame.address());
      if (pad != null && pad.lives()) pad.told(frame);
    }
  }

  @Override
  public void press(int address, int... keys) {
    at(address).ifPresent(pad -> pad.say(new PadFrame(address, FN_KEY, Bytes.of(keys))));
  }

  @Override
  public void rate(int address, int result) {
    at(address)
        .filter(pad -> pad.evaluating)
        .ifPresent(pad -> {
          pad.evaluating = false;
          pad.say(new PadFrame(address, FN_RESULT, Bytes.of(result)));
        });
  }

  @Override
  public void silence(int address, boolean silent) {
    Pad pad = pads.get(address);
    if (pad != null) pad.silent = silent;
  }

  @Override
  public void power(int address, boolean on) {
    Pad pad = pads.get(address);
    if (pad != null) pad.power(on);
  }

  private Optional<Pad> at(int address) {
    return Optional.ofNullable(pads.get(address)).filter(Pad::lives);
  }

  @Override
  public Optional<Integer> waiting(int address) {
    return at(address).flatMap(pad -> pad.number(0));
  }

  @Override
  public Optional<Integer> ticket(int address) {
    return at(address).flatMap(pad -> pad.number(3));
  }

  @Override
  public boolean lives(int address) {
    return at(address).isPresent();
  }

  @Override
  public List<SimView.PadView> views() {
    return pads.values().stream().map(Pad::view).toList();
  }

  private final class Pad {
    private final SimDevice device;
    private final boolean ratingKeys;
    private final int[] digits = new int[DIGITS];
    private final ArrayDeque<PadFrame> toSay = new ArrayDeque<>();
    private @Nullable PadFrame said;
    private long turn;
    private boolean powered = true;
    private boolean silent;
    private boolean evaluating;
    private int stars;
    private long beeps;
    private long unanswered;

    /** A call pad has rating keys of its own where its window has no rating pad. */
    Pad(SimDevice device, boolean ratingKeys) {
      this.device = device;
      this.ratingKeys = ratingKeys;
      Arrays.fill(digits, 0x0A);
    }

    boolean lives() {
      return powered && !silent;
    }

    void power(boolean on) {
      powered = on;
      Arrays.fill(digits, 0x0A);
      toSay.clear();
      said = null;
      evaluating = false;
    }

    void say(PadFrame frame) {
      if (toSay.size() < PRESSES_MAX) toSay.add(frame);
      if (said == null) sayNext();
    }

    private void sayNext() {
      said = toSay.poll();
      turn++;
      if (said != null) send(said, turn, 1);
    }

    private void send(PadFrame frame, long mine, int times) {
      if (lives()) port.send(PadFrames.write(frame));
      vertx.setTimer(
          ECHO_WITHIN.toMillis(),
          ignored -> {
            if (said == null || turn != mine) return;
            if (times < SENDS_MAX) {
              send(frame, mine, times + 1);
            } else {
              unanswered++;
              sayNext();
            }
          });
    }

    void told(PadFrame frame) {
      if (isEcho(frame)) {
        sayNext();
        evaluating |= ratingKeys && isEvaluate(frame);
        return;
      }
      switch (frame.function()) {
        case FN_DISPLAY -> display(frame.data());
        case FN_BEEP -> beeps++;
        case FN_KEY -> evaluating |= ratingKeys && isEvaluate(frame);
        default -> {}
      }
    }

    /** The host's answer is the frame itself; for a result it has the function of a key. */
    private boolean isEcho(PadFrame frame) {
      return said != null
          && frame.function() == (said.function() == FN_RESULT ? FN_KEY : said.function())
          && frame.data().equals(said.data());
    }

    private static boolean isEvaluate(PadFrame frame) {
      return frame.data().equals(Bytes.of(EVALUATE));
    }

    private void display(Bytes data) {
      if (data.size() == 1) stars = data.at(0);
      if (data.size() != DIGITS) return;
      for (int i = 0; i < DIGITS; i++) digits[i] = data.at(i);
    }

    Optional<Integer> number(int from) {
      int number = 0;
      boolean lit = false;
      for (int i = from; i < from + 3; i++) {
        if (digits[i] > 9) continue;
        lit = true;
        number = 10 * number + digits[i];
      }
      return lit ? Optional.of(number) : Optional.empty();
    }

    SimView.PadView view() {
      var text = new StringBuilder();
      for (int digit : digits) text.append(digit > 9 ? ' ' : (char) ('0' + digit));
      return new SimView.PadView(
          device.name(),
          device.address(),
          device.window(),
          device.rating(),
          powered,
          silent,
          powered ? text.toString() : " ".repeat(DIGITS),
          beeps,
          stars,
          evaluating,
          unanswered);
    }
  }
}
