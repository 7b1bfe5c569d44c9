package org.xuhao.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.xuhao.hall.Ask;
import org.xuhao.hall.Entry;
import org.xuhao.hall.Event;
import org.xuhao.hall.Hall;
import org.xuhao.journal.Journal;
import org.xuhao.journal.JournalTrouble;
import org.xuhao.journal.LyingDisk;
import org.xuhao.trial.BusyHour;

/**
 * Cuts the power after every write, truncation, creation and force of a busy hour, in three ways,
 * and opens the hall again. {@code -Dtrial.seed=N} plays another hour.
 */
class PowerCutTest {

  /** Small, so that an hour fills many segments. */
  private static final int SEGMENT_BYTES = 24 << 10;

  private static final int STEPS = 320;

  /** Every so many cuts the power goes again while the hall comes back. */
  private static final int SECOND_CUT_EVERY = 7;

  private final long seed = Long.getLong("trial.seed", 20261122);
  private final Random random = new Random(seed);

  /** One hour that was played: what was acknowledged, and by which operation of the disk. */
  private static final class Played {
    final LyingDisk disk;
    final List<Entry> acknowledged = new ArrayList<>();
    final TreeMap<Integer, Integer> countAt = new TreeMap<>();
    final HandClock clock = new HandClock(BusyHour.TEN);

    Played(LyingDisk disk) {
      this.disk = disk;
      countAt.put(0, 0);
    }

    void note(List<Entry> entries) {
      acknowledged.addAll(entries);
      countAt.put(disk.operations(), acknowledged.size());
    }

    /** How many entries were answered before operation {@code operation} was over. */
    int countAt(int operation) {
      return countAt.floorEntry(operation).getValue();
    }
  }

  @Test
  void whatWasAcknowledgedSurvivesEveryCut() throws Exception {
    Played hour = play(BusyHour.draw(random, STEPS), false);
    List<Hall> halls = halls(hour.acknowledged);
    var cuts = hour.disk.new Cuts();
    for (int at = 0; at <= hour.disk.operations(); at++) {
      cuts.advance(at);
      for (var model : LyingDisk.Model.values()) {
        String where = "seed " + seed + ", cut after operation " + at + ", " + model;
        Opened again = open(cuts.cut(model, random), 2);
        int read = again.entries.size();
        assertTrue(read >= hour.countAt(at), () -> where + ": lost");
        assertEquals(hour.acknowledged.subList(0, read), again.entries, where);
        assertEquals(halls.get(read), again.hall, where);
        issuesAgain(again, where);
        if (at % SECOND_CUT_EVERY == 0) cutAgain(again, where);
      }
    }
  }

  @Test
  void aDiskThatRefusedNowAndThenLosesNothingEither() throws Exception {
    Played hour = play(BusyHour.draw(random, STEPS / 2), true);
    var cuts = hour.disk.new Cuts();
    for (int at = 0; at <= hour.disk.operations(); at++) {
      cuts.advance(at);
      for (var model : LyingDisk.Model.values()) {
        String where = "seed " + seed + ", cut after operation " + at + ", " + model;
        Opened again = open(cuts.cut(model, random), 2);
        int count = hour.countAt(at);
        assertTrue(again.entries.size() >= count, () -> where + ": lost");
        assertEquals(hour.acknowledged.subList(0, count), again.entries.subList(0, count), where);
        issuesAgain(again, where);
      }
    }
  }

  /** A hall that was opened, and what it folded. */
  private record Opened(LyingDisk disk, Journal journal, Hall hall, List<Entry> entries) {}

  private static Opened open(LyingDisk disk, int incarnation) throws JournalTrouble {
    List<Entry> entries = new ArrayList<>();
    Journal journal =
        Journal.open(
            disk, BusyHour.HALL, String.format("%016x", incarnation), SEGMENT_BYTES, entries::add);
    return new Opened(disk, journal, fold(entries), entries);
  }

  private static HallWriter writer(Opened opened, HandClock clock) {
    return new HallWriter(
        opened.hall,
        opened.journal,
        clock,
        new Event.Started("", "0.1.0", "test"),
        news -> {},
        LoopWatch.QUIET);
  }

  private Played play(List<BusyHour.Step> steps, boolean refusals) throws JournalTrouble {
    var hour = new Played(new LyingDisk());
    HallWriter writer = writer(open(hour.disk, 1), hour.clock);
    List<Ask> waiting = new ArrayList<>();
    for (BusyHour.Step step : steps) {
      hour.clock.pass(Duration.ofMillis(step.afterMs()));
      waiting.add(step.ask());
      if (random.nextInt(3) == 0) continue;
      hour.disk.refuse(refusals && random.nextInt(4) == 0);
      List<Answer> answers = writer.turn(waiting);
      for (Answer answer : answers)
        if (answer instanceof Answer.Accepted(var entry, var repeated) && !repeated)
          assertTrue(writer.written().contains(entry));
      hour.note(writer.written());
      waiting.clear();
    }
    assertTrue(hour.acknowledged.size() > steps.size() / 4, "an hour in which nothing happens");
    return hour;
  }

  private static void issuesAgain(Opened again, String where) {
    var clock = new HandClock(BusyHour.TEN.plus(Duration.ofHours(2)));
    var answer =
        writer(again, clock)
            .turn(List.of(BusyHour.take("after " + again.journal.incarnation())))
            .getFirst();
    var accepted = assertInstanceOf(Answer.Accepted.class, answer, where);
    var numbers = new HashSet<Object>();
    for (Entry entry : again.entries) count(entry, numbers, where);
    count(accepted.entry(), numbers, where);
  }

  private static void count(Entry entry, Set<Object> numbers, String where) {
    for (Event event : entry.events())
      if (event instanceof Event.TicketIssued issued)
        assertTrue(numbers.add(issued.ticket()), () -> where + ": twice " + issued.ticket());
  }

  /** The power goes once more, anywhere in the recovery or in the first ticket after it. */
  private void cutAgain(Opened recovered, String where) throws JournalTrouble {
    LyingDisk disk = recovered.disk;
    int at = random.nextInt(disk.operations() + 1);
    for (var model : LyingDisk.Model.values()) {
      Opened again = open(disk.new Cuts().advance(at).cut(model, random), 3);
      int known = recovered.entries.size();
      String here = where + ", then after operation " + at + ", " + model;
      assertTrue(again.entries.size() >= known, () -> here + ": lost");
      assertEquals(recovered.entries, again.entries.subList(0, known), here);
      issuesAgain(again, here);
    }
  }

  private static Hall fold(List<Entry> entries) {
    Hall hall = Hall.empty(BusyHour.plan(4));
    for (Entry entry : entries) hall = hall.apply(entry);
    return hall;
  }

  /** The hall after each number of entries. */
  private static List<Hall> halls(List<Entry> entries) {
    List<Hall> halls = new ArrayList<>();
    Hall hall = Hall.empty(BusyHour.plan(4));
    halls.add(hall);
    for (Entry entry : entries) {
      hall = hall.apply(entry);
      halls.add(hall);
    }
    return halls;
  }
}
