package org.xuhao.driver.escpos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.Charset;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.xuhao.board.Statement.Minutes;
import org.xuhao.board.Statement.Slip;
import org.xuhao.driver.escpos.PrinterCommand.Kind;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.wire.Bytes;

class TicketLayoutTest {
  private static final PrinterConfig WIDE = PrinterConfig.of("printer");

  private static Slip slip(String hall, int copy, String link) {
    return new Slip(
        hall,
        new TicketNumber("A", 23),
        copy,
        "社会保险",
        "1, 2",
        12,
        Instant.EPOCH,
        "2026-01-01 09:00",
        link);
  }

  private static String text(List<PrinterCommand> ticket) {
    var text = new StringBuilder();
    for (PrinterCommand command : ticket)
      if (command.kind() == Kind.TEXT)
        text.append(new String(command.args().toArray(), Charset.forName("GBK"))).append('\n');
    return text.toString();
  }

  /** The published whole ticket, put together from our commands. */
  @Test
  void thePublishedTicketIsBuiltByteForByte() {
    var ticket = new ArrayList<PrinterCommand>();
    ticket.add(PrinterCommand.of(Kind.INIT));
    ticket.add(PrinterCommand.of(Kind.ALIGN, PrinterCommand.CENTRE));
    ticket.add(PrinterCommand.of(Kind.CHINESE_ON));
    ticket.add(PrinterCommand.text("政务服务大厅"));
    ticket.add(PrinterCommand.of(Kind.LINE_FEED));
    ticket.add(PrinterCommand.size(4));
    ticket.add(PrinterCommand.text("A023"));
    ticket.add(PrinterCommand.of(Kind.LINE_FEED));
    ticket.add(PrinterCommand.size(1));
    ticket.add(PrinterCommand.text("业务：社保  前面等候：12人"));
    ticket.add(PrinterCommand.of(Kind.LINE_FEED));
    ticket.addAll(PrinterCommand.qr("A023", 6, 0x31));
    ticket.add(PrinterCommand.of(Kind.LINE_FEED));
    ticket.add(PrinterCommand.text("2026-01-01 09:00"));
    ticket.add(PrinterCommand.of(Kind.CHINESE_OFF));
    ticket.add(PrinterCommand.of(Kind.FEED_LINES, 3));
    ticket.add(PrinterCommand.cut(0));
    assertEquals(
        Bytes.hex(
            "1B 40 1B 61 01 1C 26 D5 FE CE F1 B7 FE CE F1 B4 F3 CC FC 0A 1D 21 33 41 30 32 33 0A"
                + " 1D 21 00 D2 B5 CE F1 A3 BA C9 E7 B1 A3 20 20 C7 B0 C3 E6 B5 C8 BA F2 A3 BA 31"
                + " 32 C8 CB 0A 1D 28 6B 04 00 31 41 32 00 1D 28 6B 03 00 31 43 06 1D 28 6B 03 00"
                + " 31 45 31 1D 28 6B 07 00 31 50 30 41 30 32 33 1D 28 6B 03 00 31 51 30 0A 32 30"
                + " 32 36 2D 30 31 2D 30 31 20 30 39 3A 30 30 1C 2E 1B 64 03 1D 56 42 00"),
        PrinterCommand.bytes(ticket));
  }

  @Test
  void aPictureIsSentAsPublished() {
    assertEquals(
        Bytes.hex("1D 76 30 00 01 00 02 00 C0 00"),
        PrinterCommand.raster(1, Bytes.hex("C0 00")).bytes());
  }

  @Test
  void aTicketSaysWhatAVisitorNeedsAndEndsWithTheQuestion() {
    var ticket = TicketLayout.of(slip("政务服务大厅", 1, "http://hall.example/t/A023"), WIDE);
    for (String needed : List.of("政务服务大厅", "A023", "社会保险", "12人", "1, 2", "09:00"))
      assertTrue(text(ticket).contains(needed), needed);
    assertFalse(text(ticket).contains("补打"));
    assertEquals(PrinterCommand.of(Kind.MARK, 1), ticket.getLast());
    assertTrue(ticket.stream().anyMatch(c -> c.kind() == Kind.QR));
    assertTrue(ticket.contains(PrinterCommand.size(4)));
  }

  @Test
  void aReprintSaysSo() {
    assertTrue(text(TicketLayout.of(slip("厅", 2, ""), WIDE)).contains("补打"));
  }

  /** The template adds lines where there is something to say, and changes no other. */
  @Test
  void marksWaitAndWaysStandBetweenTheUsualLines() {
    Slip plain = slip("厅", 1, "");
    var more =
        new Slip(
            plain.hall(),
            plain.ticket(),
            1,
            plain.service(),
            plain.windows(),
            plain.ahead(),
            plain.takenAt(),
            plain.takenText(),
            "",
            List.of("绿色通道 Green channel"),
            new Minutes(0, 5),
            List.of("1、2号窗口：一楼东侧"));
    var added = new ArrayList<>(List.of(text(TicketLayout.of(more, WIDE)).split("\n", -1)));
    added.removeAll(List.of(text(TicketLayout.of(plain, WIDE)).split("\n", -1)));
    var lines = List.of("绿色通道 Green channel", "预计等候 Wait：不超过 5 分钟 min", "1、2号窗口：一楼东侧");
    assertEquals(lines, added);
    var told = Minutes.of(Duration.ofSeconds(779), Duration.ofSeconds(1201));
    assertEquals(new Minutes(12, 21), told);
    assertEquals(new Minutes(0, 1), Minutes.of(Duration.ZERO, Duration.ZERO));
  }

  @Test
  void narrowPaperAndPrintersWithoutQrGetALayoutOfTheirOwn() {
    var narrow = WIDE.with(PrinterConfig.Paper.MM_58, false, false, PrinterConfig.Exit.PLAIN);
    var ticket = TicketLayout.of(slip("厅", 1, "http://hall.example/t/A023"), narrow);
    assertTrue(ticket.contains(PrinterCommand.size(3)));
    assertTrue(ticket.stream().noneMatch(c -> c.kind() == Kind.QR));
    assertEquals("http://hall.example/t/A023", Paper.of(ticket).qr());
  }

  @Test
  void textIsNeverACommand() {
    String nasty = "甲\u001B@\u0010\u0004\u0001\n乙";
    var ticket = TicketLayout.of(slip(nasty, 1, "http://x/\u001DV\u0000"), WIDE);
    var read = PrinterCommand.decode(PrinterCommand.bytes(ticket));
    assertEquals(ticket.size(), read.frames().size());
    assertEquals(1, read.frames().stream().filter(c -> c.kind() == Kind.INIT).count());
    assertEquals(1, read.frames().stream().filter(c -> c.kind() == Kind.CUT).count());
    assertTrue(read.frames().stream().noneMatch(c -> c.kind() == Kind.STATUS));
  }
}
