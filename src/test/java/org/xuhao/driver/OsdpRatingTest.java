package org.xuhao.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.xuhao.sim.HandOsdpPads;
import org.xuhao.wire.Bytes;

/** Five keys, and a score that belongs to the visit it was asked for or to none. */
@NullMarked
class OsdpRatingTest {
  private final HandOsdpPads pads = new HandOsdpPads(true, 6);
  private final OsdpPadPeer peer = new OsdpPadPeer(pads);

  private SimulatedLine pad() {
    return SimulatedLine.of("osdp-pad", List.of("6 rating 5"), peer);
  }

  private static String rate(int visit, int level) {
    return "Rate[visit=%d, level=%d, reasons=[], channel=PAD]".formatted(visit, level);
  }

  @Test
  void theFiveKeysAreTheFiveLevels() {
    var line = pad();
    for (int level = 5; level >= 1; level--) {
      int visit = 40 + level;
      line.says("rating 5 " + visit).until(1000L * (6 - level));
      assertTrue(pads.view(6).evaluating());
      pads.rate(6, level);
      line.until(1000L * (6 - level) + 500);
      assertEquals(rate(visit, level), line.asked().getLast());
    }
    assertEquals(5, line.asked().size());
  }

  @Test
  void nobodyIsAskedBeforeAVisitOrAfterIt() {
    var line = pad().until(500);
    assertFalse(pads.view(6).evaluating());
    line.says("rating 5 41").until(1000);
    assertTrue(pads.view(6).evaluating());
    line.says("rating 5 -").until(2000);
    assertFalse(pads.view(6).evaluating());
    pads.rate(6, 5);
    line.until(3000);
    assertEquals(List.of(), line.asked());
  }

  /** The key is pressed for visit 41 while the hall is already asking for 42. */
  @Test
  void aLateScoreStaysWithItsVisit() {
    var line = pad().says("rating 5 41").until(1000);
    pads.rate(6, 2);
    peer.onTheWay = reply -> Bytes.NONE;
    line.until(1100).says("rating 5 42");
    peer.onTheWay = reply -> reply;
    line.until(3000);
    assertEquals(List.of(rate(41, 2)), line.asked());
    assertTrue(pads.view(6).evaluating(), "and visit 42 is asked now");
    pads.rate(6, 5);
    line.until(4000);
    assertEquals(List.of(rate(41, 2), rate(42, 5)), line.asked());
  }

  @Test
  void aScoreForASessionThatWasNotAskedHereCountsForNone() {
    var line = pad().says("rating 5 41").until(1000);
    String forty = "90 02 58 48 03 28 00 00 00 05";
    peer.onTheWay =
        reply -> reply.at(5) == 0x40 ? OsdpBytes.reply(6, reply.at(4) & 3, forty) : reply;
    line.until(2000);
    assertEquals(List.of(), line.asked());
    String nine = "90 02 58 48 03 29 00 00 00 09";
    peer.onTheWay =
        reply -> reply.at(5) == 0x40 ? OsdpBytes.reply(6, reply.at(4) & 3, nine) : reply;
    line.until(3000);
    assertEquals(List.of(), line.asked(), "there is no level 9");
  }

  @Test
  void theSameScoreAgainIsTheSameRequest() {
    var line = pad().says("rating 5 41").until(1000);
    String five = "90 02 58 48 03 29 00 00 00 05";
    peer.onTheWay =
        reply -> reply.at(5) == 0x40 ? OsdpBytes.reply(6, reply.at(4) & 3, five) : reply;
    line.until(1500);
    var requests =
        line.outputs(Output.Asked.class).stream().map(a -> a.ask().request()).distinct().toList();
    assertEquals(List.of("line/6/rating 41/5"), requests);
  }

  @Test
  void theSessionIsAskedAgainAfterAReconnectAndAPowerLoss() {
    var line = pad().says("rating 5 41").until(1000);
    line.says("lost").until(2000);
    pads.power(6, false);
    pads.power(6, true);
    line.says("opened").until(3000);
    assertTrue(pads.view(6).evaluating());
    pads.rate(6, 4);
    line.until(4000);
    assertEquals(List.of(rate(41, 4)), line.asked());
  }

  @Test
  void keysOfARatingPadCallNobody() {
    var line = pad().says("rating 5 41").until(1000);
    pads.press(6, "A5");
    line.until(2000);
    assertEquals(List.of(), line.asked());
  }

  @Test
  void aPadThatIsNotOfTheProfileCannotRate() {
    String stranger = "45 A0 CA B4 02 01 78 56 34 12 01 02 03";
    peer.onTheWay = reply -> reply.at(5) == 0x45 ? OsdpBytes.reply(6, 0, stranger) : reply;
    var line = pad().says("rating 5 41").until(2000);
    assertEquals(List.of("+DEVICE-REFUSES"), line.faults());
  }
}
