package org.xuhao.trial;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.NullMarked;
import org.xuhao.hall.Ask;
import org.xuhao.hall.Command;
import org.xuhao.hall.Decision;
import org.xuhao.hall.Entry;
import org.xuhao.hall.Hall;
import org.xuhao.hall.Plan;
import org.xuhao.hall.value.By;
import org.xuhao.journal.FileDisk;
import org.xuhao.journal.Journal;
import org.xuhao.journal.JournalUnwritable;

/** Drawn days of a hall, in a journal on the real disk; the last one stays open. */
@NullMarked
public final class PlayedDays implements AutoCloseable {
  /** The hall that is played. */
  public static final Plan PLAN = Day.plan();

  private static final int SMALL = 48 << 10;

  private final Journal journal;
  private Hall hall;

  /** The same hall under the name of {@code hall}. */
  public static Plan plan(String hall) {
    return new Plan(
        hall, PLAN.zone(), PLAN.hours(), PLAN.services(), PLAN.windows(), PLAN.rules(), false);
  }

  private PlayedDays(Journal journal, Hall hall) {
    this.journal = journal;
    this.hall = hall;
  }

  /** Plays {@code days} days from {@code first} on behind what is in {@code data} already. */
  public static PlayedDays play(Path data, int incarnation, int first, int days, long seed)
      throws Exception {
    return play(PLAN, data, incarnation, first, days, seed);
  }

  /** The same of another hall. */
  public static PlayedDays play(
      Plan plan, Path data, int incarnation, int first, int days, long seed) throws Exception {
    return play(plan, data, incarnation, first, days, seed, Integer.MAX_VALUE);
  }

  /** The same with at most {@code most} steps a day. */
  public static PlayedDays play(
      Plan plan, Path data, int incarnation, int first, int days, long seed, int most)
      throws Exception {
    String name = "%016x".formatted(0xabc0000000000000L + incarnation);
    var opened = Journal.open(new FileDisk(data.resolve("journal")), plan, name, "1.0", SMALL);
    var played = new PlayedDays(opened.journal(), opened.hall());
    List<Day.Step> all = Day.draw(new Random(seed));
    List<Day.Step> steps = all.subList(0, Math.min(most, all.size()));
    for (int day = first; day < first + days; day++) played.day(day, steps);
    return played;
  }

  private void day(int day, List<Day.Step> steps) throws Exception {
    Instant opens = Day.START.plus(Duration.ofDays(day));
    ask(new Ask("clock" + day, By.CLOCK, new Command.TimePassed(opens)), opens);
    for (int i = 0; i < steps.size(); i++) {
      Day.Step step = steps.get(i);
      Instant at = step.at().plus(Duration.ofDays(day));
      if (hall.nextDeadline().filter(due -> !due.isAfter(at)).isPresent())
        ask(new Ask("clock" + day + "/" + i, By.CLOCK, new Command.TimePassed(at)), at);
      ask(new Ask("r" + day + "/" + i, step.by(), step.command()), at);
    }
  }

  private void ask(Ask ask, Instant at) throws Exception {
    if (!(hall.decide(ask, at) instanceof Decision.Accepted(var events)) || events.isEmpty())
      return;
    Entry entry = hall.entry(ask, at, events, journal.incarnation(), journal.nextSeq());
    hall = hall.apply(entry);
    journal.append(List.of(entry));
  }

  /** The journal that was played into, still open. */
  public Journal journal() {
    return journal;
  }

  /** The hall at the end. */
  public Hall hall() {
    return hall;
  }

  @Override
  public void close() throws JournalUnwritable {
    journal.close();
  }
}
