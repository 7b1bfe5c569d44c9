package org.xuhao.hall;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.value.ClassCode;
import org.xuhao.hall.value.ClerkId;
import org.xuhao.hall.value.NoShowRule;
import org.xuhao.hall.value.Offered;
import org.xuhao.hall.value.Outcome;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.Tide;
import org.xuhao.hall.value.WindowId;
import org.xuhao.hall.value.WindowKind;

/**
 * What the hall's file says of its services, windows and rules. Only {@link Hall#decide} reads it:
 * events carry what was decided, so an old day replays under old rules.
 *
 * @param hall the hall's short name, given once and never again, such as {@code haixi}
 * @param hours when the hall is open; null: day and night
 * @param printing whether a ticket printer hangs on this hall
 * @param classes who may be called earlier
 * @param calendar days that are not as usual, and lunch
 * @param clerks what each named clerk may do; a clerk who is not named may do all
 */
public record Plan(
    String hall,
    ZoneId zone,
    @Nullable Hours hours,
    SortedMap<ServiceCode, ServicePlan> services,
    SortedMap<WindowId, WindowPlan> windows,
    Rules rules,
    boolean printing,
    SortedMap<ClassCode, ClassPlan> classes,
    SortedMap<ClerkId, ClerkPlan> clerks,
    Calendar calendar) {
  public Plan {
    services = Collections.unmodifiableSortedMap(new TreeMap<>(services));
    windows = Collections.unmodifiableSortedMap(new TreeMap<>(windows));
    classes = Collections.unmodifiableSortedMap(new TreeMap<>(classes));
    clerks = Collections.unmodifiableSortedMap(new TreeMap<>(clerks));
  }

  /** A hall with the usual classes that names no clerk. */
  public Plan(
      String hall,
      ZoneId zone,
      @Nullable Hours hours,
      SortedMap<ServiceCode, ServicePlan> services,
      SortedMap<WindowId, WindowPlan> windows,
      Rules rules,
      boolean printing) {
    this(
        hall,
        zone,
        hours,
        services,
        windows,
        rules,
        printing,
        ClassPlan.usual(),
        Collections.emptySortedMap(),
        Calendar.USUAL);
  }

  /** What a window of the plan serves now, in the order of preference. */
  public List<ServiceCode> servicesAt(Window window) {
    if (window.set() != null) return window.set().codes();
    WindowPlan planned = windows.get(window.id());
    return planned == null ? List.of() : planned.services();
  }

  /** The business day that {@code wall}, a time of the clock on the wall, falls in. */
  public LocalDate dateOf(Instant wall) {
    return Day.dateOf(this, wall);
  }

  /** The slots of a service on a date, in order; none where it cannot be booked then. */
  public List<Instant> slots(ServicePlan service, LocalDate date) {
    var open = Day.hoursOf(this, service, date).orElse(null);
    Slots slots = service.slots();
    if (slots == null || open == null || !service.offered().on(date)) return List.of();
    Duration length = slots.length();
    Instant closes = Day.slotsEnd(this, date, open);
    Instant opens = Day.instant(date.atTime(open.opens()), zone);
    return Stream.iterate(opens, at -> !at.plus(length).isAfter(closes), at -> at.plus(length))
        .toList();
  }

  /** What {@code clerk} may do of what {@code services} are; nobody signed in may do all. */
  List<ServiceCode> able(List<ServiceCode> services, @Nullable ClerkId clerk) {
    ClerkPlan plan = clerk == null ? null : clerks.get(clerk);
    return plan == null ? services : services.stream().filter(plan.skills()::contains).toList();
  }

  /** A priority class. Source of the usual ones: halls' signs, requirements S0-8, S1-9. */
  public record ClassPlan(ClassCode code, String name, String nameEn) {
    /** Those that every hall has. */
    public static SortedMap<ClassCode, ClassPlan> usual() {
      var classes = new TreeMap<ClassCode, ClassPlan>();
      List.of(
              new ClassPlan(new ClassCode("ELDERLY"), "老年人", "elderly"),
              new ClassPlan(new ClassCode("DISABLED"), "残疾人", "disabled"),
              new ClassPlan(new ClassCode("PREGNANT"), "孕产妇", "pregnant"),
              new ClassPlan(new ClassCode("MILITARY"), "军人", "military"),
              new ClassPlan(new ClassCode("GREEN"), "绿色通道", "green channel"))
          .forEach(one -> classes.put(one.code(), one));
      return classes;
    }
  }

  /** A clerk and the services that this clerk has the skill for. */
  public record ClerkPlan(ClerkId id, String name, Set<ServiceCode> skills) {
    public ClerkPlan {
      skills = Set.copyOf(skills);
    }
  }

  /** {@code closes} not after {@code opens}: the hall is open past midnight. */
  public record Hours(LocalTime opens, LocalTime closes) {}

  /**
   * One service of the hall.
   *
   * @param name what people read, Chinese; {@code nameEn} beside it, may be empty
   * @param hours when this service is offered; null: the hall's hours
   * @param quota numbers a day; null: without a limit
   * @param slots when it can be booked; null: not at all
   * @param visitorQuota tickets a day for one known visitor; null: without a limit
   * @param periods how many numbers are given out until a time of day, each count from the start
   * @param collection where what was made is collected once this is done (出件); null: nothing is
   * @param bundle what one number of it is for (一件事), in order; empty: for itself
   * @param offered from when until when it is given out at all
   */
  public record ServicePlan(
      ServiceCode code,
      String prefix,
      String name,
      String nameEn,
      String department,
      @Nullable Hours hours,
      @Nullable Integer quota,
      NoShowRule noShow,
      @Nullable ServiceCode collection,
      @Nullable Slots slots,
      @Nullable Integer visitorQuota,
      List<PeriodQuota> periods,
      List<ServiceCode> bundle,
      Offered offered) {
    public ServicePlan {
      periods = List.copyOf(periods);
      bundle = List.copyOf(bundle);
    }

    public ServicePlan(
        ServiceCode code,
        String prefix,
        String name,
        String nameEn,
        String department,
        @Nullable Hours hours,
        @Nullable Integer quota,
        NoShowRule noShow) {
      this(
          code,
          prefix,
          name,
          nameEn,
          department,
          hours,
          quota,
          noShow,
          null,
          null,
          null,
          List.of(),
          List.of(),
          Offered.ALWAYS);
    }
  }

  /** Appointments of one service: how long a slot is, and how many may come in it. */
  public record Slots(Duration length, int capacity) {}

  /** No more than {@code quota} numbers of a service until {@code until}. */
  public record PeriodQuota(LocalTime until, int quota) {}

  /**
   * A day, or days, that are not as usual.
   *
   * @param from first date it is for; with {@code weekday} null
   * @param until last date it is for
   * @param weekday instead of dates
   * @param hours null: closed
   * @param mode service mode of the day's tickets, such as EXTENDED; null: none
   */
  public record SpecialDay(
      @Nullable LocalDate from,
      @Nullable LocalDate until,
      @Nullable DayOfWeek weekday,
      @Nullable Hours hours,
      @Nullable String mode) {
    boolean isFor(LocalDate date) {
      if (weekday != null) return date.getDayOfWeek() == weekday;
      return from != null && until != null && !date.isBefore(from) && !date.isAfter(until);
    }
  }

  /**
   * The calendar beside the usual hours.
   *
   * @param exceptions later ones count before earlier ones
   * @param lunch null: none
   * @param lunchClears who waits at its beginning is sent home
   */
  public record Calendar(List<SpecialDay> exceptions, @Nullable Hours lunch, boolean lunchClears) {
    public static final Calendar USUAL = new Calendar(List.of(), null, false);

    public Calendar {
      exceptions = List.copyOf(exceptions);
    }

    Optional<SpecialDay> on(LocalDate date) {
      for (int i = exceptions.size() - 1; i >= 0; i--)
        if (exceptions.get(i).isFor(date)) return Optional.of(exceptions.get(i));
      return Optional.empty();
    }
  }

  /**
   * One window of the hall.
   *
   * @param services in the order of preference
   * @param equal all services are worth the same here
   * @param signIn the window opens only with a clerk signed in
   * @param endsVisit call-next ends the visit at the window first (pads without an end key)
   * @param noShowAfter the clock gives a called ticket up after this; null: only the clerk does
   * @param tide what it serves besides while too many wait (潮汐窗口); null: nothing
   * @param roster who sits here on a date, as people read it
   */
  public record WindowPlan(
      WindowId id,
      String name,
      List<ServiceCode> services,
      boolean equal,
      boolean signIn,
      boolean endsVisit,
      @Nullable Duration noShowAfter,
      WindowKind kind,
      @Nullable Tide tide,
      SortedMap<LocalDate, String> roster) {
    public WindowPlan {
      services = List.copyOf(services);
      roster = Collections.unmodifiableSortedMap(new TreeMap<>(roster));
    }

    /** An integrated window without tide or roster. */
    public WindowPlan(
        WindowId id,
        String name,
        List<ServiceCode> services,
        boolean equal,
        boolean signIn,
        boolean endsVisit,
        @Nullable Duration noShowAfter) {
      this(
          id,
          name,
          services,
          equal,
          signIn,
          endsVisit,
          noShowAfter,
          WindowKind.INTEGRATED,
          null,
          Collections.emptySortedMap());
    }
  }

  /**
   * The settings of the rules. Defaults and their sources: rules of the hall, section 7.
   *
   * @param overtakeLimit how often one may be passed
   * @param preferenceFirst what a window's first service is worth in waiting time
   * @param ownCredit what being kept for a window is worth there
   * @param priorityRate a minute's wait of a priority class counts as so many
   * @param noShowPlaces calls of the service that a delayed ticket lets pass
   * @param noShowMax the no-show that is final
   */
  public record Rules(
      int overtakeLimit,
      Duration preferenceFirst,
      Duration preferenceSecond,
      Duration ownCredit,
      int priorityRate,
      int noShowPlaces,
      int noShowMax,
      int recallLimit,
      Duration recallSpacing,
      int holdLimit,
      boolean holdAnyWindow,
      Outcome defaultOutcome,
      Duration takeBefore,
      Duration cutOff,
      Duration clearAfter,
      Duration printWithin,
      Duration rateWithin,
      int rateLateWorkingDays,
      LocalTime dayStarts,
      CaseTerms cases,
      BookingTerms booking) {
    public static final Rules DEFAULT =
        new Rules(
            3,
            Duration.ofMinutes(10),
            Duration.ofMinutes(5),
            Duration.ofMinutes(20),
            3,
            3,
            3,
            5,
            Duration.ofSeconds(10),
            5,
            false,
            Outcome.COMPLETED,
            Duration.ofMinutes(30),
            Duration.ofMinutes(30),
            Duration.ofMinutes(30),
            Duration.ofSeconds(15),
            Duration.ofSeconds(60),
            5,
            LocalTime.of(4, 0),
            new CaseTerms(Duration.ofDays(90), 10, Duration.ofMinutes(15)),
            new BookingTerms(
                2,
                0,
                0,
                1,
                5,
                1,
                2,
                6,
                2,
                90,
                Duration.ofHours(2),
                Duration.ofMinutes(5),
                Duration.ofMinutes(30)));
  }

  /**
   * The rules of appointments. Defaults and their sources: rules of the hall, section 7.
   *
   * @param rate a booked visitor's minute of waiting counts as so many
   * @param ratioBooked so many booked in a row, then a walk-in; 0: no ratio
   * @param ratioWalkIn so many walk-ins in a row, then a booked one
   * @param daysLeast working days ahead that a slot must lie
   * @param daysMost working days ahead that a slot may lie
   * @param perDay appointments of one visitor on a day, in a week, in a month
   * @param missedMost the missed one that bars
   * @param barredDays for how long
   * @param cancelBefore how long before the slot it may still be cancelled
   * @param accrueBefore a booked visitor's waiting counts from so long before the slot
   * @param checkInBefore check-in opens so long before the slot
   */
  public record BookingTerms(
      int rate,
      int ratioBooked,
      int ratioWalkIn,
      int daysLeast,
      int daysMost,
      int perDay,
      int perWeek,
      int perMonth,
      int missedMost,
      int barredDays,
      Duration cancelBefore,
      Duration accrueBefore,
      Duration checkInBefore) {}

  /**
   * How long cases live. Defaults: rules of the hall, section 7.
   *
   * @param expiry of a case that is not completed
   * @param tolerantWorkingDays until what is missing is due where the clerk gives no date
   * @param hold how long a ticket is kept for the window or clerk that knows its case
   */
  public record CaseTerms(Duration expiry, int tolerantWorkingDays, Duration hold) {}
}
