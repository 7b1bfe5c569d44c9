package org.xuhao.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xuhao.hall.Refusal;
import org.xuhao.sim.HandOsdpPads;
import org.xuhao.wire.Bytes;

/** The control panel against simulated pads, in the clear. */
@NullMarked
class OsdpDriverTest {
  private static final long SEED = 20261122;

  private final HandOsdpPads pads = new HandOsdpPads(false, 5);
  private final OsdpPadPeer peer = new OsdpPadPeer(pads);

  private SimulatedLine pad() {
    var line = SimulatedLine.of("osdp-pad", List.of("5 call 3"), peer);
    return line.says("window 3 IDLE - 0 a").says("pad 3 2 -").until(300);
  }

  private Device device(SimulatedLine line) {
    return line.bus().devices().getFirst();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "IDLE - 0 | A | CallNext[window=3]",
        "CALLING A023 1 | B | Recall[window=3]",
        "CALLING A023 1 | C | StartVisit[window=3]",
        "SERVING A023 1 | C | EndVisit[window=3, outcome=null, notice=null, modes=[]]",
        "CALLING A023 1 | D | MarkNoShow[window=3]",
        "IDLE - 0 | E | Pause[window=3, reason=PAD]",
        "PAUSED - 0 | E | Reopen[window=3]",
        "SERVING A023 1 | 12F | Transfer[window=3, service=null, toWindow=12,"
            + " toClerk=null, place=KEEP, comesBack=false]",
        "SERVING A023 1 | G | Hold[window=3, reason=PAD]",
        "IDLE - 0 | G | CallBack[window=3, ticket=null]",
        "SERVING A023 1 | H | EndVisit[window=3, outcome=null, notice=null, modes=[]]",
        "CALLING A023 1 | 6K | MarkNoShow[window=3]",
        "IDLE - 0 | 3K | CallBack[window=3, ticket=null]",
        "IDLE - 0 | 7\u007FA | CallNext[window=3]",
      })
  void aKeyAsksTheHall(String face, String keys, String command) {
    var line = pad().says("window 3 " + face + " a").until(600);
    pads.press(5, keys.replace('K', '\r'));
    line.until(1000);
    assertEquals(List.of(command), line.asked());
  }

  @ParameterizedTest
  @CsvSource({"F", "0F", "7", "12K", "Z", "1234F", "6"})
  void aKeyWithoutAUseAsksNothing(String keys) {
    var line = pad();
    pads.press(5, keys.replace('K', '\r'));
    line.until(1000);
    assertEquals(List.of(), line.asked());
  }

  @Test
  void digitsAreForgottenAfterTenSeconds() {
    var line = pad();
    pads.press(5, "12");
    line.until(10_400);
    pads.press(5, "F");
    line.until(11_000);
    assertEquals(List.of(), line.asked());
  }

  @Test
  void twoPressesBetweenTwoPollsAreTwoRequests() {
    var line = pad();
    pads.press(5, "BB");
    pads.press(5, "B");
    line.until(1000);
    var requests =
        line.outputs(Output.Asked.class).stream().map(a -> a.ask().request()).distinct().toList();
    assertEquals(3, requests.size(), requests.toString());
  }

  @Test
  void aReplyThatWasLostIsSaidAgainAndPressesNoSecondKey() {
    var line = pad();
    var replies = new AtomicInteger();
    peer.onTheWay =
        reply -> reply.at(5) == 0x53 && replies.incrementAndGet() <= 2 ? Bytes.NONE : reply;
    pads.press(5, "A");
    line.until(2000);
    assertEquals(3, replies.get(), "twice lost, once heard");
    assertEquals(List.of("CallNext[window=3]"), line.asked());
    assertEquals(List.of(), line.faults());
    assertTrue(isRepeated(), "the poll was repeated byte for byte");
  }

  private boolean isRepeated() {
    for (int i = 2; i < peer.told.size(); i++)
      if (peer.told.get(i).equals(peer.told.get(i - 1))
          && peer.told.get(i).equals(peer.told.get(i - 2))) return true;
    return false;
  }

  @Test
  void aReplyThatArrivesTwiceOrUnderAnotherNumberAsksOnce() {
    var line = pad();
    pads.press(5, "A");
    peer.onTheWay = reply -> reply.at(5) == 0x53 ? reply.then(reply).then(reply) : reply;
    line.until(1000);
    assertEquals(List.of("CallNext[window=3]"), line.asked());
    line.hears("53 85 0B 00 05 53 00 01 41 99 42").hears("53 85 0B 00 06 53 00 01 41 10 5D");
    assertEquals(1, line.asked().size(), "nobody asked for those");
  }

  /**
   * However many frames are lost: a press never counts twice, and most of them count. Each is a
   * transfer to a window of its own.
   */
  @Test
  void noLossOfFramesMakesTwoPressesOfOne() {
    int asked = 0;
    for (int trial = 0; trial < 40; trial++) {
      var hands = new HandOsdpPads(false, 5);
      var lossy = new OsdpPadPeer(hands).loses(0.25, SEED + trial);
      var line = SimulatedLine.of("osdp-pad", List.of("5 call 3"), lossy);
      line.says("pad 3 2 -");
      for (int press = 1; press <= 20; press++) {
        line.until(4000L * press);
        hands.press(5, press + "F");
      }
      line.until(90_000);
      asked += line.asked().size();
      assertEquals(
          line.asked().stream().distinct().toList(), line.asked(), "seed " + (SEED + trial));
    }
    // An answer is lost three times in a row 8 times in a hundred; its key is then given up.
    assertTrue(asked >= 40 * 20 * 8 / 10, asked + " of 800");
  }

  @Test
  void thePadShowsWhatIsStatedAndIsToldOnlyChanges() {
    var line = pad().says("pad 3 12 A023").says("window 3 SERVING A023 1 a").until(1000);
    assertEquals("A023", pads.line(5, 1));
    assertEquals("等候 12", pads.line(5, 2));
    assertEquals(2, pads.colour(5));
    assertEquals("12 A023", device(line).shows());
    assertEquals(Device.Standing.HEARD, device(line).standing());
    long orders = orders();
    line.says("pad 3 12 A023").says("window 3 SERVING A023 1 a").until(5000);
    assertEquals(orders, orders(), "nothing changed");
    line.says("window 3 PAUSED - 0 a").says("pad 3 12 -").until(6000);
    assertEquals(3, pads.colour(5));
    assertEquals("", pads.line(5, 1));
  }

  /** Frames that are no polls. */
  private long orders() {
    return peer.told.stream().filter(frame -> frame.at(6) != 0x60).count();
  }

  @Test
  void aNewCallAndARecallBeepOnceAndARefusalTwice() {
    var line = pad();
    assertEquals(0, pads.view(5).beeps());
    line.says("window 3 CALLING A023 1 a").says("pad 3 1 A023").until(1000);
    assertEquals(1, pads.view(5).beeps());
    line.says("window 3 CALLING A023 2 a").until(2000);
    assertEquals(2, pads.view(5).beeps());
    pads.press(5, "A");
    line.until(3000).answers(Refusal.WINDOW_BUSY).until(4000);
    assertEquals(4, pads.view(5).beeps());
  }

  @Test
  void aPadThatLostItsPowerIsAFaultOnceAndShowsTheTruthWhenItReturns() {
    var line = pad().says("pad 3 12 A023").until(1000);
    pads.power(5, false);
    line.until(60_000);
    assertEquals(List.of("+DEVICE-SILENT"), line.faults());
    assertEquals(Device.Standing.SILENT, device(line).standing());
    assertEquals("", device(line).shows());
    line.says("pad 3 11 A024").until(61_000);
    int before = peer.told.size();
    line.until(91_000);
    assertTrue(peer.told.size() - before <= 7, "one question in five seconds");
    pads.power(5, true);
    line.until(97_000);
    assertEquals(List.of("+DEVICE-SILENT", "-DEVICE-SILENT"), line.faults());
    assertEquals("A024", pads.line(5, 1));
    assertEquals("等候 11", pads.line(5, 2));
  }

  /** A power loss shorter than a poll: the pad knows no session, says so, and is begun anew. */
  @Test
  void aShortPowerLossIsFoundByTheSequence() {
    var line = pad().says("pad 3 12 A023").until(1000);
    pads.power(5, false);
    pads.power(5, true);
    line.until(2000);
    assertEquals("A023", pads.line(5, 1));
    assertEquals(List.of(), line.faults());
  }

  @Test
  void aDeadPadCostsTheOthersOneTimeOutInFiveSecondsAndAllArePolledAlike() {
    var some = new HandOsdpPads(false, 1, 2, 4);
    var bus = new OsdpPadPeer(some);
    var line = SimulatedLine.of("osdp-pad", List.of("1", "2", "3", "4"), bus);
    line.until(60_000);
    bus.told.clear();
    line.until(120_000);
    Map<Integer, Integer> polls = new HashMap<>();
    for (Bytes frame : bus.told) polls.merge(frame.at(2), 1, Integer::sum);
    int dead = polls.getOrDefault(3, 0);
    assertTrue(dead >= 10 && dead <= 13, "asked " + dead + " times in a minute");
    for (int pad : List.of(1, 2, 4)) {
      int each = polls.getOrDefault(pad, 0);
      // Every 50 ms and a millisecond's step, less what the dead one's 14 time-outs cost.
      assertTrue(each >= 1000 && each <= 1200, "pad " + pad + " was polled " + each + " times");
    }
    assertEquals(List.of("+DEVICE-SILENT"), line.faults());
  }

  @Test
  void onABusThatIsFullEveryPadHasItsTurnAndCommandsGoFirst() {
    int[] addresses = java.util.stream.IntStream.rangeClosed(1, 32).toArray();
    var full = new OsdpPadPeer(new HandOsdpPads(false, addresses));
    var names = java.util.Arrays.stream(addresses).mapToObj(Integer::toString).toList();
    var line = SimulatedLine.of("osdp-pad", names, full);
    line.until(10_000);
    full.told.clear();
    line.until(20_000);
    Map<Integer, Integer> polls = new HashMap<>();
    for (Bytes frame : full.told) polls.merge(frame.at(2), 1, Integer::sum);
    int most = polls.values().stream().max(Integer::compare).orElse(0);
    int least = polls.values().stream().min(Integer::compare).orElse(0);
    assertEquals(32, polls.size());
    assertTrue(most - least <= 2, "between " + least + " and " + most + " polls");
    full.told.clear();
    line.says("pad 31 9 A007").until(20_030);
    long before = full.told.stream().takeWhile(frame -> frame.at(6) == 0x60).count();
    assertTrue(before <= 1, before + " polls went before the command");
  }

  @Test
  void aBusyPadIsAskedAgainAndNothingIsDoneTwice() {
    var line = pad();
    var busy = new AtomicInteger(3);
    peer.onTheWay = r -> r;
    line.says("pad 3 1 A023");
    peer.onTheWay =
        reply -> busy.getAndDecrement() > 0 ? Bytes.hex("53 85 08 00 04 79 42 9E") : reply;
    line.until(2000);
    assertEquals("A023", pads.line(5, 1));
    assertEquals(List.of(), line.faults());
  }

  @Test
  void aCommandThatThePadDoesNotKnowIsAFaultAndIsNotSaidForEver() {
    var line = pad();
    var naks = new AtomicInteger();
    peer.onTheWay =
        reply -> {
          Bytes last = peer.told.getLast();
          if (last.at(6) != 0x69) return reply;
          naks.incrementAndGet();
          return OsdpBytes.reply(5, last.at(5) & 3, "41 03");
        };
    line.says("window 3 SERVING A023 1 a").until(3000);
    assertEquals(List.of("+DEVICE-REFUSES"), line.faults());
    assertEquals(1, naks.get());
  }

  @Test
  void tenMillionRandomBytesAfterOurPollsAskNothing() {
    var random = new Random(SEED);
    var line = SimulatedLine.of("osdp-pad", List.of("5"));
    byte[] chunk = new byte[4096];
    var bus = line.bus();
    var at = SimulatedLine.START;
    for (int sent = 0; sent < 10_000_000; sent += chunk.length) {
      random.nextBytes(chunk);
      at = at.plusMillis(10);
      var step = bus.on(new Input.Received(Bytes.copyOf(chunk), at));
      bus = step.next();
      for (Output output : step.outputs())
        assertFalse(output instanceof Output.Asked, "seed " + SEED);
      at =
          bus.tickAt().isAfter(at) && bus.tickAt().isBefore(at.plusMillis(500)) ? bus.tickAt() : at;
      bus = bus.on(new Input.Tick(at)).next();
    }
  }
}
