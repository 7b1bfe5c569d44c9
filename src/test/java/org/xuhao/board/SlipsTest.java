package org.xuhao.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.xuhao.board.Statement.Minutes;
import org.xuhao.board.Statement.Slip;
import org.xuhao.hall.Ask;
import org.xuhao.hall.BookingEvent.Settled;
import org.xuhao.hall.Command;
import org.xuhao.hall.Decision;
import org.xuhao.hall.Entry;
import org.xuhao.hall.Hall;
import org.xuhao.hall.value.BookingId;
import org.xuhao.hall.value.By;
import org.xuhao.hall.value.ClassCode;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.hall.value.WindowId;
import org.xuhao.ticket.Template;
import org.xuhao.trial.Day;

/** What is to stand on the paper, as far as the hall knows it. */
@NullMarked
class SlipsTest {
  /** 9:30 in the drawn hall. */
  private static final Instant AT = Instant.parse("2026-01-05T01:30:00Z");

  private static final ServiceCode A = new ServiceCode("A");
  private static final By DISPENSER = new By(By.Role.DISPENSER, "web", "dispenser");

  private Hall hall = Hall.empty(Day.plan());
  private long seq = 1;

  private Entry ask(Command command, By by) {
    var ask = new Ask("r" + seq, by, command);
    Decision decision = hall.decide(ask, AT);
    if (!(decision instanceof Decision.Accepted(var events)))
      throw new AssertionError(command + ": " + decision);
    Entry entry = hall.entry(ask, AT, events, "00000000000000aa", seq);
    hall = hall.apply(entry);
    seq += events.size();
    return entry;
  }

  private Slip take(@Nullable ClassCode priority, Slips slips, Slips.Waits waits) {
    if (hall.day().isEmpty()) ask(new Command.TimePassed(AT), By.CLOCK);
    Entry taken = ask(new Command.TakeTicket(A, priority), DISPENSER);
    var prints = slips.of(hall, taken, waits);
    assertEquals(1, prints.size());
    assertEquals(1, Slips.asked(taken).size());
    return ((Statement.Print) prints.getFirst()).slip();
  }

  @Test
  void theGreenChannelIsNamedAndNoOtherReason() {
    var slips = new Slips("厅", (day, number) -> "http://x/" + number);
    assertEquals(List.of(), take(null, slips, ticket -> null).marks());
    assertEquals(
        List.of("绿色通道 Green channel"), take(new ClassCode("GREEN"), slips, t -> null).marks());
    assertEquals(List.of("优先 Priority"), take(new ClassCode("DISABLED"), slips, t -> null).marks());
  }

  @Test
  void theWaitIsThatOfThisTicketAndAbsentWhereNobodyKnows() {
    var slips = new Slips("厅", (day, number) -> "");
    var asked = new ArrayList<TicketNumber>();
    Slip first =
        take(
            null,
            slips,
            ticket -> {
              asked.add(ticket);
              return new Minutes(3, 9);
            });
    assertEquals(List.of(first.ticket()), asked);
    assertEquals(new Minutes(3, 9), first.expected());
    assertNull(take(null, slips, ticket -> null).expected());
  }

  @Test
  void waysToItsWindowsAreGatheredAndTooManyLeftOut() {
    var ways = new TreeMap<WindowId, String>();
    for (WindowId window : Day.plan().windows().keySet()) ways.put(window, "一楼");
    Slip slip = take(null, new Slips("厅", (day, number) -> "", ways), ticket -> null);
    assertEquals(List.of(slip.windows() + "号窗口：一楼"), slip.ways());
  }

  @Test
  void whatAnotherHallKeepsIsOnPaperWithWhereUnderWhatCodeAndUntilWhen() {
    var there = new Slips.Other("世园大厅 Shiyuan", List.of("东山路 8 号", "12 路"));
    var slips =
        new Slips("厅", (day, number) -> "", new TreeMap<>(), to -> to.equals("sy") ? there : null);
    ask(new Command.TimePassed(AT), By.CLOCK);
    String hallId = Day.plan().hall();
    var link = new By(By.Role.LINK, "district", "link");
    var until = AT.plusSeconds(3_000);
    for (String to : List.of("sy", "unknown")) {
      var id = BookingId.reserved(hallId, to.length());
      Entry asked = ask(new Command.AskReservation(id, to, A, null), DISPENSER);
      assertFalse(Slips.asksForPaper(asked));
      Entry kept = ask(new Command.SettleReservation(id, Settled.KEPT, null, until), link);
      assertTrue(Slips.asksForPaper(kept));
      var prints = slips.of(hall, kept);
      if (to.equals("unknown")) assertEquals(List.of(), prints);
      else {
        Slip slip = ((Statement.Print) prints.getFirst()).slip();
        var away = Objects.requireNonNull(slip.away());
        assertEquals(there.name(), away.hall());
        assertEquals(there.directions(), away.directions());
        assertEquals(id.code(), away.code());
        assertEquals("10:20", away.until());
        String paper = Template.USUAL.parts(slip).toString();
        for (String word : List.of(away.code(), "12 路", "10:20", there.name()))
          assertTrue(paper.contains(word), paper);
        assertFalse(paper.contains("R001"), "no number is given yet: " + paper);
      }
    }
  }
}
