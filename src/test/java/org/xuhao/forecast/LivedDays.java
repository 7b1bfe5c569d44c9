package org.xuhao.forecast;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.NullMarked;
import org.xuhao.hall.Ask;
import org.xuhao.hall.Command;
import org.xuhao.hall.Decision;
import org.xuhao.hall.Entry;
import org.xuhao.hall.Event;
import org.xuhao.hall.Hall;
import org.xuhao.hall.Plan;
import org.xuhao.hall.value.By;
import org.xuhao.hall.value.ClassCode;
import org.xuhao.hall.value.NoShowRule;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.hall.value.WindowId;

/**
 * Days as they are lived: people come by chance, windows take as long as they take, the hall's own
 * rules call. What was foretold at the taking stands beside what came true. Six windows, four
 * services, each window with two of them; one in eight visitors is elderly, one in twelve does not
 * come when called.
 */
@NullMarked
public final class LivedDays {
  private static final int WINDOWS = 6;
  private static final int SERVICES = 4;

  /** Mean minutes that a matter of each service takes. */
  private static final double[] MINUTES = {4, 7, 10, 15};

  private static final Instant NINE = Instant.parse("2026-03-02T09:00:00Z");
  private static final Duration OPEN = Duration.ofHours(7);
  private static final By DISPENSER = new By(By.Role.DISPENSER, "d", "1");

  /**
   * One visitor who was called.
   *
   * @param simple people ahead × mean time ÷ open windows, as most systems say it; minutes
   */
  public record Lived(Wait foretold, double simple, Duration waited) {
    double minutes() {
      return waited.toMillis() / 60_000.0;
    }
  }

  private record Foretold(Instant at, Wait range, double simple) {}

  private record Due(Instant at, Runnable what) {}

  private final SplittableRandom chance;
  private final double load;
  private final int tellOneIn;
  private final PriorityQueue<Due> due = new PriorityQueue<>(Comparator.comparing(Due::at));
  private final Map<TicketNumber, Foretold> foretold = new HashMap<>();
  private final List<Lived> lived = new ArrayList<>();
  private Hall hall = Hall.empty(plan());
  private Pace pace = Pace.UNKNOWN;
  private Instant at = NINE;
  private long seq = 1;
  private int taken;

  private LivedDays(long seed, double load, int tellOneIn) {
    this.chance = new SplittableRandom(seed);
    this.load = load;
    this.tellOneIn = tellOneIn;
  }

  /**
   * Lives {@code days} days one after another, so that the pace is known from the second on.
   *
   * @param load how busy windows are; over 1 the queue grows all day
   * @param tellOneIn for how many of the visitors one forecast is made
   */
  public static List<Lived> live(int days, long seed, double load, int tellOneIn) {
    var halls = new LivedDays(seed, load, tellOneIn);
    for (int day = 0; day < days; day++) halls.day(NINE.plus(Duration.ofDays(day)), day > 0);
    return halls.lived;
  }

  static Plan plan() {
    var services = new TreeMap<ServiceCode, Plan.ServicePlan>();
    for (int i = 0; i < SERVICES; i++) {
      String prefix = String.valueOf((char) ('A' + i));
      var code = new ServiceCode(prefix);
      services.put(
          code,
          new Plan.ServicePlan(
              code, prefix, "业务" + prefix, "", "部门", null, null, NoShowRule.DELAY_N));
    }
    var codes = List.copyOf(services.keySet());
    var windows = new TreeMap<WindowId, Plan.WindowPlan>();
    for (int n = 1; n <= WINDOWS; n++) {
      var id = new WindowId(n);
      var both = List.of(codes.get(n % SERVICES), codes.get((n + 1) % SERVICES));
      windows.put(id, new Plan.WindowPlan(id, "窗口", both, false, false, false, null));
    }
    var hours = new Plan.Hours(LocalTime.of(9, 0), LocalTime.of(17, 0));
    return new Plan("lived", ZoneOffset.UTC, hours, services, windows, Plan.Rules.DEFAULT, false);
  }

  private void day(Instant begins, boolean tell) {
    at = begins;
    ask(By.CLOCK, new Command.TimePassed(at));
    for (WindowId window : hall.plan().windows().keySet()) {
      ask(clerk(window), new Command.OpenWindow(window));
      at(Duration.ofSeconds(1), () -> call(window));
    }
    come(begins, tell);
    Instant ends = begins.plus(OPEN);
    while (!due.isEmpty() && due.element().at().isBefore(ends.plus(Duration.ofHours(1)))) {
      Due next = due.remove();
      at = next.at();
      next.what().run();
    }
    due.clear();
    foretold.clear();
    for (WindowId window : hall.plan().windows().keySet())
      ask(clerk(window), new Command.CloseWindow(window, null));
  }

  private void at(Duration later, Runnable what) {
    due.add(new Due(at.plus(later), what));
  }

  private void come(Instant begins, boolean tell) {
    double mean = 0;
    for (double minutes : MINUTES) mean += minutes / SERVICES;
    Duration next = minutes(exponential(mean / WINDOWS / load));
    at(
        next,
        () -> {
          if (at.isAfter(begins.plus(OPEN))) return;
          take(tell);
          come(begins, tell);
        });
  }

  private void take(boolean tell) {
    var service = new ServiceCode(String.valueOf((char) ('A' + chance.nextInt(SERVICES))));
    var elderly = chance.nextInt(8) == 0 ? new ClassCode("ELDERLY") : null;
    for (Event event : ask(DISPENSER, new Command.TakeTicket(service, elderly)))
      if (event instanceof Event.TicketIssued e && tell && taken++ % tellOneIn == 0) tell(e);
  }

  private void tell(Event.TicketIssued e) {
    int able = 0;
    for (var window : hall.plan().windows().values())
      if (window.services().contains(e.service())) able++;
    double simple = e.ahead() * MINUTES[e.service().code().charAt(0) - 'A'] / able;
    Wait range = Forecast.of(hall, pace, List.of(e.ticket()), at).get(e.ticket());
    if (range != null) foretold.put(e.ticket(), new Foretold(at, range, simple));
  }

  private void call(WindowId window) {
    TicketNumber called = null;
    for (Event event : ask(clerk(window), new Command.CallNext(window)))
      if (event instanceof Event.TicketCalled e) called = e.ticket();
    if (called == null) {
      at(Duration.ofSeconds(5), () -> call(window));
      return;
    }
    Foretold told = foretold.remove(called);
    if (told != null)
      lived.add(new Lived(told.range(), told.simple(), Duration.between(told.at(), at)));
    serve(window, hall.ticket(called).orElseThrow().service());
  }

  private void serve(WindowId window, ServiceCode service) {
    boolean comes = chance.nextInt(12) != 0;
    double mean = MINUTES[service.code().charAt(0) - 'A'];
    at(
        comes ? minutes(logNormal(mean)) : Duration.ofSeconds(90),
        () -> {
          ask(
              clerk(window),
              comes ? new Command.EndVisit(window, null) : new Command.MarkNoShow(window));
          at(minutes(exponential(0.4)), () -> call(window));
        });
  }

  private double exponential(double mean) {
    return -Math.log(1 - chance.nextDouble()) * mean;
  }

  /** Coefficient of variation 0.8, as in service halls. */
  private double logNormal(double mean) {
    double sigma = Math.sqrt(Math.log(1 + 0.8 * 0.8));
    double gauss =
        Math.sqrt(-2 * Math.log(1 - chance.nextDouble()))
            * Math.cos(2 * Math.PI * chance.nextDouble());
    return Math.exp(Math.log(mean) - sigma * sigma / 2 + sigma * gauss);
  }

  private static Duration minutes(double minutes) {
    return Duration.ofMillis(Math.round(minutes * 60_000));
  }

  private static By clerk(WindowId window) {
    return new By(By.Role.CLERK, "c", window.toString());
  }

  private List<Event> ask(By by, Command command) {
    clock();
    var ask = new Ask("r" + seq, by, command);
    return hall.decide(ask, at) instanceof Decision.Accepted(var happens) && !happens.isEmpty()
        ? enter(ask, happens).events()
        : List.of();
  }

  private void clock() {
    while (hall.nextDeadline().filter(when -> !when.isAfter(at)).isPresent()) {
      var tick = new Ask("t" + seq, By.CLOCK, new Command.TimePassed(at));
      if (!(hall.decide(tick, at) instanceof Decision.Accepted(var events)) || events.isEmpty())
        return;
      enter(tick, events);
    }
  }

  private Entry enter(Ask ask, List<Event> events) {
    Entry entry = hall.entry(ask, at, events, "0", seq);
    seq = entry.lastSeq() + 1;
    hall = hall.apply(entry);
    pace = pace.next(hall, List.of(entry));
    return entry;
  }
}
