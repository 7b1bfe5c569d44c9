package org.xuhao.driver.onbonbx;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.xuhao.board.Statement;
import org.xuhao.board.Statement.CallLine;
import org.xuhao.board.Statement.Face;
import org.xuhao.board.Statement.ShowHall;
import org.xuhao.board.Statement.ShowWindow;
import org.xuhao.driver.Device;
import org.xuhao.driver.Driver;
import org.xuhao.driver.Input;
import org.xuhao.driver.Noise;
import org.xuhao.driver.Output;
import org.xuhao.driver.Output.Figure;
import org.xuhao.driver.Silence;
import org.xuhao.fault.Fault;
import org.xuhao.fault.FaultCode;
import org.xuhao.wire.Bytes;

/**
 * One LED card: keeps its areas equal to what was last stated, and asks it how it is when there is
 * nothing to draw.
 *
 * <p>Only a fresh copy is ever changed, inside {@link #on}; what was handed out stays as it is.
 */
public final class CardDriver implements Driver {

  /** Cards want their areas this far apart. Source: vendor's protocol text 1.4, section 2.1. */
  static final Duration SPACING = Duration.ofSeconds(1);

  /**
   * After this long at rest a card is asked for its state. Source: serial servers keep half-open
   * connections that only such a question finds; own choice of the time.
   */
  static final Duration ASK_EVERY = Duration.ofSeconds(10);

  /** A frame that arrived damaged is sent again this often at once. Source: protocol.md. */
  static final int RESENDS_MAX = 3;

  private final CardConfig card;
  private Noise noise;
  private Silence silence;
  private Instant latest = Instant.EPOCH;
  private boolean up;
  private Bytes tail = Bytes.NONE;
  private @Nullable Instant heardAt;
  private boolean heard;
  private @Nullable ShowWindow window;
  private @Nullable ShowHall hall;

  /** When the present call first went out: a delayed call flashes for its full time. */
  private Instant calledAt = Instant.EPOCH;

  private Instant statedAt = Instant.EPOCH;
  private boolean urgent;
  private @Nullable List<String> shown;
  private @Nullable List<String> refused;
  private boolean refuses;
  private Instant drawnAt = Instant.EPOCH;
  private Instant askedAt = Instant.EPOCH;
  private Instant notBefore = Instant.EPOCH;
  private int busy;
  private int resends;
  private boolean tellsStatus = true;
  private boolean screenOn = true;
  private @Nullable Question question;

  /** What was asked and not yet answered. {@code texts} null: how the card is. */
  private record Question(@Nullable List<String> texts, Instant at, Instant until) {}

  /** A card of which nothing was heard; {@code ears}: it counts its line's noise. */
  public CardDriver(CardConfig card, boolean ears) {
    this.card = card;
    noise = Noise.none(card.line(), ears);
    silence = Silence.none(card.name());
  }

  private CardDriver(CardDriver other) {
    card = other.card;
    noise = other.noise;
    silence = other.silence;
    latest = other.latest;
    up = other.up;
    tail = other.tail;
    heardAt = other.heardAt;
    heard = other.heard;
    window = other.window;
    hall = other.hall;
    calledAt = other.calledAt;
    statedAt = other.statedAt;
    urgent = other.urgent;
    shown = other.shown;
    refused = other.refused;
    refuses = other.refuses;
    drawnAt = other.drawnAt;
    askedAt = other.askedAt;
    notBefore = other.notBefore;
    busy = other.busy;
    resends = other.resends;
    tellsStatus = other.tellsStatus;
    screenOn = other.screenOn;
    question = other.question;
  }

  @Override
  public Step on(Input input) {
    var next = new CardDriver(this);
    var out = new ArrayList<Output>();
    next.latest = input.at();
    next.noise = next.noise.quiet(input.at(), out);
    switch (input) {
      case Input.Opened opened -> next.opened();
      case Input.Lost lost -> next.lost();
      case Input.Received received -> next.received(received.bytes(), out);
      case Input.Stated stated -> next.stated(stated.statement());
      case Input.YourTurn turn -> next.takeTurn(out);
      case Input.Tick tick -> next.timeOut(out);
      case Input.Answered answered -> {}
    }
    return new Step(next, out);
  }

  @Override
  public Wish wish() {
    Question asked = question;
    if (asked != null) return new Wish.Hold(asked.until());
    if (!up) return new Wish.Rest(noise.quietAt());
    Instant from = earliest(drawFrom(), askedAt.plus(ASK_EVERY));
    from = latest(from, latest(notBefore, silence.notBefore()));
    if (from.isAfter(latest) && noise.quietAt().isBefore(from))
      return new Wish.Rest(noise.quietAt());
    return new Wish.Turn(from, urgent);
  }

  @Override
  public Device device() {
    var standing =
        silence.raised()
            ? Device.Standing.SILENT
            : heard ? Device.Standing.HEARD : Device.Standing.UNHEARD;
    String shows = shown == null ? "" : String.join(" | ", shown);
    return new Device(
        card.name(),
        "onbon-bx",
        card.window(),
        standing,
        heardAt,
        screenOn ? shows : shows + " (screen off)");
  }

  private void opened() {
    lost();
    up = true;
    heard = false;
    notBefore = latest;
    silence = silence.askedAnew();
    askedAt = latest.minus(ASK_EVERY);
  }

  private void lost() {
    up = false;
    question = null;
    tail = Bytes.NONE;
    shown = null;
    refused = null;
    busy = 0;
    resends = 0;
  }

  private void stated(Statement statement) {
    switch (statement) {
      case ShowWindow s -> {
        if (s.window().equals(card.window())) stated(s);
      }
      case ShowHall s -> {
        if (card.window() == null) stated(s);
      }
      case Statement.ShowPad s -> {}
      case Statement.AskRating s -> {}
      case Statement.Print s -> {}
    }
  }

  private void stated(ShowWindow s) {
    ShowWindow before = window;
    boolean again =
        before != null
            && before.face() == Face.CALLING
            && Objects.equals(before.ticket(), s.ticket())
            && before.call() == s.call();
    if (s.equals(before)) return;
    window = s;
    statedAt = latest;
    urgent = s.face() == Face.CALLING && (urgent || !again);
    if (urgent && !isToDraw(latest)) {
      calledAt = latest;
      urgent = false;
    }
  }

  private void stated(ShowHall s) {
    ShowHall before = hall;
    if (before != null && before.calls().equals(s.calls())) return;
    CallLine newest = s.calls().isEmpty() ? null : s.calls().getFirst();
    boolean known = newest == null || (before != null && before.calls().contains(newest));
    hall = s;
    statedAt = latest;
    urgent = urgent || !known;
  }

  /** The rows wanted at {@code at}; empty before anything was stated. */
  private List<String> texts(Instant at) {
    ShowWindow strip = window;
    ShowHall calls = hall;
    if (strip != null) {
      Duration sinceCall = urgent ? Duration.ZERO : Duration.between(calledAt, at);
      return List.of(Picture.text(strip, sinceCall));
    }
    return calls == null ? List.of() : Picture.texts(calls, card.lines());
  }

  private boolean isToDraw(Instant at) {
    List<String> wanted = texts(at);
    return !wanted.isEmpty() && !wanted.equals(shown) && !wanted.equals(refused);
  }

  private Instant drawFrom() {
    if (isToDraw(latest)) return latest(statedAt, spaced());
    ShowWindow strip = window;
    if (strip == null) return Instant.MAX;
    Instant change = Picture.nextChange(strip, calledAt, latest);
    return change.equals(Instant.MAX) ? change : latest(change, spaced());
  }

  /** When the card may be drawn again; calls and a first picture do not wait. */
  private Instant spaced() {
    return urgent || shown == null ? Instant.EPOCH : drawnAt.plus(SPACING);
  }

  private void takeTurn(List<Output> out) {
    boolean held = notBefore.isAfter(latest) || silence.notBefore().isAfter(latest);
    if (!up || question != null || held) return;
    if (isToDraw(latest)) {
      if (!spaced().isAfter(latest)) draw(out);
    } else {
      urgent = false;
      if (!askedAt.plus(ASK_EVERY).isAfter(latest))
        ask(tellsStatus ? Request.status() : Request.ping(), null, out);
    }
  }

  private void draw(List<Output> out) {
    List<String> texts = texts(latest);
    List<Area> areas = Picture.areas(card, texts);
    Bytes data = shown == null ? Request.redraw(areas) : Request.draw(areas);
    if (urgent) calledAt = latest;
    urgent = false;
    drawnAt = latest;
    ask(data, texts, out);
  }

  private void ask(Bytes data, @Nullable List<String> texts, List<Output> out) {
    var frame = new CardFrame(card.address(), CardFrame.HOST, 0, card.deviceType(), data);
    out.add(new Output.Send(frame.bytes()));
    out.add(new Output.Count(card.name(), Figure.FRAMES_OUT, 1));
    if (silence.missed() > 0 || busy > 0 || resends > 0)
      out.add(new Output.Count(card.name(), Figure.RETRIES, 1));
    askedAt = latest;
    question = new Question(texts, latest, latest.plus(card.replyWithin()));
  }

  private void timeOut(List<Output> out) {
    Question asked = question;
    if (asked == null || asked.until().isAfter(latest)) return;
    question = null;
    noise = noise.heard(tail.size(), 1, latest, out);
    tail = Bytes.NONE;
    silence = silence.missed(latest, out);
    // A picture whose answer was lost may stand on the wall or not: nobody knows what is shown.
    if (asked.texts() != null || silence.raised()) shown = null;
    urgent = urgent || (asked.texts() != null && isCall());
  }

  private boolean isCall() {
    ShowWindow strip = window;
    return strip == null || strip.face() == Face.CALLING;
  }

  private void received(Bytes bytes, List<Output> out) {
    var decoded = CardCodec.frames(tail.then(bytes));
    tail = decoded.tail();
    noise = noise.heard(decoded.noiseBytes(), decoded.badFrames(), latest, out);
    for (CardFrame frame : decoded.frames())
      if (frame.source() == card.address() && frame.destination() >= CardFrame.HOST)
        answered(Reply.of(frame.data()), out);
  }

  private void answered(Reply reply, List<Output> out) {
    out.add(new Output.Count(card.name(), Figure.FRAMES_IN, 1));
    heard = true;
    heardAt = latest;
    silence = silence.heard(out);
    Question asked = question;
    if (asked == null || !answers(reply, asked)) return;
    question = null;
    out.add(new Output.RoundTrip(card.name(), Duration.between(asked.at(), latest)));
    switch (reply) {
      case Reply.Ack ack -> done(asked, out);
      case Reply.Nack nack -> notDone(asked, nack.error(), out);
      case Reply.Status status -> isThus(status);
      case Reply.Other other -> {}
    }
  }

  private static boolean answers(Reply reply, Question asked) {
    return switch (reply) {
      case Reply.Ack ack -> true;
      case Reply.Nack nack -> true;
      case Reply.Status status -> asked.texts() == null;
      case Reply.Other other -> false;
    };
  }

  private void done(Question asked, List<Output> out) {
    busy = 0;
    resends = 0;
    if (asked.texts() == null) return;
    shown = asked.texts();
    if (refuses) out.add(new Output.Clear(FaultCode.DEVICE_REFUSES, subject()));
    refuses = false;
    refused = null;
  }

  private void notDone(Question asked, int error, List<Output> out) {
    switch (error) {
      case Reply.BUSY -> {
        busy++;
        notBefore = latest.plus(Silence.pause(busy));
      }
      case Reply.BAD_CRC -> {
        resends++;
        if (resends > RESENDS_MAX) {
          resends = 0;
          notBefore = latest.plus(Silence.FIRST_PAUSE);
        }
        if (asked.texts() != null) urgent = true;
        else askedAt = latest.minus(ASK_EVERY);
      }
      default -> {
        if (asked.texts() != null) refuse(asked.texts(), error, out);
        else if (error <= Reply.NO_SUCH_COMMAND) tellsStatus = false;
      }
    }
  }

  private void refuse(List<String> texts, int error, List<Output> out) {
    refused = texts;
    refuses = true;
    String detail = "the card answers " + error + ", " + Reply.words(error);
    out.add(new Output.Raise(new Fault(FaultCode.DEVICE_REFUSES, subject(), detail, latest)));
  }

  /** A card that lost its power between two questions has lost its areas with it. */
  private void isThus(Reply.Status status) {
    busy = 0;
    resends = 0;
    screenOn = status.on();
    List<String> texts = shown;
    if (texts != null && status.areas() >= 0 && status.areas() < texts.size()) shown = null;
  }

  private String subject() {
    return "device " + card.name();
  }

  private static Instant earliest(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static Instant latest(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
