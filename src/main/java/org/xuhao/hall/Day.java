package org.xuhao.hall;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;
import org.xuhao.hall.Event.DayOpened;
import org.xuhao.hall.Event.TakingHours;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.TakingStop;
import org.xuhao.hall.value.TicketNumber;

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
    TreePMap<ServiceCode, TakingStop> stopped,
    Lunch lunch) {

  /** How far the day's lunch has come. */
  enum Lunch {
    AHEAD,
    BEGAN,
    OVER
  }

  /** How far the day has come. */
  enum Phase {
    OPEN,
    CLOSING,
    CLEARED,
    CLOSED
  }

  static Day of(DayOpened opened) {
    return new Day(
        opened, Phase.OPEN, 0, TreePMap.empty(), TreePMap.empty(), TreePMap.empty(), Lunch.AHEAD);
  }

  Day in(Phase next) {
    return new Day(opened, next, sequence, numbers, issued, stopped, lunch);
  }

  Day at(Lunch next) {
    return new Day(opened, phase, sequence, numbers, issued, stopped, next);
  }

  Day stop(ServiceCode service, TakingStop why) {
    return new Day(opened, phase, sequence, numbers, issued, stopped.plus(service, why), lunch);
  }

  Day allow(ServiceCode service) {
    return new Day(opened, phase, sequence, numbers, issued, stopped.minus(service), lunch);
  }

  Day issue(TicketNumber ticket, long nextSequence, ServiceCode service) {
    return new Day(
        opened,
        phase,
        nextSequence,
        numbers.plus(ticket.prefix(), ticket.number()),
        issued.plus(service, issuedOf(service) + 1),
        stopped,
        lunch);
  }

  int issuedOf(ServiceCode service) {
    Integer count = issued.get(service);
    return count == null ? 0 : count;
  }

  int lastNumber(String prefix) {
    Integer number = numbers.get(prefix);
    return number == null ? 0 : number;
  }

  /** The highest number of any prefix; 0: none was given out. */
  int highest() {
    int highest = 0;
    for (int number : numbers.values()) highest = Math.max(highest, number);
    return highest;
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
    var exception = plan.calendar().on(date).orElse(null);
    boolean closed = exception != null && exception.hours() == null;
    Plan.Hours usual = exception == null || closed ? plan.hours() : exception.hours();
    Instant closes = closed ? null : closes(plan, date, usual, ends);
    Instant clears = closes == null ? null : earlier(closes.plus(plan.rules().clearAfter()), ends);
    var taking = new ArrayList<TakingHours>();
    for (var service : plan.services().values()) {
      // On a day when the hall is closed its numbers are given out from the end of the day on.
      if (closed) taking.add(new TakingHours(service.code(), ends, ends));
      else
        taking.add(
            taking(plan, date, service.code(), hoursOf(plan, service, date).orElse(null), ends));
    }
    Plan.Hours lunch = closed ? null : plan.calendar().lunch();
    return new DayOpened(
        date,
        ends,
        closes,
        clears,
        List.copyOf(taking),
        lunch == null ? null : instant(date.atTime(lunch.opens()), plan.zone()),
        lunch == null ? null : instant(date.atTime(lunch.closes()), plan.zone()),
        exception == null ? null : exception.mode());
  }

  /** When a service is offered on a date; empty: day and night, or not at all. */
  static Optional<Plan.Hours> hoursOf(Plan plan, Plan.ServicePlan service, LocalDate date) {
    var exception = plan.calendar().on(date).orElse(null);
    if (exception != null && (exception.hours() == null || service.hours() == null))
      return Optional.ofNullable(exception.hours());
    return Optional.ofNullable(service.hours() == null ? plan.hours() : service.hours());
  }

  static boolean isWorkingDay(Plan plan, LocalDate date) {
    var exception = plan.calendar().on(date).orElse(null);
    if (exception != null) return exception.hours() != null;
    DayOfWeek weekday = date.getDayOfWeek();
    return weekday != DayOfWeek.SATURDAY && weekday != DayOfWeek.SUNDAY;
  }

  /** Working days after {@code from} up to {@code to}; 0 where it does not lie after. */
  static long workingDaysBetween(Plan plan, LocalDate from, LocalDate to) {
    return from.isBefore(to)
        ? from.plusDays(1).datesUntil(to.plusDays(1)).filter(d -> isWorkingDay(plan, d)).count()
        : 0;
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
    return earlier(instant(closing(date, hours), plan.zone()), ends);
  }

  /** A slot is one of the date that it lies on: after midnight there is none of the date before. */
  static Instant slotsEnd(Plan plan, LocalDate date, Plan.Hours hours) {
    Instant midnight = instant(date.plusDays(1).atStartOfDay(), plan.zone());
    return earlier(instant(closing(date, hours), plan.zone()), midnight);
  }

  private static LocalDateTime closing(LocalDate date, Plan.Hours hours) {
    boolean pastMidnight = !hours.closes().isAfter(hours.opens());
    return (pastMidnight ? date.plusDays(1) : date).atTime(hours.closes());
  }

  /**
   * The same time of day, so many working days later: Monday to Friday, where the calendar says
   * nothing else.
   */
  static Instant workingDaysAfter(Plan plan, Instant from, int days) {
    ZonedDateTime then = from.atZone(plan.zone());
    for (int left = days; left > 0; ) {
      then = then.plusDays(1);
      if (isWorkingDay(plan, then.toLocalDate())) left--;
    }
    return then.toInstant();
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  /** In a gap of the clock change the later instant, in an overlap the earlier. */
  static Instant instant(LocalDateTime local, ZoneId zone) {
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
    if (offsets.isEmpty()) return local.atZone(zone).toInstant();
    return local.toInstant(offsets.getFirst());
  }
}
