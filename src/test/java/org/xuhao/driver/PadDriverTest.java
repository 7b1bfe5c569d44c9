package org.xuhao.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xuhao.hall.Refusal;
import org.xuhao.wire.Bytes;

class PadDriverTest {
  private static final String CALL_NEXT = "FF 68 03 03 68 05 01 0C 12 16";
  private static final String BEEP = "FF 68 02 02 68 05 03 08 16";

  private static SimulatedLine pad() {
    return SimulatedLine.of("ff68-pad", List.of("5 call 3"));
  }

  @Test
  void theDigitsAreToldAgainForNobodySaysThatTheyWereLost() {
    var line = pad().says("pad 3 17 -").until(29_000);
    assertEquals(1, line.sent().size());
    line.until(31_000);
    assertEquals(List.of(line.sent().getFirst(), line.sent().getFirst()), line.sent());
    line.says("lost").until(90_000);
    assertEquals(2, line.sent().size(), "nothing while the line is down");
  }

  private static String frame(int function, String data) {
    Bytes summed = Bytes.of(5, function).then(Bytes.hex(data));
    int sum = 0;
    for (int i = 0; i < summed.size(); i++) sum += summed.at(i);
    int len = summed.size();
    return Bytes.of(0xFF, 0x68, len, len, 0x68).then(summed).then(Bytes.of(sum, 0x16)).toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0C | CallNext[window=3]",
        "0D | Recall[window=3]",
        "0B | EndVisit[window=3, outcome=null, notice=null, modes=[]]",
        "06 0F | MarkNoShow[window=3]",
        "00 0F | Hold[window=3, reason=PAD]",
        "03 0F | CallBack[window=3, ticket=null]",
        "12 | Pause[window=3, reason=PAD]",
        "07 13 | Transfer[window=3, service=null, toWindow=7,"
            + " toClerk=null, place=KEEP, comesBack=false]",
        "01 02 13 | Transfer[window=3, service=null, toWindow=12,"
            + " toClerk=null, place=KEEP, comesBack=false]",
      })
  void keyIsAnsweredAndAsked(String data, String command) {
    var line = pad().hears(frame(1, data));
    assertEquals(List.of(frame(1, data)), line.sent());
    assertEquals(List.of(command), line.asked());
  }

  @ParameterizedTest
  @CsvSource({"0E", "11", "13", "0F", "00 13", "05 0F", "00 06 0F", "07", "0A 13"})
  void keyWithoutAUseIsAnsweredAndCountedOnly(String data) {
    var line = pad().hears(frame(1, data));
    assertEquals(List.of(frame(1, data)), line.sent());
    assertEquals(List.of(), line.asked());
    assertTrue(
        line.outputs(Output.Count.class).stream()
            .anyMatch(count -> count.figure() == Output.Figure.IGNORED_FRAMES));
  }

  @Test
  void whoAsksIsThePadAtItsWindow() {
    var line = pad().until(1234).hears(CALL_NEXT);
    var ask = line.outputs(Output.Asked.class).getFirst().ask();
    assertEquals("By[role=PAD, who=line/5, place=window 3]", ask.by().toString());
    assertEquals("line/5/" + (SimulatedLine.START.toEpochMilli() + 1234) + "/0C", ask.request());
  }

  @Test
  void aRepetitionIsAnsweredAgainAndActedOnOnce() {
    var line = pad().hears(CALL_NEXT).until(150).hears(CALL_NEXT).until(299).hears(CALL_NEXT);
    assertEquals(List.of(CALL_NEXT, CALL_NEXT, CALL_NEXT), line.sent());
    assertEquals(1, line.asked().size());
    line.until(300).hears(CALL_NEXT);
    assertEquals(2, line.asked().size());
  }

  @Test
  void aBusThatEchoesDoesNotTalkToItselfForEver() {
    var line = SimulatedLine.of("ff68-pad", List.of("5 call 3"), new EchoPeer());
    line.says("pad 3 4 -").until(100);
    line.says("pad 3 3 A001").until(1000).hears(CALL_NEXT).until(5000);
    assertTrue(line.sent().size() < 20, line.sent().size() + " frames");
    assertEquals(List.of("CallNext[window=3]"), line.asked());
  }

  /** An adapter that hears what it sends. */
  private static final class EchoPeer implements SimulatedLine.Peer {
    @Override
    public List<SimulatedLine.Said> hears(Bytes bytes) {
      return List.of(new SimulatedLine.Said(java.time.Duration.ofMillis(12), bytes));
    }
  }

  @Test
  void theDisplayIsWrittenOnChangeAndAfterAReconnect() {
    var line = pad().says("pad 3 17 -").until(1000).says("pad 3 17 -").until(2000);
    assertEquals(List.of("FF 68 08 08 68 05 02 00 01 07 0A 0A 0A 2D 16"), line.sent());
    line.says("lost").until(3000).says("opened").until(4000);
    assertEquals(2, line.sent().size());
    assertEquals("017 ___", line.bus().devices().getFirst().shows());
  }

  @Test
  void aNewCallBeepsOnceAndARefusalTwice() {
    var line = pad().says("pad 3 2 -").until(1000).says("pad 3 1 A1023").until(2000);
    assertEquals(1, line.sent().stream().filter(BEEP::equals).count());
    assertEquals("FF 68 08 08 68 05 02 00 00 01 00 02 03 0D 16", line.sent().getLast());
    line.hears(CALL_NEXT).answers(Refusal.WINDOW_BUSY).until(3000);
    assertEquals(3, line.sent().stream().filter(BEEP::equals).count());
    line.hears(CALL_NEXT).answers(null).until(4000);
    assertEquals(3, line.sent().stream().filter(BEEP::equals).count());
  }

  @Test
  void thePauseKeyReopensAPausedWindow() {
    var line = pad().says("window 3 PAUSED - 0 a").hears(frame(1, "12"));
    assertEquals(List.of("Reopen[window=3]"), line.asked());
    line.says("window 3 IDLE - 0 a").until(400).hears(frame(1, "12"));
    assertEquals("Pause[window=3, reason=PAD]", line.asked().getLast());
  }

  @Test
  void theVisitorsPadIsStartedAndItsResultRatesTheVisit() {
    var line = SimulatedLine.of("ff68-pad", List.of("5 rating 3"));
    line.says("rating 3 41").until(500);
    assertEquals(List.of("FF 68 03 03 68 05 01 0B 11 16"), line.sent());
    line.hears("FF 68 03 03 68 05 11 01 17 16");
    assertEquals("FF 68 03 03 68 05 01 01 07 16", line.sent().getLast());
    assertEquals(List.of("Rate[visit=41, level=4, reasons=[], channel=PAD]"), line.asked());
    line.until(1000).says("rating 3 -").hears("FF 68 03 03 68 05 11 00 16 16");
    assertEquals("FF 68 03 03 68 05 01 00 06 16", line.sent().getLast());
    assertEquals(1, line.asked().size(), "no visit is open: answered, not asked");
    line.until(2000).hears(CALL_NEXT);
    assertEquals(1, line.asked().size(), "a visitor's pad has no clerk's keys");
  }

  @Test
  void aTornFrameIsDroppedAfterFiftyMilliseconds() {
    var line = pad().hears("FF 68 03 03 68 05").until(49).hears("01 0C 12 16");
    assertEquals(1, line.asked().size());
    line.until(1000).hears("FF 68 03 03 68 05").until(1050).hears("01 0C 12 16");
    assertEquals(1, line.asked().size());
  }

  @Test
  void noiseIsAFaultAndQuietClearsIt() {
    var line = pad();
    for (int i = 1; i <= 20; i++) line.until(100L * i).hears("00 11 22 33 44");
    assertEquals(List.of("+LINE-NOISE"), line.faults());
    line.until(2000 + 29_900);
    assertEquals(List.of("+LINE-NOISE"), line.faults());
    line.until(2000 + 30_100);
    assertEquals(List.of("+LINE-NOISE", "-LINE-NOISE"), line.faults());
  }

  @Test
  void aPadThatRestsIsNotCalledDead() {
    var line = pad().hears(CALL_NEXT).until(3_600_000);
    assertEquals(List.of(), line.faults());
    assertEquals(Device.Standing.HEARD, line.bus().devices().getFirst().standing());
  }
}
