package org.xuhao.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.xuhao.fault.FaultCode;
import org.xuhao.hall.Entry;
import org.xuhao.journal.EntryText;

/** What tables do with events that only a newer release understands, on whatever database. */
@NullMarked
interface NewerEventRules {

  /** Empty tables. */
  DistrictDatabase fresh() throws Exception;

  @Test
  default void whatOnlyANewerReleaseUnderstandsIsKeptAndCountedAfterAnUpdate() throws Exception {
    List<Entry> entries = DistrictStoreRules.oneHall();
    List<Entry> newer = new ArrayList<>();
    for (Entry entry : entries) newer.add(called(entry, "TicketIssued", "TicketDreamt"));
    var said = new TreeSet<String>();
    var database = fresh();
    try (var store =
            DistrictStore.open(
                database, new DistrictStoreRules.SaidWatch(said), DistrictStoreRules.CLOCK);
        var whole = DistrictStoreRules.open(fresh())) {
      DistrictStoreRules.inOrder(store, newer);
      DistrictStoreRules.inOrder(store, newer);
      assertEquals(1, said.size(), "" + said);
      String wrote = " a newer release wrote TicketDreamt";
      assertTrue(said.first().startsWith(FaultCode.HISTORY_NEWER + " haixi "), "" + said);
      assertTrue(said.first().endsWith(wrote), "" + said);
      assertEquals(List.of(), store.gaps());
      assertEquals(List.of(), DistrictStoreRules.rows(store).get("tickets"));
      DistrictStoreRules.inOrder(whole, entries);
      assertEquals(
          DistrictStoreRules.rows(whole).get("window_states"),
          DistrictStoreRules.rows(store).get("window_states"));
      assertKept(newer, store);
      store.settle("haixi");
    }
    said.clear();
    DistrictStore.open(database, new DistrictStoreRules.SaidWatch(said), DistrictStoreRules.CLOCK)
        .close();
    assertEquals(1, said.size(), "nobody can settle it but by an update: " + said);
    update(database);
    try (var store =
            DistrictStore.open(
                database, new DistrictStoreRules.SaidWatch(said), DistrictStoreRules.CLOCK);
        var whole = DistrictStoreRules.open(fresh())) {
      assertTrue(said.contains("clear " + FaultCode.HISTORY_NEWER + " haixi"), "" + said);
      DistrictStoreRules.inOrder(whole, entries);
      assertEquals(DistrictStoreRules.rows(whole), DistrictStoreRules.rows(store));
    }
  }

  private static void assertKept(List<Entry> sent, DistrictStore store) throws StoreDown {
    String incarnation = sent.getFirst().incarnation();
    long last = sent.getLast().lastSeq();
    List<Entry> kept = Batch.of(store.heard("haixi", incarnation, 1, last)).events();
    List<Entry> events = Batch.of(sent).events();
    for (int i = 0; i < events.size(); i++)
      assertArrayEquals(EntryText.write(events.get(i)), EntryText.write(kept.get(i)));
  }

  private static Entry called(Entry entry, String is, String becomes) throws IOException {
    String text = new String(EntryText.write(entry), UTF_8);
    return EntryText.heard(text.replace('"' + is + '"', '"' + becomes + '"').getBytes(UTF_8));
  }

  /** As if this release had come to know what it did not: by its name for it in the tables. */
  private static void update(DistrictDatabase database) throws Exception {
    try (var connection = database.source().getConnection()) {
      connection.setAutoCommit(true);
      update(connection, "heard", "entries", "from_seq");
      update(connection, "aside", "entry", "seq");
    }
  }

  private static void update(Connection connection, String table, String column, String key)
      throws Exception {
    String set = "update " + table + " set " + column + " = ? where " + key + " = ?";
    try (var all = connection.createStatement();
        var one = connection.prepareStatement(set);
        var row = all.executeQuery("select " + column + ", " + key + " from " + table)) {
      while (row.next()) {
        var known = new ArrayList<Entry>();
        for (Entry entry : Pack.read(row.getBytes(1)))
          known.add(called(entry, "TicketDreamt", "TicketIssued"));
        one.setBytes(1, Pack.of(known));
        one.setLong(2, row.getLong(2));
        assertEquals(1, one.executeUpdate());
      }
    }
  }
}
