package org.xuhao.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.xuhao.journal.Entries.HALL;
import static org.xuhao.journal.Entries.incarnation;
import static org.xuhao.journal.Entries.takes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xuhao.hall.Entry;

/** What is told apart: an end that never counted, and damage to what did. */
class DamageTest {
  private static final int SMALL = 16 << 10;
  private static final String FIRST = Segment.file(1);
  private static final String SECOND = Segment.file(2);

  private final LyingDisk disk = new LyingDisk();
  private final List<Entry> read = new ArrayList<>();

  /** Where the last batch, of three entries, begins and ends in the second segment. */
  private int lastBegins;

  private int lastEnds;

  @BeforeEach
  void twoSegmentsOfWhichTheLastWasNotClosed() throws Exception {
    try (Journal journal = open(disk, 1)) {
      for (int seq = 1; seq <= 5; seq++) journal.append(takes(1, seq, 1));
    }
    Journal journal = open(disk, 2);
    journal.append(takes(2, 1, 2));
    journal.append(takes(2, 3, 2));
    lastBegins = end();
    journal.append(takes(2, 5, 3));
    lastEnds = end();
  }

  private int end() {
    byte[] bytes = disk.bytes(SECOND);
    int end = bytes.length;
    while (bytes[end - 1] == 0) end--;
    return end;
  }

  private Journal open(Disk of, int incarnation) throws JournalTrouble {
    read.clear();
    return Journal.open(of, HALL, incarnation(incarnation), SMALL, read::add);
  }

  private LyingDisk with(String file, byte[] bytes) {
    LyingDisk changed = disk.copy();
    changed.put(file, bytes);
    return changed;
  }

  @Test
  void aTornEndIsCutAtEveryByteOfTheLastBatchAndSaidSo() throws Exception {
    byte[] whole = disk.bytes(SECOND);
    int first = lastBegins;
    for (int cut = lastBegins; cut < lastEnds; cut++) {
      // Once as a file that ends there, once as one whose room was made beforehand.
      for (boolean zeros : new boolean[] {false, true}) {
        byte[] torn = Arrays.copyOf(whole, cut);
        if (zeros) torn = Arrays.copyOf(torn, whole.length);
        LyingDisk after = with(SECOND, torn);
        Journal journal = open(after, 3);
        int kept = read.size();
        int good = after.bytes(SECOND).length;
        assertTrue(kept >= 9 && kept < 12, "cut at " + cut);
        assertTrue(good >= first && good <= cut);
        long used = cut;
        while (torn[(int) used - 1] == 0) used--;
        assertEquals(Math.max(0, used - good), journal.found().cutBytes(), "cut at " + cut);
        List<Entry> expected = new ArrayList<>(takes(1, 1, 5));
        expected.addAll(takes(2, 1, kept - 5));
        assertEquals(expected, read);
        journal.append(takes(3, 1, 1));
        open(after.copy(), 4);
        assertEquals(kept + 1, read.size(), "cut at " + cut);
      }
    }
  }

  @Test
  void aBitFlippedBeforeTheLastBatchIsDamage() {
    byte[] whole = disk.bytes(SECOND);
    for (int at = 0; at < lastBegins; at++) {
      byte[] flipped = whole.clone();
      flipped[at] ^= (byte) (1 << (at % 8));
      int byteAt = at;
      var damage =
          assertThrows(
              JournalTrouble.class, () -> open(with(SECOND, flipped), 3), () -> "byte " + byteAt);
      if (damage instanceof JournalDamaged bad) assertTrue(bad.offset() <= at, damage::getMessage);
    }
  }

  @Test
  void aBitFlippedInAClosedSegmentIsDamage() {
    byte[] whole = disk.bytes(FIRST);
    for (int at = 0; at < whole.length; at++) {
      byte[] flipped = whole.clone();
      flipped[at] ^= (byte) (1 << (at % 8));
      int byteAt = at;
      assertThrows(
          JournalDamaged.class, () -> open(with(FIRST, flipped), 3), () -> "byte " + byteAt);
    }
  }

  @Test
  void damageChangesNothingOnDisk() {
    byte[] flipped = disk.bytes(SECOND);
    flipped[lastBegins - 10] ^= 1;
    LyingDisk damaged = with(SECOND, flipped);
    assertThrows(JournalDamaged.class, () -> open(damaged, 3));
    assertEquals(List.of(FIRST, SECOND), damaged.list());
    assertTrue(Arrays.equals(flipped, damaged.bytes(SECOND)));
    assertTrue(Journal.verify(damaged, HALL).trouble().isPresent());
    assertEquals(8, Journal.verify(damaged, HALL).found().entries());
  }

  @Test
  void aBitFlippedInTheLastBatchLosesNothingBeforeIt() throws Exception {
    byte[] whole = disk.bytes(SECOND);
    for (int at = lastBegins; at < lastEnds; at++) {
      byte[] flipped = whole.clone();
      flipped[at] ^= (byte) (1 << (at % 8));
      open(with(SECOND, flipped), 3);
      assertTrue(read.size() >= 9 && read.size() < 12, "byte " + at);
    }
  }

  @Test
  void aMissingOrShortenedSegmentIsDamage() throws Exception {
    LyingDisk missing = disk.copy();
    missing.remove(FIRST);
    assertThrows(JournalDamaged.class, () -> open(missing, 3));
    byte[] first = disk.bytes(FIRST);
    for (int length = 0; length < first.length; length++) {
      byte[] shortened = Arrays.copyOf(first, length);
      assertThrows(JournalDamaged.class, () -> open(with(FIRST, shortened), 3));
    }
  }

  @Test
  void aSegmentThatWasNeverFinishedIsMadeAgain() throws Exception {
    LyingDisk ended = disk.copy();
    open(ended, 3).close();
    for (int length : new int[] {0, 1, 511, 512, 513, SMALL}) {
      LyingDisk unfinished = ended.copy();
      unfinished.put(Segment.file(3), new byte[length]);
      Journal journal = open(unfinished, 4);
      assertEquals(12, read.size());
      journal.append(takes(4, 1, 1));
      open(unfinished.copy(), 5);
      assertEquals(13, read.size());
    }
  }

  @Test
  void rubbishAtTheEndIsCutAndRubbishInTheMiddleIsDamage() throws Exception {
    var random = new Random(20261120);
    byte[] rubbish = new byte[700];
    random.nextBytes(rubbish);
    byte[] atEnd = disk.bytes(SECOND);
    System.arraycopy(rubbish, 0, atEnd, lastEnds, rubbish.length);
    Journal journal = open(with(SECOND, atEnd), 3);
    assertEquals(12, read.size());
    assertEquals(rubbish.length, journal.found().cutBytes());
    byte[] inside = disk.bytes(SECOND);
    System.arraycopy(rubbish, 0, inside, Segment.HEAD_BYTES, rubbish.length);
    var damage = assertThrows(JournalDamaged.class, () -> open(with(SECOND, inside), 3));
    assertEquals(Segment.HEAD_BYTES, damage.offset());
    assertEquals(SECOND, damage.file());
  }
}
