package org.xuhao.hall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.xuhao.hall.value.By;
import org.xuhao.hall.value.CaseId;
import org.xuhao.hall.value.Notice;
import org.xuhao.hall.value.Outcome;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.hall.value.WindowId;
import org.xuhao.hall.value.Words;

/**
 * What holds of a hall beside its rules: names, dates and bounds that no day in words can reach.
 */
class HallTest {
  private static final ServiceCode A = new ServiceCode("A");
  private static final WindowId ONE = new WindowId(1);
  private static final By CLERK = new By(By.Role.CLERK, "c1", "window 1");
  private static final By DISPENSER = new By(By.Role.DISPENSER, "d1", "hall");
  private static final String INCARNATION = "0000000000000001";

  private final Plan plan =
      new DayFile("let window 1 serves A\nlet open 09:00 17:00\nlet no-show after 90").plan();
  private Hall hall = Hall.empty(plan);
  private Instant at = Instant.parse("2026-03-02T04:00:00Z");
  private long seq = 1;

  private Decision ask(String request, By by, Command command) {
    var ask = new Ask(request, by, command);
    Decision decision = hall.decide(ask, at);
    if (decision instanceof Decision.Accepted(var events) && !events.isEmpty())
      apply(hall.entry(ask, at, events, INCARNATION, seq));
    return decision;
  }

  private void apply(Entry entry) {
    hall = hall.apply(entry);
    seq = entry.lastSeq() + 1;
  }

  private Decision ask(By by, Command command) {
    return ask("r" + seq, by, command);
  }

  private void tick(String time) {
    at = Instant.parse(time);
    ask(By.CLOCK, new Command.TimePassed(at));
  }

  private static Optional<Refusal> refusal(Decision decision) {
    return decision instanceof Decision.Refused(var why) ? Optional.of(why) : Optional.empty();
  }

  @Test
  void anEntryIsOfTheDayThatItOpensAndOfTheClockThatItSets() {
    var tick = new Ask("t", By.CLOCK, new Command.TimePassed(at.plusSeconds(600)));
    Decision decision = hall.decide(tick, at);
    Entry entry = hall.entry(tick, at, ((Decision.Accepted) decision).events(), INCARNATION, 7);
    assertEquals(LocalDate.parse("2026-03-02"), entry.day());
    assertEquals(at, entry.at());
    assertEquals(at.plusSeconds(600), entry.wall());
    assertEquals(entry.seq() + entry.events().size() - 1, entry.lastSeq());
    apply(entry);
    assertEquals(600_000, hall.skewMs());
    var take = new Ask("a", DISPENSER, new Command.TakeTicket(A));
    Entry of = hall.entry(take, at, List.of(new Event.LunchEnded()), INCARNATION, 9);
    assertEquals(LocalDate.parse("2026-03-02"), of.day());
  }

  @Test
  void anEntryBeforeTheFirstDayIsOfTheDateOfItsWall() {
    var started = new Ask("s", By.SYSTEM, new Command.TimePassed(at));
    var event = new Event.Started("", "test", "start");
    Instant night = Instant.parse("2026-03-02T03:59:59Z");
    Entry entry = hall.entry(started, night, List.of(event), INCARNATION, 1);
    assertEquals(LocalDate.parse("2026-03-01"), entry.day());
  }

  @Test
  void theHallsTimeNeverGoesBack() {
    tick("2026-03-02T09:00:00Z");
    Hall then = hall;
    Instant before = at.minusMillis(1);
    var tick = new Ask("t", By.CLOCK, new Command.TimePassed(before));
    assertThrows(IllegalArgumentException.class, () -> then.decide(tick, before));
    assertEquals(new Decision.Accepted(List.of()), then.decide(tick, at));
    // An entry that was journaled always applies.
    Entry late = then.entry(tick, before, List.of(new Event.LunchEnded()), INCARNATION, seq);
    assertEquals(at, then.apply(late).at());
  }

  @Test
  void theSameRequestMayNotAskForSomethingElse() {
    tick("2026-03-02T09:00:00Z");
    ask("r", DISPENSER, new Command.TakeTicket(A));
    assertTrue(ask("r", DISPENSER, new Command.TakeTicket(A)) instanceof Decision.Repeated);
    assertEquals(
        Optional.of(Refusal.REQUEST_REUSED), refusal(ask("r", CLERK, new Command.CallNext(ONE))));
  }

  @Test
  void aRequestIsKnownForTwoDays() {
    tick("2026-03-02T09:00:00Z");
    ask("r", DISPENSER, new Command.TakeTicket(A));
    tick("2026-03-04T09:00:00Z");
    ask("s", DISPENSER, new Command.TakeTicket(A));
    assertTrue(ask("r", DISPENSER, new Command.TakeTicket(A)) instanceof Decision.Repeated);
    tick("2026-03-04T09:00:00.001Z");
    ask("t", DISPENSER, new Command.TakeTicket(A));
    assertTrue(ask("r", DISPENSER, new Command.TakeTicket(A)) instanceof Decision.Accepted);
  }

  @Test
  void numbersAreSpentAfterTheLast() {
    tick("2026-03-02T09:00:00Z");
    var nearly = new TicketNumber("A", TicketNumber.NUMBER_MAX - 1);
    var issued = new Event.TicketIssued(nearly, 1, A, at, 0, null, null, null);
    var take = new Ask("a", DISPENSER, new Command.TakeTicket(A));
    apply(hall.entry(take, at, List.of(issued), INCARNATION, seq));
    assertEquals(Optional.empty(), refusal(ask(DISPENSER, new Command.TakeTicket(A))));
    assertTrue(hall.ticket(new TicketNumber("A", TicketNumber.NUMBER_MAX)).isPresent());
    assertEquals(
        Optional.of(Refusal.NUMBERS_SPENT), refusal(ask(DISPENSER, new Command.TakeTicket(A))));
  }

  /** A page asks between two entries: what counts is the time of asking. */
  @Test
  void whetherNumbersAreGivenOutIsAskedForATime() {
    tick("2026-03-02T08:29:00Z");
    assertEquals(Optional.of(Refusal.TAKING_OVER), hall.takingRefused(A, at));
    assertEquals(Optional.empty(), hall.takingRefused(A, at.plusSeconds(60)));
    tick("2026-03-02T08:30:00Z");
    ask(DISPENSER, new Command.TakeTicket(A));
    assertEquals(Optional.empty(), hall.takingRefused(A, at.minusSeconds(60)));
  }

  @Test
  void theLatestCallsAreThoseOfTheOpenDay() {
    tick("2026-03-02T09:00:00Z");
    ask(CLERK, new Command.OpenWindow(ONE));
    ask(DISPENSER, new Command.TakeTicket(A));
    ask(CLERK, new Command.CallNext(ONE));
    assertEquals(1, hall.latestCalls(5).size());
    assertEquals(List.of(), hall.latestCalls(0));
    tick("2026-03-03T09:00:00Z");
    assertEquals(List.of(), hall.latestCalls(5));
  }

  @Test
  void theLoopIsWokenForTheFirstDeadlineAndNotBefore() {
    assertEquals(Optional.of(Instant.EPOCH), hall.nextDeadline());
    tick("2026-03-02T09:00:00Z");
    assertEquals(Optional.of(Instant.parse("2026-03-02T16:30:00Z")), hall.nextDeadline());
    ask(CLERK, new Command.OpenWindow(ONE));
    ask(DISPENSER, new Command.TakeTicket(A));
    ask(CLERK, new Command.CallNext(ONE));
    assertEquals(Optional.of(at.plusSeconds(90)), hall.nextDeadline());
  }

  @Test
  void twoHallsAreTheSameWhenTheyKnowTheSame() {
    tick("2026-03-02T09:00:00Z");
    Hall before = hall;
    assertEquals(before, Hall.of(plan, before.state(), before.kept()));
    assertEquals(before.hashCode(), Hall.of(plan, before.state(), before.kept()).hashCode());
    ask(DISPENSER, new Command.TakeTicket(A));
    assertNotEquals(before, hall);
    assertNotEquals(before.hashCode(), hall.hashCode());
    assertNotEquals(hall, Hall.of(plan, hall.state(), List.of()));
    assertFalse(hall.equals(null));
  }

  @Test
  void nothingIsKnownOfAWindowThatThePlanDoesNotHave() {
    tick("2026-03-02T09:00:00Z");
    var none = new WindowId(9);
    assertEquals(List.of(), hall.next(none, 3));
    assertEquals(0, hall.waitingFor(none));
    assertEquals(Window.State.CLOSED, hall.window(none).state());
    assertEquals(
        Optional.of(Refusal.NO_SUCH_WINDOW), refusal(ask(CLERK, new Command.CallNext(none))));
  }

  @Test
  void everyRefusalHasACodeAndBothLanguages() {
    assertEquals("NOBODY-WAITING", Refusal.NOBODY_WAITING.code());
    assertEquals(new Words("请先结束当前办理", "End the present visit first"), Refusal.WINDOW_BUSY.words());
    for (Refusal refusal : Refusal.values()) assertTrue(refusal.code().matches("[A-Z]+(-[A-Z]+)*"));
  }

  @Test
  void anEntryHasEvents() {
    var ask = new Ask("a", DISPENSER, new Command.TakeTicket(A));
    assertThrows(
        IllegalArgumentException.class, () -> hall.entry(ask, at, List.of(), INCARNATION, 1));
  }

  private String nextCode(String hallName, Instant when) {
    var named =
        new Plan(hallName, plan.zone(), null, plan.services(), plan.windows(), plan.rules(), false);
    hall = Hall.empty(named);
    at = when;
    ask(By.CLOCK, new Command.TimePassed(at));
    ask(CLERK, new Command.OpenWindow(ONE));
    return code();
  }

  private String code() {
    ask(DISPENSER, new Command.TakeTicket(A));
    ask(CLERK, new Command.CallNext(ONE));
    var notice = new Notice(List.of("照片"), List.of(), null, false);
    var end = new Command.EndVisit(ONE, Outcome.AWAITING_MATERIALS, notice, List.of());
    at = at.plusSeconds(1);
    if (ask(CLERK, end) instanceof Decision.Accepted(var events))
      for (Event event : events) if (event instanceof CaseEvent.NoticeGiven e) return e.code();
    throw new AssertionError("no notice");
  }

  /** A hall that began anew without its past would give a case the number of another's. */
  @Test
  void numbersOfTicketsAndCasesGoOnBehindThoseThatMayHaveBeenGiven() {
    var named =
        new Plan("south", plan.zone(), null, plan.services(), plan.windows(), plan.rules(), false);
    hall = Hall.empty(named);
    var moved = hall.moveNumbers(at, 3, 41);
    var start = new Ask("start", By.CLOCK, new Command.TimePassed(at));
    var started = new Event.Started("", "test", "test", moved);
    apply(hall.entry(start, at, List.of(started), INCARNATION, 1));
    ask(By.CLOCK, new Command.TimePassed(at));
    ask(CLERK, new Command.OpenWindow(ONE));
    code();
    assertEquals(Set.of(CaseId.of("south", 41_001)), hall.cases().ids());
    assertTrue(hall.ticket(TicketNumber.parse("A3001").orElseThrow()).isPresent());
    assertEquals(3_000, hall.moveNumbers(at, 0, 9).above());
    assertEquals(50_000, hall.moveNumbers(at, 0, 9).cases());
  }

  /** The code on a notice tells hall, case, visit and time apart, and cannot be guessed. */
  @Test
  void theCodesOfNoticesAreSpreadEvenly() {
    Instant nine = Instant.parse("2026-03-02T09:00:00Z");
    var codes = new HashSet<String>();
    codes.add(nextCode("south", nine));
    codes.add(nextCode("south", nine.plusMillis(1)));
    codes.add(nextCode("south", nine.plusSeconds(1)));
    codes.add(nextCode("north", nine));
    assertEquals(4, codes.size());
    var letters = new HashMap<String, Integer>();
    int count = 2_000;
    for (int i = 0; i < count; i++) {
      String code = code();
      assertTrue(code.matches("[0-9A-HJKMNP-TV-Z]{8}"), code);
      assertTrue(codes.add(code), code);
      for (int place = 0; place < 8; place++)
        letters.merge(place + code.substring(place, place + 1), 1, Integer::sum);
    }
    // Each of 32 letters at each place: 62 times, and in chance by less than six of its deviations.
    assertEquals(8 * 32, letters.size());
    letters.forEach((where, times) -> assertTrue(Math.abs(times - 62) < 48, where + " " + times));
  }
}
