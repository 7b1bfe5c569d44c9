package org.xuhao.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A board that never answers is told the truth again and again. */
class BoardDriverTest {
  private static final String DARK = "01 25 20 20 20 20 20 07";
  private static final String CALLED = "01 25 21 41 30 32 33 07";
  private static final String SERVED = "01 25 20 41 30 32 33 07";

  private final SimulatedLine line = SimulatedLine.of("candle", List.of("5"));

  @Test
  void aCallBlinksServingIsSteadyAndTheRestIsDark() {
    line.says("window 5 IDLE - 0 a").until(1000).says("window 5 CALLING A023 1 a").until(2000);
    line.says("window 8 CALLING B001 1 a").says("window 5 SERVING A023 1 a").until(3000);
    assertEquals(List.of(DARK, CALLED, SERVED), line.sent());
  }

  @Test
  void itIsToldAgainEveryTenSecondsAndAfterAReconnect() {
    line.says("window 5 CALLING A023 1 a").until(35_000);
    assertEquals(4, line.sent().size());
    line.says("lost").until(60_000);
    assertEquals(4, line.sent().size());
    line.says("opened").until(60_100);
    assertEquals(5, line.sent().size());
    assertEquals(List.of(), line.faults());
  }

  @Test
  void quickChangesDoNotOverlapOnTheWire() {
    line.says("window 5 CALLING A023 1 a").says("window 5 SERVING A023 1 a");
    assertEquals(1, line.sent().size());
    assertEquals(List.of(CALLED, SERVED), line.until(100).sent());
  }

  @Test
  void twoBoardsOfALineTakeTurns() {
    var two = SimulatedLine.of("candle", List.of("5", "8"));
    two.says("window 5 CALLING A023 1 a").says("window 8 CALLING B001 1 a").until(100);
    assertEquals(List.of(CALLED, "01 28 21 42 30 30 31 07"), two.sent());
  }

  @Test
  void whatIsHeardIsNoise() {
    for (int i = 0; i < 40; i++) line.hears(CALLED.substring(0, 8)).until(10L * i);
    assertEquals(List.of("+LINE-NOISE"), line.faults());
    line.until(60_000);
    assertEquals(List.of("+LINE-NOISE", "-LINE-NOISE"), line.faults());
  }

  @Test
  void itsCaptureIsWhatThisConversationGives() throws IOException {
    line.says("window 5 IDLE - 0 a").until(1000).says("window 5 CALLING A023 1 a").until(9000);
    line.says("window 5 SERVING A023 1 a").until(25_000).says("lost").until(26_000);
    line.says("window 5 IDLE - 0 a").says("opened").until(27_000).hears("00 FF").until(30_000);
    CaptureMakerTest.check(
        "candle/captures/call.cap",
        CaptureMakerTest.capture("a call, serving, a reconnect, noise", "5", line.says("wait")));
  }
}
