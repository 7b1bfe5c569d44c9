package org.xuhao.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.NullMarked;
import org.xuhao.hall.Ask;
import org.xuhao.hall.Command;
import org.xuhao.hall.Decision;
import org.xuhao.hall.Entry;
import org.xuhao.hall.Event;
import org.xuhao.hall.Hall;
import org.xuhao.hall.Plan;
import org.xuhao.hall.value.By;
import org.xuhao.trial.Day;
import org.xuhao.trial.PlayedDays;

/** The journal of a hall over drawn days, in memory; each start is an incarnation of its own. */
@NullMarked
public final class PlayedJournal {
  private final String name;
  private final List<Entry> entries = new ArrayList<>();
  private Hall hall;
  private String incarnation = "";
  private long next;

  public PlayedJournal(String name) {
    this(PlayedDays.plan(name));
  }

  /** That of a hall with a plan of its own, which begins with {@link #start}. */
  PlayedJournal(Plan plan) {
    name = plan.hall();
    hall = Hall.empty(plan);
  }

  /** The same hall as it is now: as a copy of its disk. */
  PlayedJournal copy() {
    var copy = new PlayedJournal(name);
    copy.hall = hall;
    copy.incarnation = incarnation;
    copy.next = next;
    return copy;
  }

  /** The appliance starts, on {@code day}. */
  public void start(int number, int day) {
    String previous = incarnation.isEmpty() ? "" : incarnation + "/" + (next - 1);
    incarnation = "%016x".formatted(0xabc0000000000000L + number);
    next = 1;
    Instant at = Day.START.plus(Duration.ofDays(day)).minusSeconds(60);
    var started = new Event.Started(previous, "1.0", "test");
    add(
        new Entry(
            name,
            incarnation,
            1,
            at,
            at,
            at.atZone(PlayedDays.PLAN.zone()).toLocalDate(),
            "start" + number,
            By.CLOCK,
            "start",
            List.of(started)));
  }

  private void add(Entry entry) {
    entries.add(entry);
    next = entry.lastSeq() + 1;
  }

  /** A drawn day, {@code day} days after the first. */
  public void play(int day, long seed) {
    Instant opens = Day.START.plus(Duration.ofDays(day));
    ask("clock" + day, By.CLOCK, new Command.TimePassed(opens), opens);
    int i = 0;
    for (Day.Step step : Day.draw(new Random(seed))) {
      Instant at = step.at().plus(Duration.ofDays(day));
      if (hall.nextDeadline().filter(due -> !due.isAfter(at)).isPresent())
        ask("clock" + day + "/" + i, By.CLOCK, new Command.TimePassed(at), at);
      ask("r" + day + "/" + i++, step.by(), step.command(), at);
    }
  }

  private void ask(String request, By by, Command command, Instant at) {
    var ask = new Ask(request, by, command);
    if (!(hall.decide(ask, at) instanceof Decision.Accepted(var events)) || events.isEmpty())
      return;
    Entry entry = hall.entry(ask, at, events, incarnation, next);
    hall = hall.apply(entry);
    add(entry);
  }

  /** Something that must be accepted. */
  void say(By by, Command command, Instant at) {
    long before = next;
    ask("said " + next, by, command, at);
    if (next == before) throw new AssertionError(command + " at " + at + " did nothing");
  }

  /** All that was written since the last time. */
  public List<Entry> drain() {
    List<Entry> all = List.copyOf(entries);
    entries.clear();
    return all;
  }
}
