package org.xuhao.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.xuhao.driver.SimulatedLine.Peer;
import org.xuhao.sim.HandOsdpPads;

/** A hall that stops waits until all is said, and not until nobody is polled any more. */
@NullMarked
class SettledTest {
  private static final String CLOSED = "window 5 CLOSED - 0 a";

  private static void step(SimulatedLine line, long ms) {
    line.until(line.now().toMillis() + ms);
  }

  /** Milliseconds until all is said; {@code most}: it never was. */
  private static long settles(SimulatedLine line, long most) {
    long waited = 0;
    for (; waited < most && !line.bus().isSettled(); waited += 5) step(line, 5);
    return waited;
  }

  private static void staysSettled(SimulatedLine line) {
    for (int i = 0; i < 600; i++) {
      step(line, 10);
      assertTrue(line.bus().isSettled(), "after " + line.now());
    }
  }

  @Test
  void padsThatArePolledForEver() {
    var pads = new HandOsdpPads(false, 5, 6);
    var devices = List.of("5 call 5 off", "6 call 6 off");
    var line = SimulatedLine.of("osdp-pad", devices, new OsdpPadPeer(pads)).until(2_000);
    line.says("pad 5 7 A023").says("window 5 CALLING A023 1 a");
    assertFalse(line.bus().isSettled());
    assertTrue(settles(line, 3_000) < 500);
    assertEquals("A023", pads.line(5, 1));
    staysSettled(line);
    line.says(CLOSED).says("pad 5 0 -");
    assertFalse(line.bus().isSettled());
    assertTrue(settles(line, 3_000) < 2_000, "the count of waiting people goes behind polls");
    assertEquals("", pads.line(5, 1).strip());
    assertEquals(1, pads.colour(5));
  }

  @Test
  void aDeadPadIsNotWaitedForAndOneThatAnswersIs() {
    var pads = new HandOsdpPads(false, 5, 6);
    pads.power(6, false);
    var devices = List.of("5 call 5 off", "6 call 6 off");
    var line = SimulatedLine.of("osdp-pad", devices, new OsdpPadPeer(pads)).until(10_000);
    line.says(CLOSED).says("window 6 CLOSED - 0 a");
    assertFalse(line.bus().isSettled());
    assertTrue(settles(line, 3_000) < 500);
    assertEquals(1, pads.colour(5));
  }

  @Test
  void aCardThatIsAskedHowItIs() {
    var card = new CardPeer(5);
    settlesOnce(SimulatedLine.of("onbon-bx", List.of("5"), card), 1_500);
    assertEquals("窗口关闭", card.areas.get(0));
  }

  @Test
  void aBoxWhoseKeysAreRead() {
    settlesOnce(SimulatedLine.of("modbus-rtu", List.of("5"), new ModbusPeer(5)), 500);
  }

  private static void settlesOnce(SimulatedLine line, long within) {
    line.says("window 5 IDLE - 0 a").says("pad 5 7 -").until(3_000);
    staysSettled(line);
    line.says(CLOSED).says("pad 5 0 -");
    assertFalse(line.bus().isSettled());
    long took = settles(line, 3_000);
    assertTrue(took < within, "took " + took);
    staysSettled(line);
  }

  @Test
  void aPrinterThatPrintsAndAReaderThatIsToldNothing() {
    var line = SimulatedLine.of("escpos", List.of(""), new PrinterPeer()).until(2_000);
    assertTrue(line.bus().isSettled());
    line.says("print A023 1");
    assertFalse(line.bus().isSettled());
    assertTrue(settles(line, 3_000) < 1_500);
    Peer nobody = bytes -> List.of();
    staysSettled(SimulatedLine.of("sdt-idcard", List.of("east"), nobody));
  }
}
