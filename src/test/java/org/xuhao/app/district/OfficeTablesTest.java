package org.xuhao.app.district;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.fault.Fault;
import org.xuhao.fault.FaultCode;
import org.xuhao.fault.OpenFaults;
import org.xuhao.hall.Entry;
import org.xuhao.link.EntryBatch;
import org.xuhao.link.Office;
import org.xuhao.store.DistrictDatabase;
import org.xuhao.store.PlayedJournal;

/** What the office's tables say of what has not come. */
@NullMarked
class OfficeTablesTest {
  private static final Instant START = Instant.parse("2026-11-20T01:00:00Z");

  @TempDir Path folder = Path.of("");
  private final AtomicReference<Instant> wall = new AtomicReference<>(START);
  private final OpenFaults faults = new OpenFaults();

  private List<String> open() {
    return faults.all().stream()
        .filter(fault -> fault.code() == FaultCode.HISTORY_GAP)
        .map(OfficeTablesTest::name)
        .toList();
  }

  private static String name(Fault fault) {
    return fault.subject() + " " + fault.detail().replaceFirst(".*/", "");
  }

  private static EntryBatch batch(List<Entry> entries) {
    Entry first = entries.getFirst();
    return new EntryBatch(
        first.hall(), first.incarnation(), first.seq(), entries.getLast().lastSeq(), entries);
  }

  @Test
  void aGapIsAFaultOnceItIsMoreThanLateAndUntilItIsFilledOrGivenUp() throws Exception {
    var journal = new PlayedJournal("haixi");
    journal.start(1, 0);
    journal.play(0, 5);
    List<Entry> all = journal.drain();
    List<Entry> before = all.subList(0, 4);
    List<Entry> gone = all.subList(4, 7);
    List<Entry> behind = all.subList(7, all.size());
    String missing = "haixi %d-%d".formatted(gone.getFirst().seq(), gone.getLast().lastSeq());
    try (var tables = new OfficeTables(DistrictDatabase.inFolder(folder), faults, wall::get)) {
      tables.fold(Office.Tables.FACT, "1", List.of(batch(before), batch(behind)));
      assertEquals(1, tables.missing().size());
      wall.set(START.plus(OfficeTables.GAP_AFTER).minusSeconds(1));
      assertEquals(1, tables.missing().size());
      assertEquals(List.of(), open(), "it may be on its way");
      wall.set(START.plus(OfficeTables.GAP_AFTER));
      assertEquals(1, tables.missing().size());
      assertEquals(List.of(missing), open());
      tables.fold(Office.Tables.FACT, "2", List.of(batch(new ArrayList<>(gone))));
      assertTrue(tables.missing().isEmpty());
      assertEquals(List.of(), open());
    }
  }

  @Test
  void whatTheHallHasNotEitherIsGivenUp() throws Exception {
    var journal = new PlayedJournal("haixi");
    journal.start(1, 0);
    journal.play(0, 5);
    List<Entry> all = journal.drain();
    Entry gone = all.get(4);
    try (var tables = new OfficeTables(DistrictDatabase.inFolder(folder), faults, wall::get)) {
      tables.fold(
          Office.Tables.FACT,
          "1",
          List.of(batch(all.subList(0, 4)), batch(all.subList(5, all.size()))));
      wall.set(START.plus(OfficeTables.GAP_AFTER));
      assertEquals(1, tables.missing().size());
      assertEquals(1, open().size());
      tables.gone("haixi", gone.incarnation(), gone.seq(), gone.lastSeq());
      assertTrue(tables.missing().isEmpty());
      assertEquals(List.of(), open());
    }
  }
}
