package org.xuhao.report;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.xuhao.report.DayFigures.Waits;
import org.xuhao.report.DayRows.Taken;
import org.xuhao.report.DayRows.Visit;

/** One business day as the tables knew it at one moment; every question is answered from memory. */
public final class DayBook {

  /** Nine in ten, as promises of halls are measured. */
  private static final double NINE_IN_TEN = 0.9;

  private final LocalDate day;
  private final ZoneId zone;
  private final List<Taken> taken;
  private final List<Visit> visits;

  private final TalkFigures talks;

  DayBook(LocalDate day, ZoneId zone, List<Taken> taken, List<Visit> visits, TalkFigures talks) {
    this.day = day;
    this.zone = zone;
    this.taken = taken;
    this.visits = visits;
    this.talks = talks;
  }

  /** Numbers given out from {@code from} on. */
  public int takenSince(Instant from) {
    return (int) taken.stream().filter(t -> !t.issued().isBefore(from)).count();
  }

  /** Visits that ended with an outcome from {@code from} on. */
  public int finishedSince(Instant from) {
    return (int)
        visits.stream()
            .filter(v -> v.ended() != null && !v.ended().isBefore(from) && v.finished())
            .count();
  }

  /**
   * Waits of those of {@code service} first called from {@code from} to {@code to}; null: nobody.
   */
  public @Nullable Waits waits(String service, Instant from, Instant to) {
    return waits(t ->
        t.service().equals(service)
            && t.called() != null
            && !t.called().isBefore(from)
            && t.called().isBefore(to));
  }

  /** All figures of the day. */
  public DayFigures figures() {
    int left = count(taken, t -> t.state().equals("GONE") && t.called() == null);
    var sums =
        new DayFigures.Sums(
            taken.size(),
            count(visits, Visit::finished),
            count(visits, DayBook::inVain),
            left,
            waits(t -> true));
    return new DayFigures(day, sums, hours(), services(), windows(), talks);
  }

  private List<DayFigures.Hour> hours() {
    int[] issued = new int[24];
    int[] ended = new int[24];
    for (Taken t : taken) issued[hourOf(t.issued())]++;
    for (Visit v : visits) if (v.finished() && v.ended() != null) ended[hourOf(v.ended())]++;
    var hours = new ArrayList<DayFigures.Hour>();
    for (int hour = 0; hour < 24; hour++)
      hours.add(new DayFigures.Hour(hour, issued[hour], ended[hour]));
    while (!hours.isEmpty() && isIdle(hours.getFirst())) hours.removeFirst();
    while (!hours.isEmpty() && isIdle(hours.getLast())) hours.removeLast();
    return hours;
  }

  private static boolean isIdle(DayFigures.Hour hour) {
    return hour.taken() == 0 && hour.finished() == 0;
  }

  private int hourOf(Instant at) {
    return at.atZone(zone).getHour();
  }

  private List<DayFigures.ServiceFigures> services() {
    var finished = by(visits.stream().filter(Visit::finished).toList(), Visit::service);
    var all = new ArrayList<DayFigures.ServiceFigures>();
    by(taken, Taken::service)
        .forEach((service, of) ->
            all.add(
                new DayFigures.ServiceFigures(
                    service,
                    of.size(),
                    finished.getOrDefault(service, List.of()).size(),
                    waits(t -> t.service().equals(service)))));
    return all;
  }

  private List<DayFigures.WindowFigures> windows() {
    var all = new ArrayList<DayFigures.WindowFigures>();
    by(visits, Visit::window)
        .forEach((window, of) -> {
          Duration busy = Duration.ZERO;
          Duration served = Duration.ZERO;
          for (Visit visit : of) {
            if (visit.ended() == null) continue;
            Duration lasted = Duration.between(visit.called(), visit.ended());
            busy = busy.plus(lasted);
            if (visit.finished()) served = served.plus(lasted);
          }
          int finished = count(of, Visit::finished);
          Duration mean = finished == 0 ? null : served.dividedBy(finished);
          all.add(
              new DayFigures.WindowFigures(
                  window, finished, count(of, DayBook::inVain), mean, busy, sent(of)));
        });
    return all;
  }

  private static List<DayFigures.Sent> sent(List<Visit> visits) {
    var latest = new TreeMap<String, Instant>();
    for (Visit visit : visits)
      if ("TRANSFERRED".equals(visit.why()) && visit.ended() != null)
        latest.merge(visit.ticket(), visit.ended(), (a, b) -> a.isAfter(b) ? a : b);
    return latest.entrySet().stream()
        .map(one -> new DayFigures.Sent(one.getKey(), one.getValue()))
        .sorted(Comparator.comparing(DayFigures.Sent::at).reversed())
        .toList();
  }

  private static boolean inVain(Visit visit) {
    return "NO_SHOW".equals(visit.why());
  }

  private @Nullable Waits waits(Predicate<Taken> of) {
    var waited = new ArrayList<Duration>();
    for (Taken t : taken) {
      Duration own = of.test(t) ? t.waited() : null;
      if (own != null) waited.add(own);
    }
    if (waited.isEmpty()) return null;
    Collections.sort(waited);
    Duration sum = waited.stream().reduce(Duration.ZERO, Duration::plus);
    int nine = (int) Math.ceil(NINE_IN_TEN * waited.size()) - 1;
    return new Waits(sum.dividedBy(waited.size()), waited.get(nine), waited.getLast());
  }

  private static <T> int count(List<T> all, Predicate<T> which) {
    return (int) all.stream().filter(which).count();
  }

  private static <K extends Comparable<K>, T> SortedMap<K, List<T>> by(
      List<T> all, Function<T, K> key) {
    var sorted = new TreeMap<K, List<T>>();
    for (T each : all) sorted.computeIfAbsent(key.apply(each), k -> new ArrayList<>()).add(each);
    return sorted;
  }

  /** The middle of days, each told by {@code figure}; of an even number the lower of the two. */
  static int middle(List<DayBook> days, ToIntFunction<DayBook> figure) {
    int[] each = days.stream().mapToInt(figure).sorted().toArray();
    return each[(each.length - 1) / 2];
  }

  /** Numbers given out in {@code hour} of the clock. */
  int takenIn(int hour) {
    return count(taken, t -> hourOf(t.issued()) == hour);
  }

  /** Who had a number and was not called yet at a time of the clock, minutes after midnight. */
  int waitingAt(int minute) {
    Instant then = day.atStartOfDay(zone).plusMinutes(minute).toInstant();
    return count(
        taken,
        t ->
            !t.issued().isAfter(then)
                && (t.called() == null || t.called().isAfter(then))
                && (t.over() == null || t.over().isAfter(then)));
  }

  boolean isEmpty() {
    return taken.isEmpty();
  }
}
