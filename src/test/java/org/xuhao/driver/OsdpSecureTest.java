package org.xuhao.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.xuhao.driver.osdp.OsdpConfig;
import org.xuhao.sim.HandOsdpPads;
import org.xuhao.wire.Bytes;

/** The control panel against simulated pads, under keys. */
@NullMarked
class OsdpSecureTest {
  private static final String KEY = " 00112233445566778899AABBCCDDEEFF 0102030405060708";
  private static final String OTHER_KEY = " FF112233445566778899AABBCCDDEEFF 0102030405060708";

  private final HandOsdpPads pads = new HandOsdpPads(false, 5);
  private final OsdpPadPeer peer = new OsdpPadPeer(pads);

  private SimulatedLine pad(String security) {
    return SimulatedLine.of("osdp-pad", List.of("5 call 3 " + security), peer);
  }

  /** Gives the pad its key, as on the day it is mounted. */
  private void install() {
    var line = pad("install" + KEY).until(2000);
    assertTrue(pads.isSecure(5));
    assertEquals(List.of(), line.faults());
  }

  @Test
  void aPadWithoutAKeyIsGivenItsOwnAndSpokenToUnderItFromThenOn() {
    install();
    peer.told.clear();
    var line = pad("required" + KEY).says("pad 3 4 A023").until(1000);
    assertTrue(pads.isSecure(5));
    assertEquals("A023", pads.line(5, 1));
    pads.press(5, "A");
    line.until(2000);
    assertEquals(List.of("CallNext[window=3]"), line.asked());
    assertFalse(
        peer.told.stream().anyMatch(frame -> frame.toString().contains("41 30 32 33")),
        "the text was not in the clear");
  }

  /** The pad has its key and we do not know it: its own key is tried first again. */
  @Test
  void aKeyWhoseReceiptWasLostIsFoundToBeSet() {
    peer.onTheWay =
        reply ->
            peer.told.getLast().size() > 7 && isKeySet(peer.told.getLast()) ? Bytes.NONE : reply;
    var line = pad("install" + KEY).until(10_000);
    assertTrue(pads.isSecure(5));
    assertEquals(List.of(), line.faults());
  }

  private static boolean isKeySet(Bytes frame) {
    return (frame.at(5) & 8) != 0 && frame.at(8) == 0x75;
  }

  @Test
  void theKeyIsNeverSaidInTheClear() {
    install();
    for (Bytes frame : peer.told)
      assertFalse(frame.toString().contains("00 11 22 33"), frame.toString());
  }

  @Test
  void aPadWithoutOurKeyIsNotBelieved() {
    var line = pad("required" + KEY).until(1000);
    pads.press(5, "A");
    line.until(60_000);
    assertEquals(List.of(), line.asked());
    assertEquals(List.of("+PAD-KEY"), line.faults());
    assertTrue(peer.told.size() < 120, "asked with growing pauses: " + peer.told.size());
  }

  @Test
  void aPadIsGivenItsKeyOnlyWhileSomebodySaysSo() {
    var line = pad("required" + KEY).until(60_000);
    assertFalse(pads.isSecure(5));
    line.admits("line/5").until(70_000);
    assertTrue(pads.isSecure(5));
    assertEquals(List.of("+PAD-KEY", "-PAD-KEY"), line.faults());
    pads.press(5, "A");
    line.until(71_000);
    assertEquals(List.of("CallNext[window=3]"), line.asked());
  }

  @Test
  void nobodyIsGivenAKeyTwoMinutesLater() {
    var stranger = new HandOsdpPads(false, 5);
    stranger.power(5, false);
    var line =
        SimulatedLine.of("osdp-pad", List.of("5 call 3 required" + KEY), new OsdpPadPeer(stranger));
    line.until(10_000).admits("line/5").until(131_000);
    stranger.power(5, true);
    line.until(200_000);
    assertFalse(stranger.isSecure(5));
    assertEquals(List.of("+DEVICE-SILENT", "-DEVICE-SILENT", "+PAD-KEY"), line.faults());
  }

  @Test
  void aPadInTheClearHasNoKeyToBeGiven() {
    assertTrue(pad("off" + KEY).bus().admitting("line/5", SimulatedLine.START).isEmpty());
  }

  @Test
  void aPadWithAnotherKeyIsNotBelievedUntilItHasOurs() {
    install();
    var line = pad("required" + OTHER_KEY).until(3000);
    assertEquals(List.of("+PAD-KEY"), line.faults());
    var again = pad("install" + OTHER_KEY).until(5000);
    assertEquals(List.of(), again.faults());
    assertTrue(pads.isSecure(5));
  }

  @Test
  void aPadThatReportsNoSecureChannelIsNotSpokenToInTheClear() {
    peer.onTheWay =
        reply -> reply.at(5) == 0x46 ? OsdpBytes.reply(5, 1, "46 04 01 01 05 01 01") : reply;
    var line = pad("required" + KEY).says("pad 3 4 A023").until(5000);
    assertEquals(List.of("+PAD-KEY"), line.faults());
    assertEquals("", pads.line(5, 1));
  }

  @Test
  void aForgedReplyEndsTheSessionAndAsksNothing() {
    install();
    var line = pad("required" + KEY).until(1000);
    var forged = new AtomicInteger();
    peer.onTheWay =
        reply -> {
          boolean poll = (reply.at(4) & 8) != 0 && reply.at(6) == 0x16;
          if (!poll || forged.getAndIncrement() > 0) return reply;
          return OsdpBytes.reply(5, reply.at(4) & 3, "53 00 01 41");
        };
    line.until(1200);
    assertEquals(List.of(), line.asked(), "a key in the clear is not believed");
    peer.onTheWay = reply -> reply;
    pads.press(5, "A");
    line.until(4000);
    assertEquals(List.of("CallNext[window=3]"), line.asked(), "and the session goes on");
  }

  @Test
  void aRecordedKeyPressedAgainLaterIsNotBelieved() {
    install();
    var line = pad("required" + KEY).until(1000);
    var recorded = new java.util.ArrayList<Bytes>();
    peer.onTheWay =
        reply -> {
          if ((reply.at(4) & 8) != 0 && reply.at(6) == 0x18) recorded.add(reply);
          return reply;
        };
    pads.press(5, "A");
    line.until(2000);
    assertEquals(1, line.asked().size());
    assertEquals(1, recorded.size());
    peer.onTheWay =
        reply -> (reply.at(4) & 3) == (recorded.getFirst().at(4) & 3) ? recorded.getFirst() : reply;
    line.until(3000);
    assertEquals(1, line.asked().size(), "the recorded press counts no second time");
  }

  /** Lost frames are repeated as they were, MAC and all. */
  @Test
  void framesThatAreLostDoNotBreakTheChannel() {
    install();
    int asked = 0;
    for (int trial = 0; trial < 10; trial++) {
      var lossy = new OsdpPadPeer(pads).loses(0.15, trial);
      var line = SimulatedLine.of("osdp-pad", List.of("5 call 3 required" + KEY), lossy);
      for (int press = 1; press <= 10; press++) {
        line.until(5000L * press);
        pads.press(5, press + "F");
      }
      line.until(60_000);
      asked += line.asked().size();
      assertEquals(line.asked().stream().distinct().toList(), line.asked(), "seed " + trial);
    }
    assertTrue(asked >= 90, asked + " of 100");
  }

  @Test
  void noTextTellsThePadsKey() {
    var config = new PadSecret(Bytes.hex(KEY.substring(1, 33)), PadSecret.NONE.chance());
    var pad =
        OsdpConfig.of("line", 5, new org.xuhao.hall.value.WindowId(3))
            .as(PadRole.CALL, OsdpConfig.Security.REQUIRED, config);
    assertFalse(pad.toString().contains("00 11"), pad.toString());
  }
}
