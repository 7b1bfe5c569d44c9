package org.xuhao.report;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.xuhao.store.Store;
import org.xuhao.store.StoreDown;

/** What the tables tell of days. Every method blocks for some milliseconds: call it on a worker. */
public final class Reports {

  /** Weeks that the usual is taken from: two months hold the habit and forget the last season. */
  static final int WEEKS = 8;

  /** A day after a visit closes its rating; holidays lie between. Source: rules, rating.late. */
  private static final int RATED_WITHIN_DAYS = 14;

  private final Supplier<Optional<Store>> store;
  private final ZoneId zone;

  /** {@code store}: empty while it is not followed yet. */
  public Reports(Supplier<Optional<Store>> store, ZoneId zone) {
    this.store = store;
    this.zone = zone;
  }

  /** The day as the tables know it now; a day of which they know nothing is empty. */
  public DayBook day(LocalDate day) throws StoreDown {
    return open().read((connection, hall) -> book(connection, hall, day, zone));
  }

  /** A day in the rows named {@code hall}. */
  static DayBook book(Connection connection, String hall, LocalDate day, ZoneId zone)
      throws SQLException {
    var talks = new TalkRows();
    talks.add(connection, hall, day, day);
    return new DayBook(
        day,
        zone,
        DayRows.taken(connection, hall, day),
        DayRows.visits(connection, hall, day),
        talks.on(day));
  }

  /** What days like {@code day} were, in the {@value #WEEKS} weeks before it. */
  public Usual usual(LocalDate day) throws StoreDown {
    var days = new ArrayList<DayBook>();
    for (int week = 1; week <= WEEKS; week++) {
      LocalDate before = day.minusWeeks(week);
      DayBook book =
          open()
              .read((connection, hall) ->
                  new DayBook(
                      before,
                      zone,
                      DayRows.taken(connection, hall, before),
                      List.of(),
                      new TalkRows().all()));
      if (!book.isEmpty()) days.add(book);
    }
    return days.isEmpty() ? Usual.UNKNOWN : usual(days);
  }

  private static Usual usual(List<DayBook> days) {
    var hours = new ArrayList<Usual.Hour>();
    for (int each = 0; each < 24; each++) {
      int hour = each;
      int[] taken = days.stream().mapToInt(book -> book.takenIn(hour)).sorted().toArray();
      int middle = DayBook.middle(days, book -> book.takenIn(hour));
      hours.add(new Usual.Hour(middle, taken[0], taken[taken.length - 1]));
    }
    var waiting = new ArrayList<Integer>();
    for (int half = 0; half < 48; half++) {
      int minute = 30 * half;
      waiting.add(DayBook.middle(days, book -> book.waitingAt(minute)));
    }
    return new Usual(days.size(), hours, waiting);
  }

  /** Ratings of 2 or 1 given from {@code from} on, oldest first. */
  public List<NegativeRating> negative(LocalDate today, Instant from) throws StoreDown {
    LocalDate visited = today.minusDays(RATED_WITHIN_DAYS);
    return open().read((connection, hall) -> DayRows.negative(connection, hall, visited, from));
  }

  /** The visits of a case in this hall, in order; empty where the tables know none. */
  public List<CaseVisits.One> visitsOf(String caseNo) throws StoreDown {
    return open().read((connection, hall) -> CaseVisits.of(connection, hall, caseNo));
  }

  private Store open() throws StoreDown {
    return store.get().orElseThrow(() -> new StoreDown("the tables are not followed yet", null));
  }
}
