package org.xuhao.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PrinterDriverTest {
  private static final String DONE =
      "ReportPrint[ticket=A023, copy=1, result=CONFIRMED, fault=null]";
  private final PrinterPeer printer = new PrinterPeer();
  private SimulatedLine line = SimulatedLine.of("escpos", List.of(""), printer);

  @BeforeEach
  void rests() {
    line = SimulatedLine.of("escpos", List.of(""), printer);
    line.until(2000);
  }

  private static String failed(String fault) {
    return DONE.replace("CONFIRMED, fault=null", "FAILED, fault=" + fault);
  }

  @Test
  void aTicketIsReportedOnlyOnThePrintersMark() {
    line.says("print A023 1").until(2500);
    assertEquals(1, printer.tickets.size());
    assertEquals(List.of(), line.asked());
    line.until(3000);
    assertEquals(List.of(DONE), line.asked());
    var ask = line.outputs(Output.Asked.class).getFirst().ask();
    assertEquals("By[role=DRIVER, who=line, place=printer]", ask.by().toString());
  }

  @Test
  void aPrinterAtRestIsSetUpOnceAndCheckedEveryTenSeconds() {
    line.until(60_000);
    assertEquals(1, line.sent().stream().filter("1D 61 FF"::equals).count());
    assertEquals(6, line.sent().stream().filter("10 04 01"::equals).count());
    assertEquals(List.of(), line.faults());
  }

  @Test
  void withoutPaperTheTicketFailsAtOnceAndNothingIsSent() {
    printer.paper = 0x7E;
    line.says("print A023 1").until(3000);
    assertEquals(List.of(failed("PAPER-OUT")), line.asked());
    assertEquals(0, printer.tickets.size());
    printer.paper = 0x1E;
    line.until(15_000);
    assertEquals(List.of("+PAPER-OUT", "-PAPER-OUT", "+PAPER-LOW"), line.faults());
    line.says("print A023 2").until(18_000);
    assertEquals(DONE.replace("copy=1", "copy=2"), line.asked().getLast());
    assertTrue(printer.tickets.getFirst().toString().contains("B2 B9 B4 F2"), "补打");
  }

  @Test
  void paperThatEndsInTheMiddleFailsThatTicketOnly() {
    printer.marks = false;
    line.says("print A023 1").says("print A024 1").until(2500);
    line.hears("18 00 0F 0F").until(3000);
    assertEquals(failed("PAPER-OUT"), line.asked().getFirst());
    printer.marks = true;
    line.hears("10 00 00 0F").hears("00").until(6000);
    assertEquals(1, line.asked().stream().filter(ask -> ask.contains("A023")).count());
  }

  @Test
  void eachConditionIsItsOwnFaultAndClears() {
    printer.cause = 0x16;
    printer.error = 0x1A;
    line.until(12_000);
    assertEquals(List.of("+COVER-OPEN", "+CUTTER-JAM"), line.faults());
    printer.cause = 0x12;
    printer.error = 0x12;
    line.until(25_000);
    assertEquals(
        List.of("+COVER-OPEN", "+CUTTER-JAM", "-COVER-OPEN", "-CUTTER-JAM"), line.faults());
    line.hears("38 08 03 00").until(25_001);
    assertEquals(7, line.faults().size(), "it tells three at once by itself");
  }

  @Test
  void aTicketThatIsNeverConfirmedIsNeverPrintedTwice() {
    printer.marks = false;
    line.says("print A023 1").until(40_000);
    assertEquals(1, printer.tickets.size());
    assertEquals(List.of(), line.asked());
    assertEquals(List.of("+PRINT-UNCONFIRMED"), line.faults());
    line.hears("00");
    assertEquals(List.of(DONE), line.asked(), "a late mark still counts");
    assertEquals(List.of("+PRINT-UNCONFIRMED", "-PRINT-UNCONFIRMED"), line.faults());
  }

  @Test
  void aPrinterThatNeverConfirmedIsAskedAgainAndNotMoreThanThat() {
    printer.marks = false;
    line.says("print A023 1").until(150_000);
    assertEquals(List.of("+PRINT-UNCONFIRMED"), line.faults());
    printer.marks = true;
    line.until(230_000);
    assertEquals(List.of("+PRINT-UNCONFIRMED", "-PRINT-UNCONFIRMED"), line.faults());
    assertEquals(List.of(), line.asked(), "what became of the ticket is not known by that");
    assertEquals(1, printer.tickets.size());
  }

  @Test
  void anAskedMarkIsNotTakenForTheNextTicket() {
    printer.marks = false;
    line.says("print A023 1").until(100_000).says("print A024 1").until(103_000);
    line.hears("00 00");
    assertEquals(List.of(), line.asked(), "they may be those that were asked for before");
    line.hears("00");
    assertEquals(List.of(DONE.replace("A023", "A024")), line.asked());
  }

  /** A changed bit in a length: what follows, other tickets with it, is taken for a code's text. */
  @Test
  void noTicketIsSentToAPrinterThatSwallowsWhatItIsSent() {
    line.says("print A022 1").until(3_000);
    printer.swallows = 3_000;
    line.says("print A023 1").until(4_000).says("print A024 1").until(40_000);
    assertEquals(List.of("+PRINT-UNCONFIRMED", "-PRINT-UNCONFIRMED"), line.faults());
    assertEquals(2, printer.tickets.size(), "A023 is in its buffer and not on paper");
    assertEquals(List.of(DONE.replace("A023", "A022"), DONE.replace("A023", "A024")), line.asked());
  }

  @Test
  void aPrinterIsAskedForAMarkBeforeItsFirstTicketBehindABrokenLine() {
    line.says("print A022 1").until(3_000).says("lost").until(4_000);
    printer.swallows = 700;
    line.says("opened").until(5_000).says("print A023 1").until(12_000);
    assertEquals(2, printer.tickets.size());
    assertEquals(List.of(DONE.replace("A023", "A022"), DONE), line.asked());
  }

  @Test
  void aLateMarkIsNotTakenForTheNextTicket() {
    printer.marks = false;
    line.says("print A023 1").until(2500).says("print A024 1").until(25_000);
    assertEquals(2, printer.tickets.size(), "the next one waits some seconds longer than the hall");
    line.hears("00 00 00");
    assertEquals(List.of(), line.asked(), "of A023, and two that were asked for alone");
    line.hears("00");
    assertEquals(List.of(DONE.replace("A023", "A024")), line.asked());
  }

  @Test
  void aMarkThatIsLostLeavesNoTicketUnknownButItsOwn() {
    printer.marks = false;
    line.says("print A023 1").until(16_000);
    printer.marks = true;
    var done = new ArrayList<String>();
    for (String number : List.of("A024", "A025", "A026")) {
      line.says("print " + number + " 1").until(line.now().toMillis() + 4_000);
      done.add(DONE.replace("A023", number));
      assertEquals(done, line.asked());
    }
    assertEquals(List.of("+PRINT-UNCONFIRMED", "-PRINT-UNCONFIRMED"), line.faults());
  }

  @Test
  void aTicketOnItsWayWhenTheLineBreaksFailsAndIsNotSentAgain() {
    line.says("print A023 1").says("print A024 1").until(2200).says("lost");
    assertEquals(
        List.of(failed("LINE-DOWN"), failed("LINE-DOWN").replace("A023", "A024")), line.asked());
    line.until(4000).says("print A025 1").says("opened").until(9000);
    assertEquals(1, printer.tickets.size());
    assertEquals(failed("LINE-DOWN").replace("A023", "A025"), line.asked().getLast());
  }

  @Test
  void aDeadPrinterIsAFaultOnceAndFailsItsTickets() {
    printer.powered = false;
    line.until(15_000).says("print A023 1").until(20_000).says("print A024 1").until(60_000);
    assertEquals(List.of("+DEVICE-SILENT"), line.faults());
    assertEquals(
        List.of(failed("DEVICE-SILENT"), failed("DEVICE-SILENT").replace("A023", "A024")),
        line.asked());
    printer.powered = true;
    line.until(100_000);
    assertEquals(List.of("+DEVICE-SILENT", "-DEVICE-SILENT"), line.faults());
    assertEquals(2, line.sent().stream().filter("1D 61 FF"::equals).count(), "set up again");
  }

  @Test
  void aTicketStatedTwiceIsPrintedOnce() {
    line.says("print A023 1").says("print A023 1").until(6000);
    assertEquals(1, printer.tickets.size());
    assertEquals(List.of(DONE), line.asked());
  }

  @Test
  void moreTicketsThanTheQueueHoldsFailAtOnce() {
    printer.marks = false;
    for (int i = 1; i <= 9; i++) line.says("print A00" + i + " 1");
    assertEquals(1, line.asked().size());
    assertTrue(line.asked().getFirst().contains("A009"), line.asked().toString());
  }

  @Test
  void severalTicketsComeOutInOrder() {
    line.says("print A001 1").says("print A002 1").says("print A003 1").until(8000);
    assertEquals(
        List.of(
            DONE.replace("A023", "A001"),
            DONE.replace("A023", "A002"),
            DONE.replace("A023", "A003")),
        line.asked());
  }
}
