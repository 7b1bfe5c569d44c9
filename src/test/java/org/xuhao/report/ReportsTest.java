package org.xuhao.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.hall.Ask;
import org.xuhao.hall.Command;
import org.xuhao.hall.Decision;
import org.xuhao.hall.Hall;
import org.xuhao.hall.Plan;
import org.xuhao.hall.value.By;
import org.xuhao.hall.value.Outcome;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.WindowId;
import org.xuhao.journal.FileDisk;
import org.xuhao.journal.Journal;
import org.xuhao.store.Store;
import org.xuhao.store.StoreDown;
import org.xuhao.store.StoreWatch;
import org.xuhao.trial.BusyHour;

/** Weeks of a hall in a real journal and real tables, and what is told of them. */
@NullMarked
class ReportsTest {
  private static final String INCARNATION = "00000000000000aa";
  private static final LocalDate TUESDAY = LocalDate.of(2026, 11, 24);

  @TempDir private Path data = Path.of("");
  private final Plan plan = BusyHour.plan(3);
  private final ZoneId zone = plan.zone();
  private Hall hall = Hall.empty(plan);
  private Journal journal;
  private int asked;

  @BeforeEach
  void open() throws Exception {
    journal =
        Journal.open(
            new FileDisk(data.resolve("journal")), plan.hall(), INCARNATION, 1 << 20, e -> {});
  }

  @AfterEach
  void close() throws Exception {
    journal.close();
  }

  private void ask(By by, Command command, Instant at) throws Exception {
    var ask = new Ask("r" + asked++, by, command);
    if (!(hall.decide(ask, at) instanceof Decision.Accepted(var events)))
      throw new AssertionError(command + ": " + hall.decide(ask, at));
    if (events.isEmpty()) return;
    var entry = hall.entry(ask, at, events, INCARNATION, journal.nextSeq());
    journal.append(List.of(entry));
    hall = hall.apply(entry);
  }

  private Instant at(LocalDate day, int hour, int minute) {
    return day.atTime(LocalTime.of(hour, minute)).atZone(zone).toInstant();
  }

  private void take(Instant at) throws Exception {
    ask(By.CLOCK, new Command.TimePassed(at), at);
    ServiceCode service = plan.services().firstKey();
    ask(new By(By.Role.DISPENSER, "d", "d"), new Command.TakeTicket(service), at);
  }

  /** So many numbers at ten, one minute after the other. */
  private void tuesday(int weeksAgo, int count) throws Exception {
    LocalDate day = TUESDAY.minusWeeks(weeksAgo);
    for (int n = 0; n < count; n++) take(at(day, 10, n));
  }

  private void atWindow(Command command, Instant at) throws Exception {
    ask(new By(By.Role.CLERK, "c1", "window 1"), command, at);
  }

  private interface Asked<T> {
    T of(Reports reports) throws StoreDown;
  }

  private <T> T told(Asked<T> asked) throws Exception {
    var watch =
        new StoreWatch() {
          @Override
          public void rebuilding(String why) {}

          @Override
          public void down(String why) {}

          @Override
          public void current() {}
        };
    try (Store store = Store.follow(data.resolve("tables"), plan.hall(), journal, watch)) {
      var reports = new Reports(() -> Optional.of(store), zone);
      long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
      while (true) {
        try {
          return asked.of(reports);
        } catch (StoreDown notYet) {
          assertTrue(System.nanoTime() < end, "the tables did not open");
          LockSupport.parkNanos(1_000_000);
        }
      }
    }
  }

  @Test
  void theUsualIsTheMiddleOfTheSameWeekdays() throws Exception {
    tuesday(10, 30); // too long ago
    tuesday(4, 9);
    tuesday(3, 2);
    take(at(TUESDAY.minusWeeks(2).minusDays(1), 10, 0)); // a Monday
    tuesday(2, 5);
    Usual usual = told(reports -> reports.usual(TUESDAY));
    assertEquals(3, usual.days());
    assertEquals(new Usual.Hour(5, 2, 9), usual.at(10));
    assertEquals(new Usual.Hour(0, 0, 0), usual.at(11));
    assertEquals(0, usual.waiting().get(19), "nobody at half past nine");
    assertEquals(5, usual.waiting().get(21), "nobody was called until half past ten");
  }

  @Test
  void withoutHistoryThereIsNoUsual() throws Exception {
    tuesday(0, 3);
    Usual usual = told(reports -> reports.usual(TUESDAY));
    assertEquals(0, usual.days());
    assertNull(usual.at(10));
  }

  @Test
  void aDayIsToldByHourServiceAndWindow() throws Exception {
    tuesday(0, 3);
    var one = new WindowId(1);
    atWindow(new Command.CallNext(one), at(TUESDAY, 10, 10));
    atWindow(new Command.EndVisit(one, Outcome.COMPLETED), at(TUESDAY, 10, 25));
    atWindow(new Command.CallNext(one), at(TUESDAY, 10, 31));
    atWindow(new Command.MarkNoShow(one), at(TUESDAY, 10, 33));
    DayBook book = told(reports -> reports.day(TUESDAY));
    DayFigures day = book.figures();
    assertEquals(3, day.all().taken());
    assertEquals(1, day.all().finished());
    assertEquals(1, day.all().noShows());
    DayFigures.Waits waits = day.all().waits();
    assertEquals(
        new DayFigures.Waits(
            Duration.ofMinutes(20), Duration.ofMinutes(30), Duration.ofMinutes(30)),
        waits,
        "ten minutes and thirty");
    assertEquals(List.of(new DayFigures.Hour(10, 3, 1)), day.hours());
    assertEquals(
        new DayFigures.WindowFigures(
            1, 1, 1, Duration.ofMinutes(15), Duration.ofMinutes(17), List.of()),
        day.windows().getFirst());
    String service = plan.services().firstKey().code();
    assertEquals(3, day.services().getFirst().taken());
    var ten = Duration.ofMinutes(10);
    assertEquals(
        new DayFigures.Waits(ten, ten, ten),
        book.waits(service, at(TUESDAY, 10, 0), at(TUESDAY, 10, 30)));
    assertNull(book.waits(service, at(TUESDAY, 11, 0), at(TUESDAY, 12, 0)));
    assertEquals(1, book.finishedSince(at(TUESDAY, 10, 20)));
    assertEquals(0, book.finishedSince(at(TUESDAY, 10, 26)));
    assertEquals(2, book.takenSince(at(TUESDAY, 10, 1)));
  }

  @Test
  void theTablesAreCommaSeparatedAndSafeForSpreadsheets() throws Exception {
    tuesday(1, 4);
    tuesday(0, 2);
    DayFigures day = told(reports -> reports.day(TUESDAY)).figures();
    Usual usual = told(reports -> reports.usual(TUESDAY));
    assertEquals(
        "\uFEFF日期,时,取号,办结,往常取号,往常取自几天\r\n2026-11-24,10,2,0,4,1\r\n",
        DayCsv.of(DayCsv.Table.HOURS, day, usual, Map.of()));
    String code = plan.services().firstKey().code();
    String hostile = DayCsv.of(DayCsv.Table.SERVICES, day, usual, Map.of(code, "=1+1,\"x\""));
    assertTrue(hostile.contains(",\"'=1+1,\"\"x\"\"\","), hostile);
    assertTrue(DayCsv.Table.of("people").isEmpty());
  }

  @Test
  void tablesThatAreNotThereAreSaidToBeDown() {
    var reports = new Reports(Optional::empty, zone);
    assertThrows(StoreDown.class, () -> reports.day(TUESDAY));
  }
}
