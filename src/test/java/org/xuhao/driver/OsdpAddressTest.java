package org.xuhao.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.xuhao.driver.Device.Standing;
import org.xuhao.sim.HandOsdpPads;
import org.xuhao.wire.Bytes;

/** A new pad, or one from another place, takes the address that the hall's file has. */
@NullMarked
class OsdpAddressTest {
  private static final String KEY = " 00112233445566778899AABBCCDDEEFF 0102030405060708";

  private final HandOsdpPads pads = new HandOsdpPads(false, 0, 6);
  private final OsdpPadPeer peer = new OsdpPadPeer(pads);

  private SimulatedLine hall(String security) {
    var declared = List.of("5 call 3 " + security, "6 call 4 " + security);
    return SimulatedLine.of("osdp-pad", declared, peer);
  }

  private static Standing standing(SimulatedLine line) {
    return line.bus().devices().getFirst().standing();
  }

  private long tolds(int address) {
    return peer.told.stream().filter(frame -> isAddressSet(frame, address)).count();
  }

  private static boolean isAddressSet(Bytes frame, int address) {
    return frame.at(2) == address && frame.at(6) == 0x6E;
  }

  @Test
  void aNewPadBecomesTheOneThatIsSilentAndTheOthersGoOn() {
    var line = hall("off").says("pad 3 4 A023").until(3_000);
    assertEquals(List.of("+DEVICE-SILENT"), line.faults());
    line.renumbers("line/5", 0).until(4_500);
    assertEquals(Standing.HEARD, standing(line));
    assertEquals(1, tolds(0));
    assertEquals("A023", pads.line(0, 1), "it shows what its window shows");
    pads.press(0, "A");
    pads.press(6, "A");
    line.until(6_000);
    assertEquals(List.of("+DEVICE-SILENT", "-DEVICE-SILENT"), line.faults());
    assertEquals(
        List.of("CallNext[window=3]", "CallNext[window=4]"),
        line.asked().stream().sorted().toList());
  }

  @Test
  void aLostOrderIsSaidAgainAndALostReceiptDoesNoHarm() {
    peer.onTheWay = reply -> reply.at(5) == 0x54 ? Bytes.NONE : reply;
    var line = hall("off").until(3_000).renumbers("line/5", 0).until(6_000);
    assertEquals(3, tolds(0));
    assertEquals(Standing.HEARD, standing(line), "it obeyed, whatever became of its receipt");
  }

  @Test
  void whereNoneHasTheOldAddressNothingComesOfItAndNothingIsTriedForEver() {
    var line = hall("off").until(3_000).renumbers("line/5", 9).until(60_000);
    assertEquals(3, tolds(9));
    assertEquals(Standing.SILENT, standing(line));
    assertEquals(List.of("+DEVICE-SILENT"), line.faults());
  }

  @Test
  void aPadThatHasAKeyDoesNotObeyInTheClear() {
    var line = hall("install" + KEY).until(3_000);
    assertTrue(pads.isSecure(6));
    line.renumbers("line/5", 6).until(6_000);
    assertEquals(1, tolds(6));
    assertEquals(Standing.SILENT, standing(line));
    line.until(12_000);
    assertTrue(pads.isSecure(6), "and its own window has it again");
    assertFalse(line.faults().contains("+PAD-KEY"));
  }

  @Test
  void aLineThatIsLostMeanwhileForgetsTheOrder() {
    var line = hall("off").until(3_000).renumbers("line/5", 0).says("lost").until(4_000);
    line.says("opened").until(8_000);
    assertEquals(Standing.SILENT, standing(line));
    assertEquals(0, tolds(0));
  }
}
