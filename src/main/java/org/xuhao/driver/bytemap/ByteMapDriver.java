package org.xuhao.driver.bytemap;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xuhao.board.Statement;
import org.xuhao.board.Statement.Face;
import org.xuhao.driver.Device;
import org.xuhao.driver.Driver;
import org.xuhao.driver.Input;
import org.xuhao.driver.KeyUse;
import org.xuhao.driver.Noise;
import org.xuhao.driver.Output;
import org.xuhao.driver.Output.Figure;
import org.xuhao.driver.bytemap.ByteMapConfig.Lamp;
import org.xuhao.hall.Ask;
import org.xuhao.hall.Command;
import org.xuhao.hall.value.By;
import org.xuhao.hall.value.VisitId;
import org.xuhao.wire.Bytes;

/**
 * One pad that sends a byte a key. No checksum tells a key from noise; but nobody presses two keys
 * within {@link #ALONE}, so a byte counts only when it stands alone, or with equals of itself.
 *
 * <p>Only a fresh copy is ever changed, inside {@link #on}; what was handed out stays as it is.
 */
final class ByteMapDriver implements Driver {

  /**
   * A byte with another one sooner than this before or behind it is noise. 30 byte times at 9600
   * baud, and twice what a USB adapter keeps bytes back. Own choice.
   */
  static final Duration ALONE = Duration.ofMillis(30);

  /** A pad may send its byte a few times to be sure; more in one breath is a stuck line. */
  static final int EQUALS_MAX = 4;

  /** Between two bytes of ours, so that a slow pad takes both. Own choice. */
  static final Duration SPACING = Duration.ofMillis(20);

  /**
   * The lasting state is told again after this, for nobody says that its byte was lost on the way
   * or with the pad's power: so long a lamp may be wrong. Own choice.
   */
  static final Duration STATE_AGAIN = Duration.ofSeconds(30);

  /** Things to tell that are no lasting state: more than these are stale. */
  private static final int SAYINGS_MAX = 4;

  private final ByteMapConfig pad;
  private Noise noise;
  private Instant latest = Instant.EPOCH;
  private boolean up;
  private Instant bytesAt = Instant.EPOCH;
  private int burst;
  private int code;
  private boolean spoiled;
  private int pressed;
  private Instant pressedAt = Instant.EPOCH;
  private @Nullable Instant heardAt;
  private boolean heard;
  private @Nullable Face face;
  private @Nullable VisitId rateable;
  private int shown;
  private Instant shownAt = Instant.EPOCH;
  private final List<Lamp> sayings;
  private Instant nextSendAt = Instant.EPOCH;

  /** A pad of which nothing was heard; {@code ears}: it counts its line's noise. */
  ByteMapDriver(ByteMapConfig pad, boolean ears) {
    this.pad = pad;
    noise = Noise.none(pad.line(), ears);
    sayings = new ArrayList<>();
  }

  private ByteMapDriver(ByteMapDriver other) {
    pad = other.pad;
    noise = other.noise;
    latest = other.latest;
    up = other.up;
    bytesAt = other.bytesAt;
    burst = other.burst;
    code = other.code;
    spoiled = other.spoiled;
    pressed = other.pressed;
    pressedAt = other.pressedAt;
    heardAt = other.heardAt;
    heard = other.heard;
    face = other.face;
    rateable = other.rateable;
    shown = other.shown;
    shownAt = other.shownAt;
    sayings = new ArrayList<>(other.sayings);
    nextSendAt = other.nextSendAt;
  }

  @Override
  public Step on(Input input) {
    var next = new ByteMapDriver(this);
    var out = new ArrayList<Output>();
    next.latest = input.at();
    next.endBurst(out);
    next.noise = next.noise.quiet(input.at(), out);
    switch (input) {
      case Input.Opened opened -> next.opened();
      case Input.Lost lost -> next.lost();
      case Input.Received received -> next.received(received.bytes(), out);
      case Input.Stated stated -> next.stated(stated.statement());
      case Input.YourTurn turn -> next.sendOne(out);
      case Input.Answered answered -> next.answered(answered);
      case Input.Tick tick -> {}
    }
    return new Step(next, out);
  }

  @Override
  public Wish wish() {
    if (up && next().isPresent()) return new Wish.Turn(nextSendAt, false);
    Instant rest = burst == 0 ? Instant.MAX : bytesAt.plus(ALONE);
    if (noise.quietAt().isBefore(rest)) rest = noise.quietAt();
    Instant again = up && shown != 0 ? shownAt.plus(STATE_AGAIN) : Instant.MAX;
    return new Wish.Rest(again.isBefore(rest) ? again : rest);
  }

  @Override
  public Device device() {
    var standing = heard ? Device.Standing.HEARD : Device.Standing.UNHEARD;
    return new Device(pad.name(), "byte-map", pad.window(), standing, heardAt, "");
  }

  /** Whatever the pad showed may be gone with its power. */
  private void opened() {
    lost();
    up = true;
    heard = false;
    shown = 0;
    if (rateable != null) say(Lamp.RATE);
  }

  private void lost() {
    up = false;
    burst = 0;
    sayings.clear();
  }

  private void received(Bytes bytes, List<Output> out) {
    var decoded = ByteCodec.decode(bytes);
    boolean before = spoiled;
    // What cannot be a key spoils what stands beside it all the same.
    spoiled |= decoded.noiseBytes() > 0;
    for (PadByte frame : decoded.frames()) {
      spoiled |= burst > 0 && frame.code() != code;
      code = frame.code();
      burst++;
    }
    spoiled |= burst > EQUALS_MAX;
    bytesAt = latest;
    if (!spoiled) return;
    noise = noise.heard(decoded.noiseBytes() + burst, before ? 0 : 1, latest, out);
    burst = 0;
  }

  /** Once it is quiet behind them, the bytes of one breath are a press or noise. */
  private void endBurst(List<Output> out) {
    if (latest.isBefore(bytesAt.plus(ALONE))) return;
    KeyUse use = pad.keys().get(code);
    if (burst > 0 && use != null) pressed(use, out);
    else noise = noise.heard(burst, burst > 0 ? 1 : 0, latest, out);
    burst = 0;
    spoiled = false;
  }

  private void pressed(KeyUse use, List<Output> out) {
    heard = true;
    heardAt = bytesAt;
    out.add(new Output.Count(pad.name(), Figure.FRAMES_IN, 1));
    boolean again = code == pressed && bytesAt.isBefore(pressedAt.plus(pad.again()));
    pressed = code;
    pressedAt = bytesAt;
    if (again) return;
    Face now = face == null ? Face.CLOSED : face;
    Optional<Command> command = use.command(pad.window(), now, rateable);
    if (command.isEmpty()) out.add(new Output.Count(pad.name(), Figure.IGNORED_FRAMES, 1));
    else ask(command.get(), out);
  }

  private void ask(Command command, List<Output> out) {
    String request = "%s/%d/%02X".formatted(pad.name(), bytesAt.toEpochMilli(), code);
    var by = new By(By.Role.PAD, pad.name(), "window " + pad.window());
    out.add(new Output.Asked(new Ask(request, by, command)));
  }

  private void answered(Input.Answered answered) {
    if (answered.ask().by().who().equals(pad.name()))
      say(answered.refusal() == null ? Lamp.ACCEPTED : Lamp.REFUSED);
  }

  private void stated(Statement statement) {
    switch (statement) {
      case Statement.ShowWindow s when s.window().equals(pad.window()) -> face = s.face();
      case Statement.AskRating s when s.window().equals(pad.window()) -> rateThis(s.visit());
      case Statement.ShowWindow s -> {}
      case Statement.AskRating s -> {}
      case Statement.ShowPad s -> {}
      case Statement.ShowHall s -> {}
      case Statement.Print s -> {}
      case Statement.NewRoll s -> {}
    }
  }

  private void rateThis(@Nullable VisitId visit) {
    boolean asked = rateable != null;
    rateable = visit;
    if (visit != null) say(Lamp.RATE);
    else if (asked) say(Lamp.RATED);
  }

  private void say(Lamp lamp) {
    if (!up || !pad.lamps().containsKey(lamp)) return;
    sayings.remove(lamp);
    sayings.add(lamp);
    while (sayings.size() > SAYINGS_MAX) sayings.removeFirst();
  }

  /** The byte to send next; the lasting state goes last, again if need be, and so stays. */
  private Optional<Integer> next() {
    if (!sayings.isEmpty()) return Optional.ofNullable(pad.lamps().get(sayings.getFirst()));
    int state = face == null ? 0 : pad.lamps().getOrDefault(lamp(face), 0);
    boolean stands = state == shown && latest.isBefore(shownAt.plus(STATE_AGAIN));
    return state == 0 || stands ? Optional.empty() : Optional.of(state);
  }

  private static Lamp lamp(Face face) {
    return switch (face) {
      case IDLE -> Lamp.IDLE;
      case CALLING -> Lamp.CALLING;
      case SERVING -> Lamp.SERVING;
      case PAUSED -> Lamp.PAUSED;
      case CLOSED -> Lamp.CLOSED;
    };
  }

  private void sendOne(List<Output> out) {
    Optional<Integer> next = next();
    if (!up || next.isEmpty() || latest.isBefore(nextSendAt)) return;
    boolean lasting = sayings.isEmpty();
    if (!lasting) sayings.removeFirst();
    shown = lasting ? next.get() : 0;
    shownAt = latest;
    out.add(new Output.Send(new PadByte(next.get()).bytes()));
    out.add(new Output.Count(pad.name(), Figure.FRAMES_OUT, 1));
    nextSendAt = latest.plus(SPACING);
  }
}
