package org.xuhao.driver.escpos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.xuhao.board.Statement.Minutes;
import org.xuhao.board.Statement.Slip;
import org.xuhao.driver.PaperRoll;
import org.xuhao.driver.escpos.PrinterCommand.Kind;
import org.xuhao.driver.escpos.PrinterConfig.Exit;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.ticket.Dots;
import org.xuhao.ticket.FontPainter;
import org.xuhao.ticket.Template;
import org.xuhao.wire.Bytes;

/** Tickets for printers without Chinese characters. */
class PictureTicketTest {
  private static final String LINK = "http://hall.example/t/q7f3k2m9x4";
  private static final FontPainter PAINTER = FontPainter.find().orElseThrow();
  private static final Slip SLIP =
      new Slip(
          "海西州政务服务中心",
          new TicketNumber("A", 23),
          2,
          "社会保险",
          "1、2",
          12,
          Instant.EPOCH,
          "2026-01-01 09:00",
          LINK,
          List.of("绿色通道 Green channel", "网上预约 Booked"),
          new Minutes(12, 20),
          List.of("1、2号窗口：一楼东侧"));

  private static PrinterConfig printer(PrinterConfig.Paper paper) {
    return PrinterConfig.of("printer")
        .with(paper, false, true, Exit.PLAIN)
        .printing(Template.USUAL, PAINTER, PaperRoll.UNKNOWN);
  }

  @Test
  void thePictureFitsThePaperAndItsCodeCanBeRead() {
    for (PrinterConfig.Paper paper : PrinterConfig.Paper.values()) {
      var ticket = TicketLayout.of(SLIP, printer(paper));
      assertTrue(ticket.stream().noneMatch(c -> c.kind() == Kind.TEXT || c.kind() == Kind.QR));
      var burnt = Paper.of(ticket);
      assertTrue(burnt.width() <= paper.dots(), paper + " is " + burnt.width() + " wide");
      assertEquals(LINK, burnt.qr());
      assertEquals(PrinterCommand.of(Kind.MARK, 1), ticket.getLast());
    }
  }

  @Test
  void noSliceIsHigherThanTheProtocolAllows() {
    var ticket = TicketLayout.of(SLIP, printer(PrinterConfig.Paper.MM_80));
    var read = PrinterCommand.decode(PrinterCommand.bytes(ticket));
    assertEquals(ticket.size(), read.frames().size());
    long rows = 0;
    for (PrinterCommand slice : read.frames())
      if (slice.kind() == Kind.RASTER) {
        int high = slice.args().at(3) + 256 * slice.args().at(4);
        assertTrue(high > 0 && high <= 256, high + " rows");
        rows += high;
      }
    assertEquals(PAINTER.paint(Template.USUAL.parts(SLIP), 576).height(), rows);
    assertTrue(rows > 512, "several slices are needed");
  }

  /** The hall's name stands on it in Chinese: other dots than where a font has none. */
  @Test
  void chineseIsDrawnAndNotBoxes() {
    var one = PAINTER.paint(Template.USUAL.parts(SLIP), 576);
    var other =
        PAINTER.paint(new Template(List.of(Template.Zone.SERVICE), null, "", "").parts(SLIP), 576);
    var boxes =
        PAINTER.paint(
            new Template(List.of(Template.Zone.HALL), null, "", "")
                .parts(
                    new Slip(
                        "\uE000\uE001\uE002\uE003",
                        SLIP.ticket(),
                        1,
                        "",
                        "",
                        0,
                        Instant.EPOCH,
                        "",
                        "")),
            576);
    assertTrue(Paper.of(one).black(0, one.height()) > 5_000);
    assertFalse(other.bits().equals(boxes.bits()));
    assertTrue(Paper.of(other).black(0, other.height()) > 500, "four characters of 48 dots");
  }

  @Test
  void withoutAFontTheTicketGoesAsText() {
    var without =
        PrinterConfig.of("printer").with(PrinterConfig.Paper.MM_80, true, true, Exit.PLAIN);
    var ticket = TicketLayout.of(SLIP, without);
    assertEquals(TicketLayout.of(SLIP, PrinterConfig.of("printer")), ticket);
    assertTrue(ticket.stream().anyMatch(c -> c.kind() == Kind.TEXT));
  }

  @Test
  void noPictureHoldsACommandThatPrintersObey() {
    var chance = new Random(7);
    for (int i = 0; i < 200; i++) {
      var raw = new byte[72 * 16];
      for (int at = 0; at < raw.length; at++)
        raw[at] = (byte) new int[] {0x10, 0x04, 0x05, 0x14, 0x01}[chance.nextInt(5)];
      Bytes sent = PrinterCommand.raster(72, Bytes.copyOf(raw)).bytes();
      for (int at = 8; at + 1 < sent.size(); at++)
        if (sent.at(at) == 0x10)
          assertFalse(List.of(0x04, 0x05, 0x14).contains(sent.at(at + 1)), "at " + at);
      assertEquals(8 + raw.length, sent.size());
    }
  }

  @Test
  void aLogoIsSentAsItIs() {
    Dots logo = Dots.of(20, 3, (x, y) -> x == y);
    assertEquals("80 00 00 40 00 00 20 00 00", logo.bits().toString());
    var template = new Template(List.of(Template.Zone.LOGO), logo, "", "");
    var printer = PrinterConfig.of("printer").printing(template, PAINTER, PaperRoll.UNKNOWN);
    var ticket = PrinterCommand.bytes(TicketLayout.of(SLIP, printer)).toString();
    assertTrue(ticket.contains("1D 76 30 00 03 00 03 00 80 00 00 40 00 00 20 00 00"), ticket);
  }

  @Test
  void theMakersCommandsGoBetweenCutAndQuestion() {
    var exit = new Exit(true, Bytes.hex("1D 65 03 0C"), Bytes.NONE, Duration.ofSeconds(30));
    var printer = PrinterConfig.of("printer").with(PrinterConfig.Paper.MM_80, true, false, exit);
    var ticket = PrinterCommand.bytes(TicketLayout.of(SLIP, printer)).toString();
    assertTrue(ticket.endsWith("1D 56 41 00 1D 65 03 0C 1D 72 01"), ticket);
  }

  /** A ruler laid on the picture gives the truth; reckoning the text must come near. */
  @Test
  void theReckonedLengthOfATextIsThatOfItsPicture() {
    var template =
        new Template(
            List.of(Template.Zone.HALL, Template.Zone.NUMBER, Template.Zone.AHEAD), null, "", "");
    var printer = printer(PrinterConfig.Paper.MM_80).printing(template, PAINTER, PaperRoll.UNKNOWN);
    int drawn = TicketLength.mm(TicketLayout.of(SLIP, printer));
    var text = printer.with(PrinterConfig.Paper.MM_80, true, false, Exit.PLAIN);
    int reckoned = TicketLength.mm(TicketLayout.of(SLIP, text));
    assertEquals(drawn, reckoned, 3.0);
    // 34 + 106 + 34 dots, three empty lines of 34 dots, 15 mm to the knife.
    assertEquals((34 + 106 + 34 + 3 * 34) / 8 + 15, drawn);
  }
}
