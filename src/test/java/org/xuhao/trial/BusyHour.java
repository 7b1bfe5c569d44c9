package org.xuhao.trial;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.NullMarked;
import org.xuhao.hall.Ask;
import org.xuhao.hall.Command;
import org.xuhao.hall.Plan;
import org.xuhao.hall.value.By;
import org.xuhao.hall.value.ClerkId;
import org.xuhao.hall.value.NoShowRule;
import org.xuhao.hall.value.Outcome;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.hall.value.VisitId;
import org.xuhao.hall.value.WindowId;

/**
 * What people and devices ask of a small hall in a busy hour; much of it is refused, as in life.
 */
@NullMarked
public final class BusyHour {
  public static final String HALL = "haixi";
  public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  public static final Instant TEN = Instant.parse("2026-11-20T02:00:00Z");
  public static final By DISPENSER = new By(By.Role.DISPENSER, "dispenser", "dispenser 1");

  private static final List<ServiceCode> SERVICES =
      List.of(new ServiceCode("RS"), new ServiceCode("GA"), new ServiceCode("BD"));

  /**
   * What is asked next.
   *
   * @param afterMs after the one before
   */
  public record Step(long afterMs, Ask ask) {}

  private BusyHour() {}

  /** Three services; odd windows have pads that end the visit by calling and give up after 90 s. */
  public static Plan plan(int windows) {
    var services = new TreeMap<ServiceCode, Plan.ServicePlan>();
    for (int i = 0; i < SERVICES.size(); i++) {
      ServiceCode code = SERVICES.get(i);
      String prefix = String.valueOf((char) ('A' + i));
      services.put(
          code,
          new Plan.ServicePlan(
              code, prefix, "业务" + prefix, "", "部门", null, null, NoShowRule.DELAY_N));
    }
    var places = new TreeMap<WindowId, Plan.WindowPlan>();
    for (int number = 1; number <= windows; number++) {
      boolean pad = number % 2 == 1;
      var id = new WindowId(number);
      Duration noShowAfter = pad ? Duration.ofSeconds(90) : null;
      places.put(id, new Plan.WindowPlan(id, "窗口", SERVICES, false, false, pad, noShowAfter));
    }
    return new Plan(HALL, ZONE, null, services, places, Plan.Rules.DEFAULT, true);
  }

  public static Ask take(String request) {
    return new Ask(request, DISPENSER, new Command.TakeTicket(SERVICES.getFirst()));
  }

  /** Draws {@code count} steps for a hall of four windows. */
  public static List<Step> draw(Random random, int count) {
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long afterMs = random.nextInt(5) == 0 ? random.nextInt(20_000) : random.nextInt(900);
      steps.add(new Step(afterMs, ask(random, "r" + i)));
    }
    return steps;
  }

  private static Ask ask(Random random, String request) {
    var window = new WindowId(1 + random.nextInt(4));
    var clerk = new By(By.Role.CLERK, "c" + window, "window " + window);
    ServiceCode service = SERVICES.get(random.nextInt(SERVICES.size()));
    if (random.nextInt(100) < 40)
      return new Ask(request, DISPENSER, new Command.TakeTicket(service));
    if (random.nextInt(100) < 40) return new Ask(request, clerk, new Command.CallNext(window));
    var ticket = new TicketNumber("A", 1 + random.nextInt(30));
    Command command =
        switch (random.nextInt(16)) {
          case 0 -> new Command.Recall(window);
          case 1, 2 -> new Command.StartVisit(window);
          case 3, 4, 5 -> new Command.EndVisit(window, Outcome.ACCEPTED);
          case 6 -> new Command.MarkNoShow(window);
          case 7 -> new Command.Hold(window, "复印");
          case 8 -> new Command.CallBack(window, null);
          case 9 -> new Command.Transfer(window, service, null, Command.TransferPlace.KEEP);
          case 10 -> new Command.Pause(window, "午餐");
          case 11 -> new Command.Reopen(window);
          case 12 -> new Command.CloseWindow(window, null);
          case 13 -> new Command.SignIn(window, new ClerkId("c" + random.nextInt(5)));
          case 14 -> new Command.Abandon(ticket, "走了");
          default -> new Command.OpenWindow(window);
        };
    if (random.nextInt(8) == 0) return byDevice(random, request, ticket);
    return new Ask(request, clerk, command);
  }

  private static Ask byDevice(Random random, String request, TicketNumber ticket) {
    var driver = new By(By.Role.DRIVER, "printer", "dispenser 1");
    return switch (random.nextInt(3)) {
      case 0 -> {
        var visit = new VisitId(1 + random.nextInt(40));
        var rate = new Command.Rate(visit, 1 + random.nextInt(5), List.of(), Command.Channel.PAD);
        yield new Ask(request, new By(By.Role.PAD, "pads/5", "window 1"), rate);
      }
      case 1 ->
          new Ask(
              request,
              driver,
              new Command.ReportPrint(ticket, 1, Command.PrintResult.CONFIRMED, null));
      default -> new Ask(request, DISPENSER, new Command.Reprint(ticket));
    };
  }
}
