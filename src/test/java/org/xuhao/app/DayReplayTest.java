package org.xuhao.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.app.verb.Exit;
import org.xuhao.hall.Ask;
import org.xuhao.hall.Command;
import org.xuhao.hall.Decision;
import org.xuhao.hall.Entry;
import org.xuhao.hall.Hall;
import org.xuhao.hall.value.By;
import org.xuhao.hall.value.Outcome;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.hall.value.WindowId;
import org.xuhao.journal.FileDisk;
import org.xuhao.journal.Journal;
import org.xuhao.trial.BusyHour;

/** A past day is told from the journal, also while somebody writes it. */
@NullMarked
class DayReplayTest {
  private static final LocalDate FRIDAY = LocalDate.of(2026, 11, 20);
  private static final WindowId TWO = new WindowId(2);

  @TempDir Path data = Path.of("");

  private Hall hall = Hall.empty(BusyHour.plan(4));
  private int asked;

  private void ask(Journal journal, Instant at, By by, Command command) throws Exception {
    var ask = new Ask("r" + asked++ + journal.incarnation(), by, command);
    var decided = hall.decide(ask, at);
    assertTrue(decided instanceof Decision.Accepted, () -> command + ": " + decided);
    if (!(decided instanceof Decision.Accepted(var events))) return;
    Entry entry = hall.entry(ask, at, events, journal.incarnation(), journal.nextSeq());
    hall = hall.apply(entry);
    journal.append(List.of(entry));
  }

  /** B001 is taken at 10:00 and A001 at 10:02, then window 2, whose first service is A's, calls. */
  private void day(Journal journal, Instant ten) throws Exception {
    var clerk = new By(By.Role.CLERK, "c2", "window 2");
    ask(journal, ten, By.CLOCK, new Command.TimePassed(ten));
    for (var take : List.of("GA", "RS", "RS"))
      ask(
          journal,
          ten.plus(Duration.ofMinutes(2L * (asked % 7))),
          BusyHour.DISPENSER,
          new Command.TakeTicket(new ServiceCode(take)));
    ask(journal, ten.plusSeconds(900), clerk, new Command.OpenWindow(TWO));
    for (int i = 0; i < 2; i++) {
      Instant at = ten.plusSeconds(1_000 + 200L * i);
      ask(journal, at, clerk, new Command.CallNext(TWO));
      ask(journal, at.plusSeconds(100), clerk, new Command.EndVisit(TWO, Outcome.ACCEPTED));
    }
    ask(journal, ten.plusSeconds(1_500), clerk, new Command.CloseWindow(TWO, null));
  }

  private Journal open(int incarnation) throws Exception {
    return Journal.open(
        new FileDisk(data.resolve("journal")),
        BusyHour.HALL,
        String.format("%016x", incarnation),
        entry -> {});
  }

  private record Said(int exit, String text) {}

  private Said tell(LocalDate day, String... why) {
    var text = new StringWriter();
    var tickets = Arrays.stream(why).map(t -> TicketNumber.parse(t).orElseThrow()).toList();
    int exit =
        DayReplay.tell(
            new DayReplay.Asked(data, day, BusyHour.ZONE, tickets), new PrintWriter(text, true));
    return new Said(exit, text.toString());
  }

  @Test
  void everyDayIsToldWithItsCallsBesideARunningHall() throws Exception {
    for (int day = 0; day < 3; day++) {
      asked = day * 7;
      Journal journal = open(day + 1);
      day(journal, BusyHour.TEN.plus(Duration.ofDays(day)));
      if (day < 2) journal.close();
    }
    for (int day = 0; day < 3; day++) {
      Said said = tell(FRIDAY.plusDays(day));
      assertEquals(Exit.DONE, said.exit(), said.text());
      List<String> lines = said.text().lines().toList();
      assertEquals(3, lines.size(), said.text());
      assertTrue(lines.get(0).contains("3 tickets, 2 calls"), lines.get(0));
      assertTrue(lines.get(1).contains("10:16:40  A001 → 2号窗口"), lines.get(1));
      assertTrue(lines.get(1).contains("主办业务，先于B001 | A001: this window's"), lines.get(1));
    }
    assertEquals(Exit.REFUSED, tell(FRIDAY.minusDays(1)).exit());
    assertEquals(Exit.REFUSED, tell(FRIDAY.plusDays(3)).exit());
  }

  @Test
  void whyOneWasCalledBeforeAnotherIsTold() throws Exception {
    try (Journal journal = open(1)) {
      day(journal, BusyHour.TEN);
    }
    Said said = tell(FRIDAY, "A001", "B001");
    assertEquals(Exit.DONE, said.exit(), said.text());
    for (String words :
        List.of(
            "B001: issued at 10:02:00 for GA, 0 ahead of it.",
            "A001: called at 10:16:40 to window 2.",
            "preferred service, whose bonus put it before B001",
            "属于该窗口的主办业务",
            "B001: was never called; in the end it was waiting."))
      assertTrue(said.text().contains(words), words + " in\n" + said.text());
    assertFalse(said.text().contains("A002"), said.text());
    Said other = tell(FRIDAY, "B001", "A001");
    assertTrue(other.text().contains("It was A001 that was called first"), other.text());
    Said older = tell(FRIDAY, "A001", "A002");
    assertTrue(older.text().contains("A001 stood at an older place than A002"), older.text());
    assertEquals(Exit.REFUSED, tell(FRIDAY, "A001", "C009").exit());
  }
}
