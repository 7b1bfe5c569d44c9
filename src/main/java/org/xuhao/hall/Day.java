package org.xuhao.hall;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;
import org.xuhao.hall.Event.DayOpened;
import org.xuhao.hall.Event.TakingHours;
import org.xuhao.hall.Event.TakingStop;

/**
 * The business day that is open and what was counted in it. Wall times are instants of the clock on
 * the wall. Source: rules of the hall, section 4.
 *
 * @param sequence the last ticket's sequence
 * @param numbers the last number by prefix
 * @param issued tickets by service
 * @param stopped services that give out no more numbers today
 */
record Day(
    DayOpened opened,
    Phase phase,
    long sequence,
    TreePMap<String, Integer> numbers,
    TreePMap<ServiceCode, Integer> issued,
    TreePMap<ServiceCode, TakingStop> stopped) {

  /** How far the day has come. */
  enum Phase {
    OPEN,
    CLOSING,
    CLEARED,
    CLOSED
  }

  static Day of(DayOpened opened) {
    return new Day(opened, Phase.OPEN, 0, TreePMap.empty(), TreePMap.empty(), TreePMap.empty());
  }

  Day in(Phase next) {
    return new Day(opened, next, sequence, numbers, issued, stopped);
  }

  Day stop(ServiceCode service, TakingStop why) {
    return new Day(opened, phase, sequence, numbers, issued, stopped.plus(service, why));
  }

  Day allow(ServiceCode service) {
    return new Day(opened, phase, sequence, numbers, issued, stopped.minus(service));
  }

  Day issue(TicketNumber ticket, long nextSequence, ServiceCode service) {
    return new Day(
        opened,
        phase,
        nextSequence,
        numbers.plus(ticket.prefix(), ticket.number()),
        issued.plus(service, issuedOf(service) + 1),
        stopped);
  }

  int issuedOf(ServiceCode service) {
    Integer count = issued.get(service);
    return count == null ? 0 : count;
  }

  int lastNumber(String prefix) {
    Integer number = numbers.get(prefix);
    return number == null ? 0 : number;
  }

  @Nullable TakingHours taking(ServiceCode service) {
    for (TakingHours hours : opened.taking()) if (hours.service().equals(service)) return hours;
    return null;
  }

  /** The business day that {@code wall} falls in: the local date, counted from the day's start. */
  static LocalDate dateOf(Plan plan, Instant wall) {
    LocalTime starts = plan.rules().dayStarts();
    LocalDateTime local = LocalDateTime.ofInstant(wall, plan.zone());
    return local.minusSeconds(starts.toSecondOfDay()).toLocalDate();
  }

  /** What is decided when the business day of {@code wall} opens. */
  static DayOpened plan(Plan plan, Instant wall) {
    LocalDate date = dateOf(plan, wall);
    Instant ends = instant(date.plusDays(1).atTime(plan.rules().dayStarts()), plan.zone());
    Instant closes = closes(plan, date, plan.hours(), ends);
    Instant clears = closes == null ? null : earlier(closes.plus(plan.rules().clearAfter()), ends);
    var taking = new ArrayList<TakingHours>();
    for (var service : plan.services().values()) {
      Plan.Hours hours = service.hours() == null ? plan.hours() : service.hours();
      taking.add(taking(plan, date, service.code(), hours, ends));
    }
    return new DayOpened(date, ends, closes, clears, List.copyOf(taking));
  }

  private static TakingHours taking(
      Plan plan, LocalDate date, ServiceCode service, Plan.@Nullable Hours hours, Instant ends) {
    Instant closes = closes(plan, date, hours, ends);
    if (hours == null || closes == null) return new TakingHours(service, null, null);
    Instant opens = instant(date.atTime(hours.opens()), plan.zone());
    Duration before = plan.rules().takeBefore();
    return new TakingHours(service, opens.minus(before), closes.minus(plan.rules().cutOff()));
  }

  private static @Nullable Instant closes(
      Plan plan, LocalDate date, Plan.@Nullable Hours hours, Instant ends) {
    if (hours == null) return null;
    boolean pastMidnight = !hours.closes().isAfter(hours.opens());
    LocalDate closingDate = pastMidnight ? date.plusDays(1) : date;
    return earlier(instant(closingDate.atTime(hours.closes()), plan.zone()), ends);
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  /** In a gap of the clock change the later instant, in an overlap the earlier. */
  private static Instant instant(LocalDateTime local, ZoneId zone) {
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
    if (offsets.isEmpty()) return local.atZone(zone).toInstant();
    return local.toInstant(offsets.getFirst());
  }
}
