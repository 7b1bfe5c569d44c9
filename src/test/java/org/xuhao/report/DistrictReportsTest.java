package org.xuhao.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.hall.Entry;
import org.xuhao.hall.Event;
import org.xuhao.report.DistrictDay.HallDay;
import org.xuhao.report.DistrictDay.ServiceDay;
import org.xuhao.store.Batch;
import org.xuhao.store.DistrictDatabase;
import org.xuhao.store.DistrictStore;
import org.xuhao.store.DistrictWatch;
import org.xuhao.store.PlayedJournal;
import org.xuhao.store.PlayedTalks;
import org.xuhao.store.PostgresServer;
import org.xuhao.store.StoreDown;
import org.xuhao.trial.PlayedDays;

/** Days of two halls, as one of them would tell its own. */
@NullMarked
class DistrictReportsTest {
  private static final LocalDate FIRST = LocalDate.of(2026, 3, 2);
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-22T02:00:00Z"));

  @TempDir private Path data = Path.of("");

  private static List<Entry> hall(String name, long seed) {
    var journal = new PlayedJournal(name);
    journal.start(1, 0);
    for (int day = 0; day < 4; day++) journal.play(day, seed + day);
    return journal.drain();
  }

  private DistrictStore open(DistrictDatabase database) throws StoreDown {
    return DistrictStore.open(database, DistrictWatch.QUIET, CLOCK);
  }

  private void figures(DistrictDatabase database) throws Exception {
    List<Entry> a = hall("a", 5);
    try (var store = open(database)) {
      store.fold("FACT", "1", List.of(Batch.of(a), Batch.of(hall("b", 50))));
      List<DistrictDay> days =
          new DistrictReports(store, DistrictReports.Known.NOTHING).days(FIRST, FIRST.plusDays(3));
      assertEquals(4, days.size());
      for (DistrictDay day : days) {
        assertEquals(List.of("a", "b"), day.halls().stream().map(HallDay::hall).toList());
        for (HallDay hall : day.halls()) asTheHallTellsIt(store, day, hall);
      }
      long given =
          a.stream()
              .flatMap(e -> e.events().stream())
              .filter(Event.RatingGiven.class::isInstance)
              .count();
      long told = days.stream().mapToLong(day -> day.halls().getFirst().rated().given()).sum();
      assertEquals(given, told);
      assertTrue(given > 0, "days without a rating");
      String csv = DistrictCsv.halls(days, Map.of("a", "=甲"));
      assertEquals(1 + 8, csv.lines().count());
      assertTrue(csv.contains(FIRST + ",a,'=甲,"), csv);
      assertTrue(DistrictCsv.services(days, Map.of()).contains(",A,,a,,"));
    }
  }

  private static void asTheHallTellsIt(DistrictStore store, DistrictDay day, HallDay hall)
      throws StoreDown {
    DayFigures own =
        store.read(connection ->
            Reports.book(connection, hall.hall(), day.day(), PlayedDays.PLAN.zone()).figures());
    assertEquals(own.all().taken(), hall.work().taken());
    assertEquals(own.all().finished(), hall.work().visits());
    assertEquals(own.all().noShows(), hall.noShows());
    assertEquals(own.all().left(), hall.left());
    assertEquals(own.windows().size(), hall.windows());
    var waits = own.all().waits();
    var told = hall.work().waited();
    if (waits != null) {
      assertNotNull(told);
      assertEquals(waits.mean().toMillis(), told.mean().toMillis());
      assertEquals(waits.longest(), told.longest());
    }
    int services = 0;
    for (ServiceDay of : day.services())
      if (of.hall().equals(hall.hall())) services += of.work().taken();
    assertEquals(own.all().taken(), services);
    assertFalse(hall.incomplete());
  }

  /** What {@link PlayedTalks} has, from the booking on, and from the talk on. */
  private static void sameTalks(TalkFigures of, int booked) {
    var minutes = Duration.ofMinutes(1);
    assertEquals(
        new TalkFigures(
            booked,
            3,
            2,
            1,
            1,
            2,
            1,
            new TalkFigures.Spread(minutes.multipliedBy(1501), minutes.multipliedBy(1506)),
            new TalkFigures.Spread(minutes.multipliedBy(4), minutes.multipliedBy(10))),
        of);
  }

  private void talks(DistrictDatabase database) throws Exception {
    List<Entry> entries = PlayedTalks.of("a");
    int half = entries.size() / 2;
    try (var store = open(database)) {
      store.fold("FACT", "1", List.of(Batch.of(hall("b", 50))));
      store.fold("FACT", "2", List.of(Batch.of(entries.subList(half, entries.size()))));
      store.fold("FACT", "3", List.of(Batch.of(entries.subList(0, half + 1))));
      theTalks(store);
      var folded = new ArrayList<String>();
      store.rebuild(folded::add);
      assertEquals(List.of("a", "b"), folded);
      theTalks(store);
    }
  }

  private static void theTalks(DistrictStore store) throws StoreDown {
    var reports = new DistrictReports(store, DistrictReports.Known.NOTHING);
    var talks = reports.talks(FIRST, FIRST.plusDays(3));
    assertEquals(List.of("a"), talks.halls().stream().map(one -> one.hall()).toList());
    var of = talks.halls().getFirst();
    sameTalks(of.all(), 5);
    sameTalks(talks.all(), 5);
    assertEquals(List.of(FIRST, PlayedTalks.HELD), List.copyOf(of.days().keySet()));
    sameTalks(Objects.requireNonNull(of.days().get(PlayedTalks.HELD)), 0);
    assertEquals(
        new TalkFigures(5, 0, 0, 0, 0, 0, 0, null, null), of.days().get(FIRST), "booked that day");
    assertTrue(reports.talks(FIRST.plusDays(2), FIRST.plusDays(3)).all().isEmpty());
    String csv = DistrictCsv.talks(talks, Map.of("a", "甲"));
    assertEquals(
        List.of(
            "2026-03-02,a,甲,5,0,0,0,0,0,0,,,,",
            "2026-03-03,a,甲,0,3,2,1,1,2,1,1501.0,1506.0,4.0,10.0"),
        csv.lines().skip(1).toList());
    DayFigures own =
        store.read(connection ->
            Reports.book(connection, "a", PlayedTalks.HELD, PlayedDays.PLAN.zone()).figures());
    sameTalks(own.talks(), 0);
    String day = DayCsv.of(DayCsv.Table.TALKS, own, Usual.UNKNOWN, Map.of());
    assertTrue(day.endsWith("2026-03-03,0,3,2,1,1,2,1,1501.0,1506.0,4.0,10.0\r\n"), day);
  }

  @Test
  void onTheFileTalksHaveTheirStages() throws Exception {
    talks(DistrictDatabase.inFolder(data));
  }

  @Test
  void onTheServerTalksHaveTheSame() throws Exception {
    try (var server = PostgresServer.start("fsync=off")) {
      talks(DistrictDatabase.at(server.database(), "", "", data));
    }
  }

  @Test
  void onTheFileEachHallHasItsOwnFigures() throws Exception {
    figures(DistrictDatabase.inFolder(data));
  }

  @Test
  void onTheServerTheSameSqlTellsTheSame() throws Exception {
    try (var server = PostgresServer.start("fsync=off")) {
      figures(DistrictDatabase.at(server.database(), "", "", data));
    }
  }

  @Test
  void daysAroundAGapAreMarkedAndOthersAreNot() throws Exception {
    Batch all = Batch.of(hall("a", 5));
    List<Entry> second = new ArrayList<>(all.entries());
    second.removeIf(entry -> !entry.day().equals(FIRST.plusDays(1)));
    Entry gone = second.get(second.size() / 2);
    try (var store = open(DistrictDatabase.inFolder(data))) {
      List<Entry> before = new ArrayList<>(all.entries());
      before.removeIf(entry -> entry.seq() >= gone.seq());
      List<Entry> behind = new ArrayList<>(all.entries());
      behind.removeIf(entry -> entry.seq() <= gone.seq());
      store.fold("FACT", "1", List.of(Batch.of(before), Batch.of(behind)));
      var reports = new DistrictReports(store, DistrictReports.Known.NOTHING);
      store.lost("a", gone.incarnation(), gone.seq(), gone.lastSeq());
      assertFalse(reports.day(FIRST).halls().getFirst().incomplete());
      DistrictDay marked = reports.day(FIRST.plusDays(1));
      assertTrue(marked.halls().getFirst().incomplete());
      assertTrue(DistrictCsv.halls(List.of(marked), Map.of()).contains("数据不全"));
    }
  }

  /** The halls a, b and c, of which {@code told} tell of entries behind what is here. */
  private static DistrictReports.Known behind(String... told) {
    return new DistrictReports.Known() {
      @Override
      public List<String> halls() {
        return List.of("a", "b", "c");
      }

      @Override
      public boolean hasMore(String hall, Instant newest) {
        return List.of(told).contains(hall);
      }
    };
  }

  private static List<String> incomplete(DistrictDay day) {
    return day.halls().stream().filter(HallDay::incomplete).map(HallDay::hall).toList();
  }

  @Test
  void daysFromTheLastOneOnAreMarkedWhereAHallHasMoreToTell() throws Exception {
    try (var store = open(DistrictDatabase.inFolder(data))) {
      store.fold("FACT", "1", List.of(Batch.of(hall("a", 5)), Batch.of(hall("b", 50))));
      LocalDate last = Objects.requireNonNull(store.newest().get("a")).day();
      var cut = new DistrictReports(store, behind("a", "c"));
      List<DistrictDay> days = cut.days(last.minusDays(1), last.plusDays(1));
      assertEquals(
          List.of(List.of("c"), List.of("a", "c"), List.of("a", "c")),
          days.stream().map(DistrictReportsTest::incomplete).toList());
      assertEquals(0, days.getFirst().halls().getLast().work().taken());
      var again = new DistrictReports(store, behind());
      assertEquals(List.of("c"), incomplete(again.day(last)), "nothing ever came of c");
    }
  }
}
