package org.xuhao.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.xuhao.journal.Entries.HALL;
import static org.xuhao.journal.Entries.incarnation;
import static org.xuhao.journal.Entries.takes;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.hall.Entry;

class JournalTest {
  private static final int SMALL = 8 << 10;

  private final List<Entry> read = new ArrayList<>();

  private Journal open(Disk disk, int incarnation) throws JournalTrouble {
    read.clear();
    return Journal.open(disk, HALL, incarnation(incarnation), SMALL, read::add);
  }

  @Test
  void whatWasAppendedIsReadAgainOverManyStartsAndSegments(@TempDir Path folder) throws Exception {
    List<Entry> all = new ArrayList<>();
    for (int start = 1; start <= 4; start++) {
      try (Journal journal = open(new FileDisk(folder.resolve("journal")), start)) {
        assertEquals(all, read);
        for (int batch = 0; batch < 10; batch++) {
          List<Entry> entries = takes(start, journal.nextSeq(), batch % 5);
          journal.append(entries);
          all.addAll(entries);
        }
      }
    }
    var disk = new FileDisk(folder.resolve("journal"));
    try (Journal journal = open(disk, 5)) {
      assertEquals(all, read);
      assertEquals(Optional.of(new Position(incarnation(4), 20)), journal.found().last());
      assertEquals(0, journal.found().cutBytes());
      assertTrue(journal.found().segments() > 4, "segments end at their size and at each start");
    }
    var verified = Journal.verify(disk, HALL);
    assertEquals(Optional.empty(), verified.trouble());
    assertEquals(all.size(), verified.found().entries());
  }

  @Test
  void twoProcessesCannotWriteOneJournal(@TempDir Path folder) throws Exception {
    try (Journal first = open(new FileDisk(folder), 1)) {
      first.append(takes(1, 1, 1));
      var refused = assertThrows(JournalInUse.class, () -> open(new FileDisk(folder), 2));
      assertTrue(
          String.valueOf(refused.getMessage()).contains("process " + ProcessHandle.current().pid()),
          refused.getMessage());
    }
    open(new FileDisk(folder), 3).close();
    assertEquals(1, read.size());
  }

  @Test
  void anotherHallsJournalIsRefused() throws Exception {
    var disk = new LyingDisk();
    try (Journal journal = open(disk, 1)) {
      journal.append(takes(1, 1, 1));
    }
    var refused =
        assertThrows(
            JournalForeign.class,
            () -> Journal.open(disk, "delingha", incarnation(2), SMALL, read::add));
    assertTrue(refused.remedy().contains("'haixi'"), refused.remedy());
    open(disk, 2).close();
  }

  @Test
  void aSegmentTakesItsRoomBeforehand() throws Exception {
    var disk = new LyingDisk();
    Journal journal = open(disk, 1);
    journal.append(takes(1, 1, 1));
    assertEquals(SMALL, disk.bytes(Segment.file(1)).length);
    journal.append(takes(1, 2, 3));
    assertEquals(SMALL, disk.bytes(Segment.file(1)).length);
    journal.close();
    assertTrue(disk.bytes(Segment.file(1)).length < SMALL, "closed: the rest is given back");
  }

  @Test
  void aBatchLargerThanASegmentStillFits() throws Exception {
    var disk = new LyingDisk();
    List<Entry> large = takes(1, 1, 60);
    try (Journal journal = open(disk, 1)) {
      journal.append(large);
      journal.append(takes(1, 61, 1));
    }
    open(disk, 2).close();
    assertEquals(takes(1, 1, 61), read);
  }

  @Test
  void aDiskThatRefusesForAWhileCostsOnlyThoseBatches() throws Exception {
    var disk = new LyingDisk();
    Journal journal = open(disk, 1);
    journal.append(takes(1, 1, 2));
    disk.refuse(true);
    for (int i = 0; i < 3; i++)
      assertThrows(JournalUnwritable.class, () -> journal.append(takes(1, 3, 5)));
    assertEquals(3, journal.nextSeq());
    disk.refuse(false);
    journal.append(takes(1, 3, 1));
    journal.append(takes(1, 4, 1));
    // Killed here: nothing was closed.
    open(disk.copy(), 2);
    assertEquals(takes(1, 1, 4), read);
  }

  @Test
  void aDiskThatRefusesFromTheStartOnlyDelaysIt() throws Exception {
    var disk = new LyingDisk();
    Journal journal = open(disk, 1);
    disk.refuse(true);
    assertThrows(JournalUnwritable.class, () -> journal.append(takes(1, 1, 1)));
    disk.refuse(false);
    journal.append(takes(1, 1, 1));
    open(disk.copy(), 2);
    assertEquals(takes(1, 1, 1), read);
  }

  @Test
  void aFollowerReadsWhatIsForcedAndNothingElse() throws Exception {
    var disk = new LyingDisk();
    try (Journal journal = open(disk, 1);
        JournalReader reader = journal.reader()) {
      assertEquals(List.of(), reader.next(10));
      List<Entry> seen = new ArrayList<>();
      for (int seq = 1; seq <= 40; seq++) {
        journal.append(takes(1, seq, 1));
        if (seq % 3 == 0) seen.addAll(reader.next(2));
      }
      disk.refuse(true);
      assertThrows(JournalUnwritable.class, () -> journal.append(takes(1, 41, 1)));
      disk.refuse(false);
      for (var more = reader.next(7); !more.isEmpty(); more = reader.next(7)) seen.addAll(more);
      assertEquals(takes(1, 1, 40), seen);
    }
  }

  @Test
  void aFollowerGoesOnWhereItWas() throws Exception {
    var disk = new LyingDisk();
    for (int start = 1; start <= 3; start++)
      try (Journal journal = open(disk, start)) {
        for (int seq = 1; seq <= 30; seq++) journal.append(takes(start, seq, 1));
      }
    try (Journal journal = open(disk, 4)) {
      for (int i = 0; i < read.size(); i++) {
        Entry entry = read.get(i);
        var at = new Position(entry.incarnation(), entry.lastSeq());
        try (JournalReader reader = journal.readerAfter(at).orElseThrow()) {
          assertEquals(read.subList(i + 1, read.size()), reader.next(1_000), at.toString());
        }
      }
      assertTrue(journal.readerAfter(new Position(incarnation(3), 31)).isEmpty());
      assertTrue(journal.readerAfter(new Position(incarnation(9), 1)).isEmpty());
    }
  }

  @Test
  void aReaderOfAJournalThatNobodyWritesReadsItAll() throws Exception {
    var disk = new LyingDisk();
    open(disk, 1).append(takes(1, 1, 30));
    try (JournalReader reader = JournalReader.ofClosed(disk, HALL)) {
      assertEquals(takes(1, 1, 30), reader.next(100));
      assertEquals(List.of(), reader.next(100));
    }
  }

  @Test
  void aQuietEditBreaksTheChain() throws Exception {
    var disk = new LyingDisk();
    try (Journal journal = open(disk, 1)) {
      for (int seq = 1; seq <= 3; seq++) journal.append(takes(1, seq, 1));
    }
    byte[] bytes = disk.bytes(Segment.file(1));
    // As a careful forger would: the text changed and its CRC made right again.
    var file = ByteBuffer.wrap(bytes);
    int at = Segment.HEAD_BYTES;
    int length = file.getInt(at + 4);
    String text = new String(bytes, at + Frame.HEAD_BYTES, length, StandardCharsets.UTF_8);
    int a001 = at + Frame.HEAD_BYTES + text.indexOf("A001") + 3;
    bytes[a001] = '9';
    file.putInt(at, Frame.crc(file, at, length));
    disk.put(Segment.file(1), bytes);
    var trouble = Journal.verify(disk, HALL).trouble().orElseThrow();
    var damage = assertInstanceOf(JournalDamaged.class, trouble);
    assertEquals((long) at + Frame.HEAD_BYTES + length, damage.offset());
    assertThrows(JournalDamaged.class, () -> open(disk, 2));
    assertFalse(damage.remedy().isEmpty());
  }
}
