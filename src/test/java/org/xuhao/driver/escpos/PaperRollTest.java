package org.xuhao.driver.escpos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.xuhao.board.Statement;
import org.xuhao.driver.Driver;
import org.xuhao.driver.Input;
import org.xuhao.driver.Output;
import org.xuhao.driver.PaperRoll;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.ticket.Painter;
import org.xuhao.ticket.Template;
import org.xuhao.wire.Bytes;

/** Paper that is counted: told in time, over a restart, and forgotten with a new roll. */
class PaperRollTest {
  private static final Instant START = Instant.parse("2026-01-01T01:00:00Z");

  private final List<String> faults = new ArrayList<>();
  private PaperRoll kept = new PaperRoll(3_000, 5, 0, 0);
  private Driver driver = driver(kept);
  private Instant now = START;
  private int number;

  private static Driver driver(PaperRoll roll) {
    var printer = PrinterConfig.of("printer").printing(Template.USUAL, Painter.NONE, roll);
    return new PrinterDriver(printer, true);
  }

  private void on(Input input) {
    var step = driver.on(input);
    driver = step.next();
    for (Output output : step.outputs())
      switch (output) {
        case Output.Paper(var device, var roll) -> kept = roll;
        case Output.Raise(var fault) ->
            faults.add("+" + fault.code().code() + " " + fault.detail());
        case Output.Clear(var code, var subject) -> faults.add("-" + code.code());
        default -> {}
      }
  }

  private void hears(String hex) {
    on(new Input.Received(Bytes.hex(hex), now));
  }

  /** Gives the driver its turn until it has nothing to ask, each question answered as healthy. */
  private void turns() {
    for (int i = 0; i < 20; i++) {
      now = now.plus(Duration.ofMillis(20));
      on(new Input.YourTurn(now));
      if (driver.wish() instanceof Driver.Wish.Hold) hears("12");
    }
  }

  private void prints(int tickets) {
    for (int i = 0; i < tickets; i++) {
      var ticket = new TicketNumber("A", ++number);
      var slip = new Statement.Slip("厅", ticket, 1, "社保", "1", 0, now, "09:00", "");
      on(new Input.Stated(new Statement.Print(slip), now));
      turns();
      hears("00");
    }
  }

  @Test
  void theEndIsToldInTimeAndOutlivesARestart() {
    on(new Input.Opened(now));
    turns();
    prints(1);
    long mm = kept.usedMm();
    assertTrue(mm > 40 && mm < 120, mm + " mm");
    assertEquals((3_000 - mm) / mm, kept.left());
    int first = (int) kept.left();
    prints(first - 6);
    assertEquals(List.of(), faults);
    driver = driver(kept);
    on(new Input.Opened(now));
    turns();
    prints(1);
    assertEquals(List.of("+PAPER-LOW about 5 tickets left 约余 5 张"), faults);
    assertTrue(driver.device().shows().endsWith("约余 5 张"), driver.device().shows());
    prints(2);
    assertEquals(1, faults.size(), "said once");
  }

  @Test
  void aNewRollIsSeenByTheSensorOrSaidByAPerson() {
    on(new Input.Opened(now));
    turns();
    kept = new PaperRoll(3_000, 5, 2_990, 40);
    driver = driver(kept);
    on(new Input.Opened(now));
    turns();
    prints(1);
    hears("18 00 0F 0F");
    assertEquals(41, kept.tickets());
    hears("10 00 00 0F");
    assertEquals(new PaperRoll(3_000, 5, 0, 0), kept);
    assertEquals(
        List.of(
            "+PAPER-LOW about 0 tickets left 约余 0 张",
            "-PAPER-LOW",
            "+PAPER-OUT the printer" + " says so",
            "-PAPER-OUT"),
        faults);
    prints(2);
    on(new Input.Stated(new Statement.NewRoll("another"), now));
    assertEquals(2, kept.tickets());
    on(new Input.Stated(new Statement.NewRoll("printer"), now));
    assertEquals(0, kept.tickets());
    assertFalse(kept.isLow());
  }

  @Test
  void withoutALengthNothingIsForetold() {
    kept = PaperRoll.UNKNOWN;
    driver = driver(kept);
    on(new Input.Opened(now));
    turns();
    prints(3);
    assertEquals(PaperRoll.UNKNOWN, kept);
    assertEquals("A003", driver.device().shows());
  }
}
