package org.xuhao.loop;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.xuhao.hall.Ask;
import org.xuhao.hall.Event.Started;
import org.xuhao.hall.Hall;
import org.xuhao.journal.Journal;

/** A {@link HallLoop} without its thread: the same bounds and batches, turned by hand. */
public final class HandLoop {
  private record Pending(Ask ask, Consumer<Answer> answer) {}

  private final ArrayDeque<Pending> waiting = new ArrayDeque<>();
  private final HallWriter writer;

  /** As {@link HallLoop}'s; {@code published} is called within a turn. */
  public HandLoop(Hall hall, Journal journal, HallClock clock, Consumer<Published> published) {
    writer =
        new HallWriter(
            hall, journal, clock, new Started("", "0.1.0", "soak"), published, LoopWatch.QUIET);
  }

  /** Waits for a turn, or is told at once that too many do. */
  public void ask(Ask ask, Consumer<Answer> answer) {
    if (waiting.size() >= HallLoop.WAITING_MAX) answer.accept(new Answer.Busy());
    else waiting.add(new Pending(ask, answer));
  }

  /** How long until a turn is wanted. */
  public Duration idle() {
    return waiting.isEmpty() ? writer.idle(HallLoop.TURN_AT_LEAST) : Duration.ZERO;
  }

  /** One turn; what it gives answers those who asked. */
  public Runnable turn() {
    List<Pending> batch = new ArrayList<>();
    while (!waiting.isEmpty() && batch.size() < HallLoop.BATCH_MAX) batch.add(waiting.remove());
    List<Answer> answers = writer.turn(batch.stream().map(Pending::ask).toList());
    return () -> {
      for (int i = 0; i < answers.size(); i++) batch.get(i).answer().accept(answers.get(i));
    };
  }

  /** The hall after the latest turn. */
  public Hall hall() {
    return writer.hall();
  }
}
