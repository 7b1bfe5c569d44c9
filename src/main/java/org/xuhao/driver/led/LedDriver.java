package org.xuhao.driver.led;

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
import org.xuhao.driver.Silence;
import org.xuhao.fault.Fault;
import org.xuhao.fault.FaultCode;
import org.xuhao.wire.Bytes;

/**
 * One LED card of any make: keeps its picture equal to what was last stated, one order at a time,
 * each confirmed before the next, and asks it how it is when there is nothing to draw.
 *
 * <p>Only a fresh copy is ever changed, inside {@link #on}; what was handed out stays as it is.
 */
public final class LedDriver implements Driver {

  /**
   * After this long at rest a card is asked for its state. Source: serial servers keep half-open
   * connections that only such a question finds; own choice of the time.
   */
  static final Duration ASK_EVERY = Duration.ofSeconds(10);

  /** A frame that arrived damaged is sent again this often at once. Source: protocol.md. */
  static final int RESENDS_MAX = 3;

  private final LedTongue tongue;
  private final Wanted wanted;
  private Noise noise;
  private Silence silence;
  private Instant latest = Instant.EPOCH;
  private boolean up;
  private Bytes tail = Bytes.NONE;
  private @Nullable Instant heardAt;
  private boolean heard;
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
  private @Nullable Drawing drawing;

  /** What was asked and not yet answered. {@code texts} null: how the card is. */
  private record Question(@Nullable List<String> texts, boolean whole, Instant at, Instant until) {}

  /** A picture, whole or only what changed, of which {@code left} is still to be sent. */
  private record Drawing(List<String> texts, boolean whole, List<Bytes> left) {}

  /** A card of which nothing was heard; {@code ears}: it counts its line's noise. */
  public LedDriver(LedTongue tongue, boolean ears) {
    this.tongue = tongue;
    wanted = new Wanted(tongue.card().window(), tongue.rows());
    noise = Noise.none(tongue.card().line(), ears);
    silence = Silence.none(tongue.card().name());
  }

  private LedDriver(LedDriver other) {
    tongue = other.tongue;
    wanted = new Wanted(other.wanted);
    noise = other.noise;
    silence = other.silence;
    latest = other.latest;
    up = other.up;
    tail = other.tail;
    heardAt = other.heardAt;
    heard = other.heard;
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
    drawing = other.drawing;
  }

  @Override
  public Step on(Input input) {
    var next = new LedDriver(this);
    var out = new ArrayList<Output>();
    next.latest = input.at();
    next.noise = next.noise.quiet(input.at(), out);
    switch (input) {
      case Input.Opened opened -> next.opened();
      case Input.Lost lost -> next.lost();
      case Input.Received received -> next.received(received.bytes(), out);
      case Input.Stated stated ->
          next.wanted.stated(stated.statement(), input.at(), next::isToDraw);
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
    if (drawing != null) return new Wish.Turn(latest, true);
    Instant from = earliest(drawFrom(), earliest(redrawFrom(), askFrom()));
    from = latest(from, latest(notBefore, silence.notBefore()));
    if (from.isAfter(latest) && noise.quietAt().isBefore(from))
      return new Wish.Rest(noise.quietAt());
    return new Wish.Turn(from, wanted.isUrgent());
  }

  @Override
  public boolean isSettled() {
    if (!up || silence.raised()) return true;
    return drawing == null && (question == null || question.texts() == null) && !isToDraw();
  }

  @Override
  public Device device() {
    var standing =
        silence.raised()
            ? Device.Standing.SILENT
            : heard ? Device.Standing.HEARD : Device.Standing.UNHEARD;
    String shows = shown == null ? "" : String.join(" | ", shown);
    if (!screenOn) shows += " (screen off)";
    if (!tongue.answers() && shown != null) shows += " (not confirmed)";
    var card = tongue.card();
    return new Device(card.name(), tongue.type(), card.window(), standing, heardAt, shows);
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
    drawing = null;
    tail = Bytes.NONE;
    shown = null;
    refused = null;
    busy = 0;
    resends = 0;
  }

  private boolean isToDraw() {
    List<String> texts = wanted.texts(latest);
    return !texts.isEmpty() && !texts.equals(shown) && !texts.equals(refused);
  }

  private Instant drawFrom() {
    Instant from = isToDraw() ? wanted.since() : wanted.nextChange(latest);
    return from.equals(Instant.MAX) ? from : latest(from, spaced());
  }

  /** When the card may be drawn again; calls and a first picture do not wait. */
  private Instant spaced() {
    return wanted.isUrgent() || shown == null ? Instant.EPOCH : drawnAt.plus(tongue.spacing());
  }

  private Instant redrawFrom() {
    boolean stands = shown != null && !tongue.redrawEvery().isZero();
    return stands ? drawnAt.plus(tongue.redrawEvery()) : Instant.MAX;
  }

  private Instant askFrom() {
    return tongue.ask(false).isPresent() ? askedAt.plus(ASK_EVERY) : Instant.MAX;
  }

  private void takeTurn(List<Output> out) {
    if (!up || question != null) return;
    if (drawing != null) {
      drawNext(drawing, out);
      return;
    }
    if (notBefore.isAfter(latest) || silence.notBefore().isAfter(latest)) return;
    if (isToDraw()) {
      if (!spaced().isAfter(latest)) draw(shown, out);
      return;
    }
    wanted.settled();
    if (!redrawFrom().isAfter(latest)) draw(null, out);
    else if (!askFrom().isAfter(latest)) {
      Optional<Bytes> frame = tongue.ask(!tellsStatus);
      if (frame.isPresent()) ask(frame.get(), null, false, out);
    }
  }

  private void draw(@Nullable List<String> stands, List<Output> out) {
    List<String> texts = wanted.texts(latest);
    wanted.drawn(latest);
    drawnAt = latest;
    drawNext(new Drawing(texts, stands == null, tongue.draw(texts, stands)), out);
  }

  private void drawNext(Drawing now, List<Output> out) {
    List<Bytes> left = now.left();
    drawing =
        left.size() > 1
            ? new Drawing(now.texts(), now.whole(), left.subList(1, left.size()))
            : null;
    ask(left.getFirst(), now.texts(), now.whole(), out);
  }

  private void ask(Bytes frame, @Nullable List<String> texts, boolean whole, List<Output> out) {
    String name = tongue.card().name();
    out.add(new Output.Send(frame));
    out.add(new Output.Count(name, Figure.FRAMES_OUT, 1));
    if (silence.missed() > 0 || busy > 0 || resends > 0)
      out.add(new Output.Count(name, Figure.RETRIES, 1));
    askedAt = latest;
    question = new Question(texts, whole, latest, latest.plus(tongue.replyWithin()));
  }

  private void timeOut(List<Output> out) {
    Question asked = question;
    if (asked == null || asked.until().isAfter(latest)) return;
    question = null;
    if (!tongue.answers()) {
      done(asked, out);
      return;
    }
    drawing = null;
    noise = noise.heard(tail.size(), 1, latest, out);
    tail = Bytes.NONE;
    silence = silence.missed(latest, out);
    // A picture whose answer was lost may stand on the wall or not: nobody knows what is shown.
    if (asked.texts() != null || silence.raised()) shown = null;
    if (asked.texts() != null && wanted.isCall()) wanted.hurry();
  }

  private void received(Bytes bytes, List<Output> out) {
    var hears = tongue.hear(tail.then(bytes));
    tail = hears.tail();
    noise = noise.heard(hears.noiseBytes(), hears.badFrames(), latest, out);
    for (int i = 0; i < hears.others(); i++) answered(null, out);
    for (LedReply reply : hears.replies()) answered(reply, out);
  }

  /** {@code reply} null: the card said something that answers no question of ours. */
  private void answered(@Nullable LedReply reply, List<Output> out) {
    out.add(new Output.Count(tongue.card().name(), Figure.FRAMES_IN, 1));
    heard = true;
    heardAt = latest;
    silence = silence.heard(out);
    Question asked = question;
    if (asked == null || reply == null) return;
    if (reply instanceof LedReply.State && asked.texts() != null) return;
    question = null;
    out.add(new Output.RoundTrip(tongue.card().name(), Duration.between(asked.at(), latest)));
    if (!(reply instanceof LedReply.Done)) broken(asked);
    switch (reply) {
      case LedReply.Done done -> done(asked, out);
      case LedReply.Busy later -> {
        busy++;
        notBefore = latest.plus(Silence.pause(busy));
      }
      case LedReply.Damaged damaged -> again(asked);
      case LedReply.Refused(var words, var unknown) -> {
        if (asked.texts() == null) tellsStatus = tellsStatus && !unknown;
        else if (mayHaveLostAll(asked)) shown = null;
        else refuse(asked.texts(), words, out);
      }
      case LedReply.State(var on, var rows) -> isThus(on, rows);
    }
  }

  /** A picture of which some orders were carried out is neither the old nor the new one. */
  private void broken(Question asked) {
    boolean begun = asked.texts() != null && (drawing != null || isPartOf(asked));
    drawing = null;
    if (begun) shown = null;
  }

  /** A card that tells nothing of its state may refuse a change because all is gone. */
  private boolean mayHaveLostAll(Question asked) {
    return !asked.whole() && !tongue.redrawEvery().isZero();
  }

  /** Whether {@code asked} was not the first order of its picture. */
  private boolean isPartOf(Question asked) {
    return asked.at().isAfter(drawnAt);
  }

  private void done(Question asked, List<Output> out) {
    busy = 0;
    resends = 0;
    if (asked.texts() == null || drawing != null) return;
    shown = asked.texts();
    if (refuses) out.add(new Output.Clear(FaultCode.DEVICE_REFUSES, subject()));
    refuses = false;
    refused = null;
  }

  private void again(Question asked) {
    resends++;
    if (resends > RESENDS_MAX) {
      resends = 0;
      notBefore = latest.plus(Silence.FIRST_PAUSE);
    }
    if (asked.texts() != null) wanted.hurry();
    else askedAt = latest.minus(ASK_EVERY);
  }

  private void refuse(List<String> texts, String words, List<Output> out) {
    refused = texts;
    refuses = true;
    String detail = "the card answers " + words;
    out.add(new Output.Raise(new Fault(FaultCode.DEVICE_REFUSES, subject(), detail, latest)));
  }

  /** A card that lost its power between two questions has lost its picture with it. */
  private void isThus(boolean on, int rows) {
    busy = 0;
    resends = 0;
    screenOn = on;
    List<String> texts = shown;
    if (texts != null && rows >= 0 && rows < texts.size()) shown = null;
  }

  private String subject() {
    return "device " + tongue.card().name();
  }

  static Instant earliest(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  static Instant latest(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
