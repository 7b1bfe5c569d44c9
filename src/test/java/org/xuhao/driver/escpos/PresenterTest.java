package org.xuhao.driver.escpos;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.xuhao.board.Statement;
import org.xuhao.driver.Driver;
import org.xuhao.driver.Input;
import org.xuhao.driver.Output;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.wire.Bytes;

/** A ticket that nobody takes is drawn in again. */
class PresenterTest {
  private static final Instant START = Instant.parse("2026-01-01T01:00:00Z");
  private static final String RETRACT = "1D 65 02";

  private final List<String> sent = new ArrayList<>();
  private Instant now = START;
  private Driver driver;

  PresenterTest() {
    var exit =
        new PrinterConfig.Exit(
            false, Bytes.hex("1D 65 03 0C"), Bytes.hex(RETRACT), Duration.ofSeconds(20));
    var printer = PrinterConfig.of("printer").with(PrinterConfig.Paper.MM_80, true, false, exit);
    driver = new PrinterDriver(printer, true);
    on(new Input.Opened(now));
    goOn(Duration.ofSeconds(1));
  }

  private void on(Input input) {
    var step = driver.on(input);
    driver = step.next();
    for (Output output : step.outputs())
      if (output instanceof Output.Send send) sent.add(send.bytes().toString());
  }

  /** Lets time pass; each question is answered as healthy, each ticket is on paper at once. */
  private void goOn(Duration time) {
    Instant end = now.plus(time);
    while (now.isBefore(end)) {
      now = now.plus(Duration.ofMillis(100));
      on(new Input.Tick(now));
      if (!(driver.wish() instanceof Driver.Wish.Turn turn) || turn.from().isAfter(now)) continue;
      int before = sent.size();
      on(new Input.YourTurn(now));
      if (sent.size() == before) continue;
      if (driver.wish() instanceof Driver.Wish.Hold) on(answer("12"));
      else if (sent.getLast().endsWith("1D 72 01")) on(answer("00"));
    }
  }

  private Input answer(String hex) {
    return new Input.Received(Bytes.hex(hex), now);
  }

  private void prints(int number) {
    var ticket = new TicketNumber("A", number);
    var slip = new Statement.Slip("厅", ticket, 1, "社保", "1", 0, now, "09:00", "");
    on(new Input.Stated(new Statement.Print(slip), now));
  }

  private long retracted() {
    return sent.stream().filter(RETRACT::equals).count();
  }

  @Test
  void aTicketIsDrawnInOnceAfterItsTime() {
    prints(1);
    goOn(Duration.ofSeconds(19));
    assertEquals(0, retracted());
    goOn(Duration.ofSeconds(3));
    assertEquals(1, retracted());
    goOn(Duration.ofSeconds(60));
    assertEquals(1, retracted());
  }

  @Test
  void theNextTicketBeginsTheTimeAnew() {
    prints(1);
    goOn(Duration.ofSeconds(15));
    prints(2);
    goOn(Duration.ofSeconds(15));
    assertEquals(0, retracted());
    goOn(Duration.ofSeconds(7));
    assertEquals(1, retracted());
  }
}
