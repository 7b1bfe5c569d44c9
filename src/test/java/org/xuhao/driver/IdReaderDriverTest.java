package org.xuhao.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.xuhao.driver.sdtidcard.CaptureMask;
import org.xuhao.driver.sdtidcard.ReaderConfig;
import org.xuhao.wire.Bytes;

@NullMarked
class IdReaderDriverTest {
  private static final String RESIDENT = "110101199003070011";
  private static final String READING = "Reading[]";
  private static final String AGAIN = "Again[]";
  private static final String LIFTED = "Lifted[]";

  private final IdReaderPeer peer = new IdReaderPeer();
  private final SimulatedLine line = line();

  private SimulatedLine line() {
    var config = ReaderConfig.of("line", "east").knowing(number -> List.of("#" + number));
    return new SimulatedLine(Drivers.bus("line", List.of(config)), List.of(peer));
  }

  private List<String> cards() {
    return line.outputs(Output.Card.class).stream().map(out -> out.card().toString()).toList();
  }

  private static String read(String number) {
    return "Read[visitor=[#" + number + "]]";
  }

  private long asked(String hex) {
    return line.sent().stream().filter(sent -> sent.contains(hex)).count();
  }

  @Test
  void aCardIsFoundSelectedAndReadAndItsDispenserIsNamed() {
    line.until(2000);
    peer.reader.put(' ', RESIDENT);
    line.until(4000);
    assertEquals(List.of(READING, read(RESIDENT)), cards());
    assertEquals("east", line.outputs(Output.Card.class).getFirst().dispenser());
    assertEquals(1, asked("30 01 32"), "read once, however long it lies");
  }

  @Test
  void everyKindOfCardHasItsNumberAndAnUnknownKindIsNotGuessedAt() {
    peer.reader.put('I', "XYZ110199003070");
    line.until(4000);
    peer.reader.put('J', "810000199003070022".substring(0, 17) + check("81000019900307002"));
    line.until(8000);
    peer.reader.put('Z', RESIDENT);
    line.until(12_000);
    assertEquals(
        List.of(
            READING,
            read("XYZ110199003070"),
            READING,
            read("81000019900307002" + check("81000019900307002")),
            READING,
            "Unknown[]"),
        cards());
  }

  private static char check(String digits) {
    int[] weights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;
    for (int i = 0; i < weights.length; i++) sum += weights[i] * (digits.charAt(i) - '0');
    return "10X98765432".charAt(sum % 11);
  }

  @Test
  void aReaderThatFindsACardAgainTellsWhenItIsLifted() {
    peer.reader.findsAgain();
    peer.reader.put(' ', RESIDENT);
    line.until(5000);
    assertEquals(List.of(READING, read(RESIDENT)), cards());
    peer.reader.lift();
    line.until(6000);
    assertEquals(List.of(READING, read(RESIDENT), LIFTED), cards());
    peer.reader.put(' ', RESIDENT);
    line.until(9000);
    assertEquals(List.of(READING, read(RESIDENT), LIFTED, READING, read(RESIDENT)), cards());
  }

  @Test
  void aReadingThatFailsIsTriedOnceMoreAndThenTheVisitorIsTold() {
    peer.reader.findsAgain();
    peer.reader.failures(1);
    peer.reader.put(' ', RESIDENT);
    line.until(4000);
    assertEquals(List.of(READING, read(RESIDENT)), cards(), "the second try");
    peer.reader.lift();
    line.until(5000);
    peer.reader.failures(2);
    peer.reader.put(' ', RESIDENT);
    line.until(9000);
    var once = List.of(READING, read(RESIDENT), LIFTED, READING, AGAIN);
    assertEquals(once, cards());
    line.until(20_000);
    assertEquals(once, cards(), "nothing more before it is lifted");
    peer.reader.lift();
    line.until(21_000);
    peer.reader.put(' ', RESIDENT);
    line.until(25_000);
    assertEquals(read(RESIDENT), cards().getLast());
    assertEquals(List.of(), line.faults());
  }

  /** Most readers find a card once only: then it has to be put on again. */
  @Test
  void aReaderThatDoesNotFindACardAgainAsksForItAtOnce() {
    peer.reader.failures(1);
    peer.reader.put(' ', RESIDENT);
    line.until(3000);
    assertEquals(List.of(READING, AGAIN), cards());
    peer.reader.put(' ', RESIDENT);
    line.until(6000);
    assertEquals(List.of(READING, AGAIN, READING, read(RESIDENT)), cards());
  }

  @Test
  void aWrongCheckDigitIsReadTwiceBeforeItIsBelieved() {
    peer.reader.findsAgain();
    String wrong = "110101199003070012";
    peer.reader.put(' ', wrong);
    line.until(5000);
    assertEquals(List.of(READING, read(wrong)), cards());
    assertEquals(2, asked("30 01 32"));
  }

  @Test
  void aSecurityModuleFaultIsRaisedAndClearedAndNoCardIsLookedForMeanwhile() {
    line.until(1000);
    peer.reader.moduleFault(0x66);
    line.until(4000);
    assertEquals(List.of("+CARD-READER-MODULE"), line.faults());
    long finds = asked("20 01 22");
    line.until(20_000);
    assertEquals(finds, asked("20 01 22"));
    peer.reader.moduleFault(0);
    line.until(24_000);
    assertEquals(List.of("+CARD-READER-MODULE", "-CARD-READER-MODULE"), line.faults());
    peer.reader.put(' ', RESIDENT);
    line.until(28_000);
    assertEquals(read(RESIDENT), cards().getLast());
  }

  @Test
  void itLooksTwiceASecondAndAsksHowTheReaderIsEveryThree() {
    line.until(60_000);
    assertTrue(asked("20 01 22") >= 95 && asked("20 01 22") <= 115, "" + asked("20 01 22"));
    assertTrue(asked("11 FF ED") >= 17 && asked("11 FF ED") <= 21, "" + asked("11 FF ED"));
  }

  @Test
  void tornAnswersDroppedMarksAndStrayBytesDoNotMatter() {
    peer.piece = 7;
    peer.onTheWay = bytes -> Bytes.hex("00 AA 13").then(bytes.from(2));
    peer.reader.put(' ', RESIDENT);
    line.until(5000);
    assertEquals(List.of(READING, read(RESIDENT)), cards());
  }

  @Test
  void anAnswerThatNeverEndsIsGivenUpAndTheVisitorIsTold() {
    peer.onTheWay = bytes -> bytes.size() > 1000 ? bytes.slice(0, 700) : bytes;
    peer.reader.put(' ', RESIDENT);
    line.until(6000);
    assertEquals(List.of(READING, AGAIN), cards());
    peer.onTheWay = bytes -> bytes;
    peer.reader.put(' ', RESIDENT);
    line.until(60_000);
    assertEquals(read(RESIDENT), cards().getLast());
    assertEquals(List.of(), line.faults(), "one torn picture is no ill line");
  }

  @Test
  void aByteChangedInTheTextGivesNobody() {
    peer.onTheWay =
        bytes ->
            bytes.size() < 1000
                ? bytes
                : bytes.slice(0, 140).then(Bytes.of(bytes.at(140) ^ 1)).then(bytes.from(141));
    peer.reader.put(' ', RESIDENT);
    line.until(20_000);
    assertEquals(List.of(READING, AGAIN), cards().subList(0, 2));
    assertTrue(cards().stream().noneMatch(card -> card.startsWith("Read[")), cards().toString());
  }

  @Test
  void aDeadReaderIsAFaultAndAReadingUnderWayIsGivenUp() {
    peer.reader.put(' ', RESIDENT);
    line.until(500);
    peer.reader.power(false);
    peer.onTheWay = bytes -> Bytes.NONE;
    line.until(60_000);
    assertEquals(List.of("+DEVICE-SILENT"), line.faults());
    peer.onTheWay = bytes -> bytes;
    peer.reader.power(true);
    peer.reader.put(' ', RESIDENT);
    line.until(120_000);
    assertEquals(List.of("+DEVICE-SILENT", "-DEVICE-SILENT"), line.faults());
    assertEquals(read(RESIDENT), cards().getLast());
  }

  @Test
  void aLineLostWhileACardIsReadTellsTheVisitor() {
    peer.reader.put(' ', RESIDENT);
    line.until(600).says("lost");
    assertEquals(List.of(READING, AGAIN), cards());
  }

  @Test
  void aReaderThatRefusesIsAFaultUntilItDoesNot() {
    peer.onTheWay =
        bytes -> bytes.size() == 11 ? Bytes.hex("AA AA AA 96 69 00 04 00 00 21 25") : bytes;
    line.until(10_000);
    assertEquals(List.of("+DEVICE-REFUSES"), line.faults());
    peer.onTheWay = bytes -> bytes;
    line.until(15_000);
    assertEquals(List.of("+DEVICE-REFUSES", "-DEVICE-REFUSES"), line.faults());
  }

  /** Cut anywhere, torn or with a changed byte: of the text and the photo nothing is shown. */
  @Test
  void aCaptureHoldsNothingOfAPersonHoweverTheBytesArrive() {
    Bytes reply =
        Protocols.vectors("sdt-idcard").stream()
            .filter(vector -> vector.name().contains("synthetic person"))
            .findFirst()
            .orElseThrow()
            .bytes();
    var streams = new ArrayList<Bytes>(List.of(reply, reply.slice(0, 600).then(reply)));
    for (int at = 0; at < 300; at++)
      streams.add(reply.slice(0, at).then(Bytes.of(reply.at(at) ^ 0x11)).then(reply.from(at + 1)));
    for (Bytes stream : streams)
      for (int piece : List.of(1, 3, 64, 5000)) {
        var mask = new CaptureMask();
        Bytes kept = Bytes.NONE;
        for (int from = 0; from < stream.size(); from += piece)
          kept = kept.then(mask.apply(stream.slice(from, Math.min(stream.size(), from + piece))));
        assertEquals(stream.size(), kept.size());
        String text = new String(kept.toArray(), StandardCharsets.ISO_8859_1);
        assertFalse(text.contains("1\u00001"), "digits of the number");
        assertFalse(text.contains("Km"), "the first sign of the name");
      }
    Bytes kept = new CaptureMask().apply(reply);
    Bytes twice = new CaptureMask().apply(kept);
    assertEquals(kept, twice, "what is kept is a sound frame");
    var answers =
        ReplayCapture.answers(
            Drivers.type("sdt-idcard").orElseThrow(),
            List.of(
                "0.000 ! opened",
                "0.020 < AA AA AA 96 69 00 04 00 00 90 94",
                "0.040 < AA AA AA 96 69 00 08 00 00 9F 00 00 00 00 97",
                "0.060 < AA AA AA 96 69 00 0C 00 00 90 00 00 00 00 00 00 00 00 9C",
                "1.000 < " + kept,
                "1.100 < AA AA AA 96 69 00 04 00 00 80 84"));
    assertTrue(answers.contains("1.100 card main Again[]"), answers.toString());
  }

  @Test
  void nothingThatIsPrintedOfADriverNamesAnybody() {
    peer.reader.put(' ', RESIDENT);
    line.until(Duration.ofSeconds(4).toMillis());
    assertFalse(line.bus().devices().toString().contains(RESIDENT));
    var config = ReaderConfig.of("line", "east");
    assertFalse(config.toString().contains(RESIDENT));
  }
}
