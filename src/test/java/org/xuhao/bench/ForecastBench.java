package org.xuhao.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.xuhao.forecast.Forecast;
import org.xuhao.forecast.LivedDays;
import org.xuhao.forecast.Pace;
import org.xuhao.forecast.Score;
import org.xuhao.hall.Ask;
import org.xuhao.hall.Command;
import org.xuhao.hall.Decision;
import org.xuhao.hall.Hall;
import org.xuhao.hall.value.By;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.hall.value.WindowId;
import org.xuhao.trial.BusyHour;

/** Prints how good forecasts of waits are in lived days, and what one costs. */
@NullMarked
public final class ForecastBench {
  private static final int DAYS = 9;
  private static final Duration MATTER = Duration.ofMinutes(7);
  private static final By DISPENSER = new By(By.Role.DISPENSER, "bench", "1");

  private ForecastBench() {}

  public static void main(String[] args) {
    System.out.println(
        "load  foretold  within likely  within at most  missed min  simple rule min");
    for (double load : new double[] {0.85, 1.0, 1.15, 1.3}) {
      Score seen = Score.of(LivedDays.live(DAYS, 1, load, 3));
      System.out.printf(
          "%4.2f  %8d  %12.1f%%  %13.1f%%  %10.2f  %15.2f%n",
          load,
          seen.count(),
          100 * seen.withinLikely(),
          100 * seen.withinAtMost(),
          seen.missed(),
          seen.simpleMissed());
    }
    for (int waiting : new int[] {20, 200, 2_000}) cost(waiting);
  }

  /** Of all who wait, at once. */
  private static void cost(int waiting) {
    Hall hall = Hall.empty(BusyHour.plan(10));
    Instant at = BusyHour.TEN;
    long seq = 1;
    var asks = new ArrayList<Ask>();
    asks.add(new Ask("clock", By.CLOCK, new Command.TimePassed(at)));
    for (int n = 1; n <= 10; n++)
      asks.add(new Ask("w" + n, DISPENSER, new Command.OpenWindow(new WindowId(n))));
    for (int n = 0; n < waiting; n++) asks.add(BusyHour.take("r" + n));
    var tickets = new ArrayList<TicketNumber>();
    for (Ask ask : asks) {
      Ask by =
          ask.command() instanceof Command.AtWindow window
              ? new Ask(ask.request(), new By(By.Role.CLERK, "c", "w"), window)
              : ask;
      if (!(hall.decide(by, at) instanceof Decision.Accepted(var events))) continue;
      var entry = hall.entry(by, at, events, "0", seq);
      seq = entry.lastSeq() + 1;
      hall = hall.apply(entry);
    }
    for (var ticket : hall.tickets()) tickets.add(ticket.number());
    var served = new Pace.Served(new ServiceCode("RS"), MATTER);
    Pace pace = Pace.UNKNOWN.remembering(Collections.nCopies(10, served));
    List<Long> ms = new ArrayList<>();
    for (int round = 0; round < 7; round++) {
      long from = System.nanoTime();
      int told = Forecast.of(hall, pace, tickets, at.plusSeconds(round)).size();
      ms.add((System.nanoTime() - from) / 1_000_000);
      if (told != tickets.size()) throw new IllegalStateException(told + " of " + tickets.size());
    }
    Collections.sort(ms);
    System.out.printf(
        "%d waiting, all foretold: median %d ms, worst %d ms%n", waiting, ms.get(3), ms.getLast());
  }
}
