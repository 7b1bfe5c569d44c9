package org.xuhao.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xuhao.driver.cpower.CpowerConfig;
import org.xuhao.driver.eqascii.EqConfig;
import org.xuhao.hall.value.WindowId;
import org.xuhao.sim.HandSigns;
import org.xuhao.wire.Bytes;

/** What C-Power and EQ cards have in common, and what is their own. */
@NullMarked
class SignDriverTest {
  private static final String CALLED = "A023号请到5号窗口";
  private static final WindowId FIVE = new WindowId(5);

  private static SimulatedLine line(String type, String words, SignPeer peer) {
    return SimulatedLine.of(type, List.of(words), peer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cpower", "eq-ascii"})
  void aCallHangsThereFlashesAndIsConfirmed(String type) {
    var peer = SignPeer.of(type, 5);
    var line = line(type, "5", peer).says("window 5 IDLE - 0 社会保险").until(2500);
    assertEquals(List.of("5号窗口 社会保险"), peer.card.rows());
    line.says("window 5 CALLING A023 1 社会保险").until(2600);
    assertEquals(List.of(CALLED), peer.card.rows(), "at once");
    line.until(3700);
    assertEquals(List.of(" "), peer.card.rows());
    line.until(5000);
    assertEquals(List.of(CALLED), peer.card.rows());
    assertEquals(CALLED, line.bus().devices().getFirst().shows());
    int orders = peer.orders;
    line.until(30_000);
    assertEquals(orders, peer.orders, "steady: nothing more is sent");
    assertEquals(List.of(), line.faults());
  }

  @ParameterizedTest
  @ValueSource(strings = {"cpower", "eq-ascii"})
  void aHallScreenIsSplitOnceAndThenOnlyWhatChangesIsSent(String type) {
    var peer = SignPeer.of(type, 9);
    var line = line(type, "9 screen 3", peer).says("hall A002>5 B001>3").until(2000);
    assertEquals(List.of("A002号请到5号窗口", "B001号请到3号窗口", " "), peer.card.rows());
    assertEquals(4, peer.orders, "the screen, then each row");
    line.says("hall A002>5 B001>3 C001>1").until(4000);
    assertEquals("C001号请到1号窗口", peer.card.rows().getLast());
    assertEquals(5, peer.orders, "one row has changed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cpower", "eq-ascii"})
  void aDeadCardIsAFaultAndIsRedrawnWholeWhenItReturns(String type) {
    var peer = SignPeer.of(type, 5);
    var line = line(type, "5", peer).says("window 5 IDLE - 0 社会保险").until(3000);
    peer.card.power(false);
    line.until(100_000);
    assertEquals(List.of("+DEVICE-SILENT"), line.faults());
    assertEquals("", line.bus().devices().getFirst().shows());
    line.says("window 5 CALLING A023 1 社会保险").until(110_000);
    peer.card.power(true);
    line.until(150_000);
    assertEquals(List.of("+DEVICE-SILENT", "-DEVICE-SILENT"), line.faults());
    assertEquals(List.of(CALLED), peer.card.rows());
  }

  @ParameterizedTest
  @ValueSource(strings = {"cpower", "eq-ascii"})
  void aPowerLossThatNobodyTellsOfIsPutRightWithinAMinute(String type) {
    var peer = SignPeer.of(type, 5);
    var line = line(type, "5", peer).says("window 5 PAUSED - 0 a").until(5000);
    peer.card.power(false);
    peer.card.power(true);
    assertEquals(List.of(), peer.card.rows());
    line.until(65_000);
    assertEquals(List.of("暂停服务"), peer.card.rows());
    assertEquals(List.of(), line.faults());
  }

  @ParameterizedTest
  @ValueSource(strings = {"cpower", "eq-ascii"})
  void aLostAnswerIsNotTakenForConfirmed(String type) {
    var peer = SignPeer.of(type, 5);
    var line = line(type, "5", peer).says("window 5 IDLE - 0 甲").until(5000);
    peer.toHost = answer -> Bytes.NONE;
    line.says("window 5 CLOSED - 0 甲").until(5400);
    assertEquals(List.of("窗口关闭"), peer.card.rows());
    peer.toHost = answer -> answer;
    line.says("window 5 IDLE - 0 甲").until(20_000);
    assertEquals(List.of("5号窗口 甲"), peer.card.rows());
    assertEquals(List.of(), line.faults(), "one lost answer is no fault");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cpower", "eq-ascii"})
  void aRefusedPictureIsAFaultUntilAnotherIsTaken(String type) {
    Bytes refusal =
        type.equals("cpower")
            ? Bytes.hex("A5 E8 32 05 7B 07 A1 01 AE")
            : Bytes.hex("23 23 45 52 52 24 24 24");
    var peer = SignPeer.of(type, 5);
    peer.toHost = answer -> refusal;
    var line = line(type, "5", peer).says("window 5 IDLE - 0 甲").until(5000);
    assertEquals(List.of("+DEVICE-REFUSES"), line.faults());
    int orders = peer.orders;
    line.until(10_000);
    assertEquals(orders, peer.orders, "not tried again");
    peer.toHost = answer -> answer;
    line.says("window 5 PAUSED - 0 甲").until(12_000);
    assertEquals(List.of("+DEVICE-REFUSES", "-DEVICE-REFUSES"), line.faults());
    assertEquals(List.of("暂停服务"), peer.card.rows());
  }

  @ParameterizedTest
  @ValueSource(strings = {"cpower", "eq-ascii"})
  void nothingThatIsSentWritesTheFlash(String type) {
    var peer = SignPeer.of(type, 5);
    var line = line(type, "5", peer).says("window 5 CALLING A023 1 a").until(200_000);
    for (String hex : line.sent()) assertFalse(hex.contains("00 00 07 00 00 00"), hex);
  }

  @Test
  void aCpowerCardThatLostItsWindowsRefusesAChangeAndIsDrawnWhole() {
    var peer = SignPeer.of("cpower", 5);
    var line = line("cpower", "5", peer).says("window 5 PAUSED - 0 a").until(5000);
    peer.card.power(false);
    peer.card.power(true);
    line.says("window 5 CLOSED - 0 a").until(5500);
    assertEquals(List.of("窗口关闭"), peer.card.rows());
    assertEquals(List.of(), line.faults());
  }

  @Test
  void aDamagedOrderIsSentAgainAtOnce() {
    var peer = SignPeer.of("cpower", 5);
    var line = line("cpower", "5", peer).says("window 5 IDLE - 0 水").until(3000);
    int[] left = {2};
    peer.toCard =
        order ->
            left[0]-- > 0
                ? order.slice(0, 8).then(Bytes.of(order.at(8) ^ 1)).then(order.from(9))
                : order;
    line.says("window 5 CALLING A023 1 水").until(3300);
    assertEquals(List.of(CALLED), peer.card.rows());
    assertEquals(List.of(), line.faults());
  }

  @Test
  void aCpowerCardOnItsOwnPortSpeaksWithoutEscapes() {
    var peer = new SignPeer(HandSigns.cpowerOnNetwork(5));
    var config = CpowerConfig.of("line", 5, FIVE, 1).onNetwork();
    var line = new SimulatedLine(Drivers.bus("line", List.of(config)), List.of(peer));
    line.says("window 5 IDLE - 0 前方积水").until(2000);
    assertEquals(List.of("5号窗口 前方积水"), peer.card.rows());
    assertTrue(line.sent().getLast().contains("CB AE"), "水 is sent as it is");
    assertEquals(List.of(), line.faults());
  }

  @Test
  void whatAnEqCardWouldReadAsACommandIsTakenOut() {
    var peer = SignPeer.of("eq-ascii", 5);
    line("eq-ascii", "5", peer).says("window 5 IDLE - 0 甲%ZD00$$!#006乙").until(3000);
    assertEquals(List.of("5号窗口 甲ZD00!#006乙"), peer.card.rows());
  }

  @Test
  void anEqCardWithoutAWireBackIsToldAndNothingIsSaidToBeConfirmed() {
    var peer = SignPeer.of("eq-ascii", 5);
    peer.toHost = answer -> Bytes.NONE;
    var config = EqConfig.of("line", 5, FIVE, 1).mute();
    var line = new SimulatedLine(Drivers.bus("line", List.of(config)), List.of(peer));
    line.says("window 5 PAUSED - 0 甲").until(200_000);
    assertEquals(List.of("暂停服务"), peer.card.rows());
    assertEquals(List.of(), line.faults());
    Device device = line.bus().devices().getFirst();
    assertEquals(Device.Standing.UNHEARD, device.standing());
    assertEquals("暂停服务 (not confirmed)", device.shows());
  }
}
