package org.xuhao.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.xuhao.fault.FaultCode;
import org.xuhao.hall.Entry;
import org.xuhao.hall.Event;

/** What holds of a district's store, whichever database keeps it. */
@NullMarked
interface DistrictStoreRules extends NewerEventRules {
  InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-22T02:00:00Z"));
  String STREAM = "FACT";

  @Override
  DistrictDatabase fresh() throws Exception;

  /** How many drawn deliveries are tried. */
  int seeds();

  static DistrictStore open(DistrictDatabase database) throws StoreDown {
    return DistrictStore.open(database, DistrictWatch.QUIET, CLOCK);
  }

  static Map<String, List<String>> rows(DistrictStore store) throws StoreDown {
    return store.read(TableText::of);
  }

  /** Two halls that start again, and one that also loses its disk. */
  private static List<Entry> threeHalls(long seed) {
    List<Entry> all = new ArrayList<>();
    for (int hall = 0; hall < 3; hall++) {
      String name = "hall" + hall;
      var journal = new PlayedJournal(name);
      for (int start = 0; start < 3; start++) {
        if (hall == 2 && start == 2) journal = new PlayedJournal(name);
        journal.start(10 * hall + start, start);
        journal.play(start, seed + 7L * hall + start);
        all.addAll(journal.drain());
      }
    }
    return all;
  }

  /** The same events, cut anywhere, some twice. */
  private static List<Batch> cut(List<Entry> entries, Random random) {
    List<Batch> batches = new ArrayList<>();
    int from = 0;
    while (from < entries.size()) {
      int to = from + 1;
      int most = from + 1 + random.nextInt(40);
      String incarnation = entries.get(from).incarnation();
      while (to < Math.min(most, entries.size())
          && entries.get(to).incarnation().equals(incarnation)) to++;
      Batch whole = Batch.of(entries.subList(from, to));
      from = to;
      long middle = whole.from() + random.nextLong(whole.to() - whole.from() + 1);
      switch (random.nextInt(3)) {
        case 0 -> batches.add(whole);
        case 1 -> {
          batches.add(whole.part(whole.from(), middle));
          batches.add(whole.part(middle, whole.to()));
        }
        default -> {
          batches.add(whole);
          batches.add(whole.part(middle, whole.to()));
        }
      }
    }
    return batches;
  }

  static void inOrder(DistrictStore store, List<Entry> entries) throws StoreDown {
    store.fold(STREAM, "1", cut(entries, new Random(1)));
  }

  static List<Entry> oneHall() {
    var journal = new PlayedJournal("haixi");
    journal.start(1, 0);
    for (int day = 0; day < 4; day++) journal.play(day, 5 + day);
    return journal.drain();
  }

  private static Batch part(List<Entry> entries, long from, long to) {
    return Batch.of(entries).part(from, to);
  }

  @Test
  default void whateverTheOrderTheRowsAreTheSame() throws Exception {
    for (int seed = 0; seed < seeds(); seed++) {
      List<Entry> entries = threeHalls(100L * seed);
      var random = new Random(seed);
      try (var kept = open(fresh());
          var shuffled = open(fresh())) {
        inOrder(kept, entries);
        List<Batch> batches = cut(entries, random);
        batches.addAll(cut(entries, random).subList(0, 20));
        Collections.shuffle(batches, random);
        for (int from = 0, to; from < batches.size(); from = to) {
          to = Math.min(batches.size(), from + 1 + random.nextInt(12));
          shuffled.fold(STREAM, "c" + to, batches.subList(from, to));
        }
        assertEquals(rows(kept), rows(shuffled), "seed " + seed);
        assertEquals(List.of(), shuffled.gaps(), "seed " + seed);
        assertEquals("c" + batches.size(), shuffled.cursor(STREAM).orElseThrow());
        for (String hall : kept.halls())
          assertEquals(kept.covered(hall), shuffled.covered(hall), "seed " + seed);
        kept.rebuild(hall -> {});
        assertEquals(rows(shuffled), rows(kept), "rebuilt, seed " + seed);
      }
    }
  }

  @Test
  default void theRowsOfAHallAreThoseOfItsOwnStore() throws Exception {
    List<Entry> entries = oneHall();
    var database = fresh();
    var other = fresh();
    try (var store = open(database)) {
      inOrder(store, entries);
      other.shape();
      try (Tables alone = Tables.open(other.source(), "haixi");
          var connection = other.source().getConnection()) {
        alone.fold(entries);
        assertEquals(TableText.of(connection), rows(store));
      }
      assertEquals(List.of("haixi"), store.lines("haixi"));
      long taken =
          entries.stream()
              .flatMap(e -> e.events().stream())
              .filter(Event.TicketIssued.class::isInstance)
              .count();
      assertEquals(taken, rows(store).getOrDefault("tickets", List.of()).size());
      assertTrue(taken > 20, "a day on which nobody comes");
    }
  }

  @Test
  default void whatWasFoldedOutlivesAStop() throws Exception {
    List<Entry> entries = threeHalls(3);
    List<Batch> batches = cut(entries, new Random(3));
    var database = fresh();
    for (int from = 0; from < batches.size(); from += 40)
      try (var store = open(database)) {
        int to = Math.min(batches.size(), from + 40);
        store.fold(STREAM, "" + to, batches.subList(from, to));
      }
    try (var store = open(database);
        var whole = open(fresh())) {
      inOrder(whole, entries);
      assertEquals(rows(whole), rows(store));
      assertEquals("" + batches.size(), store.cursor(STREAM).orElseThrow());
    }
  }

  @Test
  default void aGapHoldsBackWhatIsBehindItUntilItIsGivenUpOrCome() throws Exception {
    List<Entry> entries = oneHall();
    String incarnation = entries.getFirst().incarnation();
    long last = entries.getLast().lastSeq();
    try (var store = open(fresh());
        var whole = open(fresh())) {
      store.fold(STREAM, "1", List.of(part(entries, 1, 20)));
      var short1 = rows(store);
      store.fold(STREAM, "2", List.of(part(entries, 31, last)));
      assertEquals(short1, rows(store), "what is behind the gap waits");
      var waiting = new Gap("haixi", incarnation, 21, 30, CLOCK.instant(), Gap.State.WAITING);
      assertEquals(List.of(waiting), store.gaps());
      assertEquals(
          List.of(new Range(1, 20), new Range(31, last)), store.covered("haixi").get(incarnation));
      store.lost("haixi", incarnation, 21, 30);
      var lost = new Gap("haixi", incarnation, 21, 30, CLOCK.instant(), Gap.State.LOST);
      assertEquals(List.of(lost), store.gaps());
      assertNotEquals(short1, rows(store));
      store.fold(STREAM, "3", List.of(part(entries, 15, 35)));
      inOrder(whole, entries);
      assertEquals(List.of(), store.gaps());
      assertEquals(rows(whole), rows(store), "what was given up and came after all is put right");
    }
  }

  @Test
  default void anIncarnationWaitsForTheEndOfTheOneBefore() throws Exception {
    var journal = new PlayedJournal("haixi");
    journal.start(1, 0);
    journal.play(0, 5);
    List<Entry> first = journal.drain();
    journal.start(2, 1);
    journal.play(1, 6);
    List<Entry> second = journal.drain();
    try (var store = open(fresh())) {
      store.fold(STREAM, "1", List.of(Batch.of(second)));
      assertEquals(List.of(), rows(store).get("tickets"));
      assertEquals(first.getLast().lastSeq(), store.gaps().getFirst().to());
      store.fold(STREAM, "2", List.of(Batch.of(first)));
      assertEquals(List.of(), store.gaps());
      assertEquals(List.of("haixi"), store.lines("haixi"));
      assertFalse(rows(store).getOrDefault("tickets", List.of()).isEmpty());
    }
  }

  @Test
  default void anOldDiskThatWasStartedIsALineOfItsOwnInWhateverOrderItComes() throws Exception {
    var journal = new PlayedJournal("haixi");
    journal.start(1, 0);
    journal.play(0, 5);
    List<Entry> before = journal.drain();
    PlayedJournal copy = journal.copy();
    journal.play(1, 6);
    List<Entry> goneOn = journal.drain();
    copy.start(2, 1);
    copy.play(1, 8);
    List<Entry> fork = copy.drain();
    List<List<Batch>> orders =
        List.of(
            List.of(Batch.of(before), Batch.of(goneOn), Batch.of(fork)),
            List.of(Batch.of(before), Batch.of(fork), Batch.of(goneOn)),
            List.of(Batch.of(fork), Batch.of(goneOn), Batch.of(before)));
    var all = new ArrayList<Map<String, List<String>>>();
    for (List<Batch> order : orders)
      try (var store = open(fresh())) {
        for (Batch batch : order) store.fold(STREAM, "1", List.of(batch));
        all.add(rows(store));
        assertEquals(List.of(), store.gaps());
        String forked = "haixi~" + fork.getFirst().incarnation();
        assertEquals(List.of("haixi", forked), store.lines("haixi"));
        Stream<String> tickets = rows(store).getOrDefault("tickets", List.of()).stream();
        assertTrue(tickets.anyMatch(row -> row.startsWith(forked)));
      }
    assertEquals(all.get(0), all.get(1));
    assertEquals(all.get(0), all.get(2));
  }

  @Test
  default void anotherContentUnderAKnownNameIsKeptAsideAndNamed() throws Exception {
    List<Entry> entries = oneHall();
    Entry first = entries.get(4);
    var other =
        new Entry(
            first.hall(),
            first.incarnation(),
            first.seq(),
            first.at().plusSeconds(1),
            first.wall(),
            first.day(),
            first.request(),
            first.by(),
            first.command(),
            first.events());
    var said = new TreeSet<String>();
    DistrictWatch watch = new SaidWatch(said);
    var database = fresh();
    try (var store = DistrictStore.open(database, watch, CLOCK)) {
      inOrder(store, entries);
      var before = rows(store);
      store.fold(STREAM, "2", List.of(Batch.of(List.of(first))));
      assertEquals(List.of(), List.copyOf(said), "the same again is nothing");
      store.fold(STREAM, "3", List.of(Batch.of(List.of(other))));
      assertEquals(before, rows(store));
      String name = first.incarnation() + "/" + first.seq();
      assertTrue(said.first().startsWith(FaultCode.HISTORY_CONFLICT + " haixi " + name), "" + said);
      assertEquals(
          List.of(first), store.heard("haixi", first.incarnation(), first.seq(), first.lastSeq()));
    }
    said.clear();
    try (var store = DistrictStore.open(database, watch, CLOCK)) {
      assertEquals(1, said.size(), "said again after a stop");
      store.settle("haixi");
      assertTrue(said.contains("clear " + FaultCode.HISTORY_CONFLICT + " haixi"));
    }
    said.clear();
    open(database).close();
    assertEquals(List.of(), List.copyOf(said));
  }

  /** Writes down what it is told. */
  record SaidWatch(TreeSet<String> said) implements DistrictWatch {
    @Override
    public void rebuilding(String why) {
      said.add("rebuilding");
    }

    @Override
    public void raise(FaultCode code, String where, String what) {
      said.add(code + " " + where + " " + what);
    }

    @Override
    public void clear(FaultCode code, String where) {
      said.add("clear " + code + " " + where);
    }
  }

  @Test
  default void anEventThatDoesNotFitIsPutAsideAndTheRestGoesOn() throws Exception {
    List<Entry> entries = oneHall();
    Entry issued =
        entries.stream()
            .filter(e -> e.events().getFirst() instanceof Event.TicketIssued)
            .findFirst()
            .orElseThrow();
    List<Entry> wrong = new ArrayList<>();
    long shift = 0;
    for (Entry entry : entries) {
      wrong.add(moved(entry, entry.seq() + shift));
      if (entry.seq() != issued.seq()) continue;
      shift = entry.events().size();
      wrong.add(moved(entry, entry.seq() + shift));
    }
    var said = new TreeSet<String>();
    try (var store = DistrictStore.open(fresh(), new SaidWatch(said), CLOCK);
        var right = open(fresh())) {
      for (int from = 0; from < wrong.size(); from += 50) {
        int to = Math.min(wrong.size(), from + 50);
        store.fold(STREAM, "" + to, List.of(Batch.of(wrong.subList(from, to))));
      }
      inOrder(right, entries);
      assertEquals(rows(right).get("tickets"), rows(store).get("tickets"));
      assertEquals(rows(right).get("visits"), rows(store).get("visits"));
      assertEquals(rows(right).get("window_states"), rows(store).get("window_states"));
      assertTrue(said.first().startsWith(FaultCode.HISTORY_UNFIT + " haixi"), "" + said);
      store.rebuild(hall -> {});
      assertEquals(rows(right).get("tickets"), rows(store).get("tickets"));
    }
  }

  private static Entry moved(Entry entry, long seq) {
    return new Entry(
        entry.hall(),
        entry.incarnation(),
        seq,
        entry.at(),
        entry.wall(),
        entry.day(),
        entry.request(),
        entry.by(),
        entry.command(),
        entry.events());
  }

  @Test
  default void rowsRangesAndCursorAreKeptTogetherOrNotAtAll() throws Exception {
    List<Entry> entries = oneHall();
    try (var store = open(fresh())) {
      store.fold(STREAM, "here", List.of(part(entries, 1, 30)));
      var before = rows(store);
      String tooLong = "x".repeat(300);
      Batch next = part(entries, 31, 60);
      assertThrows(StoreDown.class, () -> store.fold(STREAM, tooLong, List.of(next)));
      assertEquals(before, rows(store));
      assertEquals("here", store.cursor(STREAM).orElseThrow());
      assertEquals(
          List.of(new Range(1, 30)), store.covered("haixi").get(entries.getFirst().incarnation()));
      store.fold(STREAM, "there", List.of(next));
      assertNotEquals(before, rows(store));
    }
  }

  @Test
  default void everyTableWithALineIsEmptiedBeforeItIsFoldedAnew() throws Exception {
    try (var store = open(fresh())) {
      var tables = new TreeSet<String>();
      store.read(connection -> {
        var data = connection.getMetaData();
        try (var row = data.getColumns(null, connection.getSchema(), "%", "%")) {
          while (row.next())
            if (row.getString("COLUMN_NAME").equalsIgnoreCase("hall"))
              tables.add(row.getString("TABLE_NAME").toLowerCase(Locale.ROOT));
        }
        return 0;
      });
      tables.removeAll(List.of("heard", "incarnations", "gaps", "aside"));
      assertEquals(new TreeSet<>(Line.TABLES), tables);
    }
  }
}
