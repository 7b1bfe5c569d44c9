package org.xuhao.driver;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.xuhao.board.Statement;
import org.xuhao.hall.Ask;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.hall.value.WindowId;
import org.xuhao.sim.HandOsdpPads;
import org.xuhao.wire.Bytes;

/**
 * OSDP call pads under their own keys on a wire that takes its time for each byte, on simulated
 * time: what the turns of the bus cost, without the machine that runs them.
 */
@NullMarked
public final class TimedBus {

  /** When a pad begins to answer. Source: rs485-timing, the middle of 1, 3 and 5 ms. */
  public static final Duration TURNAROUND = Duration.ofMillis(3);

  private static final String KEY = " 00112233445566778899AABBCCDDEEFF 0102030405060708";

  /** Bytes of a poll and of its answer in a secure channel. Source: rs485-timing. */
  private static final int POLL_BYTES = 15;

  private static final Duration GAP = Duration.ofMillis(1);
  private static final int BITS_A_BYTE = 10;

  /** Of silence at the end of which the dead are known to be dead. */
  private static final Duration SETTLED = Duration.ofSeconds(20);

  private static final Duration STEP = Duration.ofMillis(1);
  private static final Duration LOST_AFTER = Duration.ofSeconds(30);
  private static final Duration REST_LEAST = Duration.ofMillis(100);

  /** Calls after which a visit of a busy hall is over. */
  private static final int SERVED_FOR = 8;

  private static final int RECALLED_AFTER = 4;

  private final HandOsdpPads hands;
  private final int baud;
  private final Deque<Input.Received> toPads = new ArrayDeque<>();
  private final Deque<Input.Received> fromPads = new ArrayDeque<>();
  private Bus bus;
  private Instant now = ReplayCapture.START;
  private @Nullable Ask asked;
  private int polls;

  private TimedBus(HandOsdpPads hands, int pads, String security, int baud) {
    this.hands = hands;
    this.baud = baud;
    DeviceType type = Drivers.type("osdp-pad").orElseThrow();
    bus =
        Drivers.bus(
            "line",
            IntStream.range(0, pads)
                .mapToObj(pad -> "%d call %d %s%s".formatted(pad, pad + 1, security, KEY))
                .map(words -> type.usual().apply("line", words))
                .toList());
    on(new Input.Opened(now));
    run(SETTLED);
  }

  /** Pads that have their keys, the last {@code dead} of them switched off, all that settled. */
  public static TimedBus settled(int pads, int dead, int baud) {
    var hands = new HandOsdpPads(false, IntStream.range(0, pads).toArray());
    var unused = new TimedBus(hands, pads, "install", baud);
    for (int i = pads - dead; i < pads; i++) hands.power(i, false);
    return new TimedBus(hands, pads, "required", baud);
  }

  private void on(Input input) {
    var step = bus.on(input);
    bus = step.next();
    for (Output output : step.outputs()) {
      if (output instanceof Output.Asked(var ask)) asked = ask;
      if (output instanceof Output.Send send) {
        Instant heard = send.at(now).plus(onWire(send.bytes().size(), baud));
        toPads.add(new Input.Received(send.bytes(), heard));
      }
    }
  }

  private void heardByPads(Bytes bytes) {
    for (Bytes reply : hands.hears(bytes)) {
      polls++;
      fromPads.add(
          new Input.Received(reply, now.plus(TURNAROUND).plus(onWire(reply.size(), baud))));
    }
  }

  /** Lets time pass, or stops before when the hall is asked; whether it was. */
  private boolean run(Duration most) {
    Instant end = now.plus(most);
    while (asked == null) {
      Input.Received told = toPads.peek();
      Input.Received heard = fromPads.peek();
      Instant next = bus.tickAt();
      if (told != null && told.at().isBefore(next)) next = told.at();
      if (heard != null && heard.at().isBefore(next)) next = heard.at();
      if (next.isAfter(end)) {
        now = end;
        return false;
      }
      now = next;
      if (told != null && told.at().equals(next)) heardByPads(toPads.remove().bytes());
      else if (heard != null && heard.at().equals(next)) on(fromPads.remove());
      else on(new Input.Tick(now));
    }
    return true;
  }

  private static Duration onWire(int bytes, int baud) {
    return Duration.ofNanos((long) bytes * BITS_A_BYTE * 1_000_000_000L / baud);
  }

  /** One round of {@code pads} pads as rs485-timing computes it. */
  public static Duration computedCycle(int pads, int baud) {
    return onWire(2 * POLL_BYTES, baud).plus(TURNAROUND).plus(GAP).multipliedBy(pads);
  }

  /** Of presses on pads drawn by lot at any moment: how long until the hall is asked, sorted. */
  public Duration[] presses(int times, int living, long seed) {
    return presses(times, living, seed, false);
  }

  /**
   * The same; {@code busy}: as in a hall that calls once in 0.6 s, so that each press finds what
   * the one before brought: its number, a visit that ended elsewhere, a recall, and on all pads
   * another number of waiting people.
   */
  Duration[] presses(int times, int living, long seed, boolean busy) {
    var chance = new Random(seed);
    var took = new Duration[times];
    if (busy) {
      call(0, living);
      run(SETTLED);
    }
    for (int i = 0; i < times; i++) {
      if (busy) call(i, living);
      run(REST_LEAST.plusNanos(chance.nextInt(1_000_000_000)));
      Instant pressed = now;
      int pad = chance.nextInt(living);
      hands.press(pad, "A");
      if (!run(LOST_AFTER)) throw new AssertionError("the key of pad " + pad + " was lost");
      took[i] = Duration.between(pressed, now);
      Ask answered = Objects.requireNonNull(asked);
      asked = null;
      on(new Input.Answered(answered, null, now));
    }
    Arrays.sort(took);
    return took;
  }

  /**
   * Of tickets shown at pads drawn by lot at any moment: how long until the pad shows it, sorted.
   */
  public Duration[] commands(int times, int living, long seed) {
    var chance = new Random(seed);
    var took = new Duration[times];
    for (int i = 0; i < times; i++) {
      run(REST_LEAST.plusNanos(chance.nextInt(1_000_000_000)));
      Instant said = now;
      int pad = chance.nextInt(living);
      String number = "A%03d".formatted(i + 1);
      shows(pad, 7, TicketNumber.parse(number).orElse(null));
      while (!hands.line(pad, 1).equals(number)) run(STEP);
      took[i] = Duration.between(said, now);
    }
    Arrays.sort(took);
    return took;
  }

  /** How long a full bus takes until all {@code pads} show another number of waiting people. */
  Duration counts(int pads) {
    call(0, pads);
    run(SETTLED);
    Instant said = now;
    for (int pad = 0; pad < pads; pad++) shows(pad, 77, null);
    while (!IntStream.range(0, pads).allMatch(pad -> hands.line(pad, 2).contains("77"))) run(STEP);
    return Duration.between(said, now);
  }

  private void call(int number, int living) {
    for (int pad = 0; pad < living; pad++) {
      int since = Math.floorMod(number - pad, living);
      TicketNumber at =
          since < SERVED_FOR
              ? TicketNumber.parse("A%03d".formatted(number - since)).orElse(null)
              : null;
      shows(pad, 100 + number, at);
      Statement.Face face = at == null ? Statement.Face.IDLE : Statement.Face.CALLING;
      int calls = since < RECALLED_AFTER ? 1 : 2;
      on(
          new Input.Stated(
              new Statement.ShowWindow(new WindowId(pad + 1), face, at, calls, ""), now));
    }
  }

  private void shows(int pad, int waiting, @Nullable TicketNumber ticket) {
    on(new Input.Stated(new Statement.ShowPad(new WindowId(pad + 1), waiting, ticket), now));
  }

  /** The mean time between two polls of a pad that rests. */
  public Duration cycle(int pads, int dead) {
    polls = 0;
    run(SETTLED);
    return SETTLED.multipliedBy(pads - dead).dividedBy(Math.max(polls, 1));
  }
}
