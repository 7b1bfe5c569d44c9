package org.xuhao.web.steer;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.NullMarked;
import org.xuhao.board.Board;
import org.xuhao.fault.Fault;
import org.xuhao.forecast.Pace;
import org.xuhao.forecast.Wait;
import org.xuhao.hall.Ask;
import org.xuhao.hall.Command;
import org.xuhao.hall.Decision;
import org.xuhao.hall.Hall;
import org.xuhao.hall.Plan;
import org.xuhao.hall.value.By;
import org.xuhao.hall.value.NoShowRule;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.Tide;
import org.xuhao.hall.value.WindowId;
import org.xuhao.hall.value.WindowKind;
import org.xuhao.hall.value.Words;
import org.xuhao.report.NegativeRating;

/**
 * A hall without journal, loop and clock. Services A to C; window 4 is tidal, window 5 signed in.
 */
@NullMarked
final class SteeredHall {
  static final ServiceCode A = new ServiceCode("A");
  static final ServiceCode B = new ServiceCode("B");
  static final ServiceCode C = new ServiceCode("C");
  static final Instant NINE = Instant.parse("2026-11-24T09:00:00Z");

  Instant at = NINE;
  Hall hall = Hall.empty(plan());
  Board board = Board.of(new Words("试验", ""), hall);
  Pace pace = Pace.UNKNOWN;
  private int asked;

  SteeredHall() {
    ask(By.CLOCK, new Command.TimePassed(at));
  }

  private static Plan plan() {
    var services = new TreeMap<ServiceCode, Plan.ServicePlan>();
    for (ServiceCode code : List.of(A, B, C))
      services.put(
          code,
          new Plan.ServicePlan(
              code, code.code(), "业务" + code, "Service " + code, "局", null, null, NoShowRule.VOID));
    var windows = new TreeMap<WindowId, Plan.WindowPlan>();
    for (Plan.WindowPlan window :
        List.of(
            window(1, false, null, A),
            window(2, false, null, B),
            window(3, false, null, B),
            window(4, false, new Tide(List.of(A), Duration.ofHours(8), Duration.ofHours(1)), C),
            window(5, true, null, A, B))) windows.put(window.id(), window);
    return new Plan("x", ZoneOffset.UTC, null, services, windows, Plan.Rules.DEFAULT, false);
  }

  private static Plan.WindowPlan window(
      int number, boolean signIn, @org.jspecify.annotations.Nullable Tide tide, ServiceCode... of) {
    return new Plan.WindowPlan(
        new WindowId(number),
        "窗口" + number,
        Arrays.asList(of),
        false,
        signIn,
        false,
        null,
        WindowKind.INTEGRATED,
        tide,
        Collections.emptySortedMap());
  }

  void ask(By by, Command command) {
    var ask = new Ask("r" + asked++, by, command);
    if (!(hall.decide(ask, at) instanceof Decision.Accepted(var events)))
      throw new AssertionError(command + " was refused: " + hall.decide(ask, at));
    var entry = hall.entry(ask, at, events, "00000000000000aa", asked * 100L);
    hall = hall.apply(entry);
    board = board.next(hall, List.of(entry));
    pace = pace.next(hall, List.of(entry));
  }

  void window(int window, Command command) {
    ask(new By(By.Role.CLERK, "c" + window, "window " + window), command);
  }

  void open(int... windows) {
    for (int window : windows) window(window, new Command.OpenWindow(new WindowId(window)));
  }

  void call(int window) {
    window(window, new Command.CallNext(new WindowId(window)));
  }

  void take(ServiceCode service, int times) {
    for (int n = 0; n < times; n++)
      ask(new By(By.Role.DISPENSER, "d", "hall"), new Command.TakeTicket(service));
  }

  void later(Duration by) {
    at = at.plus(by);
  }

  /** Each matter of {@code service} takes so long, as far as anybody saw. */
  void takes(ServiceCode service, Duration each) {
    pace = pace.remembering(Collections.nCopies(8, new Pace.Served(service, each)));
  }

  Moment moment(Map<ServiceCode, Wait> outlook, List<Fault> faults, List<NegativeRating> rated) {
    return new Moment(hall, board, faults, pace, outlook, rated, List.of(), at);
  }

  Moment moment() {
    return moment(Map.of(), List.of(), List.of());
  }

  Proposals proposals() {
    return new Proposals(hall, pace, Limits.USUAL, 1, at);
  }
}
