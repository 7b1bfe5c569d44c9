package org.xuhao.driver;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xuhao.board.Statement;
import org.xuhao.hall.Ask;
import org.xuhao.hall.Refusal;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.hall.value.VisitId;
import org.xuhao.hall.value.WindowId;

/** Reads the events of a capture: what was stated and answered besides the bytes of the line. */
final class CaptureEvent {
  private CaptureEvent() {}

  /**
   * The input that an event stands for; empty: time only passes.
   *
   * @param ask the latest ask, for {@code accepted} and {@code refused}
   * @throws IllegalArgumentException when the event is unknown
   */
  static Optional<Input> input(String event, Instant at, @Nullable Ask ask) {
    List<String> words = List.of(event.split(" ", -1));
    return switch (words.getFirst()) {
      case "opened", "up" -> Optional.of(new Input.Opened(at));
      case "lost", "down:" -> Optional.of(new Input.Lost(at));
      case "wait" -> Optional.empty();
      case "accepted" -> answered(ask, null, at);
      case "refused" -> answered(ask, Refusal.valueOf(words.get(1)), at);
      default -> Optional.of(new Input.Stated(statement(words, at), at));
    };
  }

  private static Optional<Input> answered(
      @Nullable Ask ask, @Nullable Refusal refusal, Instant at) {
    return ask == null ? Optional.empty() : Optional.of(new Input.Answered(ask, refusal, at));
  }

  private static Statement statement(List<String> words, Instant at) {
    return switch (words.getFirst()) {
      case "window" ->
          new Statement.ShowWindow(
              window(words.get(1)),
              Statement.Face.valueOf(words.get(2)),
              ticket(words.get(3)),
              Integer.parseInt(words.get(4)),
              words.get(5));
      case "pad" ->
          new Statement.ShowPad(
              window(words.get(1)), Integer.parseInt(words.get(2)), ticket(words.get(3)));
      case "rating" -> new Statement.AskRating(window(words.get(1)), visit(words.get(2)));
      case "hall" -> hall(words);
      case "print" -> print(words, at);
      default -> throw new IllegalArgumentException("unknown event " + words);
    };
  }

  /** {@code hall A023>5 A022>3}, newest first. */
  private static Statement hall(List<String> words) {
    var calls = new ArrayList<Statement.CallLine>();
    for (String call : words.subList(1, words.size())) {
      List<String> parts = List.of(call.split(">", -1));
      calls.add(
          new Statement.CallLine(
              TicketNumber.parse(parts.get(0)).orElseThrow(), window(parts.get(1)), 1));
    }
    return new Statement.ShowHall(calls, List.of());
  }

  /** {@code print A023 1}: ticket and copy. */
  private static Statement print(List<String> words, Instant at) {
    return new Statement.Print(
        new Statement.Slip(
            "政务服务大厅",
            TicketNumber.parse(words.get(1)).orElseThrow(),
            Integer.parseInt(words.get(2)),
            "社会保险",
            "1, 2",
            12,
            at,
            "2026-01-01 09:00",
            "http://hall.example/t/" + words.get(1)));
  }

  private static WindowId window(String word) {
    return new WindowId(Integer.parseInt(word));
  }

  private static @Nullable TicketNumber ticket(String word) {
    return TicketNumber.parse(word).orElse(null);
  }

  private static @Nullable VisitId visit(String word) {
    return word.equals("-") ? null : new VisitId(Long.parseLong(word));
  }
}
