package org.xuhao.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.xuhao.driver.DeviceType.Unfit;
import org.xuhao.hall.Refusal;
import org.xuhao.hall.value.WindowId;

/** One byte is one key; what protects it is that it must stand alone. */
class ByteMapDriverTest {
  private final SimulatedLine line = SimulatedLine.of("byte-map", List.of("5"));

  @Test
  void aLoneByteAsksOnceItIsQuietBehindIt() {
    line.until(1000).hears("41").until(1029);
    assertEquals(List.of(), line.asked());
    line.until(1030);
    assertEquals(List.of("CallNext[window=5]"), line.asked());
    line.until(5000).hears("47").until(6000);
    assertTrue(line.asked().get(1).contains("8"), line.asked()::toString);
  }

  @Test
  void theLampIsToldAgainForNobodySaysThatItWasLost() {
    line.says("window 5 IDLE - 0 水").until(29_000);
    assertEquals(List.of("61"), line.sent());
    line.until(31_000);
    assertEquals(List.of("61", "61"), line.sent());
    line.says("lost").until(90_000);
    assertEquals(2, line.sent().size(), "nothing while the line is down");
  }

  @Test
  void aByteInCompanyIsNoise() {
    for (String burst : List.of("41 42", "00 41", "41 FF", "41 41 41 41 41", "7A"))
      line.hears(burst).until(line.now().toMillis() + 1000);
    line.hears("41").until(line.now().toMillis() + 20).hears("42");
    line.until(line.now().toMillis() + 1000);
    assertEquals(List.of(), line.asked());
    long noise =
        line.outputs(Output.Count.class).stream()
            .filter(count -> count.figure() == Output.Figure.NOISE_BYTES)
            .mapToLong(Output.Count::count)
            .sum();
    assertEquals(14, noise);
  }

  @Test
  void aByteSaidAgainAndAKeyHeldDownAreOnePress() {
    line.until(100).hears("41 41 41").until(200);
    for (int i = 0; i < 20; i++) line.hears("41").until(line.now().toMillis() + 200);
    assertEquals(1, line.asked().size());
    line.until(line.now().toMillis() + 300).hears("41").until(line.now().toMillis() + 100);
    assertEquals(2, line.asked().size());
    line.hears("42").until(line.now().toMillis() + 100).hears("41");
    line.until(line.now().toMillis() + 100);
    assertEquals(4, line.asked().size(), "another key between them");
  }

  @Test
  void endlessNoiseIsAFaultThatClearsAndNothingIsAsked() {
    for (int i = 0; i < 20; i++) line.hears("41 00 42 43 44").until(line.now().toMillis() + 10);
    assertEquals(List.of("+LINE-NOISE"), line.faults());
    line.until(line.now().toMillis() + 31_000);
    assertEquals(List.of("+LINE-NOISE", "-LINE-NOISE"), line.faults());
    assertEquals(List.of(), line.asked());
  }

  @Test
  void aRatingKeyCountsOnlyForTheVisitThatMayBeRated() {
    line.until(100).hears("35").until(200);
    assertEquals(List.of(), line.asked());
    line.says("rating 5 41").until(1000).hears("34").until(1100);
    assertEquals(1, line.asked().size());
    assertTrue(
        line.asked().getFirst().startsWith("Rate[visit=41, level=4"), line.asked()::toString);
    line.answers(null).says("rating 5 -").until(2000).hears("33").until(2100);
    assertEquals(1, line.asked().size());
    assertEquals(List.of("66", "68", "67"), line.sent(), "asked, accepted, no longer");
  }

  @Test
  void lampsFollowTheWindowAndComeBackAfterAReceiptAndAReconnect() {
    line.says("window 5 IDLE - 0 a").until(100);
    line.says("window 5 CALLING A023 1 a").until(200);
    line.says("window 5 CALLING A023 2 a").says("window 8 PAUSED - 0 a").until(300);
    assertEquals(List.of("61", "62"), line.sent());
    line.hears("42").until(400).answers(Refusal.NOBODY_AT_WINDOW).until(500);
    assertEquals(List.of("69", "62"), line.sent().subList(2, 4), "refused, then calling again");
    line.says("lost").until(600).says("window 5 CLOSED - 0 a").says("opened").until(700);
    assertEquals(List.of("65"), line.sent().subList(4, 5));
  }

  @Test
  void aPadWithoutLampsIsToldNothing() {
    var options = new TreeMap<String, String>();
    options.put("keys", "0x41=call,66=end,0x43=start");
    var pad = type().config().apply(new Declared("line", 0, new WindowId(5), options));
    assertFalse(pad.callsOnly());
    var bare = new SimulatedLine(Drivers.bus("line", List.of(pad)), List.of());
    bare.says("window 5 IDLE - 0 a").says("rating 5 4").hears("42").until(100).answers(null);
    assertTrue(bare.asked().getFirst().startsWith("EndVisit[window=5"), bare.asked()::toString);
    assertEquals(List.of(), bare.until(60_000).sent());
    options.put("keys", "0x41=call,66=end");
    assertTrue(
        type().config().apply(new Declared("line", 0, new WindowId(5), options)).callsOnly());
    options.put("keys", "0x42=call,66=end");
    var twice = new Declared("line", 0, new WindowId(5), options);
    assertThrows(Unfit.class, () -> type().config().apply(twice));
  }

  private static DeviceType type() {
    return Drivers.type("byte-map").orElseThrow();
  }

  @Test
  void itsCaptureIsWhatThisConversationGives() throws IOException {
    line.says("window 5 IDLE - 0 a").until(1000).hears("41").until(1100).answers(null);
    line.says("window 5 CALLING A023 1 a").until(2000).hears("42 42").until(2100);
    line.answers(Refusal.RECALL_LIMIT).until(3000).hears("43").until(3100).answers(null);
    line.says("window 5 SERVING A023 1 a").says("rating 5 41").until(4000).hears("00 35");
    line.until(5000).hears("35").until(5100).answers(null).says("rating 5 -").until(6000);
    for (int i = 0; i < 4; i++) line.hears("41").until(6000 + 200L * (i + 1));
    line.answers(Refusal.NOBODY_WAITING).until(8000).hears("5A").until(9000);
    line.says("lost").until(9500).says("opened").until(10_000).says("wait");
    CaptureMakerTest.check(
        "byte-map/captures/calls.cap",
        CaptureMakerTest.capture(
            "a call, a refused recall said twice, a rating, noise, a held key, a reconnect",
            "5",
            line));
  }
}
