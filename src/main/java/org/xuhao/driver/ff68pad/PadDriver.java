package org.xuhao.driver.ff68pad;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xuhao.board.Statement;
import org.xuhao.board.Statement.Face;
import org.xuhao.driver.Device;
import org.xuhao.driver.Driver;
import org.xuhao.driver.Input;
import org.xuhao.driver.Noise;
import org.xuhao.driver.Output;
import org.xuhao.driver.Output.Figure;
import org.xuhao.driver.PadRole;
import org.xuhao.hall.Ask;
import org.xuhao.hall.Command;
import org.xuhao.hall.value.By;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.hall.value.VisitId;
import org.xuhao.wire.Bytes;

/**
 * One call pad or rating pad. It answers every frame at once, asks the hall what the key means, and
 * keeps the pad's digits true.
 *
 * <p>Only a fresh copy is ever changed, inside {@link #on}; what was handed out stays as it is.
 */
public final class PadDriver implements Driver {

  /** An unfinished frame is dropped after this silence. Source: protocol.md, "Timing". */
  static final Duration TORN_AFTER = Duration.ofMillis(50);

  /** An identical frame this soon is the pad's repetition. Source: protocol.md, "Timing". */
  static final Duration REPEATED_WITHIN = Duration.ofMillis(300);

  /**
   * Answers to one press, repetitions included. An adapter that hears itself would otherwise repeat
   * our answers to us for ever.
   */
  static final int ANSWERS_MAX = 4;

  /** Between two frames of ours to one pad, so that two beeps are heard as two. Own choice. */
  static final Duration SPACING = Duration.ofMillis(200);

  /**
   * The digits are told again after this, for nobody says that they were lost on the way or with
   * the pad's power: so long they may be wrong. 30 pads then speak 1.5 % of the time. Own choice.
   */
  static final Duration AGAIN = Duration.ofSeconds(30);

  /** Pads speak when they like: after hearing one we wait this long before we speak. Own choice. */
  static final Duration QUIET = Duration.ofMillis(20);

  /** A byte of 10 bits takes 1.04 ms at 9600 baud; rounded up. */
  private static final Duration BYTE_TIME = Duration.ofNanos(1_100_000);

  /** A pad sends at most two digits and a key: LEN 5. Source: protocol.md, "Framing". */
  private static final int PAD_DATA_MAX = 3;

  private static final int BLANK = 0x0A;
  private static final int DIGITS = 3;
  private static final int BEEPS_NEW_CALL = 1;
  private static final int BEEPS_REFUSED = 2;

  private final PadConfig pad;
  private Noise noise;
  private Instant latest = Instant.EPOCH;
  private boolean up;
  private Bytes tail = Bytes.NONE;
  private Instant bytesAt = Instant.EPOCH;
  private @Nullable Instant heardAt;
  private boolean heard;
  private @Nullable PadFrame press;
  private Instant pressAt = Instant.EPOCH;
  private int answers;
  private @Nullable Face face;
  private @Nullable VisitId rateable;
  private @Nullable TicketNumber ticket;
  private @Nullable Bytes wanted;
  private @Nullable Bytes shown;
  private Instant shownAt = Instant.EPOCH;
  private int beeps;
  private boolean startRating;
  private Instant nextSendAt = Instant.EPOCH;
  private Instant busyUntil = Instant.EPOCH;

  /** A pad of which nothing was heard; {@code ears}: it counts its line's noise. */
  public PadDriver(PadConfig pad, boolean ears) {
    this.pad = pad;
    noise = Noise.none(pad.line(), ears);
  }

  private PadDriver(PadDriver other) {
    pad = other.pad;
    noise = other.noise;
    latest = other.latest;
    up = other.up;
    tail = other.tail;
    bytesAt = other.bytesAt;
    heardAt = other.heardAt;
    heard = other.heard;
    press = other.press;
    pressAt = other.pressAt;
    answers = other.answers;
    face = other.face;
    rateable = other.rateable;
    ticket = other.ticket;
    wanted = other.wanted;
    shown = other.shown;
    shownAt = other.shownAt;
    beeps = other.beeps;
    startRating = other.startRating;
    nextSendAt = other.nextSendAt;
    busyUntil = other.busyUntil;
  }

  @Override
  public Step on(Input input) {
    var next = new PadDriver(this);
    var out = new ArrayList<Output>();
    next.latest = input.at();
    next.dropTorn(out);
    next.noise = next.noise.quiet(input.at(), out);
    switch (input) {
      case Input.Opened opened -> next.opened();
      case Input.Lost lost -> next.up = false;
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
    if (busyUntil.isAfter(latest)) return new Wish.Hold(busyUntil);
    if (up && hasToSend()) {
      Instant quiet = bytesAt.plus(QUIET);
      return new Wish.Turn(quiet.isAfter(nextSendAt) ? quiet : nextSendAt, false);
    }
    Instant rest = tail.isEmpty() ? Instant.MAX : bytesAt.plus(TORN_AFTER);
    if (noise.quietAt().isBefore(rest)) rest = noise.quietAt();
    return new Wish.Rest(up && digitsDueAt().isBefore(rest) ? digitsDueAt() : rest);
  }

  @Override
  public Device device() {
    var standing = heard ? Device.Standing.HEARD : Device.Standing.UNHEARD;
    Bytes digits = shown;
    return new Device(
        pad.name(),
        "ff68-pad",
        pad.window(),
        standing,
        heardAt,
        digits == null ? "" : text(digits));
  }

  private void opened() {
    up = true;
    heard = false;
    tail = Bytes.NONE;
    shown = null;
    beeps = 0;
    busyUntil = latest;
    startRating = pad.role() == PadRole.RATING && rateable != null;
  }

  private void dropTorn(List<Output> out) {
    if (tail.isEmpty() || latest.isBefore(bytesAt.plus(TORN_AFTER))) return;
    noise = noise.heard(tail.size(), 1, latest, out);
    tail = Bytes.NONE;
  }

  private void received(Bytes bytes, List<Output> out) {
    bytesAt = latest;
    var decoded = PadCodec.decode(tail.then(bytes));
    tail = decoded.tail();
    noise = noise.heard(decoded.noiseBytes(), decoded.badFrames(), latest, out);
    for (PadFrame frame : decoded.frames()) if (isFromThisPad(frame)) pressed(frame, out);
  }

  /** Longer and shorter frames are the host's own, heard on a bus that echoes. */
  private boolean isFromThisPad(PadFrame frame) {
    if (frame.address() != pad.address()) return false;
    if (frame.data().isEmpty() || frame.data().size() > PAD_DATA_MAX) return false;
    return pad.role() == PadRole.CALL || frame.function() == PadFrame.FN_RATING;
  }

  private void pressed(PadFrame frame, List<Output> out) {
    heard = true;
    heardAt = latest;
    out.add(new Output.Count(pad.name(), Figure.FRAMES_IN, 1));
    boolean repeated = frame.equals(press) && latest.isBefore(pressAt.plus(REPEATED_WITHIN));
    if (!repeated) {
      press = frame;
      pressAt = latest;
      answers = 0;
    }
    if (answers < ANSWERS_MAX) {
      answers++;
      send(frame.answer(), out);
    }
    if (repeated) return;
    Optional<Command> command = command(frame);
    if (command.isEmpty()) out.add(new Output.Count(pad.name(), Figure.IGNORED_FRAMES, 1));
    else out.add(new Output.Asked(ask(frame, command.get())));
  }

  private Optional<Command> command(PadFrame frame) {
    if (frame.function() != PadFrame.FN_RATING)
      return PadKeys.command(pad.window(), frame.data(), face == Face.PAUSED);
    VisitId visit = rateable;
    Integer level = pad.levels().get(frame.data().at(0));
    if (visit == null || level == null || frame.data().size() > 1) return Optional.empty();
    return Optional.of(new Command.Rate(visit, level, List.of(), Command.Channel.PAD));
  }

  private Ask ask(PadFrame frame, Command command) {
    String rating = frame.function() == PadFrame.FN_RATING ? "11-" : "";
    String keys = rating + frame.data().toString().replace(" ", "");
    String request = pad.name() + "/" + latest.toEpochMilli() + "/" + keys;
    var by = new By(By.Role.PAD, pad.name(), "window " + pad.window());
    return new Ask(request, by, command);
  }

  private void answered(Input.Answered answered) {
    if (answered.refusal() != null
        && answered.ask().by().who().equals(pad.name())
        && pad.role() == PadRole.CALL) beeps = BEEPS_REFUSED;
  }

  private void stated(Statement statement) {
    switch (statement) {
      case Statement.ShowWindow s when s.window().equals(pad.window()) -> face = s.face();
      case Statement.AskRating s when s.window().equals(pad.window()) -> rateThis(s.visit());
      case Statement.ShowPad s when s.window().equals(pad.window()) && pad.role() == PadRole.CALL ->
          show(s);
      case Statement.ShowWindow s -> {}
      case Statement.AskRating s -> {}
      case Statement.ShowPad s -> {}
      case Statement.ShowHall s -> {}
      case Statement.Print s -> {}
      case Statement.NewRoll s -> {}
    }
  }

  private void rateThis(@Nullable VisitId visit) {
    boolean another = visit != null && !visit.equals(rateable);
    rateable = visit;
    if (pad.role() == PadRole.RATING) startRating = visit != null && (another || startRating);
  }

  private void show(Statement.ShowPad s) {
    boolean calledAnother = s.ticket() != null && !Objects.equals(s.ticket(), ticket);
    if (wanted != null && calledAnother) beeps = Math.max(beeps, BEEPS_NEW_CALL);
    ticket = s.ticket();
    wanted = digits(Math.min(s.waiting(), 999)).then(ticketDigits(s.ticket()));
  }

  private static Bytes ticketDigits(@Nullable TicketNumber ticket) {
    return ticket == null ? Bytes.of(BLANK, BLANK, BLANK) : digits(ticket.number() % 1000);
  }

  private static Bytes digits(int number) {
    return Bytes.of(number / 100, number / 10 % 10, number % 10);
  }

  private boolean hasToSend() {
    return startRating || beeps > 0 || !digitsDueAt().isAfter(latest);
  }

  private Instant digitsDueAt() {
    if (wanted == null) return Instant.MAX;
    return Objects.equals(wanted, shown) ? shownAt.plus(AGAIN) : Instant.EPOCH;
  }

  private void sendOne(List<Output> out) {
    if (!up || latest.isBefore(nextSendAt)) return;
    Bytes digits = wanted;
    PadFrame frame;
    if (startRating) {
      startRating = false;
      frame = new PadFrame(pad.address(), PadFrame.FN_KEY, Bytes.of(PadKeys.END_VISIT));
    } else if (beeps > 0) {
      beeps--;
      frame = new PadFrame(pad.address(), PadFrame.FN_BEEP, Bytes.NONE);
    } else if (digits != null && !digitsDueAt().isAfter(latest)) {
      shown = digits;
      shownAt = latest;
      frame = new PadFrame(pad.address(), PadFrame.FN_DISPLAY, digits);
    } else return;
    send(frame, out);
    nextSendAt = latest.plus(SPACING);
    busyUntil = latest.plus(BYTE_TIME.multipliedBy(frame.bytes().size()));
  }

  private void send(PadFrame frame, List<Output> out) {
    out.add(new Output.Send(frame.bytes()));
    out.add(new Output.Count(pad.name(), Figure.FRAMES_OUT, 1));
  }

  private static String text(Bytes digits) {
    var text = new StringBuilder();
    for (int i = 0; i < digits.size(); i++) {
      if (i == DIGITS) text.append(' ');
      text.append(digits.at(i) == BLANK ? '_' : (char) ('0' + digits.at(i)));
    }
    return text.toString();
  }
}
