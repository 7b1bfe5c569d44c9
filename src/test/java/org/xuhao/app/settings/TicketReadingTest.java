package org.xuhao.app.settings;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.imageio.ImageIO;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xuhao.driver.PaperRoll;
import org.xuhao.driver.escpos.PrinterConfig;
import org.xuhao.hall.value.WindowId;
import org.xuhao.ticket.Template;
import org.xuhao.ticket.Template.Zone;

/** What the hall's file says of tickets and printers. */
@NullMarked
class TicketReadingTest {
  private static final String GOOD =
      """
      hall: {id: haixi, name: 海西州政务服务中心, tier: DISTRICT, timeZone: Asia/Shanghai}
      services:
        - {code: RS, prefix: A, name: 社会保险, department: 人社局}
      windows:
        - {number: 3, name: 社会保险, services: [RS]}
      lines:
        printer: {uri: "serial:/dev/ttyS1?baud=115200"}
      devices:
        - {type: escpos, line: printer, PRINTER}
      ticket: {TICKET}
      """;

  @TempDir Path folder = Path.of("");

  private Reading read(String printer, String ticket) throws IOException {
    String text = GOOD.replace(", PRINTER", printer).replace("TICKET", ticket);
    return Reading.of(Files.writeString(folder.resolve("hall.yaml"), text), "hall.yaml");
  }

  private Settings good(String printer, String ticket) throws IOException {
    Reading reading = read(printer, ticket);
    return assertInstanceOf(Reading.Good.class, reading, reading::toString).settings();
  }

  private void logo(int width, int height) throws IOException {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(1, 0, 0xFF000000);
    image.setRGB(2, 0, 0xFFFFFFFF);
    ImageIO.write(image, "png", folder.resolve("logo.png").toFile());
  }

  @Test
  void aHallThatSaysNothingHasTheUsualTicket() throws IOException {
    assertEquals(Settings.Tickets.USUAL, good("", "").tickets());
  }

  @Test
  void zonesLogoWordsAndWaysAreRead() throws IOException {
    logo(9, 2);
    var tickets =
        good("", "zones: [LOGO, NUMBER, WINDOWS], logo: logo.png, noShow: 重新取号, ways: {3: 二楼}")
            .tickets();
    Template template = tickets.template();
    assertEquals(List.of(Zone.LOGO, Zone.NUMBER, Zone.WINDOWS), template.zones());
    assertEquals("重新取号", template.noShow());
    assertEquals("40 00 00 00", requireNonNull(template.logo()).bits().toString());
    assertEquals("二楼", tickets.ways().get(new WindowId(3)));
  }

  @Test
  void aPrintersAbilitiesAreRead() throws IOException {
    String all =
        ", paper: 58, qr: false, print: picture, cut: full, present: 1D 65 03 0C,"
            + " retract: '1D 65 02', retractAfter: 20s, roll: 80, warnTickets: 30";
    var printer =
        assertInstanceOf(PrinterConfig.class, good(all, "").devices().getFirst().config());
    assertTrue(printer.pictures() && !printer.qr() && printer.exit().full());
    assertEquals(384, printer.paper().dots());
    assertEquals("1D 65 03 0C", printer.exit().present().toString());
    assertEquals("1D 65 02", printer.exit().retract().toString());
    assertEquals(Duration.ofSeconds(20), printer.exit().retractAfter());
    assertEquals(new PaperRoll(80_000, 30, 0, 0), printer.roll());
  }

  @ParameterizedTest(name = "{1}{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "zones: [NUMBER, LOG0]||no zone is named LOG0|LOGO",
        "zones: [HALL, HALL, NUMBER]||zone HALL stands twice|it once",
        "zones: [HALL]||ticket.zones has no NUMBER|NUMBER among the zones",
        "logo: none.png||none.png is no picture|at most 384 by 240",
        "logo: logo.png||logo.png has 385 by 10 dots|at most 384 by 240",
        "ways: {9: 二楼}||there is no window 9|a number from windows:",
        "ways: {3: ''}||the way to window 3 cannot be printed|1 to 30 characters",
        "|, present: 1D6|present is '1D6'|such as 1D 65 05",
        "|, roll: 1|roll is 1|5 to 500",
      })
  void aMistakeIsSaidWithItsLineAndTheRemedy(
      @org.jspecify.annotations.Nullable String ticket,
      @org.jspecify.annotations.Nullable String printer,
      String what,
      String write)
      throws IOException {
    logo(385, 10);
    Reading reading = read(printer == null ? "" : printer, ticket == null ? "" : ticket);
    var errors = assertInstanceOf(Reading.Bad.class, reading).errors();
    assertEquals(1, errors.size(), errors.toString());
    String said = errors.getFirst().toString();
    assertTrue(said.contains(what) && said.contains(write), said);
    assertTrue(said.contains(ticket == null ? "hall.yaml:9" : "hall.yaml:10"), said);
  }

  @Test
  void picturesNeedAQuickLine() throws IOException {
    String text =
        GOOD.replace(", PRINTER", ", print: picture")
            .replace("TICKET", "")
            .replace("115200", "9600");
    var errors =
        assertInstanceOf(
                Reading.Bad.class,
                Reading.of(Files.writeString(folder.resolve("hall.yaml"), text), "hall.yaml"))
            .errors();
    String said = errors.toString();
    assertTrue(said.contains("line printer is too slow for pictures"), said);
    assertTrue(said.contains("baud=115200"), said);
  }
}
