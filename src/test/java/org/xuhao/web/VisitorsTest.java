package org.xuhao.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.xuhao.hall.Ask;
import org.xuhao.hall.CaseFile;
import org.xuhao.hall.Command;
import org.xuhao.hall.Decision;
import org.xuhao.hall.Hall;
import org.xuhao.hall.Matter;
import org.xuhao.hall.Refusal;
import org.xuhao.hall.value.By;
import org.xuhao.hall.value.Notice;
import org.xuhao.hall.value.Outcome;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.WindowId;
import org.xuhao.trial.BusyHour;

/** A visitor whose key changed with the month goes on where the hall knows it. */
@NullMarked
class VisitorsTest {
  private static final ServiceCode RS = new ServiceCode("RS");
  private static final WindowId TWO = new WindowId(2);
  private static final By CLERK = new By(By.Role.CLERK, "c2", "window 2");

  private Hall hall = Hall.empty(BusyHour.plan(2));
  private Instant at = BusyHour.TEN;
  private int asked;

  private Decision ask(By by, Command command) {
    at = at.plus(Duration.ofSeconds(5));
    var ask = new Ask("r" + asked++, by, command);
    Decision decision = hall.decide(ask, at);
    if (decision instanceof Decision.Accepted(var events) && !events.isEmpty())
      hall = hall.apply(hall.entry(ask, at, events, "0000000000000001", asked));
    return decision;
  }

  private Decision take(String visitor) {
    var matter = new Matter(List.of(), Matter.Order.IN_ORDER, null, null, visitor, List.of());
    return ask(BusyHour.DISPENSER, new Command.TakeTicket(RS, null, matter));
  }

  /** What the visitor of hash {@code newest} goes by, who was {@code older} last month. */
  private Visitors visitors(String newest, String older) {
    return new Visitors(identity -> List.of(newest, older), () -> hall);
  }

  @Test
  void whoIsKnownByNothingGoesByTheNewestKey() {
    assertEquals("new", visitors("new", "old").of("id"));
  }

  @Test
  void whoHoldsATicketGoesByItsHashAndTakesNoSecond() {
    ask(By.CLOCK, new Command.TimePassed(at));
    take("old");
    String now = visitors("new", "old").of("id");
    assertEquals("old", now);
    assertTrue(take(now) instanceof Decision.Refused(var why) && why == Refusal.TICKET_EXISTS);
    assertTrue(take("new") instanceof Decision.Accepted);
  }

  @Test
  void aCaseOfAnEarlierMonthIsFoundAndGoesOnUnderItsHash() {
    ask(By.CLOCK, new Command.TimePassed(at));
    take("old");
    ask(CLERK, new Command.OpenWindow(TWO));
    ask(CLERK, new Command.CallNext(TWO));
    var notice = new Notice(List.of("照片"), List.of(), null, false);
    ask(CLERK, new Command.EndVisit(TWO, Outcome.AWAITING_MATERIALS, notice, List.of()));
    List<CaseFile> found = visitors("new", "old").cases(List.of("new", "old"));
    assertEquals(1, found.size());
    assertEquals("old", visitors("new", "old").of("id"));
    // The key of that month is destroyed: nobody is that visitor any more.
    assertEquals(List.of(), visitors("new", "none").cases(List.of("new", "none")));
    assertEquals("new", visitors("new", "none").of("id"));
    assertTrue(hall.cases().named(found.getFirst().id().id()).isPresent());
  }
}
