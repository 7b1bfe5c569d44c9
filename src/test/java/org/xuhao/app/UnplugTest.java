package org.xuhao.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.Alone;

/** Lines and devices come and go; tickets are issued all the while, and displays come back true. */
@NullMarked
@Alone
class UnplugTest {
  /** The same command at a window sooner is the same press; with some room. */
  private static final Duration ANOTHER_PRESS = Duration.ofMillis(950);

  @TempDir Path folder = Path.of("");

  private Cabled cables;
  private HallProcess hall;
  private Http http;
  private int taken;

  @BeforeEach
  @SuppressWarnings("NullAway.Init") // JUnit calls this before every test
  void open() throws Exception {
    cables = Cabled.plugIn(folder);
    hall = HallProcess.open(cables.hallFile());
    http = hall.http();
    Await.until(
        "all is well and the strip is drawn",
        () -> http.faults().isEmpty() && !cables.strip().isEmpty() && !cables.screen().isEmpty(),
        this::seen);
  }

  @AfterEach
  void close() throws Exception {
    hall.close();
    cables.close();
  }

  @Test
  void aPadsLineThatWasUnpluggedComesBackAndThePadShowsTheTruth() throws Exception {
    String first = take();
    take();
    cables.pads.unplug();
    fault("LINE-DOWN line pads");
    take();
    call(first);
    cables.pads.plugIn();
    well();
    shown("the pad shows who waits and " + first, () -> cables.digits().equals("002001"));
    Await.pause(ANOTHER_PRESS);
    Cabled.get(cables.devices.press(3, 0x0C));
    shown("the pad calls the next", () -> cables.digits().equals("001002"));
  }

  @Test
  void anLedLineThatWasUnpluggedComesBackWithTheCallMadeMeanwhile() throws Exception {
    String number = take();
    Cabled.get(cables.devices.unplug("leds", true));
    fault("LINE-DOWN line leds");
    take();
    call(number);
    assertTrue(!cables.strip().contains(number), cables.strip());
    Cabled.get(cables.devices.unplug("leds", false));
    well();
    shown("the strip calls " + number, () -> cables.strip().equals(number + "号请到3号窗口|"));
    shown("the hall screen too", () -> cables.screen().contains(number));
  }

  @Test
  void withoutAPrinterTicketsAreIssuedAndLaterPrintedAgain() throws Exception {
    cables.printer.unplug();
    fault("LINE-DOWN line printer");
    String number = take();
    printed(number, "FAILED");
    cables.printer.plugIn();
    well();
    http.post("/api/tickets/" + number + "/reprint").is(200);
    printed(number, "CONFIRMED");
    assertTrue(cables.paper().contains(number), cables.paper());
  }

  @Test
  void allLinesAtOnceComeBackTrue() throws Exception {
    String first = take();
    printed(first, "CONFIRMED");
    cables.pads.unplug();
    cables.printer.unplug();
    Cabled.get(cables.devices.unplug("leds", true));
    fault("LINE-DOWN line pads");
    fault("LINE-DOWN line leds");
    fault("LINE-DOWN line printer");
    String second = take();
    call(first);
    cables.pads.plugIn();
    cables.printer.plugIn();
    Cabled.get(cables.devices.unplug("leds", false));
    well();
    shown("the strip calls " + first, () -> cables.strip().equals(first + "号请到3号窗口|"));
    shown("the pad shows it", () -> cables.digits().equals("001001"));
    http.post("/api/tickets/" + second + "/reprint").is(200);
    printed(second, "CONFIRMED");
  }

  @Test
  void aCardThatLostItsPowerIsDrawnAgain() throws Exception {
    String number = take();
    call(number);
    shown("the strip calls " + number, () -> cables.strip().contains(number));
    Await.pause(Duration.ofSeconds(3)); // the call flashes so long, and then nothing is to be drawn
    Cabled.get(cables.devices.power("leds/3", false));
    assertEquals("", cables.strip());
    Cabled.get(cables.devices.power("leds/3", true));
    shown("the strip calls " + number, () -> cables.strip().contains(number));
  }

  @Test
  void aSilentCardIsAFaultAndTheOtherCardOnItsLineGoesOn() throws Exception {
    Cabled.get(cables.devices.silence("leds/3", true));
    String number = take();
    call(number);
    fault("DEVICE-SILENT device leds/3");
    shown("the hall screen calls " + number, () -> cables.screen().contains(number));
    Cabled.get(cables.devices.silence("leds/3", false));
    well();
    shown("the strip calls " + number, () -> cables.strip().contains(number));
  }

  @Test
  void whatIsWrongAtThePrinterIsSaidAndClears() throws Exception {
    Cabled.get(cables.devices.paperLow(true));
    fault("PAPER-LOW device printer");
    Cabled.get(cables.devices.paperOut(true));
    fault("PAPER-OUT device printer");
    String number = take();
    printed(number, "FAILED");
    Cabled.get(cables.devices.paperOut(false));
    Cabled.get(cables.devices.paperLow(false));
    well();
    Cabled.get(cables.devices.coverOpen(true));
    fault("COVER-OPEN device printer");
    Cabled.get(cables.devices.coverOpen(false));
    well();
    http.post("/api/tickets/" + number + "/reprint").is(200);
    printed(number, "CONFIRMED");
  }

  private String take() throws IOException {
    return http.take("RS", "v" + taken++).is(201).number();
  }

  private void call(String number) throws IOException {
    assertEquals(number, http.post("/api/windows/3/call").is(200).number());
  }

  private void fault(String fault) throws Exception {
    Await.until(fault + " is told", () -> http.faults().contains(fault), this::seen);
  }

  private void well() throws Exception {
    Await.until("no fault is left", () -> http.faults().isEmpty(), this::seen);
  }

  private void printed(String number, String state) throws Exception {
    shown(
        number + " is " + state,
        () ->
            http.get("/api/tickets/" + number)
                .json()
                .getJsonObject("print")
                .getString("state")
                .equals(state));
  }

  private void shown(String what, Await.Condition condition) throws Exception {
    Await.until(what, condition, this::seen);
  }

  private String seen() {
    return String.join(
        "\n",
        "strip " + cables.strip(),
        "screen " + cables.screen(),
        "digits " + cables.digits(),
        "paper " + cables.paper(),
        hall.said());
  }
}
