package org.xuhao.report;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.xuhao.report.DistrictDay.HallDay;
import org.xuhao.report.DistrictDay.Rated;
import org.xuhao.report.DistrictDay.ServiceDay;
import org.xuhao.store.DistrictStore;
import org.xuhao.store.GapDays;
import org.xuhao.store.StoreDown;

/** Figures across halls, out of the district's store. Every method blocks: call it on a worker. */
public final class DistrictReports {

  /** Days of one table at most: a quarter, as halls publish their figures. */
  public static final int DAYS_MAX = 92;

  /** What is known of halls beside what the tables hold of them. */
  public interface Known {

    /** No hall is known to be, and none to have more to tell. */
    Known NOTHING =
        new Known() {
          @Override
          public List<String> halls() {
            return List.of();
          }

          @Override
          public boolean hasMore(String hall, Instant newest) {
            return false;
          }
        };

    /** Those of the district, told of or not. */
    List<String> halls();

    /**
     * Whether {@code hall} has made entries since {@code newest} by its clock, or may have because
     * nothing is heard of it.
     */
    boolean hasMore(String hall, Instant newest);
  }

  private final DistrictStore store;
  private final Known known;

  public DistrictReports(DistrictStore store, Known known) {
    this.store = store;
    this.known = known;
  }

  /** What may be missing of each hall: gaps, and from which day on more is to come. */
  private record Missing(List<GapDays> gaps, Map<String, LocalDate> from) {
    boolean concerns(String hall, LocalDate day) {
      @Nullable LocalDate open = from.get(hall);
      return (open != null && !day.isBefore(open))
          || gaps.stream().anyMatch(gap -> gap.concerns(hall, day));
    }
  }

  private Missing missing() throws StoreDown {
    var from = new TreeMap<String, LocalDate>();
    for (String hall : known.halls()) from.put(hall, LocalDate.MIN);
    store
        .newest()
        .forEach((hall, newest) -> {
          if (known.hasMore(hall, newest.at())) from.put(hall, newest.day());
          else from.remove(hall);
        });
    return new Missing(store.gapDays(), from);
  }

  /** One day in every hall. */
  public DistrictDay day(LocalDate day) throws StoreDown {
    return day(day, missing());
  }

  private DistrictDay day(LocalDate day, Missing missing) throws StoreDown {
    List<HallDay> halls = new ArrayList<>();
    List<ServiceDay> services = new ArrayList<>();
    var all = new TreeSet<String>(known.halls());
    all.addAll(store.halls());
    for (String hall : all) {
      var sums = sums(hall, day);
      var whole = new DistrictRows.Work();
      sums.services.forEach((service, work) -> {
        whole.add(work);
        services.add(new ServiceDay(service, hall, work.done()));
      });
      halls.add(
          new HallDay(
              hall,
              whole.done(),
              sums.noShows,
              sums.left,
              new Rated(sums.rated, sums.levels, sums.negative),
              sums.windows.size(),
              missing.concerns(hall, day)));
    }
    services.sort(Comparator.comparing(ServiceDay::service).thenComparing(ServiceDay::hall));
    return new DistrictDay(day, halls, services);
  }

  /**
   * Talks at remote windows in one hall over a period.
   *
   * @param days those of the period, in order, on which there was anything to tell
   * @param all of the period: the middle of several days is not told by those of each
   */
  public record HallTalks(String hall, SortedMap<LocalDate, TalkFigures> days, TalkFigures all) {
    public HallTalks {
      days = Collections.unmodifiableSortedMap(new TreeMap<>(days));
    }
  }

  /**
   * The same of several halls.
   *
   * @param halls by name; those that had any
   */
  public record Talks(List<HallTalks> halls, TalkFigures all) {
    public Talks {
      halls = List.copyOf(halls);
    }
  }

  /** The talks of {@code from} to {@code to}, at most {@value #DAYS_MAX} days from the first. */
  public Talks talks(LocalDate from, LocalDate to) throws StoreDown {
    LocalDate end = from.plusDays(DAYS_MAX - 1L);
    LocalDate last = to.isAfter(end) ? end : to;
    var together = new TalkRows();
    var halls = new ArrayList<HallTalks>();
    for (String hall : store.halls()) {
      List<String> lines = store.lines(hall);
      TalkRows rows =
          store.read(connection -> {
            var read = new TalkRows();
            for (String line : lines) read.add(connection, line, from, last);
            return read;
          });
      together.add(rows);
      if (!rows.all().isEmpty()) halls.add(new HallTalks(hall, rows.days(), rows.all()));
    }
    return new Talks(halls, together.all());
  }

  private DistrictRows.Sums sums(String hall, LocalDate day) throws StoreDown {
    List<String> lines = store.lines(hall);
    return store.read(connection -> {
      var sums = new DistrictRows.Sums();
      for (String line : lines) DistrictRows.add(sums, connection, line, day);
      return sums;
    });
  }

  /** The days {@code from} to {@code to}, at most {@value #DAYS_MAX} from the first. */
  public List<DistrictDay> days(LocalDate from, LocalDate to) throws StoreDown {
    List<DistrictDay> days = new ArrayList<>();
    Missing missing = missing();
    LocalDate end = from.plusDays(DAYS_MAX - 1L);
    for (LocalDate day = from; !day.isAfter(to) && !day.isAfter(end); day = day.plusDays(1))
      days.add(day(day, missing));
    return days;
  }
}
