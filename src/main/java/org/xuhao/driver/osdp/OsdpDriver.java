package org.xuhao.driver.osdp;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xuhao.driver.Device;
import org.xuhao.driver.Driver;
import org.xuhao.driver.Input;
import org.xuhao.driver.Noise;
import org.xuhao.driver.Output;
import org.xuhao.driver.Output.Figure;
import org.xuhao.driver.PadRole;
import org.xuhao.fault.Fault;
import org.xuhao.fault.FaultCode;
import org.xuhao.hall.Ask;
import org.xuhao.hall.Command;
import org.xuhao.hall.value.By;
import org.xuhao.hall.value.VisitId;
import org.xuhao.wire.Bytes;

/**
 * One OSDP pad as the control panel drives it: polls it, asks the hall what its keys mean, and
 * keeps lamp, text and rating keys true. Commands go before polls.
 *
 * <p>Only a fresh copy is ever changed, inside {@link #on}; what was handed out stays as it is.
 */
public final class OsdpDriver implements Driver {

  /** An unfinished frame is dropped after this silence. Source: protocol.md, "Timing". */
  static final Duration TORN_AFTER = Duration.ofMillis(50);

  /** A reply that has begun may take so much longer: the longest frame at 9600 baud, rounded up. */
  static final Duration REPLY_MOST = Duration.ofMillis(600);

  /** Between the last byte heard and ours, so that the pad has let go of the pair. */
  static final Duration GAP = Duration.ofMillis(1);

  /** A pad that rests is polled this often. Source: libosdp's usual interval. */
  static final Duration POLL_EVERY = Duration.ofMillis(50);

  /** One whose keys are in use; a visitor who is asked is always one. Own choice. */
  static final Duration POLL_OFTEN = Duration.ofMillis(20);

  /** Keys count as in use so long after the last one. Own choice. */
  static final Duration IN_USE = Duration.ofSeconds(10);

  /** Digits without a key behind them are forgotten after this. Own choice. */
  static final Duration TYPED_FOR = Duration.ofSeconds(10);

  /** Windows have at most three digits. */
  private static final int TYPED_MAX = 3;

  private static final int LEVEL_MOST = 5;

  /** Waits longer than any poll. */
  private static final Instant AT_ONCE = Instant.EPOCH;

  /** Two frames of 14 bytes at 9600 baud take 30 ms; and the pad writes its memory. Own choice. */
  private static final Duration ADDRESS_WITHIN = Duration.ofMillis(200);

  private final OsdpConfig pad;
  private final PadLink link;
  private final PadFace face;
  private Noise noise;
  private Instant latest = Instant.EPOCH;
  private boolean up;
  private boolean ready;
  private boolean refuses;

  /** Worked out once an input, since a full bus asks for wishes all the time. */
  private PadFace.Due due = PadFace.Due.NOTHING;

  private boolean polledLast;

  private Bytes tail = Bytes.NONE;
  private Instant bytesAt = Instant.EPOCH;
  private @Nullable Instant heardAt;
  private boolean heard;
  private Instant polledAt = Instant.EPOCH;

  /**
   * When it was last polled or told what could not wait: so long a pad that rests is left alone.
   */
  private Instant saidAt = Instant.EPOCH;

  private Instant keyAt = Instant.EPOCH;
  private String typed = "";
  private @Nullable Newcomer newcomer;

  /** A pad of which nothing was heard; {@code ears}: it counts its line's noise. */
  public OsdpDriver(OsdpConfig pad, boolean ears) {
    this.pad = pad;
    link = new PadLink(pad);
    face = new PadFace(pad);
    noise = Noise.none(pad.line(), ears);
  }

  private OsdpDriver(OsdpDriver other) {
    pad = other.pad;
    link = new PadLink(other.link);
    face = new PadFace(other.face);
    noise = other.noise;
    latest = other.latest;
    up = other.up;
    ready = other.ready;
    refuses = other.refuses;
    due = other.due;
    polledLast = other.polledLast;
    tail = other.tail;
    bytesAt = other.bytesAt;
    heardAt = other.heardAt;
    heard = other.heard;
    polledAt = other.polledAt;
    saidAt = other.saidAt;
    keyAt = other.keyAt;
    typed = other.typed;
    newcomer = other.newcomer;
  }

  @Override
  public Step on(Input input) {
    if (changesNothing(input)) return new Step(this, List.of());
    var next = new OsdpDriver(this);
    var out = new ArrayList<Output>();
    next.latest = input.at();
    next.timeOut(out);
    next.noise = next.noise.quiet(input.at(), out);
    switch (input) {
      case Input.Opened opened -> next.opened();
      case Input.Lost lost -> next.lost();
      case Input.Received received -> next.received(received.bytes(), out);
      case Input.Stated stated -> next.face.stated(stated.statement());
      case Input.YourTurn turn -> next.takeTurn(turn, out);
      case Input.Answered answered -> next.answered(answered);
      case Input.Tick tick -> {}
    }
    next.followLink(out);
    boolean free = next.ready && !next.link.hasToSay();
    next.due = free ? next.face.due(next.link) : PadFace.Due.NOTHING;
    return new Step(next, out);
  }

  @Override
  public Wish wish() {
    Instant owes = owesUntil();
    if (up && owes != null) return new Wish.Hold(owes);
    Instant rest = noise.quietAt();
    if (!up) return new Wish.Rest(rest);
    if (newcomer != null)
      return newcomer.until().isAfter(latest)
          ? new Wish.Hold(newcomer.until())
          : new Wish.Turn(AT_ONCE, true);
    boolean urgent = due.urgent();
    boolean polls = !link.hasToSay() && !urgent;
    Instant at = later(polls ? pollAt() : link.since(), link.notBefore());
    if (at.isAfter(latest) && due.spare() == Spare.NOTHING)
      return new Wish.Rest(at.isBefore(rest) ? at : rest);
    // What it was told does not cost a pad its place among those that wait to be polled.
    boolean waits = polls && !at.isAfter(latest);
    return new Wish.Turn(waits ? polledAt : at, urgent, due.spare());
  }

  @Override
  public boolean isSettled() {
    if (!up || link.isSilent()) return true;
    boolean said = polledLast || !link.hasToSay();
    return ready && said && due.equals(PadFace.Due.NOTHING);
  }

  @Override
  public Device device() {
    var standing =
        link.isSilent()
            ? Device.Standing.SILENT
            : heard ? Device.Standing.HEARD : Device.Standing.UNHEARD;
    return new Device(pad.name(), "osdp-pad", pad.window(), standing, heardAt, face.text());
  }

  @Override
  public Optional<Driver> admitting(Instant at) {
    if (pad.security() == OsdpConfig.Security.OFF) return Optional.empty();
    var next = new OsdpDriver(this);
    next.link.admit(at);
    return Optional.of(next);
  }

  @Override
  public Optional<Driver> renumbering(int from, int baud, Instant at) {
    var next = new OsdpDriver(this);
    next.newcomer = Newcomer.at(from, baud);
    next.link.reset(at);
    return Optional.of(next);
  }

  /** Of a full bus nearly all bytes, statements and answers are for other pads. */
  private boolean changesNothing(Input input) {
    return switch (input) {
      case Input.Received received -> isNobodysAnswer();
      case Input.Stated stated -> !face.isMeant(stated.statement());
      case Input.Answered answered -> !answered.ask().by().who().equals(pad.name());
      default -> false;
    };
  }

  /** It owes nothing, has no part of a frame, and another driver counts the noise. */
  private boolean isNobodysAnswer() {
    return newcomer == null
        && link.owesUntil() == null
        && tail.isEmpty()
        && !noise.ears()
        && !link.isSilent();
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private Instant pollAt() {
    boolean often = face.isAsking() || latest.isBefore(keyAt.plus(IN_USE));
    return saidAt.plus(often ? POLL_OFTEN : POLL_EVERY);
  }

  /** Until when the pad may answer; longer while bytes come in. */
  private @Nullable Instant owesUntil() {
    Instant owes = link.owesUntil();
    if (owes == null || tail.isEmpty()) return owes;
    Instant bytes = bytesAt.plus(TORN_AFTER);
    Instant most = owes.plus(REPLY_MOST);
    return later(owes, bytes.isBefore(most) ? bytes : most);
  }

  private void opened() {
    lost();
    up = true;
    heard = false;
  }

  private void lost() {
    up = false;
    newcomer = null;
    tail = Bytes.NONE;
    link.reset(latest);
  }

  /** What a session brought or took away, whatever input it came from. */
  private void followLink(List<Output> out) {
    if (ready == link.isReady()) return;
    ready = link.isReady();
    typed = "";
    face.forget();
    boolean useless = ready && pad.role() != PadRole.CALL && !link.isOfProfile();
    if (useless) refuses("it is no pad of the open profile and cannot be asked to rate", out);
  }

  private void timeOut(List<Output> out) {
    Instant owes = owesUntil();
    boolean late = owes != null && !owes.isAfter(latest);
    boolean torn = !tail.isEmpty() && !latest.isBefore(bytesAt.plus(TORN_AFTER));
    if (late || torn) {
      noise = noise.heard(tail.size(), tail.isEmpty() ? 0 : 1, latest, out);
      tail = Bytes.NONE;
    }
    if (late) link.timeOut(latest, out);
    if (newcomer != null && newcomer.isSilent(latest)) newcomer = null;
  }

  private void takeTurn(Input.YourTurn turn, List<Output> out) {
    if (!up) return;
    Instant at = later(latest, turn.heard().plus(GAP));
    if (newcomer != null) {
      newcomer = newcomer.toldUntil(at.plus(pad.replyWithin()).plus(ADDRESS_WITHIN));
      out.add(new Output.Send(newcomer.told(pad.address()), at));
      out.add(new Output.Count(pad.name(), Figure.FRAMES_OUT, 1));
      return;
    }
    Order wanted = due.urgent() || turn.spare() ? due.order() : null;
    Order order = wanted == null ? Order.poll() : wanted;
    boolean poll = wanted == null;
    if (ready && !link.hasToSay() && poll && pollAt().isAfter(latest)) return;
    if (ready && !link.hasToSay()) face.said(order);
    link.say(order, at, out);
    if (poll) polledAt = at;
    if (!turn.spare()) saidAt = at;
    polledLast = poll;
  }

  private void received(Bytes bytes, List<Output> out) {
    bytesAt = latest;
    var decoded = OsdpCodec.decode(tail.then(bytes));
    tail = decoded.tail();
    noise = noise.heard(decoded.noiseBytes(), decoded.badFrames(), latest, out);
    for (OsdpFrame frame : decoded.frames())
      if (newcomer != null && frame.reply() && frame.address() == newcomer.address()) {
        // Whatever it said: whether it obeyed is seen when this pad's own address is asked.
        newcomer = null;
        link.reset(latest);
      } else if (frame.reply() && frame.address() == pad.address()) {
        heard = true;
        heardAt = latest;
        link.hear(frame, latest, out).ifPresent(answer -> answered(answer, out));
        followLink(out);
      }
  }

  private void answered(PadLink.Answer answer, List<Output> out) {
    boolean poll = answer.order().code() == Order.POLL;
    switch (answer.reply()) {
      case Reply.Nak(int error) -> {
        face.done(answer.order());
        if (!poll)
          refuses(
              "the pad answers NAK %d to command %02X".formatted(error, answer.order().code()),
              out);
      }
      case Reply.Keys(var keys) -> pressed(keys, out);
      case Reply.Rated rated -> rated(rated, out);
      case Reply.Other other -> ignored(out);
      default -> {
        face.done(answer.order());
        if (!poll && refuses) {
          refuses = false;
          out.add(new Output.Clear(FaultCode.DEVICE_REFUSES, subject()));
        }
      }
    }
  }

  private void refuses(String why, List<Output> out) {
    if (!refuses)
      out.add(new Output.Raise(new Fault(FaultCode.DEVICE_REFUSES, subject(), why, latest)));
    refuses = true;
  }

  private void pressed(Bytes keys, List<Output> out) {
    if (pad.role() != PadRole.CALL) {
      ignored(out);
      return;
    }
    if (!latest.isBefore(keyAt.plus(TYPED_FOR))) typed = "";
    keyAt = latest;
    for (int i = 0; i < keys.size(); i++) pressed(keys.at(i), i, out);
  }

  private void pressed(int key, int place, List<Output> out) {
    if (PadKeys.isDigit(key)) {
      typed = typed.length() < TYPED_MAX ? typed + (char) key : "";
      return;
    }
    Optional<Command> command = PadKeys.command(pad.window(), typed, key, face.face());
    String request = "%d.%d/%s%02X".formatted(latest.toEpochMilli(), place, typed, key);
    typed = "";
    if (command.isPresent()) ask(request, command.get(), out);
    else if (key != PadKeys.CLEAR) ignored(out);
  }

  /** A rating names its session, so it counts for the visit it was asked for or for none. */
  private void rated(Reply.Rated rated, List<Output> out) {
    Optional<VisitId> visit = face.visitOf(rated.session());
    boolean known = visit.isPresent() && rated.level() >= 1 && rated.level() <= LEVEL_MOST;
    if (!known || pad.role() == PadRole.CALL) {
      ignored(out);
      return;
    }
    String request = "rating " + visit.get() + "/" + rated.level();
    ask(request, new Command.Rate(visit.get(), rated.level(), List.of(), Command.Channel.PAD), out);
  }

  private void ask(String request, Command command, List<Output> out) {
    var by = new By(By.Role.PAD, pad.name(), "window " + pad.window());
    out.add(new Output.Asked(new Ask(pad.name() + "/" + request, by, command)));
  }

  private void ignored(List<Output> out) {
    out.add(new Output.Count(pad.name(), Figure.IGNORED_FRAMES, 1));
  }

  private void answered(Input.Answered answered) {
    if (answered.refusal() != null) face.refused();
  }

  private String subject() {
    return "device " + pad.name();
  }
}
