package org.xuhao.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.hall.Ask;
import org.xuhao.hall.Command;
import org.xuhao.hall.Decision;
import org.xuhao.hall.Entry;
import org.xuhao.hall.Hall;
import org.xuhao.hall.Plan;
import org.xuhao.hall.value.By;
import org.xuhao.trial.Day;

/** A hall from a snapshot and what follows is the hall from everything. */
class SnapshotTest {
  private static final int SMALL = 48 << 10;
  private static final String RELEASE = "1.0";
  private static final Plan PLAN = Day.plan();
  private static final long SEED = Long.getLong("trial.seed", 20261123);

  /** A hall that is played into a journal; {@code every} entries a snapshot is made. */
  private static final class Play {
    final LyingDisk disk = new LyingDisk().withoutLog();
    final Journal journal = journal();
    final List<LyingDisk> disks = new ArrayList<>();
    final int every;
    Hall hall = Hall.empty(PLAN);
    int entries;

    Play(int every) {
      this.every = every;
    }

    private Journal journal() {
      try {
        return Journal.open(disk, PLAN.hall(), Entries.incarnation(1), SMALL, entry -> {});
      } catch (JournalTrouble e) {
        throw new IllegalStateException(e);
      }
    }

    /** Two days of the same steps, so that the second meets what the first left behind. */
    Play days(List<Day.Step> steps) throws Exception {
      ask(new Ask("clock", By.CLOCK, new Command.TimePassed(Day.START)), Day.START);
      for (int day = 0; day < 2; day++)
        for (int i = 0; i < steps.size(); i++) {
          Day.Step step = steps.get(i);
          Instant at = step.at().plus(Duration.ofDays(day));
          if (hall.nextDeadline().filter(due -> !due.isAfter(at)).isPresent())
            ask(new Ask("clock/" + day + i, By.CLOCK, new Command.TimePassed(at)), at);
          ask(new Ask("r" + day + "/" + i, step.by(), step.command()), at);
        }
      return this;
    }

    private void ask(Ask ask, Instant at) throws Exception {
      if (!(hall.decide(ask, at) instanceof Decision.Accepted(var events)) || events.isEmpty())
        return;
      Entry entry = hall.entry(ask, at, events, journal.incarnation(), journal.nextSeq());
      hall = hall.apply(entry);
      journal.append(List.of(entry));
      entries++;
      if (entries % every != 0) return;
      new Snapshots(disk, RELEASE).write(hall, journal.point().orElseThrow());
      // Only the snapshots are taken from here, the journal from the end.
      disks.add(disk.copy());
    }

    /** The journal as it ended, with the snapshots there were then. */
    LyingDisk at(LyingDisk then) throws Exception {
      LyingDisk mixed = disk.copy();
      for (String name : Snapshots.newestFirst(mixed)) mixed.remove(name);
      for (String name : Snapshots.newestFirst(then)) mixed.put(name, then.bytes(name));
      return mixed;
    }
  }

  private static Journal.Opened open(Disk disk) throws JournalTrouble {
    return open(disk, RELEASE);
  }

  private static Journal.Opened open(Disk disk, String release) throws JournalTrouble {
    return Journal.open(disk, PLAN, Entries.incarnation(2), release, SMALL);
  }

  @Test
  void theHallIsTheSameFromASnapshotAtEveryStep() throws Exception {
    for (long seed = SEED; seed < SEED + 3; seed++) {
      Play play = new Play(1).days(Day.draw(new Random(seed)));
      int all = play.entries;
      for (int i = 0; i < all; i++) {
        Journal.Opened opened = open(play.at(play.disks.get(i)));
        String where = "seed " + seed + ", snapshot after entry " + (i + 1);
        assertEquals(play.hall, opened.hall(), where);
        assertEquals(all - i - 1, opened.journal().found().entries(), where);
        assertEquals(List.of(), opened.journal().found().passedOver(), where);
      }
    }
  }

  @Test
  void theLastTwoAreKeptAndTheOneBeforeIsEnough() throws Exception {
    Play play = new Play(10).days(Day.draw(new Random(SEED)));
    List<String> names = Snapshots.newestFirst(play.disk);
    assertEquals(2, names.size());
    LyingDisk one = play.disk.copy();
    one.remove(names.getFirst());
    Journal.Opened opened = open(one);
    assertEquals(play.hall, opened.hall());
    assertEquals(play.entries % 10 + 10, opened.journal().found().entries());
  }

  @Test
  void aJournalGoesOnBehindASnapshot() throws Exception {
    Play play = new Play(10).days(Day.draw(new Random(SEED)));
    Journal.Opened second = open(play.disk.copy());
    assertEquals(
        Optional.of(new Position(Entries.incarnation(1), play.journal.nextSeq() - 1)),
        second.journal().found().last());
    LyingDisk disk = play.disk.copy();
    try (Journal journal = open(disk).journal()) {
      journal.append(Entries.takes(2, 1, 3));
    }
    assertEquals(Optional.empty(), Journal.verify(disk, PLAN.hall()).trouble());
    assertEquals(play.entries + 3, Journal.verify(disk, PLAN.hall()).found().entries());
  }

  /** Every start of a damaged disk gives the hall; {@code passed} snapshots were of no use. */
  private static void assertOnlySlower(Play play, LyingDisk damaged, int passed, String where)
      throws Exception {
    Journal.Opened opened = open(damaged);
    assertEquals(play.hall, opened.hall(), where);
    assertEquals(passed, opened.journal().found().passedOver().size(), where);
  }

  @Test
  void aDamagedSnapshotCostsTimeOnly() throws Exception {
    Play play = new Play(25).days(Day.draw(new Random(SEED)));
    String name = Snapshots.newestFirst(play.disk).getFirst();
    byte[] whole = play.disk.bytes(name);
    var random = new Random(SEED);
    for (int i = 0; i < 300; i++) {
      LyingDisk disk = play.disk.copy();
      byte[] bytes = whole.clone();
      int at = i < 100 ? i : random.nextInt(bytes.length);
      bytes[at] ^= (byte) (1 << random.nextInt(8));
      disk.put(name, bytes);
      assertOnlySlower(play, disk, 1, "a bit of byte " + at);
      disk = play.disk.copy();
      disk.put(name, Arrays.copyOf(whole, i < 100 ? i : random.nextInt(whole.length)));
      assertOnlySlower(play, disk, 1, "torn");
    }
    LyingDisk longer = play.disk.copy();
    longer.put(name, Arrays.copyOf(whole, whole.length + 1));
    assertOnlySlower(play, longer, 1, "longer");
    LyingDisk none = play.disk.copy();
    for (String each : Snapshots.newestFirst(none)) none.put(each, new byte[0]);
    assertOnlySlower(play, none, 2, "both empty");
  }

  @Test
  void aSnapshotOfAnotherReleaseOrHallIsPassedOver() throws Exception {
    Play play = new Play(25).days(Day.draw(new Random(SEED)));
    Journal.Opened newer = open(play.disk.copy(), "1.1");
    assertEquals(play.hall, newer.hall());
    assertEquals(2, newer.journal().found().passedOver().size());
    assertEquals(Optional.empty(), newer.journal().found().snapshot());
    String name = Snapshots.newestFirst(play.disk).getFirst();
    for (String[] change : new String[][] {{"\"test\"", "\"tost\""}, {"\"seq\":", "\"sex\":"}}) {
      LyingDisk disk = play.disk.copy();
      disk.put(name, signedAgain(play.disk.bytes(name), change[0], change[1]));
      assertOnlySlower(play, disk, 1, change[1]);
    }
  }

  /** One in which a text was changed by somebody who can count and hash. */
  private static byte[] signedAgain(byte[] bytes, String from, String to) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    byte[] changed = text.replace(from, to).getBytes(StandardCharsets.ISO_8859_1);
    int end = changed.length - Frame.HASH_BYTES - 4;
    byte[] sha = Frame.sha().digest(Arrays.copyOf(changed, end));
    System.arraycopy(sha, 0, changed, end, sha.length);
    var crc = new CRC32C();
    crc.update(changed, 0, changed.length - 4);
    ByteBuffer.wrap(changed).putInt(changed.length - 4, (int) crc.getValue());
    return changed;
  }

  @Test
  void aSnapshotOfAJournalThatWasPutBackIsPassedOverAndThenGoes() throws Exception {
    Play play = new Play(25).days(Day.draw(new Random(SEED)));
    Play other = new Play(20).days(Day.draw(new Random(SEED + 1)));
    LyingDisk mixed = play.at(other.disk);
    Journal.Opened opened = open(mixed);
    assertEquals(play.hall, opened.hall());
    assertEquals(2, opened.journal().found().passedOver().size());
    Entry entry = Entries.take(2, 1);
    opened.journal().append(List.of(entry));
    // Far behind, as if the other journal had been much longer.
    String stale = "0000000009-0000000512.snapshot";
    mixed.put(stale, mixed.bytes(Snapshots.newestFirst(mixed).getFirst()));
    var point = opened.journal().point().orElseThrow();
    new Snapshots(mixed, RELEASE).write(opened.hall(), point);
    List<String> left = Snapshots.newestFirst(mixed);
    assertEquals(Snapshots.name(point), left.getFirst());
    assertEquals(2, left.size());
  }

  @Test
  void damageBehindASnapshotIsStillDamage() throws Exception {
    Play play = new Play(25).days(Day.draw(new Random(SEED)));
    var point = play.journal.point().orElseThrow();
    LyingDisk missing = play.disk.copy();
    missing.remove(Segment.file(1));
    assertThrows(JournalDamaged.class, () -> open(missing));
    LyingDisk flipped = play.at(play.disks.getFirst());
    byte[] bytes = flipped.bytes(Segment.file(point.segment()));
    bytes[Segment.HEAD_BYTES + 100] ^= 1;
    flipped.put(Segment.file(point.segment()), bytes);
    assertThrows(JournalDamaged.class, () -> open(flipped));
  }

  @Test
  void whatIsBeforeASnapshotIsNotRead() throws Exception {
    Play play = new Play(25).days(Day.draw(new Random(SEED)));
    LyingDisk disk = play.disk.copy();
    byte[] first = disk.bytes(Segment.file(1));
    first[Segment.HEAD_BYTES + 100] ^= 1;
    disk.put(Segment.file(1), first);
    assertEquals(play.hall, open(disk).hall());
    assertTrue(Journal.verify(disk, PLAN.hall()).trouble().isPresent(), "verify walks all of it");
  }

  @Test
  void aRealFolderHoldsThemToo(@TempDir Path folder) throws Exception {
    Play play = new Play(50).days(Day.draw(new Random(SEED)));
    var disk = new FileDisk(folder);
    for (String name : play.disk.list())
      try (Disk.File file = disk.create(name)) {
        file.write(ByteBuffer.wrap(play.disk.bytes(name)), 0);
      }
    try (Journal journal = open(disk).journal()) {
      assertTrue(journal.found().snapshot().isPresent());
      journal.append(Entries.takes(2, 1, 3));
      new Snapshots(disk, RELEASE).write(play.hall, journal.point().orElseThrow());
    }
    try (Journal journal = open(disk).journal()) {
      assertEquals(0, journal.found().entries());
    }
    assertEquals(2, Snapshots.newestFirst(disk).size());
  }
}
