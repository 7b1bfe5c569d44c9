package org.xuhao.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.xuhao.board.Statement;
import org.xuhao.driver.ff68pad.PadConfig;
import org.xuhao.driver.onbonbx.CardConfig;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.hall.value.WindowId;
import org.xuhao.wire.Bytes;

class BusTest {
  private static final int CARDS = 8;
  private static final int DEAD = 3;
  private static final Duration TIME_OUT = CardConfig.USUAL_REPLY;

  /** Longest that seven living cards keep the line: 20 ms each. */
  private static final Duration OTHERS = CardPeer.ANSWERS_AFTER.multipliedBy(CARDS - 1);

  /** Every card is called every four seconds for five minutes, the dead one too. */
  @Test
  void oneDeadCardCostsTheOthersOneTimeOutPerPause() {
    var peers = IntStream.rangeClosed(1, CARDS).mapToObj(CardPeer::new).toList();
    var devices = IntStream.rangeClosed(1, CARDS).mapToObj(Integer::toString).toList();
    var line = SimulatedLine.of("onbon-bx", devices, peers.toArray(CardPeer[]::new));
    peers.get(DEAD - 1).losesPower();
    Map<String, Duration> stated = new HashMap<>();
    for (int round = 1; round <= 75; round++)
      for (int card = 1; card <= CARDS; card++) {
        line.until(4000L * round + 450L * (card - 1));
        line.states(call(card, round));
        if (card != DEAD) stated.put(key(card, round), line.now());
      }
    line.until(320_000);
    Map<String, Duration> drawn = firstDrawn(line);
    int slow = 0;
    for (var call : stated.entrySet()) {
      Duration at = drawn.get(call.getKey());
      if (at == null) throw new AssertionError(call + " was never drawn");
      Duration waited = at.minus(call.getValue());
      assertTrue(waited.compareTo(TIME_OUT.plus(OTHERS)) <= 0, call + " took " + waited);
      if (waited.compareTo(OTHERS) > 0) slow++;
    }
    // Pauses of 1, 2, 4, 8, 16, 30, 30 … seconds and 2 s each leave room for 14 time-outs.
    long timeOuts = count(line, Output.Figure.TIMEOUTS);
    assertTrue(timeOuts <= 14, timeOuts + " time-outs");
    // A time-out of 2 s meets at most five of the calls, which are 450 ms apart.
    assertTrue(slow <= timeOuts * 5, slow + " of " + stated.size() + " calls were slow");
    assertEquals(List.of("+DEVICE-SILENT"), line.faults());
  }

  /** When each call first went out, by card and ticket. */
  private static Map<String, Duration> firstDrawn(SimulatedLine line) {
    Map<String, Duration> drawn = new HashMap<>();
    for (var at : line.all()) {
      if (!(at.output() instanceof Output.Send send)) continue;
      Bytes bytes = send.bytes();
      String text = new String(bytes.toArray(), StandardCharsets.ISO_8859_1);
      int ticket = text.indexOf('A', 40);
      if (ticket > 0) drawn.putIfAbsent(bytes.at(8) + text.substring(ticket, ticket + 4), at.at());
    }
    return drawn;
  }

  private static String key(int card, int round) {
    return card + new TicketNumber("A", round).toString();
  }

  private static Statement call(int window, int number) {
    return new Statement.ShowWindow(
        new WindowId(window), Statement.Face.CALLING, new TicketNumber("A", number), 1, "社会保险");
  }

  /** A repeated frame waits for its gap, and the answer to the first one comes before it is out. */
  @Test
  void noAnswerTakesLessThanNoTime() {
    assertEquals(Duration.ZERO, new Output.RoundTrip("pad/5", Duration.ofMillis(-1)).took());
  }

  private static long count(SimulatedLine line, Output.Figure figure) {
    return line.outputs(Output.Count.class).stream()
        .filter(count -> count.figure() == figure)
        .mapToLong(Output.Count::count)
        .sum();
  }

  @Test
  void urgentTurnsGoFirstThenTheLongestWaiting() {
    var peers = List.of(new CardPeer(1), new CardPeer(2), new CardPeer(3));
    var line = SimulatedLine.of("onbon-bx", List.of("1", "2", "3"), peers.toArray(CardPeer[]::new));
    line.until(5000);
    line.says("window 1 IDLE - 0 a")
        .says("window 3 PAUSED - 0 c")
        .says("window 2 CALLING A007 1 b");
    line.until(6000);
    var drawn = line.sent().stream().filter(hex -> hex.contains(" A3 06 ")).toList();
    assertEquals(3, drawn.size());
    assertEquals(
        List.of("01", "02", "03"), drawn.stream().map(hex -> hex.substring(24, 26)).toList());
    assertEquals("A007号请到2号窗口", peers.get(1).areas.get(0));
  }

  @Test
  void nobodySendsWhileAnotherHoldsTheLine() {
    var line = SimulatedLine.of("onbon-bx", List.of("1", "2"), new CardPeer(2));
    line.says("window 2 CALLING A001 1 x");
    line.until(1990);
    assertEquals(1, line.sent().size(), "the first card may still answer");
    line.until(2100);
    assertTrue(line.sent().size() > 1);
    assertTrue(line.sent().get(1).contains("41 30 30 31"), "then the call goes first");
  }

  @Test
  void anAnswerWaitsForAHoldAndNoLonger() {
    var pads = new ArrayList<String>(List.of("1", "2"));
    var line = SimulatedLine.of("ff68-pad", pads);
    line.says("pad 2 7 -");
    assertEquals(1, line.sent().size(), "the display order of pad 2 is on its way");
    line.hears("FF 68 03 03 68 01 01 0C 0E 16");
    assertEquals(1, line.sent().size());
    line.until(20);
    assertEquals("FF 68 03 03 68 01 01 0C 0E 16", line.sent().getLast());
    assertEquals(2, line.sent().size());
  }

  @Test
  void aTickNeverComesEarlierThanAMillisecondLater() {
    var line = SimulatedLine.of("onbon-bx", List.of("1"), new CardPeer(1));
    assertTrue(line.bus().tickAt().isAfter(SimulatedLine.START));
    assertFalse(line.bus().devices().isEmpty());
  }

  @Test
  void twoDevicesOfOneNameAreRefused() {
    var pad = PadConfig.of("pads", 5, new WindowId(3));
    assertThrows(IllegalArgumentException.class, () -> Drivers.bus("pads", List.of(pad, pad)));
    assertThrows(IllegalArgumentException.class, () -> Drivers.bus("leds", List.of(pad)));
  }
}
