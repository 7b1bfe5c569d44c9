package org.xuhao.hall;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.value.ClerkId;
import org.xuhao.hall.value.NoShowRule;
import org.xuhao.hall.value.Offered;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.Tide;
import org.xuhao.hall.value.WindowId;
import org.xuhao.hall.value.WindowKind;

/**
 * One rule's day, as a hall manager reads it. Lines that begin with {@code let} set up the hall:
 *
 * <pre>
 * let window 1 serves A B       each service's letter is its prefix
 * let window 1 is equal         also: sign-in, ends-visit
 * let no-show after 90          seconds; without: only the clerk says so
 * let tide 3 A over 20 lasts 30 minutes; window 3 then serves A besides
 * let open 09:00 17:30          without: day and night
 * let clerk c2 can A            without: every clerk can do all
 * let rule RECHECKIN            what follows a no-show
 * let A rule VOID               the same, for one service
 * let A hours 09:00 12:00       when A is offered
 * let A quota 3                 numbers of A a day
 * let K bundle A C B            one number of K is for all three
 * let A collects at X           where what A makes is collected
 * let A slots 30 2              bookable: minutes of a slot, appointments in it
 * let A until 10:00 2           numbers until a time of day
 * let A visitor 1               tickets a day of one known visitor
 * let ratio 1 2                 booked and walk-ins called in a row
 * let hold anywhere             held tickets are called back at any window
 * let printer                   tickets are printed
 * let ratings                   ratings are told
 * let lunch 12:00 13:30 clear   without clear: who waits keeps the place
 * let 2026-03-03 closed         or: let SATURDAY 09:00 12:00 EXTENDED
 * </pre>
 *
 * <p>{@code day 2026-03-03} goes on with another day; every other line is {@code time command |
 * what happens}.
 */
final class DayFile {
  private final List<String[]> lets;

  DayFile(String text) {
    lets =
        text.lines()
            .filter(line -> line.startsWith("let "))
            .map(line -> line.substring(4).split("\\s+", -1))
            .toList();
  }

  /** A hall on which its day is played. */
  HallScript hall() {
    return new HallScript(plan(), lets("ratings").findAny().isPresent());
  }

  Plan plan() {
    var windows = new TreeMap<WindowId, Plan.WindowPlan>();
    var services = new TreeMap<ServiceCode, Plan.ServicePlan>();
    NoShowRule rule =
        lets("rule")
            .map(words -> NoShowRule.valueOf(words[1]))
            .findAny()
            .orElse(NoShowRule.DELAY_N);
    lets("window")
        .filter(words -> words[2].equals("serves"))
        .forEach(words -> {
          var id = new WindowId(Integer.parseInt(words[1]));
          List<ServiceCode> codes = codes(words, 3);
          windows.put(id, window(id, codes));
          for (ServiceCode code : codes) services.put(code, service(code, rule));
        });
    for (String[] words : lets)
      if (words.length > 1 && words[1].equals("bundle")) {
        var code = new ServiceCode(words[0]);
        services.put(code, service(code, rule));
      }
    Plan.Hours hours = lets("open").map(words -> hours(words, 1)).findAny().orElse(null);
    return new Plan(
        "test",
        ZoneOffset.UTC,
        hours,
        services,
        windows,
        rules(),
        lets("printer").findAny().isPresent(),
        Plan.ClassPlan.usual(),
        clerks(),
        calendar());
  }

  private Plan.WindowPlan window(WindowId id, List<ServiceCode> services) {
    Duration patience =
        lets("no-show")
            .map(words -> Duration.ofSeconds(Long.parseLong(words[2])))
            .findAny()
            .orElse(null);
    List<String> is =
        lets("window")
            .filter(words -> words[1].equals(id.toString()) && words[2].equals("is"))
            .flatMap(words -> Stream.of(words).skip(3))
            .toList();
    return new Plan.WindowPlan(
        id,
        "窗口",
        services,
        is.contains("equal"),
        is.contains("sign-in"),
        is.contains("ends-visit"),
        patience,
        is.contains("remote") ? WindowKind.REMOTE : WindowKind.INTEGRATED,
        tide(id),
        Collections.emptySortedMap());
  }

  private @Nullable Tide tide(WindowId id) {
    return lets("tide")
        .filter(words -> words[1].equals(id.toString()))
        .map(words ->
            new Tide(
                List.of(new ServiceCode(words[2])),
                Duration.ofMinutes(Long.parseLong(words[4])),
                Duration.ofMinutes(Long.parseLong(words[6]))))
        .findAny()
        .orElse(null);
  }

  private static Plan.Hours hours(String[] words, int from) {
    return new Plan.Hours(LocalTime.parse(words[from]), LocalTime.parse(words[from + 1]));
  }

  private SortedMap<ClerkId, Plan.ClerkPlan> clerks() {
    var clerks = new TreeMap<ClerkId, Plan.ClerkPlan>();
    lets("clerk")
        .forEach(words -> {
          var id = new ClerkId(words[1]);
          clerks.put(
              id,
              new Plan.ClerkPlan(
                  id, words[1], codes(words, 3).stream().collect(Collectors.toSet())));
        });
    return clerks;
  }

  private Plan.Rules rules() {
    Plan.Rules r = Plan.Rules.DEFAULT;
    return new Plan.Rules(
        r.overtakeLimit(),
        r.preferenceFirst(),
        r.preferenceSecond(),
        r.ownCredit(),
        r.priorityRate(),
        r.noShowPlaces(),
        r.noShowMax(),
        r.recallLimit(),
        r.recallSpacing(),
        r.holdLimit(),
        lets("hold").findAny().isPresent(),
        r.defaultOutcome(),
        r.takeBefore(),
        r.cutOff(),
        r.clearAfter(),
        r.printWithin(),
        r.rateWithin(),
        r.rateLateWorkingDays(),
        r.dayStarts(),
        r.cases(),
        booking(r.booking()));
  }

  private Plan.BookingTerms booking(Plan.BookingTerms b) {
    String[] ratio = lets("ratio").findAny().orElse(new String[] {"ratio", "0", "0"});
    return new Plan.BookingTerms(
        b.rate(),
        Integer.parseInt(ratio[1]),
        Integer.parseInt(ratio[2]),
        b.daysLeast(),
        b.daysMost(),
        b.perDay(),
        b.perWeek(),
        b.perMonth(),
        b.missedMost(),
        b.barredDays(),
        b.cancelBefore(),
        b.accrueBefore(),
        b.checkInBefore());
  }

  private Plan.Calendar calendar() {
    var days = new ArrayList<Plan.SpecialDay>();
    for (String[] words : lets)
      if (Character.isDigit(words[0].charAt(0)) || words[0].endsWith("DAY")) {
        boolean date = Character.isDigit(words[0].charAt(0));
        LocalDate on = date ? LocalDate.parse(words[0]) : null;
        boolean closed = words[1].equals("closed");
        Plan.Hours hours = closed ? null : hours(words, 1);
        days.add(
            new Plan.SpecialDay(
                on,
                on,
                date ? null : DayOfWeek.valueOf(words[0]),
                hours,
                words.length > 3 ? words[3] : null));
      }
    String[] lunch = lets("lunch").findAny().orElse(null);
    if (lunch == null) return new Plan.Calendar(days, null, false);
    return new Plan.Calendar(days, hours(lunch, 1), lunch.length > 3);
  }

  private Plan.ServicePlan service(ServiceCode code, NoShowRule rule) {
    return new Plan.ServicePlan(
        code,
        code.code(),
        "业务" + code,
        "",
        "部门" + code,
        of(code, "hours").map(words -> hours(words, 2)).findAny().orElse(null),
        of(code, "quota").map(words -> Integer.valueOf(words[2])).findAny().orElse(null),
        of(code, "rule").map(words -> NoShowRule.valueOf(words[2])).findAny().orElse(rule),
        of(code, "collects").map(words -> new ServiceCode(words[3])).findAny().orElse(null),
        of(code, "slots").map(DayFile::slots).findAny().orElse(null),
        of(code, "visitor").map(words -> Integer.valueOf(words[2])).findAny().orElse(null),
        of(code, "until")
            .map(w -> new Plan.PeriodQuota(LocalTime.parse(w[2]), Integer.parseInt(w[3])))
            .toList(),
        of(code, "bundle").flatMap(words -> codes(words, 2).stream()).toList(),
        of(code, "offered").map(DayFile::offered).findAny().orElse(Offered.ALWAYS));
  }

  /** {@code A offered 2026-03-01 2026-03-09}. */
  private static Offered offered(String[] words) {
    return new Offered(LocalDate.parse(words[2]), LocalDate.parse(words[3]));
  }

  private static Plan.Slots slots(String[] words) {
    return new Plan.Slots(Duration.ofMinutes(Long.parseLong(words[2])), Integer.parseInt(words[3]));
  }

  private Stream<String[]> of(ServiceCode code, String word) {
    return lets(code.code()).filter(words -> words[1].equals(word));
  }

  private Stream<String[]> lets(String name) {
    return lets.stream().filter(words -> words[0].equals(name));
  }

  private static List<ServiceCode> codes(String[] words, int from) {
    return Stream.of(words).skip(from).map(ServiceCode::new).toList();
  }
}
