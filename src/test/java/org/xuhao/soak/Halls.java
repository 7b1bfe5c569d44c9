package org.xuhao.soak;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.Plan;
import org.xuhao.hall.Plan.Hours;
import org.xuhao.hall.Plan.Rules;
import org.xuhao.hall.value.ClerkId;
import org.xuhao.hall.value.NoShowRule;
import org.xuhao.hall.value.Offered;
import org.xuhao.hall.value.Outcome;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.Tide;
import org.xuhao.hall.value.WindowId;
import org.xuhao.hall.value.WindowKind;

/** Draws halls: their services, windows and rules, within what a hall's file may say. */
final class Halls {
  static final int WINDOWS_MAX = 12;
  static final int SERVICES_MAX = 8;

  /** Zones with and without summer time; one shifts by half an hour. */
  private static final List<String> ZONES =
      List.of("Asia/Shanghai", "Asia/Shanghai", "Europe/Berlin", "Australia/Lord_Howe");

  private static final List<NoShowRule> NO_SHOW = List.of(NoShowRule.values());

  private final Random random;

  private Halls(Random random) {
    this.random = random;
  }

  /** A hall of up to {@value #WINDOWS_MAX} windows with rules of its own. */
  static Plan draw(Random random) {
    return new Halls(random).plan(1 + random.nextInt(WINDOWS_MAX));
  }

  /** A hall of {@code windows} windows that prints; its rules are drawn. */
  static Plan draw(Random random, int windows) {
    return new Halls(random).plan(windows);
  }

  private Plan plan(int windowCount) {
    var codes = new ArrayList<ServiceCode>();
    int count = 1 + random.nextInt(SERVICES_MAX);
    for (int i = 0; i < count; i++) codes.add(new ServiceCode("S" + i));
    Hours hours = chance(5) ? null : hours();
    boolean shared = chance(6);
    var services = new TreeMap<ServiceCode, Plan.ServicePlan>();
    for (int i = 0; i < count; i++) services.put(codes.get(i), service(codes.get(i), i, shared));
    var windows = new TreeMap<WindowId, Plan.WindowPlan>();
    for (int i = 1; i <= windowCount; i++) windows.put(new WindowId(i), window(i, codes));
    var zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
    var classes = Plan.ClassPlan.usual();
    return new Plan(
        "soak",
        zone,
        hours,
        services,
        windows,
        rules(),
        !chance(4),
        classes,
        clerks(codes),
        calendar());
  }

  /** In some halls the first clerks can do only a part. */
  private SortedMap<ClerkId, Plan.ClerkPlan> clerks(List<ServiceCode> codes) {
    var clerks = new TreeMap<ClerkId, Plan.ClerkPlan>();
    int named = chance(3) ? 1 + random.nextInt(5) : 0;
    for (int i = 0; i < named; i++) {
      var skills = new TreeSet<ServiceCode>();
      for (ServiceCode code : codes) if (random.nextBoolean()) skills.add(code);
      var clerk = new ClerkId("c" + i);
      clerks.put(clerk, new Plan.ClerkPlan(clerk, "", skills));
    }
    return clerks;
  }

  /** {@code shared}: two services count their numbers together. */
  private Plan.ServicePlan service(ServiceCode code, int number, boolean shared) {
    char letter = (char) ('A' + (shared ? number / 2 : number));
    Hours hours = chance(8) ? hours() : null;
    Integer quota = chance(6) ? Integer.valueOf(1 + random.nextInt(40)) : null;
    NoShowRule rule = NO_SHOW.get(random.nextInt(NO_SHOW.size()));
    return new Plan.ServicePlan(
        code,
        String.valueOf(letter),
        "业务" + letter,
        "",
        "部门",
        hours,
        quota,
        rule,
        chance(6) ? new ServiceCode("S0") : null,
        chance(2) ? new Plan.Slots(Duration.ofMinutes(20), 1 + random.nextInt(4)) : null,
        chance(6) ? Integer.valueOf(1 + random.nextInt(3)) : null,
        chance(8) ? List.of(new Plan.PeriodQuota(LocalTime.NOON, random.nextInt(30))) : List.of(),
        List.of(),
        Offered.ALWAYS);
  }

  private Plan.WindowPlan window(int number, List<ServiceCode> all) {
    var able = new ArrayList<>(all);
    Collections.shuffle(able, random);
    var services = able.subList(0, 1 + random.nextInt(able.size()));
    Duration noShowAfter = chance(2) ? Duration.ofSeconds(30 + random.nextInt(120)) : null;
    return new Plan.WindowPlan(
        new WindowId(number),
        "窗口",
        services,
        chance(4),
        chance(4),
        chance(3),
        noShowAfter,
        chance(4) ? WindowKind.REMOTE : WindowKind.INTEGRATED,
        chance(5) ? tide(all) : null,
        Collections.emptySortedMap());
  }

  private Tide tide(List<ServiceCode> all) {
    Duration over = Duration.ofMinutes(1 + random.nextInt(30));
    return new Tide(
        all.subList(0, 1 + random.nextInt(all.size())),
        over,
        Duration.ofMinutes(1 + random.nextInt(60)));
  }

  private Hours hours() {
    LocalTime opens = LocalTime.of(7, 0).plusMinutes(10L * random.nextInt(20));
    if (chance(6)) return new Hours(LocalTime.of(18, 0), LocalTime.of(random.nextInt(4), 30));
    return new Hours(opens, opens.plusMinutes(60 + 30L * random.nextInt(18)));
  }

  private Rules rules() {
    return new Rules(
        1 + random.nextInt(4),
        Duration.ofMinutes(random.nextInt(16)),
        Duration.ofMinutes(random.nextInt(8)),
        Duration.ofMinutes(random.nextInt(31)),
        1 + random.nextInt(5),
        1 + random.nextInt(5),
        1 + random.nextInt(4),
        random.nextInt(6),
        Duration.ofSeconds(random.nextInt(20)),
        random.nextInt(6),
        chance(3),
        Outcome.COMPLETED,
        Duration.ofMinutes(random.nextInt(61)),
        Duration.ofMinutes(random.nextInt(46)),
        Duration.ofMinutes(random.nextInt(61)),
        Duration.ofSeconds(5 + random.nextInt(26)),
        Duration.ofSeconds(20 + random.nextInt(100)),
        1 + random.nextInt(5),
        LocalTime.of(random.nextInt(7), 0),
        new Plan.CaseTerms(
            Duration.ofDays(1 + random.nextInt(3)), 1, Duration.ofMinutes(random.nextInt(20))),
        booking());
  }

  private Plan.BookingTerms booking() {
    Plan.BookingTerms usual = Rules.DEFAULT.booking();
    boolean ratio = chance(4);
    return new Plan.BookingTerms(
        1 + random.nextInt(3),
        ratio ? 1 + random.nextInt(2) : 0,
        ratio ? 1 + random.nextInt(3) : 0,
        random.nextInt(2),
        usual.daysMost(),
        1 + random.nextInt(2),
        usual.perWeek(),
        usual.perMonth(),
        usual.missedMost(),
        usual.barredDays(),
        usual.cancelBefore(),
        usual.accrueBefore(),
        Duration.ofMinutes(random.nextInt(600)));
  }

  private Plan.Calendar calendar() {
    var days = new ArrayList<Plan.SpecialDay>();
    if (chance(6)) days.add(new Plan.SpecialDay(null, null, DayOfWeek.SUNDAY, null, null));
    if (chance(6)) days.add(new Plan.SpecialDay(null, null, DayOfWeek.MONDAY, hours(), "EXTENDED"));
    var lunch = chance(3) ? new Hours(LocalTime.of(12, 0), LocalTime.of(13, 0)) : null;
    return new Plan.Calendar(days, lunch, chance(2));
  }

  /** Once in {@code of} times. */
  private boolean chance(int of) {
    return random.nextInt(of) == 0;
  }

  /** When the hall opens in the morning, whether it has hours or not. */
  static LocalTime opens(@Nullable Hours hours) {
    return hours == null ? LocalTime.of(9, 0) : hours.opens();
  }
}
