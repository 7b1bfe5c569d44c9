package org.xuhao.hall;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.value.BookingId;
import org.xuhao.hall.value.By;
import org.xuhao.hall.value.CaseId;
import org.xuhao.hall.value.ClassCode;
import org.xuhao.hall.value.ClerkId;
import org.xuhao.hall.value.NoShowRule;
import org.xuhao.hall.value.Notice;
import org.xuhao.hall.value.Outcome;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.hall.value.VisitId;
import org.xuhao.hall.value.WindowId;

/**
 * A day in words: lines of {@code time command | what happens}, which a hall manager can read and
 * correct. Windows start open. {@code auto}: the clock marks a no-show after 90 s.
 */
final class HallScript {
  private LocalDate date = LocalDate.parse("2026-03-02");
  private final DayWords words = new DayWords();
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
        named,
        plan.calendar());
  }

  static Plan.Hours hours(String opens, String closes) {
    return new Plan.Hours(LocalTime.parse(opens), LocalTime.parse(closes));
  }

  Hall hall() {
    return hall;
  }

  void check(String script) {
    for (String line : script.lines().toList()) {
      if (line.isBlank() || line.startsWith("#") || line.startsWith("let ")) continue;
      if (line.startsWith("day ")) {
        date = LocalDate.parse(line.substring(4));
        continue;
      }
      String wanted = line.substring(line.indexOf('|') + 2);
      Instant at = at(line.substring(0, 8));
      assertEquals(wanted, play(line.substring(9, line.indexOf('|') - 1), at), line);
    }
  }

  private String play(String words, Instant at) {
    var said = new ArrayList<String>();
    this.words.forget();
    said.add(step(By.CLOCK, new Command.TimePassed(at), at));
    if (!words.equals("tick"))
      for (Command command : commands(words.split(" ", -1)))
        said.add(step(by(command), command, at));
    said.add(this.words.afterwards(hall));
    return said.stream().filter(s -> !s.isEmpty()).collect(Collectors.joining("; "));
  }

  private List<Command> commands(String[] words) {
    boolean atWindow = words.length > 1 && Character.isDigit(words[1].charAt(0));
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
      case "end" -> List.of(end(given(window), words));
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
      default -> caseCommands(words);
    };
  }

  private static List<Command> caseCommands(String[] words) {
    return switch (words[0]) {
      case "book" ->
          List.of(
              new Command.BookAppointment(
                  new ServiceCode(words[1]), Instant.parse(words[2] + ":00Z"), words[3]));
      case "cancel" -> List.of(new Command.CancelAppointment(new BookingId(words[1])));
      case "check-in" ->
          List.of(
              new Command.CheckIn(
                  new BookingId(words[1]), words.length > 2 ? ofClass(words[2]) : null));
      case "check" ->
          List.of(
              new Command.CheckMaterials(new CaseId(words[1]), List.of(words[2].split(",", -1))));
      case "complete" -> List.of(new Command.CompleteCase(new CaseId(words[1])));
      case "merge" -> List.of(new Command.MergeCases(new CaseId(words[1]), new CaseId(words[2])));
      default -> throw new IllegalArgumentException(words[0]);
    };
  }

  /** {@code take A+B elderly visitor v1 case test-000001 resume any mode EXTENDED}. */
  private Command take(String[] words) {
    List<ServiceCode> items = Stream.of(words[1].split("\\+", -1)).map(ServiceCode::new).toList();
    var how = new DayWords.Options(words, 2);
    CaseId file = how.value("case").map(CaseId::new).orElse(null);
    String origin = how.value("resume").orElse("");
    if (!origin.isEmpty()) file = knownAt(items.getFirst(), origin, how.value("clerk"));
    boolean resumes = !origin.isEmpty() || how.has("again");
    // A booking made before the day began, whose holder comes now.
    Optional<String> slot = how.value("booked");
    if (slot.isPresent())
      return new Command.CheckIn(bookedFor(items.getFirst(), at(slot.get() + ":00")), null);
    var matter =
        new Matter(
            items.subList(1, items.size()),
            how.has("any") ? Matter.Order.BY_AVAILABILITY : Matter.Order.IN_ORDER,
            file,
            file == null ? null : resumes ? Matter.Offer.RESUME : Matter.Offer.MATCHED,
            how.value("visitor").orElse(null),
            how.value("mode").map(List::of).orElse(List.of()));
    ClassCode priority = how.first().map(HallScript::ofClass).orElse(null);
    if (!origin.isEmpty()) this.words.wants(origin);
    return new Command.TakeTicket(items.getFirst(), priority, matter);
  }

  /** A case that this window, and this clerk, took up before the day began. */
  private CaseId knownAt(ServiceCode service, String window, Optional<String> clerk) {
    CaseId id = CaseId.of("old", hall.cases().count() + 1);
    var opened =
        new CaseEvent.CaseOpened(
            id,
            service,
            null,
            new VisitId(1),
            new WindowId(Integer.parseInt(window)),
            clerk.map(ClerkId::new).orElse(null),
            Instant.MAX);
    var ask = new Ask("old-" + id, By.CLOCK, new Command.TimePassed(hall.at()));
    hall = hall.apply(hall.entry(ask, hall.at(), List.of(opened), "0000000000000001", seq++));
    return id;
  }

  private BookingId bookedFor(ServiceCode service, Instant slot) {
    BookingId id = BookingId.of("old", hall.bookings().count() + 1);
    var booked =
        new BookingEvent.AppointmentBooked(
            id, service, "v", slot, slot.plus(Duration.ofMinutes(30)));
    var ask = new Ask("old-" + id, By.CLOCK, new Command.TimePassed(hall.at()));
    hall = hall.apply(hall.entry(ask, hall.at(), List.of(booked), "0000000000000001", seq++));
    return id;
  }

  /** {@code end 1 AWAITING_MATERIALS missing a,b checked c due 2026-03-20}. */
  private static Command end(WindowId window, String[] words) {
    if (words.length == 2) return new Command.EndVisit(window, null);
    var how = new DayWords.Options(words, 3);
    boolean notice = how.value("missing").isPresent() || how.value("checked").isPresent();
    var told =
        new Notice(
            how.list("missing"),
            how.list("checked"),
            how.value("due").map(LocalDate::parse).orElse(null),
            how.has("commitment"));
    return new Command.EndVisit(window, Outcome.valueOf(words[2]), notice ? told : null, List.of());
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
  private Command serve(WindowId window, String[] words) {
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
    if (command instanceof Command.GrantPriority
        || command instanceof Command.Expedite
        || command instanceof Command.CheckMaterials
        || command instanceof Command.BookAppointment
        || command instanceof Command.CancelAppointment
        || command instanceof Command.CompleteCase
        || command instanceof Command.MergeCases) return new By(By.Role.DESK, "d7", "service desk");
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
    for (Event event : events) said.add(words.text(event, hall));
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

  private Instant at(String time) {
    return date.atTime(LocalTime.parse(time)).toInstant(ZoneOffset.UTC);
  }
}
