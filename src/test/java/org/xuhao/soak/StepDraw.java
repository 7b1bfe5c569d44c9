package org.xuhao.soak;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.Command;
import org.xuhao.hall.Command.Channel;
import org.xuhao.hall.Command.PrintResult;
import org.xuhao.hall.Command.TransferPlace;
import org.xuhao.hall.Plan;
import org.xuhao.hall.value.By;
import org.xuhao.hall.value.By.Role;
import org.xuhao.hall.value.ClassCode;
import org.xuhao.hall.value.ClerkId;
import org.xuhao.hall.value.Outcome;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.hall.value.VisitId;
import org.xuhao.hall.value.WindowId;
import org.xuhao.soak.DrawnDay.Step;

/**
 * Draws what is asked of a hall; one method a kind. A new command is one method and one line in
 * {@link #kinds}. Much of it is refused, as in life.
 */
final class StepDraw {

  /** Longest day in steps; most are far shorter. */
  private static final int STEPS_MAX = 4_000;

  /** Each mood of a day makes a kind so many times as frequent, in tenths. */
  private static final List<Integer> MOODS = List.of(0, 3, 10, 10, 10, 30);

  private static final List<Outcome> OUTCOMES = List.of(Outcome.values());

  private static final By DESK = new By(Role.DESK, "d7", "service desk");
  private static final By LICUN = new By(Role.LINK, "licun", "district");
  private static final By MANAGER = new By(Role.MANAGER, "m1", "office");

  private record Kind(int weight, Supplier<Step> draw) {}

  private final Random random;
  private final Plan plan;
  private final List<WindowId> windows;
  private final List<ServiceCode> services;
  private final List<Kind> kinds;
  private final int weights;
  private final List<Step.Asks> asked = new ArrayList<>();
  private final int clerks;
  private final int spreadMs;
  private final MatterDraw matters;
  private int taken;
  private int called;
  private int drawn;

  StepDraw(Random random, Plan plan, LocalDate date) {
    this.random = random;
    this.plan = plan;
    windows = List.copyOf(plan.windows().keySet());
    services = List.copyOf(plan.services().keySet());
    clerks = windows.size() + random.nextInt(3);
    spreadMs = (1 + random.nextInt(6)) * 60_000 / (windows.size() + 2);
    matters = new MatterDraw(random, plan, date);
    kinds = kinds();
    weights = kinds.stream().mapToInt(Kind::weight).sum();
  }

  /** Draws a hall and a day of it. */
  static DrawnDay day(Random random) {
    Plan plan = Halls.draw(random);
    LocalDateTime opens =
        LocalDateTime.of(2026, 1, 1, 0, 0)
            .plusDays(random.nextInt(365))
            .with(Halls.opens(plan.hours()));
    Instant start = opens.atZone(plan.zone()).toInstant();
    start = start.plusSeconds(60L * (random.nextInt(60) - 25));
    return new DrawnDay(plan, start, new StepDraw(random, plan, opens.toLocalDate()).steps());
  }

  private List<Kind> kinds() {
    var drawn = new ArrayList<Kind>();
    drawn.add(new Kind(300, this::take));
    drawn.add(new Kind(200, this::callNext));
    drawn.add(new Kind(150, this::endVisit));
    drawn.add(mood(30, () -> somewhere(Command.Recall::new)));
    drawn.add(mood(45, () -> somewhere(this::startOrStage)));
    drawn.add(mood(40, () -> somewhere(Command.MarkNoShow::new)));
    drawn.add(mood(40, this::hold));
    drawn.add(mood(30, this::callBack));
    drawn.add(mood(40, this::transferToService));
    drawn.add(mood(50, this::transferToWindow));
    drawn.add(new Kind(40, this::openWindow));
    drawn.add(new Kind(60, this::signIn));
    drawn.add(mood(10, this::closeWindow));
    drawn.add(mood(10, () -> somewhere(Command.SignOut::new)));
    drawn.add(mood(15, this::pause));
    drawn.add(mood(15, () -> somewhere(Command.Reopen::new)));
    drawn.add(mood(30, this::callTicket));
    drawn.add(mood(20, this::releaseHold));
    drawn.add(mood(30, this::transferToClerk));
    drawn.add(mood(25, this::grantPriority));
    drawn.add(mood(20, this::expedite));
    drawn.add(mood(25, this::putsRight));
    drawn.add(mood(40, this::recheckIn));
    drawn.add(mood(22, this::manages));
    drawn.add(mood(6, this::taking));
    drawn.add(mood(25, this::abandon));
    drawn.add(mood(25, this::reprint));
    drawn.add(mood(60, this::reportPrint));
    drawn.add(mood(40, this::rate));
    drawn.add(mood(60, () -> asks(DESK, matters.ofCase())));
    drawn.add(mood(60, this::book));
    drawn.add(mood(90, () -> asks(DESK, new Command.CheckIn(matters.booking(), ofClass()))));
    drawn.add(mood(3, () -> asks(DESK, new Command.CancelAppointment(matters.booking()))));
    drawn.add(mood(25, this::again));
    drawn.add(mood(2, this::jump));
    drawn.add(mood(3, this::pauseOfAll));
    return drawn;
  }

  private Kind mood(int weight, Supplier<Step> draw) {
    int tenths = MOODS.get(random.nextInt(MOODS.size()));
    return new Kind(weight * tenths / 10, draw);
  }

  private List<Step> steps() {
    var steps = new ArrayList<Step>();
    int businessDays = 1 + random.nextInt(3);
    int most = 1 << (7 + random.nextInt(6));
    int count = Math.min(STEPS_MAX, 30 + random.nextInt(most));
    for (int day = 0; day < businessDays; day++) {
      for (int i = 0; i < count / businessDays; i++) steps.add(step());
      if (day + 1 < businessDays) steps.add(night());
    }
    return steps;
  }

  private Step step() {
    int at = random.nextInt(weights);
    for (Kind kind : kinds) {
      at -= kind.weight();
      if (at < 0) return kind.draw().get();
    }
    throw new IllegalStateException("weights do not add up");
  }

  /** So long that the hall clears, and often that its next business day begins. */
  private Step night() {
    taken = 0;
    return new Step.Rests(Duration.ofMinutes(60L * (2 + random.nextInt(14)) + random.nextInt(60)));
  }

  private Step take() {
    taken++;
    Role role = List.of(Role.DISPENSER, Role.DESK, Role.VISITOR).get(random.nextInt(3));
    return asks(
        new By(role, "d1", "dispenser 1"),
        new Command.TakeTicket(service(), ofClass(), matters.matter()));
  }

  private Command startOrStage(WindowId window) {
    return random.nextInt(3) > 0 ? new Command.StartVisit(window) : matters.reachStage(window);
  }

  private Step book() {
    if (random.nextInt(4) == 0) return asks(LICUN, matters.reservation());
    boolean outside = random.nextInt(3) > 0;
    By link = new By(Role.LINK, "province", "link");
    return asks(outside ? link : DESK, matters.book(outside));
  }

  private Step callNext() {
    called++;
    WindowId window = window();
    return atWindow(window, new Command.CallNext(window));
  }

  private Step endVisit() {
    WindowId window = window();
    Outcome outcome = OUTCOMES.get(random.nextInt(OUTCOMES.size()));
    return atWindow(
        window,
        random.nextInt(3) == 0
            ? new Command.EndVisit(window, null)
            : new Command.EndVisit(window, outcome, matters.notice(), matters.modes()));
  }

  private Step hold() {
    WindowId window = window();
    return atWindow(window, new Command.Hold(window, "复印"));
  }

  private Step callBack() {
    WindowId window = window();
    TicketNumber ticket = random.nextInt(3) == 0 ? ticket() : null;
    return atWindow(window, new Command.CallBack(window, ticket));
  }

  private Step transferToService() {
    WindowId window = window();
    return atWindow(window, new Command.Transfer(window, service(), null, place()));
  }

  private Step transferToWindow() {
    WindowId window = window();
    ServiceCode service = random.nextInt(4) == 0 ? service() : null;
    return atWindow(window, new Command.Transfer(window, service, window(), place()));
  }

  private Step transferToClerk() {
    WindowId window = window();
    var clerk = new ClerkId("c" + random.nextInt(clerks));
    boolean back = random.nextBoolean();
    ServiceCode service = back ? service() : null;
    return atWindow(
        window, new Command.Transfer(window, service, null, back ? null : clerk, place(), back));
  }

  private Step callTicket() {
    WindowId window = window();
    var by = new By(Role.CLERK, "c" + window, "window " + window);
    return asks(by, new Command.CallTicket(window, ticket(), "带小孩"));
  }

  private Step releaseHold() {
    WindowId window = window();
    return atWindow(
        window, new Command.ReleaseHold(window, random.nextBoolean() ? null : ticket()));
  }

  private Step grantPriority() {
    ClassCode priority = ofClass();
    var code = priority == null ? new ClassCode("KING") : priority;
    return asks(DESK, new Command.GrantPriority(ticket(), code));
  }

  private Step putsRight() {
    boolean joins = random.nextInt(5) < 2;
    return asks(
        DESK,
        joins ? new Command.Join(ticket(), ticket()) : new Command.Redirect(ticket(), service()));
  }

  private Step expedite() {
    return asks(DESK, new Command.Expedite(ticket(), random.nextInt(9) == 0 ? " " : "赶飞机"));
  }

  private Step recheckIn() {
    return asks(DESK, new Command.RecheckIn(ticket()));
  }

  private Step manages() {
    return random.nextInt(22) < 12
        ? setServices()
        : asks(MANAGER, new Command.MoveClerk(window(), window()));
  }

  private Step setServices() {
    var set = new ArrayList<ServiceCode>();
    for (ServiceCode service : services) if (random.nextBoolean()) set.add(service);
    return asks(MANAGER, new Command.SetServices(window(), set, null));
  }

  private Step taking() {
    return asks(
        MANAGER,
        random.nextBoolean()
            ? new Command.StopTaking(service(), "系统故障")
            : new Command.AllowTaking(service(), "已恢复"));
  }

  private @Nullable ClassCode ofClass() {
    var classes = List.copyOf(plan.classes().keySet());
    return random.nextInt(3) > 0 ? null : classes.get(random.nextInt(classes.size()));
  }

  private TransferPlace place() {
    return random.nextInt(4) == 0 ? TransferPlace.END : TransferPlace.KEEP;
  }

  private Step openWindow() {
    WindowId window = window();
    return atWindow(window, new Command.OpenWindow(window));
  }

  private Step closeWindow() {
    WindowId window = window();
    return atWindow(window, new Command.CloseWindow(window, "下班"));
  }

  private Step signIn() {
    WindowId window = window();
    var clerk = new ClerkId("c" + random.nextInt(clerks));
    return atWindow(window, new Command.SignIn(window, clerk));
  }

  private Step pause() {
    WindowId window = window();
    return atWindow(window, new Command.Pause(window, "午餐"));
  }

  private Step abandon() {
    Role role = List.of(Role.CLERK, Role.DESK, Role.VISITOR).get(random.nextInt(3));
    return asks(new By(role, "c1", "window 1"), new Command.Abandon(ticket(), "走了"));
  }

  private Step reprint() {
    return asks(new By(Role.DISPENSER, "d1", "dispenser 1"), new Command.Reprint(ticket()));
  }

  private Step reportPrint() {
    boolean confirmed = random.nextInt(4) > 0;
    int copy = random.nextInt(5) == 0 ? 2 : 1;
    var result = confirmed ? PrintResult.CONFIRMED : PrintResult.FAILED;
    var command = new Command.ReportPrint(ticket(), copy, result, confirmed ? null : "PAPER-OUT");
    return asks(new By(Role.DRIVER, "printer", "dispenser 1"), command);
  }

  private Step rate() {
    var visit = new VisitId(1 + random.nextInt(Math.max(1, called)));
    boolean pad = random.nextBoolean();
    List<String> reasons = random.nextBoolean() ? List.of() : List.of("慢");
    int level = 1 + random.nextInt(5);
    Role role = pad ? Role.PAD : random.nextInt(6) == 0 ? Role.CLERK : Role.VISITOR;
    Channel channel = pad ? Channel.PAD : random.nextBoolean() ? Channel.TABLET : Channel.PHONE;
    return asks(new By(role, "v1", "window 1"), new Command.Rate(visit, level, reasons, channel));
  }

  /** A request that was sent before comes once more, or its id with something else. */
  private Step again() {
    if (asked.isEmpty()) return take();
    Step.Asks before = asked.get(asked.size() - 1 - random.nextInt(Math.min(20, asked.size())));
    Command command = random.nextInt(4) == 0 ? new Command.TakeTicket(service()) : before.command();
    return new Step.Asks(after(), before.request(), before.by(), command);
  }

  private Step jump() {
    int most = List.of(3, 120, 900, 7_200, 90_000).get(random.nextInt(5));
    int seconds = random.nextInt(2 * most) - most;
    return new Step.Jumps(after(), Duration.ofSeconds(seconds));
  }

  private Step pauseOfAll() {
    return new Step.Rests(Duration.ofSeconds(random.nextInt(3_600)));
  }

  private Step somewhere(Function<WindowId, Command> command) {
    WindowId window = window();
    return atWindow(window, command.apply(window));
  }

  private Step atWindow(WindowId window, Command command) {
    boolean pad = random.nextInt(3) == 0;
    By by =
        pad
            ? new By(Role.PAD, "pads/" + window, "window " + window)
            : new By(Role.CLERK, "c" + window, "window " + window);
    return asks(by, command);
  }

  private Step asks(By by, Command command) {
    var asks = new Step.Asks(after(), "r" + drawn++, by, command);
    asked.add(asks);
    return asks;
  }

  /** Mostly somebody acts every some seconds; now and then at once after another. */
  private Duration after() {
    int ms = random.nextInt(6) == 0 ? random.nextInt(900) : random.nextInt(spreadMs);
    return Duration.ofMillis(ms);
  }

  private WindowId window() {
    return windows.get(random.nextInt(windows.size()));
  }

  private ServiceCode service() {
    return services.get(random.nextInt(services.size()));
  }

  /** One that was probably issued today; the newer ones more often. */
  private TicketNumber ticket() {
    String prefix = prefix(service());
    int most = Math.max(1, taken / services.size() + 1);
    int back = random.nextInt(2) == 0 ? random.nextInt(most) : random.nextInt(Math.min(8, most));
    return new TicketNumber(prefix, Math.max(1, most - back));
  }

  private String prefix(ServiceCode code) {
    Plan.@Nullable ServicePlan service = plan.services().get(code);
    return service == null ? "A" : service.prefix();
  }
}
