package org.xuhao.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.xuhao.hall.Ask;
import org.xuhao.hall.Entry;
import org.xuhao.hall.Event.Started;
import org.xuhao.hall.Hall;
import org.xuhao.hall.Plan;
import org.xuhao.journal.Journal;
import org.xuhao.journal.JournalTrouble;
import org.xuhao.journal.LyingDisk;
import org.xuhao.journal.Snapshots;
import org.xuhao.trial.BusyHour;

/**
 * Cuts the power at every operation of an hour in which snapshots are written again and again. The
 * hall must come back as the journal alone says, and a snapshot that has its name is whole.
 */
class SnapshotCutTest {
  private static final int SEGMENT_BYTES = 24 << 10;
  private static final int STEPS = 160;
  private static final String RELEASE = "0.1.0";
  private static final Plan PLAN = BusyHour.plan(4);

  private final long seed = Long.getLong("trial.seed", 20261122);
  private final Random random = new Random(seed);

  @Test
  void aCutWhileASnapshotIsWrittenCostsNothing() throws Exception {
    var disk = new LyingDisk();
    play(disk, BusyHour.draw(random, STEPS));
    int fromSnapshots = 0;
    var cuts = disk.new Cuts();
    for (int at = 0; at <= disk.operations(); at++) {
      cuts.advance(at);
      for (var model : LyingDisk.Model.values()) {
        String where = "seed " + seed + ", cut after operation " + at + ", " + model;
        LyingDisk left = cuts.cut(model, random);
        Hall whole = wholly(left.copy());
        Journal.Opened opened = open(left, 2);
        assertEquals(whole, opened.hall(), where);
        assertEquals(List.of(), opened.journal().found().passedOver(), where);
        if (opened.journal().found().snapshot().isPresent()) fromSnapshots++;
        if (at % 5 == 0) writesAgain(opened, left, where);
      }
    }
    assertTrue(fromSnapshots > disk.operations(), "few cuts came after a snapshot");
  }

  private void play(LyingDisk disk, List<BusyHour.Step> steps) throws Exception {
    var clock = new HandClock(BusyHour.TEN);
    var snapshots = new Snapshots(disk, RELEASE);
    Journal.Opened opened = open(disk, 1);
    HallWriter writer = writer(opened, clock);
    for (BusyHour.Step step : steps) {
      clock.pass(Duration.ofMillis(step.afterMs()));
      writer.turn(List.of(step.ask()));
      if (random.nextInt(8) == 0)
        snapshots.write(writer.hall(), opened.journal().point().orElseThrow());
    }
  }

  /** The next start after the cut goes on, and leaves a disk that opens again. */
  private static void writesAgain(Journal.Opened opened, LyingDisk disk, String where)
      throws Exception {
    HallWriter writer = writer(opened, new HandClock(BusyHour.TEN.plus(Duration.ofHours(2))));
    List<Ask> one = List.of(BusyHour.take("after the cut"));
    assertTrue(writer.turn(one).getFirst() instanceof Answer.Accepted, where);
    var point = opened.journal().point().orElseThrow();
    new Snapshots(disk, RELEASE).write(writer.hall(), point);
    assertEquals(writer.hall(), open(disk.copy(), 3).hall(), where);
  }

  private static HallWriter writer(Journal.Opened opened, HandClock clock) {
    return new HallWriter(
        opened.hall(),
        opened.journal(),
        clock,
        new Started("", RELEASE, "test"),
        news -> {},
        LoopWatch.QUIET);
  }

  private static Journal.Opened open(LyingDisk disk, int incarnation) throws JournalTrouble {
    return Journal.open(disk, PLAN, String.format("%016x", incarnation), RELEASE, SEGMENT_BYTES);
  }

  private static Hall wholly(LyingDisk disk) throws JournalTrouble {
    List<Entry> entries = new ArrayList<>();
    Journal.open(disk, BusyHour.HALL, String.format("%016x", 2), SEGMENT_BYTES, entries::add);
    Hall hall = Hall.empty(PLAN);
    for (Entry entry : entries) hall = hall.apply(entry);
    return hall;
  }
}
