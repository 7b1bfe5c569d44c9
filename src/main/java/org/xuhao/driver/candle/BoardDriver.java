package org.xuhao.driver.candle;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xuhao.board.Statement;
import org.xuhao.board.Statement.Face;
import org.xuhao.driver.Device;
import org.xuhao.driver.Driver;
import org.xuhao.driver.Input;
import org.xuhao.driver.Noise;
import org.xuhao.driver.Output;
import org.xuhao.driver.Output.Figure;
import org.xuhao.wire.Bytes;

/**
 * One board that is told and never answers. What it ought to show is told again now and then, since
 * nobody says that it lost its power or a byte.
 *
 * @param latest the time of the latest input
 * @param face what was last stated of the window; null: nothing
 * @param sent what the board was told last; null: nothing since the line opened
 */
record BoardDriver(
    BoardConfig board,
    Noise noise,
    Instant latest,
    boolean up,
    Statement.@Nullable ShowWindow face,
    @Nullable BoardFrame sent,
    Instant sentAt)
    implements Driver {

  /** So long a board may show something wrong after a disturbance. Own choice. */
  static final Duration AGAIN = Duration.ofSeconds(10);

  /** A byte of 10 bits takes 0.52 ms at 19200 baud; a board takes its time too. Own choice. */
  private static final Duration BYTE_TIME = Duration.ofMillis(1);

  BoardDriver(BoardConfig board, boolean ears) {
    this(board, Noise.none(board.line(), ears), Instant.EPOCH, false, null, null, Instant.EPOCH);
  }

  @Override
  public Step on(Input input) {
    var out = new ArrayList<Output>();
    Noise heard = noise.quiet(input.at(), out);
    if (input instanceof Input.Received(Bytes bytes, Instant at))
      heard = heard.heard(bytes.size(), 0, at, out);
    var now = new BoardDriver(board, heard, input.at(), up, face, sent, sentAt);
    return switch (input) {
      case Input.Opened opened -> new Step(now.with(true, face, null), out);
      case Input.Lost lost -> new Step(now.with(false, face, null), out);
      case Input.Stated(Statement.ShowWindow s, Instant at)
          when s.window().equals(board.window()) ->
          new Step(now.with(up, s, sent), out);
      case Input.YourTurn turn -> now.send(out);
      default -> new Step(now, out);
    };
  }

  private BoardDriver with(
      boolean isUp, Statement.@Nullable ShowWindow stated, @Nullable BoardFrame told) {
    return new BoardDriver(board, noise, latest, isUp, stated, told, sentAt);
  }

  private Step send(List<Output> out) {
    BoardFrame frame = wanted();
    if (!up || frame == null || dueAt(frame).isAfter(latest)) return new Step(this, out);
    out.add(new Output.Send(frame.bytes()));
    out.add(new Output.Count(board.name(), Figure.FRAMES_OUT, 1));
    return new Step(new BoardDriver(board, noise, latest, up, face, frame, latest), out);
  }

  private @Nullable BoardFrame wanted() {
    Statement.ShowWindow now = face;
    if (now == null) return null;
    String ticket = now.ticket() == null ? "" : now.ticket().toString();
    String last = ticket.substring(Math.max(0, ticket.length() - board.places()));
    String text = " ".repeat(board.places() - last.length()) + last;
    boolean blinks = now.face() == Face.CALLING;
    return new BoardFrame(
        board.address(),
        blinks ? BoardFrame.BLINKS : BoardFrame.STEADY,
        Bytes.copyOf(text.getBytes(StandardCharsets.US_ASCII)));
  }

  private Instant dueAt(BoardFrame frame) {
    return frame.equals(sent) ? sentAt.plus(AGAIN) : sentAt.plus(busy());
  }

  /** How long the last order keeps the line. */
  private Duration busy() {
    BoardFrame last = sent;
    return last == null ? Duration.ZERO : BYTE_TIME.multipliedBy(last.bytes().size());
  }

  @Override
  public Wish wish() {
    Instant free = sentAt.plus(busy());
    if (free.isAfter(latest)) return new Wish.Hold(free);
    BoardFrame frame = wanted();
    if (!up || frame == null) return new Wish.Rest(noise.quietAt());
    Instant due = dueAt(frame);
    if (!due.isAfter(latest)) return new Wish.Turn(due, !frame.equals(sent));
    return new Wish.Rest(due.isBefore(noise.quietAt()) ? due : noise.quietAt());
  }

  @Override
  public Device device() {
    return new Device(board.name(), "candle", board.window(), Device.Standing.UNHEARD, null, "");
  }
}
