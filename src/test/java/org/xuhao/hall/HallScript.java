package org.xuhao.hall;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A day in words: lines of {@code time command | what happens}, which a hall manager can read and
 * correct. Windows start open. {@code auto}: the clock marks a no-show after 90 s.
 */
final class HallScript {
  private static final String DATE = "2026-03-02T";
  private final Plan plan;
  private Hall hall;
  private long seq = 1;

  /** Windows 1 to {@code windows} all serve {@code services}, one letter each. */
  HallScript(String services, int windows, boolean auto, Plan.@Nullable Hours hours) {
    this(plan(services, windows, auto ? Duration.ofSeconds(90) : null, hours));
  }

  HallScript(Plan plan) {
    this.plan = plan;
    hall = Hall.empty(plan);
    step(By.CLOCK, new Command.TimePassed(at("04:00:00")), at("04:00:00"));
    for (WindowId window : plan.windows().keySet())
      step(clerk(window), new Command.OpenWindow(window), at("04:00:01"));
  }

  static Plan plan(
      String services, int windows, @Nullable Duration noShowAfter, Plan.@Nullable Hours hours) {
    var offered = new TreeMap<ServiceCode, Plan.ServicePlan>();
    for (int i = 0; i < services.length(); i++) {
      String prefix = services.substring(i, i + 1);
      var code = new ServiceCode(prefix);
      offered.put(
          code,
          new Plan.ServicePlan(
              code, prefix, "业务" + prefix, "", "部门", null, null, NoShowRule.DELAY_N));
    }
    var places = new TreeMap<WindowId, Plan.WindowPlan>();
    for (int n = 1; n <= windows; n++) {
      var id = new WindowId(n);
      var served = List.copyOf(offered.keySet());
      places.put(id, new Plan.WindowPlan(id, "窗口", served, false, false, false, noShowAfter));
    }
    return new Plan("test", ZoneOffset.UTC, hours, offered, places, Plan.Rules.DEFAULT, false);
  }

  /** The same with one no-show rule for all services, and clerks who can do only so much. */
  static Plan with(Plan plan, NoShowRule rule, Plan.ClerkPlan... clerks) {
    var services = new TreeMap<ServiceCode, Plan.ServicePlan>();
    for (var s : plan.services().values())
      services.put(
          s.code(),
          new Plan.ServicePlan(
              s.code(), s.prefix(), s.name(), "", s.department(), null, null, rule));
    var named = new TreeMap<ClerkId, Plan.ClerkPlan>();
    for (var clerk : clerks) named.put(clerk.id(), clerk);
    return new Plan(
        plan.hall(),
        plan.zone(),
        plan.hours(),
        services,
        plan.windows(),
        plan.rules(),
        plan.printing(),
        plan.classes(),
        named);
  }

  static Plan.Hours hours(String opens, String closes) {
    return new Plan.Hours(LocalTime.parse(opens), LocalTime.parse(closes));
  }

  Hall hall() {
    return hall;
  }

  void check(String script) {
    for (String line : script.lines().toList()) {
      String wanted = line.substring(line.indexOf('|') + 2);
      Instant at = at(line.substring(0, 8));
      assertEquals(wanted, play(line.substring(9, line.indexOf('|') - 1), at), line);
    }
  }

  private String play(String words, Instant at) {
    var said = new ArrayList<String>();
    said.add(step(By.CLOCK, new Command.TimePassed(at), at));
    if (!words.equals("tick"))
      for (Command command : commands(words.split(" ", -1)))
        said.add(step(by(command), command, at));
    return said.stream().filter(s -> !s.isEmpty()).collect(Collectors.joining("; "));
  }

  private static List<Command> commands(String[] words) {
    boolean atWindow = Character.isDigit(words[1].charAt(0));
    var window = atWindow ? new WindowId(Integer.parseInt(words[1])) : null;
    return switch (words[0]) {
      case "take" -> List.of(take(words));
      case "grant" -> List.of(new Command.GrantPriority(ticket(words[1]), ofClass(words[2])));
      case "expedite" -> List.of(new Command.Expedite(ticket(words[1]), words[2]));
      case "name" -> List.of(new Command.CallTicket(given(window), ticket(words[2]), words[3]));
      case "call" -> List.of(new Command.CallNext(given(window)));
      case "recall" -> List.of(new Command.Recall(given(window)));
      case "start" -> List.of(new Command.StartVisit(given(window)));
      case "no-show" -> List.of(new Command.MarkNoShow(given(window)));
      case "hold" -> List.of(new Command.Hold(given(window), null));
      case "call-back" ->
          List.of(new Command.CallBack(given(window), words.length > 2 ? ticket(words[2]) : null));
      case "end" -> List.of(new Command.EndVisit(given(window), null));
      case "next" ->
          List.of(new Command.EndVisit(given(window), null), new Command.CallNext(given(window)));
      case "open" -> List.of(new Command.OpenWindow(given(window)));
      case "close" -> List.of(new Command.CloseWindow(given(window), null));
      case "pause" -> List.of(new Command.Pause(given(window), "lunch"));
      case "reopen" -> List.of(new Command.Reopen(given(window)));
      case "sign-in" -> List.of(new Command.SignIn(given(window), new ClerkId(words[2])));
      case "sign-out" -> List.of(new Command.SignOut(given(window)));
      case "here" -> List.of(new Command.RecheckIn(ticket(words[1])));
      case "release" ->
          List.of(
              new Command.ReleaseHold(given(window), words.length > 2 ? ticket(words[2]) : null));
      case "serve" -> List.of(serve(given(window), words));
      case "stop" -> List.of(new Command.StopTaking(new ServiceCode(words[1]), "full"));
      case "allow" -> List.of(new Command.AllowTaking(new ServiceCode(words[1]), "free"));
      case "send" -> List.of(transfer(given(window), words));
      default -> throw new IllegalArgumentException(words[0]);
    };
  }

  private static Command take(String[] words) {
    return new Command.TakeTicket(
        new ServiceCode(words[1]), words.length > 2 ? ofClass(words[2]) : null);
  }

  private static ClassCode ofClass(String word) {
    return new ClassCode(word.toUpperCase(Locale.ROOT));
  }

  private static Command transfer(WindowId from, String[] words) {
    boolean toWindow = Character.isDigit(words[2].charAt(0));
    boolean toClerk = Character.isLowerCase(words[2].charAt(0));
    var how = List.of(words).subList(3, words.length);
    return new Command.Transfer(
        from,
        toWindow || toClerk ? null : new ServiceCode(words[2]),
        toWindow ? new WindowId(Integer.parseInt(words[2])) : null,
        toClerk ? new ClerkId(words[2]) : null,
        how.contains("end") ? Command.TransferPlace.END : Command.TransferPlace.KEEP,
        how.contains("back"));
  }

  /** {@code serve 1 BA until 10:00:00}. */
  private static Command serve(WindowId window, String[] words) {
    List<ServiceCode> services =
        words.length < 3
            ? List.of()
            : words[2].chars().mapToObj(c -> new ServiceCode(Character.toString(c))).toList();
    return new Command.SetServices(window, services, words.length > 4 ? at(words[4]) : null);
  }

  private static WindowId given(@Nullable WindowId window) {
    return Optional.ofNullable(window).orElseThrow();
  }

  private static TicketNumber ticket(String number) {
    return TicketNumber.parse(number).orElseThrow();
  }

  private static By by(Command command) {
    if (command instanceof Command.SetServices
        || command instanceof Command.StopTaking
        || command instanceof Command.AllowTaking) return new By(By.Role.MANAGER, "m1", "office");
    if (command instanceof Command.AtWindow c) return clerk(c.window());
    if (command instanceof Command.GrantPriority || command instanceof Command.Expedite)
      return new By(By.Role.DESK, "d7", "service desk");
    return new By(By.Role.DISPENSER, "d1", "dispenser 1");
  }

  private static By clerk(WindowId window) {
    return new By(By.Role.CLERK, "c" + window, "window " + window);
  }

  private String step(By by, Command command, Instant at) {
    var ask = new Ask(seq + "", by, command);
    return switch (hall.decide(ask, at)) {
      case Decision.Refused(var why) -> "refused: " + camel(why);
      case Decision.Repeated(var first) -> "again " + text(first.events());
      case Decision.Accepted(var events) -> {
        if (!events.isEmpty()) {
          hall = hall.apply(hall.entry(ask, at, events, "0000000000000001", seq));
          seq += events.size();
        }
        yield text(events);
      }
    };
  }

  private static String camel(Refusal why) {
    var camel = new StringBuilder();
    for (String part : why.name().split("_", -1))
      camel.append(part.charAt(0)).append(part.substring(1).toLowerCase(Locale.ROOT));
    return camel.toString();
  }

  private String text(List<Event> events) {
    var said = new ArrayList<String>();
    for (Event event : events) said.add(text(event));
    boolean cleared = events.stream().anyMatch(Event.DayCleared.class::isInstance);
    if (cleared) said.add(afterClearing(events));
    return said.stream().filter(s -> !s.isEmpty()).collect(Collectors.joining("; "));
  }

  private String afterClearing(List<Event> events) {
    if (events.stream().anyMatch(Event.DayClosed.class::isInstance)) return "";
    for (WindowId window : plan.windows().keySet())
      if (hall.window(window).visit() != null) return "day closes after window " + window;
    return "";
  }

  private String ticketAt(WindowId window) {
    return Optional.ofNullable(hall.window(window).visit()).orElseThrow().ticket().toString();
  }

  private String text(Event event) {
    return switch (event) {
      case Event.TicketIssued e -> e.ticket() + " issued" + ofClass(e.standing());
      case Event.PriorityGranted e -> e.ticket() + " is" + ofClass(e.standing());
      case Event.TicketExpedited e ->
          "%s expedited by %s: %s".formatted(e.ticket(), e.who(), e.reason());
      case Event.TicketCalled e ->
          "%s to window %s: %s".formatted(e.ticket(), e.window(), e.why()) + past(e);
      case Event.TicketCalledBack e ->
          "%s to window %s: CALLED_BACK".formatted(e.ticket(), e.window());
      case Event.TicketRecalled e ->
          "%s to window %s, call %d".formatted(e.ticket(), e.window(), e.call());
      case Event.VisitStarted e -> e.ticket() + " started";
      case Event.TicketFinished e -> e.ticket() + " ended";
      case Event.TicketNoShow e ->
          "%s no-show %d at window %s".formatted(e.ticket(), e.times(), e.window());
      case Event.TicketDelayed e ->
          "%s back after %d calls of %s"
              .formatted(e.ticket(), e.backAtCall() - e.calls(), e.service());
      case Event.TicketAway e -> e.ticket() + " away";
      case Event.TicketReturned e ->
          e.toWindow() == null
              ? e.ticket() + " back at its place"
              : "%s back to window %s".formatted(e.ticket(), e.toWindow());
      case Event.OriginReleased e -> "%s released: %s".formatted(e.ticket(), e.why());
      case Event.TicketHeld e -> "%s held at window %s".formatted(e.ticket(), e.window());
      case Event.TicketTransferred e ->
          e.toWindow() == null
              ? "%s waits for %s".formatted(e.ticket(), e.service())
              : "%s kept for window %s".formatted(e.ticket(), e.toWindow());
      case Event.TicketAbandoned e -> "%s abandoned %s".formatted(e.ticket(), e.why());
      default -> windowText(event);
    };
  }

  private String windowText(Event event) {
    return switch (event) {
      case Event.WindowOpened e -> "window %s open".formatted(e.window());
      case Event.WindowClosing e ->
          "window %s closing after %s".formatted(e.window(), ticketAt(e.window()));
      case Event.WindowClosed e -> "window %s closed".formatted(e.window());
      case Event.WindowPaused e ->
          "window %s pauses%s".formatted(e.window(), e.afterVisit() ? " after the visit" : "");
      case Event.WindowReopened e -> "window %s reopened".formatted(e.window());
      case Event.ClerkSignedIn e -> "%s in at window %s".formatted(e.clerk(), e.window());
      case Event.ClerkSignedOut e -> "%s out at window %s".formatted(e.clerk(), e.window());
      case Event.DayClosing e -> "day closing, %d waiting".formatted(e.waiting());
      case Event.DayClosed e -> "day closed";
      case Event.ClockStepped e -> "clock stepped";
      case Event.WindowServicesChanged e ->
          "window %s serves %s"
              .formatted(e.window(), e.services().isEmpty() ? "as planned" : e.services());
      case Event.TakingAllowed e -> e.service() + " taken again";
      case Event.TakingStopped e ->
          switch (e.why()) {
            case QUOTA -> "quota of " + e.service() + " used up";
            case MANAGER -> e.service() + " stopped";
            case CUT_OFF -> "";
          };
      default -> "";
    };
  }

  private static String ofClass(@Nullable Standing standing) {
    return standing == null || standing.priority() == null ? "" : " " + standing.priority();
  }

  private static String past(Event.TicketCalled e) {
    return e.passed() == null ? "" : " past " + e.passed();
  }

  private static Instant at(String time) {
    return Instant.parse(DATE + time + "Z");
  }
}
