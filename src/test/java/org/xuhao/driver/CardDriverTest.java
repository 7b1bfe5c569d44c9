package org.xuhao.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CardDriverTest {
  private static final String CALLED = "A023号请到5号窗口";
  private final CardPeer card = new CardPeer(5);
  private SimulatedLine line = SimulatedLine.of("onbon-bx", List.of("5"), card);

  @BeforeEach
  void rests() {
    line = SimulatedLine.of("onbon-bx", List.of("5"), card);
    line.until(3000);
  }

  private String shown() {
    return card.areas.getOrDefault(0, "");
  }

  private Device device() {
    return line.bus().devices().getFirst();
  }

  @Test
  void everyFaceHasItsText() {
    line.says("window 5 IDLE - 0 社会保险").until(4500);
    assertEquals("5号窗口 社会保险", shown());
    line.says("window 5 PAUSED - 0 社会保险").until(6000);
    assertEquals("暂停服务", shown());
    line.says("window 5 CLOSED - 0 社会保险").until(7500);
    assertEquals("窗口关闭", shown());
    line.says("window 5 SERVING A023 1 社会保险").until(9000);
    assertEquals("正在办理 A023", shown());
    assertEquals("正在办理 A023", device().shows());
    assertEquals(Device.Standing.HEARD, device().standing());
  }

  @Test
  void aCallGoesOutAtOnceFlashesThreeSecondsAndIsSteady() {
    line.says("window 5 IDLE - 0 社会保险").until(3300);
    line.says("window 5 CALLING A023 1 社会保险").until(3301);
    assertEquals(CALLED, shown(), "at once, 0.3 s after the last picture");
    line.until(4290);
    assertEquals(CALLED, shown());
    line.until(4400);
    assertEquals(" ", shown());
    line.until(5400);
    assertEquals(CALLED, shown());
    int heard = card.framesHeard;
    line.until(9000);
    assertEquals(CALLED, shown());
    assertEquals(heard, card.framesHeard, "steady: nothing more is sent");
    line.says("window 5 CALLING A023 2 社会保险").until(10_100);
    assertEquals(" ", shown(), "a recall flashes again");
  }

  @Test
  void otherThingsKeepASecondApartAndOnlyTheLatestIsSent() {
    line.says("window 5 IDLE - 0 甲").until(3100);
    int heard = card.framesHeard;
    line.says("window 5 PAUSED - 0 甲").until(3200).says("window 5 CLOSED - 0 甲").until(3990);
    assertEquals("5号窗口 甲", shown());
    line.until(4100);
    assertEquals("窗口关闭", shown());
    assertEquals(heard + 1, card.framesHeard);
  }

  @Test
  void aDeadCardIsAFaultOnceAndIsRedrawnWhenItReturns() {
    line.says("window 5 IDLE - 0 社会保险").until(4500);
    card.losesPower();
    line.until(120_000);
    assertEquals(List.of("+DEVICE-SILENT"), line.faults());
    assertEquals(Device.Standing.SILENT, device().standing());
    assertEquals("", device().shows());
    line.says("window 5 CALLING A023 1 社会保险").until(125_000);
    card.powered = true;
    line.until(160_000);
    assertEquals(List.of("+DEVICE-SILENT", "-DEVICE-SILENT"), line.faults());
    assertEquals(CALLED, shown());
  }

  @Test
  void aPowerLossBetweenTwoQuestionsIsNoticedAndRedrawn() {
    line.says("window 5 IDLE - 0 社会保险").until(5000);
    card.losesPower();
    card.powered = true;
    assertEquals("", shown());
    line.until(16_000);
    assertEquals("5号窗口 社会保险", shown());
    assertEquals(List.of(), line.faults());
  }

  /** Found by the soak: the board went back to what had stood there before the lost answer. */
  @Test
  void aPictureWhoseAnswerWasLostIsNotTakenForTheOneBefore() {
    line.says("window 5 IDLE - 0 甲").until(5000);
    card.answersLost = 1;
    line.says("window 5 CLOSED - 0 甲").until(5500);
    assertEquals("窗口关闭", shown());
    line.says("window 5 IDLE - 0 甲").until(20_000);
    assertEquals("5号窗口 甲", shown());
    assertEquals(List.of(), line.faults());
  }

  @Test
  void aReconnectRedrawsEverything() {
    line.says("window 5 PAUSED - 0 a").until(5000);
    line.says("lost").until(6000);
    card.losesPower();
    card.powered = true;
    line.says("opened").until(6100);
    assertEquals("暂停服务", shown());
  }

  @Test
  void aBusyCardIsAskedAgainLaterAndADamagedFrameAtOnce() {
    card.errors.add(3);
    line.says("window 5 IDLE - 0 a").until(3900);
    assertEquals("", shown());
    line.until(4100);
    assertEquals("5号窗口 a", shown());
    card.errors.addAll(List.of(5, 5, 5));
    line.until(6000).says("window 5 PAUSED - 0 a").until(6100);
    assertEquals("暂停服务", shown(), "three times at once");
    assertEquals(List.of(), line.faults());
  }

  @Test
  void aMissingFontIsAFaultAndIsNotTriedAgain() {
    card.errors.add(12);
    line.says("window 5 IDLE - 0 a").until(8000);
    assertEquals(List.of("+DEVICE-REFUSES"), line.faults());
    int heard = card.framesHeard;
    line.until(12_000);
    assertEquals(heard, card.framesHeard);
    line.says("window 5 PAUSED - 0 a").until(13_500);
    assertEquals(List.of("+DEVICE-REFUSES", "-DEVICE-REFUSES"), line.faults());
  }

  @Test
  void aCardThatTellsNoStatusIsPinged() {
    card.tellsStatus = false;
    line.says("window 5 IDLE - 0 a").until(60_000);
    assertEquals(List.of(), line.faults());
    assertTrue(line.sent().stream().anyMatch(hex -> hex.contains("A2 00 01 00 00")));
  }

  @Test
  void aHallScreenShowsTheLatestCallsEachInItsRow() {
    var screen = new CardPeer(9);
    var hall = SimulatedLine.of("onbon-bx", List.of("9 screen 3"), screen);
    hall.until(2000).says("hall").until(3500);
    assertEquals(Map.of(0, "请等候叫号", 1, " ", 2, " "), screen.areas);
    hall.says("hall A002>5 B001>3").until(3600);
    assertEquals(Map.of(0, "A002号请到5号窗口", 1, "B001号请到3号窗口", 2, " "), screen.areas);
  }

  @Test
  void nothingWritesTheCardsFlash() {
    line.says("window 5 CALLING A023 1 a").until(30_000);
    for (String hex : line.sent())
      assertFalse(hex.contains("A1 05") || hex.contains("A1 06") || hex.contains("A1 00"), hex);
  }

  @Test
  void markupInBusinessTextIsTakenOut() {
    line.says("window 5 IDLE - 0 \\C1甲\\Txxx|").until(5000);
    assertEquals("5号窗口 C1甲Txxx|", shown());
  }
}
