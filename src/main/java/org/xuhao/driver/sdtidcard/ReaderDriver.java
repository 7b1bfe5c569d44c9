package org.xuhao.driver.sdtidcard;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xuhao.driver.Device;
import org.xuhao.driver.Driver;
import org.xuhao.driver.IdCard;
import org.xuhao.driver.Input;
import org.xuhao.driver.Noise;
import org.xuhao.driver.Output;
import org.xuhao.driver.Output.Figure;
import org.xuhao.driver.Silence;
import org.xuhao.fault.Fault;
import org.xuhao.fault.FaultCode;
import org.xuhao.wire.Bytes;

/**
 * One reader of identity cards: looks for a card, reads it, and says by what its holder is known.
 * Of a card only the number is looked at, and only until its hash is made; the answer with name and
 * photo goes with the step that it arrived in.
 *
 * <p>Only a fresh copy is ever changed, inside {@link #on}; what was handed out stays as it is.
 */
public final class ReaderDriver implements Driver {

  /** Between two looks for a card. Source: protocol.md of sdt-idcard, "Timing". */
  static final Duration FIND_EVERY = Duration.ofMillis(500);

  /** How often an idle reader is asked how it is. Source: protocol.md, "Timing". */
  static final Duration CHECK_EVERY = Duration.ofSeconds(3);

  /** The security module takes a second to read a card. Source: protocol.md, "Timing". */
  static final Duration READ_WITHIN = Duration.ofSeconds(3);

  /** A card that was still moving is tried once more before its holder is troubled. Own choice. */
  static final int RETRIES_MAX = 1;

  /** A frame of ours that arrived damaged is sent again this often at once. Own choice. */
  static final int RESENDS_MAX = 3;

  private final ReaderConfig reader;
  private Noise noise;
  private Silence silence;
  private Instant latest = Instant.EPOCH;
  private boolean up;
  private Bytes tail = Bytes.NONE;
  private @Nullable Instant heardAt;
  private boolean heard;
  private Request next = Request.CHECK;
  private Instant nextAt = Instant.EPOCH;
  private Instant checkedAt = Instant.EPOCH;
  private @Nullable Question question;
  private int resends;
  private boolean moduleIll;
  private boolean refuses;
  private Spot spot = Spot.EMPTY;

  /** How often the card that lies there could not be read. */
  private int failures;

  /** A whole number whose check digit is wrong is believed when it is read a second time. */
  private List<String> doubted = List.of();

  /** What was asked and not yet answered. */
  private record Question(Request request, Instant at, Instant until) {}

  /** What is known of the place where cards are put. */
  private enum Spot {
    EMPTY,
    /** A card is being read. */
    TRIED,
    /** A card was read or given up; whether it still lies there is not known yet. */
    DONE,
    /** The reader finds a card again that was read: so it will also tell when it is lifted. */
    STILL_THERE
  }

  /** A reader of which nothing was heard; {@code ears}: it counts its line's noise. */
  public ReaderDriver(ReaderConfig reader, boolean ears) {
    this.reader = reader;
    noise = Noise.none(reader.line(), ears);
    silence = Silence.none(reader.name());
  }

  private ReaderDriver(ReaderDriver other) {
    reader = other.reader;
    noise = other.noise;
    silence = other.silence;
    latest = other.latest;
    up = other.up;
    tail = other.tail;
    heardAt = other.heardAt;
    heard = other.heard;
    next = other.next;
    nextAt = other.nextAt;
    checkedAt = other.checkedAt;
    question = other.question;
    resends = other.resends;
    moduleIll = other.moduleIll;
    refuses = other.refuses;
    spot = other.spot;
    failures = other.failures;
    doubted = other.doubted;
  }

  @Override
  public Step on(Input input) {
    var after = new ReaderDriver(this);
    var out = new ArrayList<Output>();
    after.latest = input.at();
    after.noise = after.noise.quiet(input.at(), out);
    switch (input) {
      case Input.Opened opened -> after.opened(out);
      case Input.Lost lost -> after.lost(out);
      case Input.Received received -> after.received(received.bytes(), out);
      case Input.YourTurn turn -> after.takeTurn(out);
      case Input.Tick tick -> after.timeOut(out);
      case Input.Stated stated -> {}
      case Input.Answered answered -> {}
    }
    return new Step(after, out);
  }

  @Override
  public Wish wish() {
    Question asked = question;
    if (asked != null) return new Wish.Hold(asked.until());
    if (!up) return new Wish.Rest(noise.quietAt());
    Instant from = nextAt.isAfter(silence.notBefore()) ? nextAt : silence.notBefore();
    if (from.isAfter(latest) && noise.quietAt().isBefore(from))
      return new Wish.Rest(noise.quietAt());
    return new Wish.Turn(from, spot == Spot.TRIED);
  }

  /** It is told nothing. */
  @Override
  public boolean isSettled() {
    return true;
  }

  @Override
  public Device device() {
    var standing =
        silence.raised()
            ? Device.Standing.SILENT
            : heard ? Device.Standing.HEARD : Device.Standing.UNHEARD;
    return new Device(reader.name(), "sdt-idcard", null, standing, heardAt, "");
  }

  private void opened(List<Output> out) {
    lost(out);
    up = true;
    heard = false;
    silence = silence.askedAnew();
    ask(Request.CHECK, latest);
  }

  /** Whoever waits for a card to be read does not wait for ever. */
  private void lost(List<Output> out) {
    up = false;
    question = null;
    tail = Bytes.NONE;
    resends = 0;
    if (spot == Spot.TRIED) giveUp(out);
    spot = Spot.EMPTY;
  }

  private void takeTurn(List<Output> out) {
    if (!up || question != null) return;
    if (nextAt.isAfter(latest) || silence.notBefore().isAfter(latest)) return;
    out.add(new Output.Send(next.frame()));
    out.add(new Output.Count(reader.name(), Figure.FRAMES_OUT, 1));
    if (silence.missed() > 0 || resends > 0)
      out.add(new Output.Count(reader.name(), Figure.RETRIES, 1));
    Duration within = reader.replyWithin();
    if (next == Request.READ && within.compareTo(READ_WITHIN) < 0) within = READ_WITHIN;
    question = new Question(next, latest, latest.plus(within));
  }

  private void timeOut(List<Output> out) {
    Question asked = question;
    if (asked == null || asked.until().isAfter(latest)) return;
    question = null;
    noise = noise.heard(tail.size(), 1, latest, out);
    tail = Bytes.NONE;
    silence = silence.missed(latest, out);
    if (spot == Spot.TRIED) giveUp(out);
    ask(Request.CHECK, latest);
  }

  private void received(Bytes bytes, List<Output> out) {
    var decoded = ReaderCodec.frames(tail.then(bytes));
    tail = decoded.tail();
    noise = noise.heard(decoded.noiseBytes(), decoded.badFrames(), latest, out);
    for (ReaderFrame frame : decoded.frames())
      Answer.of(frame).ifPresent(answer -> answered(answer, out));
  }

  private void answered(Answer answer, List<Output> out) {
    out.add(new Output.Count(reader.name(), Figure.FRAMES_IN, 1));
    heard = true;
    heardAt = latest;
    silence = silence.heard(out);
    Question asked = question;
    if (asked == null || !asked.request().isAnsweredBy(answer)) return;
    question = null;
    out.add(new Output.RoundTrip(reader.name(), Duration.between(asked.at(), latest)));
    if (answer.isDamaged() && resends < RESENDS_MAX) {
      resends++;
      ask(asked.request(), latest);
      return;
    }
    resends = 0;
    if (answer.isModuleFault()) moduleFault(answer, out);
    else
      switch (asked.request()) {
        case CHECK -> checked(answer, out);
        case FIND -> found(answer, out);
        case SELECT -> selected(answer, out);
        case READ -> read(answer, out);
      }
  }

  private void moduleFault(Answer answer, List<Output> out) {
    if (!moduleIll)
      out.add(
          new Output.Raise(
              new Fault(
                  FaultCode.CARD_READER_MODULE,
                  subject(),
                  "the reader answers %02X, %s".formatted(answer.result(), answer.words()),
                  latest)));
    moduleIll = true;
    if (spot == Spot.TRIED) giveUp(out);
    ask(Request.CHECK, latest.plus(CHECK_EVERY));
  }

  private void checked(Answer answer, List<Output> out) {
    checkedAt = latest;
    if (answer.result() != Answer.OK) {
      refused(answer, Request.CHECK, CHECK_EVERY, out);
      return;
    }
    if (moduleIll) out.add(new Output.Clear(FaultCode.CARD_READER_MODULE, subject()));
    moduleIll = false;
    ask(Request.FIND, refuses ? latest.plus(FIND_EVERY) : latest);
  }

  private void found(Answer answer, List<Output> out) {
    switch (answer.result()) {
      case Answer.FOUND -> cardIsThere(out);
      case Answer.NO_CARD -> noCard(out);
      default -> {
        refused(answer, Request.CHECK, CHECK_EVERY, out);
        return;
      }
    }
    if (refuses) out.add(new Output.Clear(FaultCode.DEVICE_REFUSES, subject()));
    refuses = false;
  }

  private void cardIsThere(List<Output> out) {
    switch (spot) {
      case EMPTY, TRIED -> {
        if (spot == Spot.EMPTY) out.add(card(new IdCard.Reading()));
        spot = Spot.TRIED;
        ask(Request.SELECT, latest);
      }
      case DONE, STILL_THERE -> {
        spot = Spot.STILL_THERE;
        lookAgain();
      }
    }
  }

  /** Most readers also say so of a card that they have read, for as long as it lies there. */
  private void noCard(List<Output> out) {
    if (spot == Spot.STILL_THERE) out.add(card(new IdCard.Lifted()));
    if (spot == Spot.TRIED) giveUp(out);
    spot = Spot.EMPTY;
    failures = 0;
    lookAgain();
  }

  private void lookAgain() {
    boolean due = spot == Spot.EMPTY && !checkedAt.plus(CHECK_EVERY).isAfter(latest);
    ask(due ? Request.CHECK : Request.FIND, latest.plus(FIND_EVERY));
  }

  private void selected(Answer answer, List<Output> out) {
    if (answer.result() == Answer.OK) ask(Request.READ, latest);
    else failed(out);
  }

  private void read(Answer answer, List<Output> out) {
    Optional<CardText> text = answer.text().map(CardText::of);
    if (text.isEmpty()) failed(out);
    else if (text.get().kind() == CardText.Kind.UNKNOWN) done(new IdCard.Unknown(), out);
    else if (!text.get().isWhole()) failed(out);
    else known(text.get(), out);
  }

  private void known(CardText text, List<Output> out) {
    List<String> visitor = List.copyOf(reader.visitors().apply(text.number()));
    if (text.isChecked() || visitor.equals(doubted)) {
      doubted = List.of();
      done(new IdCard.Read(visitor), out);
      return;
    }
    doubted = visitor;
    failed(out);
  }

  /** Looks whether the reader finds the card once more; where it does not, somebody must help. */
  private void failed(List<Output> out) {
    failures++;
    if (failures > RETRIES_MAX) giveUp(out);
    ask(Request.FIND, spot == Spot.TRIED ? latest : latest.plus(FIND_EVERY));
  }

  private void giveUp(List<Output> out) {
    done(new IdCard.Again(), out);
  }

  private void done(IdCard what, List<Output> out) {
    out.add(card(what));
    spot = Spot.DONE;
    failures = 0;
    ask(Request.FIND, latest.plus(FIND_EVERY));
  }

  private void refused(Answer answer, Request then, Duration pause, List<Output> out) {
    if (!refuses)
      out.add(
          new Output.Raise(
              new Fault(
                  FaultCode.DEVICE_REFUSES,
                  subject(),
                  "the reader answers %02X, %s".formatted(answer.result(), answer.words()),
                  latest)));
    refuses = true;
    ask(then, latest.plus(pause));
  }

  private void ask(Request request, Instant at) {
    next = request;
    nextAt = at;
  }

  private Output card(IdCard card) {
    return new Output.Card(reader.dispenser(), card);
  }

  private String subject() {
    return "device " + reader.name();
  }
}
