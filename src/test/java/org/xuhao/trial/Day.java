package org.xuhao.trial;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.Command;
import org.xuhao.hall.Matter;
import org.xuhao.hall.Plan;
import org.xuhao.hall.value.BookingId;
import org.xuhao.hall.value.By;
import org.xuhao.hall.value.CaseId;
import org.xuhao.hall.value.ClassCode;
import org.xuhao.hall.value.ClerkId;
import org.xuhao.hall.value.NoShowRule;
import org.xuhao.hall.value.Notice;
import org.xuhao.hall.value.Offered;
import org.xuhao.hall.value.Outcome;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.hall.value.VisitId;
import org.xuhao.hall.value.WindowId;

/** Draws days of a hall: commands of all kinds, each at its time, in order. */
@NullMarked
public final class Day {
  private static final int WINDOWS = 4;
  private static final Map<String, NoShowRule> NO_SHOW =
      Map.of("B", NoShowRule.VOID, "C", NoShowRule.RECHECKIN);
  private static final List<String> SERVICES = List.of("A", "B", "C");

  private static final By MANAGER = new By(By.Role.MANAGER, "m1", "office");
  private static final By DESK = new By(By.Role.DESK, "d7", "service desk");

  /** The first instant of every drawn day: 09:00 in the hall. */
  public static final Instant START = Instant.parse("2026-03-02T01:00:00Z");

  private Day() {}

  /** One command, by somebody, at a time. */
  public record Step(Instant at, By by, Command command) {}

  /** A hall of four windows and three services that open, close and clear within a drawn day. */
  public static Plan plan() {
    var services = new TreeMap<ServiceCode, Plan.ServicePlan>();
    for (String letter : SERVICES) {
      var code = new ServiceCode(letter);
      Integer quota = letter.equals("C") ? 12 : null;
      NoShowRule rule = NO_SHOW.getOrDefault(letter, NoShowRule.DELAY_N);
      services.put(
          code,
          new Plan.ServicePlan(
              code,
              letter,
              letter,
              "",
              "D" + letter,
              null,
              quota,
              rule,
              null,
              letter.equals("A") ? new Plan.Slots(Duration.ofMinutes(30), 2) : null,
              null,
              List.of(),
              List.of(),
              Offered.ALWAYS));
    }
    var hours = new Plan.Hours(LocalTime.of(9, 0), LocalTime.of(11, 0));
    var lunch = new Plan.Hours(LocalTime.of(10, 15), LocalTime.of(10, 20));
    return new Plan(
        "test",
        ZoneId.of("Asia/Shanghai"),
        hours,
        services,
        windows(),
        Plan.Rules.DEFAULT,
        true,
        Plan.ClassPlan.usual(),
        Collections.emptySortedMap(),
        new Plan.Calendar(List.of(), lunch, false));
  }

  private static SortedMap<WindowId, Plan.WindowPlan> windows() {
    var windows = new TreeMap<WindowId, Plan.WindowPlan>();
    windows.put(new WindowId(1), window(1, "A"));
    windows.put(new WindowId(2), window(2, "A", "B"));
    windows.put(new WindowId(3), window(3, "C", "A", "B"));
    windows.put(new WindowId(4), window(4, "B", "C"));
    return windows;
  }

  private static Plan.WindowPlan window(int number, String... services) {
    var codes = List.of(services).stream().map(ServiceCode::new).toList();
    var noShow = number == 2 ? Duration.ofSeconds(90) : null;
    boolean endsVisit = number == 3;
    return new Plan.WindowPlan(
        new WindowId(number), "W" + number, codes, false, number == 4, endsVisit, noShow);
  }

  /** Up to 400 steps over some two to four hours. */
  public static List<Step> draw(Random random) {
    var steps = new ArrayList<Step>();
    Instant at = START;
    int count = 20 + random.nextInt(380);
    int spread = 10 + random.nextInt(50);
    boolean sending = random.nextInt(3) == 0;
    for (int i = 0; i < count; i++) {
      at = at.plusMillis(random.nextInt(spread * 1000));
      steps.add(sending && random.nextInt(3) == 0 ? sent(random, at) : step(random, at));
    }
    return steps;
  }

  /** On some days visitors are held and sent to other windows again and again. */
  private static Step sent(Random random, Instant at) {
    var window = new WindowId(1 + random.nextInt(WINDOWS));
    var clerk = new By(By.Role.CLERK, "c" + window, "window " + window);
    return switch (random.nextInt(9)) {
      case 8 -> new Step(at, MANAGER, services(random, window, at));
      case 0 -> new Step(at, clerk, new Command.Hold(window, null));
      case 1 -> new Step(at, clerk, new Command.CloseWindow(window, null));
      case 2, 3, 4 -> new Step(at, clerk, new Command.CallNext(window));
      default -> {
        var to = new WindowId(2 + random.nextInt(2));
        var keep = Command.TransferPlace.KEEP;
        yield new Step(at, clerk, new Command.Transfer(window, null, to, keep));
      }
    };
  }

  private static Step step(Random random, Instant at) {
    var window = new WindowId(1 + random.nextInt(WINDOWS));
    var clerk = new By(By.Role.CLERK, "c" + window, "window " + window);
    var dispenser = new By(By.Role.DISPENSER, "d1", "dispenser 1");
    int kind = random.nextInt(100);
    if (kind < 30)
      return new Step(
          at, dispenser, new Command.TakeTicket(service(random), priority(random), matter(random)));
    if (kind < 33) return new Step(at, DESK, atDesk(random));
    if (kind < 36) return booked(random, at);
    if (kind < 37) return new Step(at, MANAGER, taking(random));
    if (kind < 88) return new Step(at, clerk, atWindow(random, window));
    if (kind < 91) return new Step(at, dispenser, new Command.Reprint(ticket(random)));
    if (kind < 94)
      return new Step(at, dispenser, new Command.Abandon(ticket(random), "changed my mind"));
    var visitor = new By(By.Role.VISITOR, "phone", "phone");
    if (kind < 97) return new Step(at, visitor, rating(random));
    var driver = new By(By.Role.DRIVER, "printer", "hall");
    return new Step(
        at,
        driver,
        new Command.ReportPrint(ticket(random), 1, Command.PrintResult.CONFIRMED, null));
  }

  /** By an outside system, so that they can be for the same day. */
  private static Step booked(Random random, Instant at) {
    var id = new BookingId("test-B%06d".formatted(1 + random.nextInt(6)));
    var link = new By(By.Role.LINK, "province", "link");
    return switch (random.nextInt(5)) {
      case 0 -> new Step(at, DESK, new Command.CancelAppointment(id));
      case 1, 2 -> new Step(at, DESK, new Command.CheckIn(id, priority(random)));
      default -> {
        Instant slot = START.plus(Duration.ofMinutes(30L * random.nextInt(4)));
        yield new Step(
            at, link, new Command.BookAppointment(new ServiceCode("A"), slot, "v" + slot));
      }
    };
  }

  private static Command atDesk(Random random) {
    return switch (random.nextInt(8)) {
      case 3 -> new Command.CheckMaterials(file(random), List.of("photo"));
      case 4 -> new Command.CompleteCase(file(random));
      case 5 -> new Command.MergeCases(file(random), file(random));
      case 6 -> new Command.Redirect(ticket(random), service(random));
      case 7 -> new Command.Join(ticket(random), ticket(random));
      case 0 -> new Command.GrantPriority(ticket(random), new ClassCode("DISABLED"));
      case 1 -> new Command.Expedite(ticket(random), "flight");
      default -> new Command.RecheckIn(ticket(random));
    };
  }

  private static Command services(Random random, WindowId window, Instant at) {
    var services = new ArrayList<ServiceCode>();
    for (String letter : SERVICES) if (random.nextBoolean()) services.add(new ServiceCode(letter));
    Instant until = random.nextBoolean() ? null : at.plusSeconds(random.nextInt(3_000));
    return new Command.SetServices(window, services, until);
  }

  private static Command taking(Random random) {
    return random.nextBoolean()
        ? new Command.StopTaking(service(random), "full")
        : new Command.AllowTaking(service(random), "free");
  }

  /** Two in three come for one matter and are not known. */
  private static @Nullable Matter matter(Random random) {
    if (random.nextInt(3) > 0) return null;
    var items = new ArrayList<ServiceCode>();
    for (int i = random.nextInt(3); i > 0; i--) items.add(service(random));
    boolean goesOn = random.nextInt(3) == 0;
    Matter.Order[] orders = Matter.Order.values();
    Matter.Offer[] offers = Matter.Offer.values();
    return new Matter(
        items,
        orders[random.nextInt(orders.length)],
        goesOn ? file(random) : null,
        goesOn ? offers[random.nextInt(offers.length)] : null,
        random.nextBoolean() ? "v" + random.nextInt(4) : null,
        List.of());
  }

  private static CaseId file(Random random) {
    return new CaseId("test-%06d".formatted(1 + random.nextInt(6)));
  }

  /** For any outcome; most need none. The end of the drawn day is in the afternoon. */
  private static @Nullable Notice notice(Random random) {
    var missing = random.nextInt(5) == 0 ? List.<String>of() : List.of("photo");
    var due = random.nextBoolean() ? null : LocalDate.of(2026, 3, 1 + random.nextInt(3));
    return random.nextInt(6) == 0 ? null : new Notice(missing, List.of("form"), due, false);
  }

  /** One in four says to be in a class. */
  private static @Nullable ClassCode priority(Random random) {
    return random.nextInt(4) == 0 ? new ClassCode("ELDERLY") : null;
  }

  private static Command end(Random random, WindowId window) {
    Outcome outcome = outcome(random);
    Notice notice = notice(random);
    List<String> modes = notice == null ? List.of("PROXY", "SIGN_LANGUAGE") : List.of();
    return new Command.EndVisit(window, outcome, notice, modes);
  }

  private static Command atWindow(Random random, WindowId window) {
    return switch (random.nextInt(18)) {
      case 0, 1, 2, 3 -> new Command.CallNext(window);
      case 4, 5, 6 -> end(random, window);
      case 7 -> new Command.Recall(window);
      case 8 -> new Command.StartVisit(window);
      case 9 -> new Command.MarkNoShow(window);
      case 10 -> new Command.Hold(window, null);
      case 11 -> new Command.CallBack(window, random.nextBoolean() ? null : ticket(random));
      case 12 -> transfer(random, window);
      case 13 ->
          random.nextInt(3) == 0
              ? new Command.CloseWindow(window, null)
              : new Command.OpenWindow(window);
      case 14 ->
          random.nextBoolean() ? new Command.Pause(window, "break") : new Command.Reopen(window);
      case 16 -> new Command.ReleaseHold(window, random.nextBoolean() ? null : ticket(random));
      case 15 -> new Command.CallTicket(window, ticket(random), "child");
      default -> new Command.SignIn(window, new ClerkId("c" + (1 + random.nextInt(5))));
    };
  }

  private static Command transfer(Random random, WindowId from) {
    var place = random.nextBoolean() ? Command.TransferPlace.KEEP : Command.TransferPlace.END;
    boolean back = random.nextBoolean();
    return switch (random.nextInt(3)) {
      case 0 -> new Command.Transfer(from, service(random), null, null, place, back);
      case 1 ->
          new Command.Transfer(
              from, null, new WindowId(1 + random.nextInt(WINDOWS)), null, place, back);
      default -> {
        var clerk = new ClerkId("c" + (1 + random.nextInt(5)));
        yield new Command.Transfer(from, null, null, clerk, place, back);
      }
    };
  }

  private static Command rating(Random random) {
    return new Command.Rate(
        new VisitId(1 + random.nextInt(40)),
        1 + random.nextInt(5),
        random.nextBoolean() ? List.of() : List.of("slow"),
        Command.Channel.PHONE);
  }

  private static ServiceCode service(Random random) {
    return new ServiceCode(SERVICES.get(random.nextInt(SERVICES.size())));
  }

  private static TicketNumber ticket(Random random) {
    return new TicketNumber(SERVICES.get(random.nextInt(3)), 1 + random.nextInt(25));
  }

  private static Outcome outcome(Random random) {
    var outcomes = List.copyOf(EnumSet.allOf(Outcome.class));
    return outcomes.get(random.nextInt(outcomes.size()));
  }
}
