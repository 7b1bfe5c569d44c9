package org.xuhao.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A display with keys and the driver: exactly-once keys, a true display, faults that end. */
class ModbusDriverTest {
  private static final String CALL = "CallNext[window=5]";

  private final ModbusPeer box = new ModbusPeer(5);
  private final SimulatedLine line = SimulatedLine.of("modbus-rtu", List.of("5"), box);

  private void pass(long ms) {
    line.until(line.now().toMillis() + ms);
  }

  private SimulatedLine call() {
    return line.says("window 5 CALLING A023 1 a").says("pad 5 7 A023");
  }

  @Test
  void aCallIsWrittenAndGoesDark() {
    call();
    pass(500);
    assertEquals("A023   5   7", box.text(0x10, 6));
    assertEquals(1, box.holding.get(0x16));
    assertEquals("A023", line.bus().devices().getFirst().shows());
    line.says("window 5 SERVING A023 1 a");
    pass(500);
    assertEquals("A0230", box.text(0x10, 2) + box.holding.get(0x16));
    line.says("window 5 IDLE - 0 a");
    pass(500);
    assertEquals("    ", box.text(0x10, 2));
    assertEquals(List.of(), line.faults());
  }

  @Test
  void aPressCountsOnceThoughItsAnswerIsLost() {
    pass(200);
    box.press(1);
    box.answersLost = 1;
    pass(1000);
    assertEquals(List.of(CALL), line.asked());
    box.press(1);
    pass(1000);
    assertEquals(List.of(CALL, CALL), line.asked(), "the same key again");
    box.press(4);
    box.press(2);
    pass(200);
    assertEquals("Recall[window=5]", line.asked().getLast(), "the last of two");
    assertEquals(3, line.asked().size());
    assertEquals(List.of(), line.faults());
  }

  @Test
  void whatWasPressedBeforeOrDuringASilenceAndASwitchOffAskNothing() {
    box.press(1);
    pass(500);
    box.powered = false;
    box.press(1);
    pass(20_000);
    box.powered = true;
    pass(40_000);
    assertEquals(List.of(), line.asked());
    assertEquals(List.of("+DEVICE-SILENT", "-DEVICE-SILENT"), line.faults());
    for (int i = 0; i < 200; i++) {
      box.press(1);
      pass(100);
    }
    int before = line.asked().size();
    assertEquals(200, before);
    box.losesPower();
    pass(1000);
    line.says("lost");
    box.press(1);
    line.says("opened");
    pass(1000);
    assertEquals(before, line.asked().size());
  }

  @Test
  void aDarkDisplayIsWrittenAgain() {
    call();
    pass(1000);
    box.losesPower();
    pass(6 * 5_000);
    assertEquals("A023   5   7", box.text(0x10, 6), "seen by reading back");
    box.powered = false;
    box.losesPower();
    pass(3_000);
    box.powered = true;
    pass(40_000);
    assertEquals("A023   5   7", box.text(0x10, 6), "seen by its silence");
    assertEquals(List.of("+DEVICE-SILENT", "-DEVICE-SILENT"), line.faults());
  }

  @Test
  void aDisplayThatCannotBeReadIsWrittenEveryMinuteAndIsNoFault() {
    box.unknown = 3;
    call();
    pass(60_000);
    box.losesPower();
    pass(130_000);
    assertEquals("A023   5   7", box.text(0x10, 6));
    assertEquals(List.of(), line.faults());
  }

  @Test
  void whatIsRefusedIsAFaultThatNamesTheRegisterAndEnds() {
    box.unknown = 6;
    call();
    pass(100_000);
    assertEquals(List.of("+DEVICE-REFUSES"), line.faults());
    String detail = line.outputs(Output.Raise.class).getFirst().fault().detail();
    assertEquals("exception 1 to writing register 22 with function 6", detail);
    box.unknown = 0;
    pass(31_000);
    assertEquals(List.of("+DEVICE-REFUSES", "-DEVICE-REFUSES"), line.faults());
    assertEquals(1, box.holding.get(0x16));
  }

  @Test
  void aBusyDeviceIsAskedAgainAndLeftInPeaceBetween() {
    pass(200);
    int before = box.questions;
    for (int i = 0; i < 5; i++) box.refusals.add(6);
    call();
    pass(1000);
    assertTrue(box.questions - before <= 8, "questions: " + (box.questions - before));
    pass(2000);
    assertEquals("A023   5   7", box.text(0x10, 6));
    assertEquals(List.of(), line.faults());
  }

  @Test
  void aDeadDeviceCostsItsBusTwoTimeOutsAPause() {
    box.powered = false;
    pass(300_000);
    long before = line.sent().size();
    pass(300_000);
    assertEquals(20, line.sent().size() - before, "two in 30 s");
    assertEquals(List.of("+DEVICE-SILENT"), line.faults());
  }

  @Test
  void bitsAskWhenAButtonGoesDownAndNotWhileItIsHeld() {
    var peer = new ModbusPeer(7);
    var buttons = SimulatedLine.of("modbus-rtu", List.of("7 buttons 5"), peer);
    peer.input.put(2, 0b10);
    buttons.until(1000);
    peer.input.put(2, 0b11);
    buttons.until(2000);
    peer.input.put(2, 0);
    buttons.until(3000);
    assertEquals(List.of(CALL), buttons.asked(), "held at the start, then down, held, up");
    peer.input.put(2, 0b10);
    peer.answersLost = 1;
    buttons.until(4000);
    assertEquals(List.of(CALL, "Recall[window=5]"), buttons.asked());
  }

  @Test
  void wrongAnswersMeanNothing() {
    call();
    pass(200);
    String shown = line.bus().devices().getFirst().shows();
    box.powered = false;
    pass(60);
    line.hears("05 04 04 00 01 00 01 EF 84").hears("06 04 04 00 01 00 01 00 00");
    line.hears("05 06 00 16 00 01").hears("99 99 99");
    pass(100);
    assertEquals(List.of(), line.asked());
    assertEquals("A023", shown);
  }

  @Test
  void itsCaptureIsWhatThisConversationGives() throws IOException {
    var peer = new ModbusPeer(5);
    var talk = SimulatedLine.of("modbus-rtu", List.of("5"), peer);
    talk.says("window 5 IDLE - 0 a").says("pad 5 3 -").until(400);
    peer.press(1);
    talk.until(500).answers(null).says("window 5 CALLING A023 1 a").says("pad 5 2 A023");
    peer.answersLost = 1;
    talk.until(1000);
    peer.press(3);
    talk.until(1100).answers(null).says("window 5 SERVING A023 1 a").says("rating 5 41");
    talk.until(1300);
    peer.press(15);
    talk.until(1400).answers(null).hears("05 04 00 FF").until(1600);
    peer.refusals.add(6);
    peer.refusals.add(2);
    talk.says("window 5 IDLE - 0 a").says("rating 5 -").until(2000);
    peer.powered = false;
    talk.until(4000);
    peer.losesPower();
    peer.powered = true;
    talk.until(6000).says("wait");
    CaptureMakerTest.check(
        "modbus-rtu/captures/call.cap",
        CaptureMakerTest.capture(
            "a call, a lost answer, a rating, noise, busy, a refusal, a loss of power", "5", talk));
  }
}
