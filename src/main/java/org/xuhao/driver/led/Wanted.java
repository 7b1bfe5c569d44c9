package org.xuhao.driver.led;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.xuhao.board.Statement;
import org.xuhao.board.Statement.CallLine;
import org.xuhao.board.Statement.Face;
import org.xuhao.board.Statement.ShowHall;
import org.xuhao.board.Statement.ShowWindow;
import org.xuhao.hall.value.WindowId;

/** What ought to stand on one card, as last stated, and whether it is in a hurry. */
final class Wanted {
  private final @Nullable WindowId at;
  private final int rows;
  private @Nullable ShowWindow window;
  private @Nullable ShowHall hall;

  /** When the present call first went out: a delayed call flashes for its full time. */
  private Instant calledAt = Instant.EPOCH;

  private Instant statedAt = Instant.EPOCH;
  private boolean urgent;

  /** Nothing yet, for the strip of window {@code at}; null: for a hall screen of so many rows. */
  Wanted(@Nullable WindowId at, int rows) {
    this.at = at;
    this.rows = rows;
  }

  Wanted(Wanted other) {
    this(other.at, other.rows);
    window = other.window;
    hall = other.hall;
    calledAt = other.calledAt;
    statedAt = other.statedAt;
    urgent = other.urgent;
  }

  /**
   * Takes up what was stated, if it is for this card.
   *
   * @param isToDraw tells then whether the card shows something else
   */
  void stated(Statement statement, Instant now, BooleanSupplier isToDraw) {
    switch (statement) {
      case ShowWindow s -> {
        if (s.window().equals(at)) stated(s, now, isToDraw);
      }
      case ShowHall s -> {
        if (at == null) stated(s, now);
      }
      case Statement.ShowPad s -> {}
      case Statement.AskRating s -> {}
      case Statement.Print s -> {}
      case Statement.NewRoll s -> {}
    }
  }

  private void stated(ShowWindow s, Instant now, BooleanSupplier isToDraw) {
    ShowWindow before = window;
    boolean again =
        before != null
            && before.face() == Face.CALLING
            && Objects.equals(before.ticket(), s.ticket())
            && before.call() == s.call();
    if (s.equals(before)) return;
    window = s;
    statedAt = now;
    urgent = s.face() == Face.CALLING && (urgent || !again);
    if (urgent && !isToDraw.getAsBoolean()) {
      calledAt = now;
      urgent = false;
    }
  }

  private void stated(ShowHall s, Instant now) {
    ShowHall before = hall;
    if (before != null && before.calls().equals(s.calls())) return;
    CallLine newest = s.calls().isEmpty() ? null : s.calls().getFirst();
    boolean known = newest == null || (before != null && before.calls().contains(newest));
    hall = s;
    statedAt = now;
    urgent = urgent || !known;
  }

  /** The rows wanted at {@code now}; empty before anything was stated. */
  List<String> texts(Instant now) {
    ShowWindow strip = window;
    ShowHall calls = hall;
    if (strip != null) {
      Duration sinceCall = urgent ? Duration.ZERO : Duration.between(calledAt, now);
      return List.of(LedText.text(strip, sinceCall));
    }
    return calls == null ? List.of() : LedText.texts(calls, rows);
  }

  /** When it was stated. */
  Instant since() {
    return statedAt;
  }

  /** When it next changes by itself; {@link Instant#MAX}: not before another statement. */
  Instant nextChange(Instant now) {
    ShowWindow strip = window;
    return strip == null ? Instant.MAX : LedText.nextChange(strip, calledAt, now);
  }

  /** A new call, which does not wait. */
  boolean isUrgent() {
    return urgent;
  }

  void hurry() {
    urgent = true;
  }

  /** It is being drawn. */
  void drawn(Instant now) {
    if (urgent) calledAt = now;
    urgent = false;
  }

  /** It stands there. */
  void settled() {
    urgent = false;
  }

  /** Whether somebody is called by it; of a hall screen always. */
  boolean isCall() {
    ShowWindow strip = window;
    return strip == null || strip.face() == Face.CALLING;
  }
}
