package org.xuhao.board;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.xuhao.hall.Ask;
import org.xuhao.hall.Command;
import org.xuhao.hall.Decision;
import org.xuhao.hall.Entry;
import org.xuhao.hall.Hall;
import org.xuhao.hall.value.By;
import org.xuhao.hall.value.Words;
import org.xuhao.trial.Day;
import org.xuhao.trial.Trials;

/** After a start people read the calls that they read before it. */
@NullMarked
class BoardRestartTest {

  /** As at a start of the appliance. */
  private static final int LATEST = 200;

  /** A hall with the board that follows it from its first entry. */
  private static final class Play {
    Hall hall = Hall.empty(Day.plan());
    Board board = Board.of(new Words("test", ""), hall);
    long seq = 1;

    void ask(Ask ask, Day.Step at) {
      if (!(hall.decide(ask, at.at()) instanceof Decision.Accepted(var events))) return;
      if (events.isEmpty()) return;
      Entry entry = hall.entry(ask, at.at(), events, "00000000000000aa", seq);
      hall = hall.apply(entry);
      board = board.next(hall, List.of(entry));
      seq += events.size();
    }
  }

  @Test
  void theCallsAreThoseThatStood() {
    Trials.check(
        Day::draw,
        steps -> {
          var play = new Play();
          int number = 0;
          for (Day.Step step : steps) {
            var clock = new Command.TimePassed(step.at());
            play.ask(new Ask("clock" + number, By.CLOCK, clock), step);
            play.ask(new Ask("r" + number++, step.by(), step.command()), step);
          }
          Board quiet = Board.of(new Words("test", ""), play.hall);
          Board again = quiet.next(play.hall, play.hall.latestCalls(LATEST));
          assertEquals(play.board.calls(), again.calls());
        });
  }
}
