package org.xuhao.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.xuhao.hall.Refusal;
import org.xuhao.sim.HandOsdpPads;

/**
 * The simulated captures come from these conversations; -Dcapture.write=true writes them anew.
 * Captures of real devices have no conversation here.
 */
class CaptureMakerTest {

  static Stream<Arguments> conversations() {
    Map<String, List<String>> all = new LinkedHashMap<>();
    pads(all);
    cards(all);
    printers(all);
    osdpPads(all);
    readers(all);
    signs(all, "cpower", "A5 00 AE 77");
    signs(all, "eq-ascii", "23 23 46 4F 7F");
    return all.entrySet().stream().map(e -> Arguments.of(e.getKey(), e.getValue()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("conversations")
  void aSimulatedCaptureIsWhatItsConversationGives(String file, List<String> capture)
      throws IOException {
    check(file, capture);
  }

  private static void add(
      Map<String, List<String>> all, String file, String what, String device, SimulatedLine line) {
    all.put(file, capture(what, device, line));
  }

  /** The capture that a conversation gives, with its head. */
  static List<String> capture(String what, String device, SimulatedLine line) {
    var capture =
        new ArrayList<>(
            List.of("# what: " + what, "# device: " + device, "# taken: simulated, 2026-11-22"));
    capture.addAll(line.capture());
    return capture;
  }

  /** Whether {@code file} is what a conversation gives; newer types keep theirs in their tests. */
  static void check(String file, List<String> capture) throws IOException {
    Path path = Protocols.FOLDER.resolve(file);
    if (Boolean.getBoolean("capture.write")) Files.write(path, capture);
    assertEquals(String.join("\n", Files.readAllLines(path)), String.join("\n", capture));
  }

  private static void pads(Map<String, List<String>> all) {
    var call = SimulatedLine.of("ff68-pad", List.of("5"));
    call.says("pad 5 3 -").until(1000).hears("FF 68 03 03 68 05 01 0C 12 16");
    call.answers(null).says("pad 5 2 A023").until(2000);
    call.hears("FF 68 04 04 68 05 01 06 0F 1B 16").answers(null).says("pad 5 2 -").until(3000);
    call.hears("FF 68 03 03 68 05 01 0D 13 16").answers(Refusal.NOBODY_AT_WINDOW).until(4000);
    add(
        all,
        "ff68-pad/captures/call.cap",
        "call, no-show, a refused recall",
        "5",
        call.says("wait"));

    var noise = SimulatedLine.of("ff68-pad", List.of("5"));
    noise.until(500).hears("00 FF 13 FF 68 03").until(520).hears("03 68 05 01 0C 12 16");
    noise.until(600).hears("FF 68 03 03 68 05 01 0C 12 16").until(2000).hears("FF 68 03 03 68");
    noise.until(2100).hears("05 01 0C 12 16").until(3000).hears("FF 68 03 03 68 05 01 0C 13 16");
    for (int i = 0; i < 8; i++) noise.until(4000 + 50L * i).hears("AA 55 AA 55 AA 55 AA 55");
    add(
        all,
        "ff68-pad/captures/noise.cap",
        "noise, torn frames, a repetition, a bad sum",
        "5",
        noise.until(36_000).says("wait"));

    var rating = SimulatedLine.of("ff68-pad", List.of("6 rating 5"));
    rating.says("rating 5 41").until(3000).hears("FF 68 03 03 68 06 11 00 17 16").answers(null);
    rating.says("rating 5 -").until(5000).hears("FF 68 03 03 68 06 11 02 19 16").until(6000);
    add(
        all,
        "ff68-pad/captures/rating.cap",
        "a rating, and one with no visit open",
        "6 rating 5",
        rating.says("wait"));
  }

  private static void osdpPads(Map<String, List<String>> all) {
    var hands = new HandOsdpPads(false, 5);
    var call = SimulatedLine.of("osdp-pad", List.of("5"), new OsdpPadPeer(hands));
    call.says("window 5 IDLE - 0 a").says("pad 5 3 -").until(200);
    hands.press(5, "A");
    call.until(300).answers(null).says("window 5 CALLING A023 1 a").says("pad 5 2 A023").until(500);
    hands.press(5, "12F");
    call.until(600).answers(Refusal.NOBODY_AT_WINDOW).until(700);
    hands.power(5, false);
    call.until(3000);
    hands.power(5, true);
    add(
        all,
        "osdp-pad/captures/call.cap",
        "a pad of the profile: call, a refused transfer, a power loss",
        "5",
        call.until(5000).says("wait"));

    String visitors = "6 rating 5 install 00112233445566778899AABBCCDDEEFF 0102030405060708";
    var keys = new HandOsdpPads(true, 6);
    var rating = SimulatedLine.of("osdp-pad", List.of(visitors), new OsdpPadPeer(keys));
    rating.says("rating 5 41").until(400);
    keys.rate(6, 4);
    rating.until(500).answers(null).says("rating 5 -").until(600);
    add(
        all,
        "osdp-pad/captures/install-and-rate.cap",
        "a new pad is given its key, then asked to rate a visit",
        visitors,
        rating.says("wait"));
  }

  private static void signs(Map<String, List<String>> all, String type, String noise) {
    var card = SignPeer.of(type, 5);
    var call = SimulatedLine.of(type, List.of("5"), card);
    call.says("window 5 IDLE - 0 前方积水").until(2000);
    call.says("window 5 CALLING A023 1 前方积水").until(6000);
    call.says("window 5 SERVING A023 1 前方积水").until(8000);
    add(
        all,
        type + "/captures/call.cap",
        "idle, a call that flashes, serving",
        "5",
        call.says("wait"));

    var ill = SignPeer.of(type, 9);
    var trouble = SimulatedLine.of(type, List.of("9 screen 2"), ill);
    trouble.says("hall A002>5").until(3000).hears(noise).until(4000);
    ill.card.power(false);
    trouble.says("hall A003>4 A002>5").until(9000);
    ill.card.power(true);
    add(
        all,
        type + "/captures/trouble.cap",
        "noise, a power loss noticed by silence; a hall screen; drawn anew after a minute",
        "9 screen 2",
        trouble.until(80_000).says("wait"));
  }

  private static void readers(Map<String, List<String>> all) {
    var whole = new IdReaderPeer();
    var read = SimulatedLine.of("sdt-idcard", List.of("main"), whole);
    read.until(700);
    whole.reader.put(' ', "110101199003070011");
    read.until(3200);
    whole.reader.lift();
    add(
        all,
        "sdt-idcard/captures/read.cap",
        "a made-up resident's card is read once and lifted",
        "main",
        read.until(4200).says("wait"));

    var ill = new IdReaderPeer();
    var faults = SimulatedLine.of("sdt-idcard", List.of("main"), ill);
    ill.reader.moduleFault(0x60);
    faults.until(3500);
    ill.reader.moduleFault(0);
    ill.reader.failures(2);
    ill.reader.findsAgain();
    faults.until(6300);
    ill.reader.put('I', "XYZ110199003070");
    faults.until(8000);
    ill.reader.lift();
    add(
        all,
        "sdt-idcard/captures/faults.cap",
        "the module fails and recovers, a card cannot be read and is lifted",
        "main",
        faults.until(9000).says("wait"));
  }

  private static void cards(Map<String, List<String>> all) {
    var card = new CardPeer(5);
    var call = SimulatedLine.of("onbon-bx", List.of("5"), card);
    call.says("window 5 IDLE - 0 社会保险").until(2000);
    call.says("window 5 CALLING A023 1 社会保险").until(6000);
    call.says("window 5 SERVING A023 1 社会保险").until(8000);
    add(
        all,
        "onbon-bx/captures/call.cap",
        "idle, a call that flashes, serving",
        "5",
        call.says("wait"));

    var weak = new CardPeer(5);
    var loss = SimulatedLine.of("onbon-bx", List.of("5"), weak);
    loss.says("window 5 IDLE - 0 社会保险").until(3000);
    weak.losesPower();
    weak.powered = true;
    loss.until(14_000);
    weak.losesPower();
    loss.until(40_000).says("window 5 CALLING A024 1 社会保险").until(45_000);
    weak.powered = true;
    add(
        all,
        "onbon-bx/captures/power-loss.cap",
        "a short power loss seen by the count of areas, a long one seen by silence",
        "5",
        loss.until(80_000).says("wait"));

    illCard(all);
  }

  private static void illCard(Map<String, List<String>> all) {
    var ill = new CardPeer(9);
    ill.errors.addAll(List.of(3, 5, 5, 12));
    var errors = SimulatedLine.of("onbon-bx", List.of("9 screen 3"), ill);
    errors.says("hall A002>5 B001>3").until(3000).hears("A5 A5 00 12 5A 77 88").until(4000);
    errors.says("hall A003>4 A002>5 B001>3").until(6000);
    add(
        all,
        "onbon-bx/captures/errors.cap",
        "busy, damaged twice, font missing, noise; a hall screen",
        "9 screen 3",
        errors.says("wait"));
  }

  private static void printers(Map<String, List<String>> all) {
    var healthy = new PrinterPeer();
    var ticket = SimulatedLine.of("escpos", List.of(""), healthy);
    ticket.until(1000).says("print A023 1").until(3000).says("print A023 2").until(15_000);
    add(
        all,
        "escpos/captures/ticket.cap",
        "a ticket and its reprint",
        "printer",
        ticket.says("wait"));

    var empty = new PrinterPeer();
    var paper = SimulatedLine.of("escpos", List.of(""), empty);
    empty.marks = false;
    paper.until(1000).says("print A023 1").until(1500).hears("18 00 0F 0F");
    empty.paper = 0x7E;
    paper.until(3000).says("print A024 1").until(12_000);
    empty.paper = 0x12;
    empty.marks = true;
    paper.hears("10 00 00 0F").hears("00").until(13_000).says("print A023 2").until(16_000);
    add(
        all,
        "escpos/captures/paper-out.cap",
        "paper ends in a ticket, the next fails at once, new paper, a reprint",
        "printer",
        paper.says("wait"));

    var cable = new PrinterPeer();
    var cut = SimulatedLine.of("escpos", List.of(""), cable);
    cut.until(1000).says("print A023 1").until(1300).says("lost").until(5000).says("opened");
    cut.until(6000);
    cable.powered = false;
    add(
        all,
        "escpos/captures/line-cut.cap",
        "the line breaks in a ticket, then the printer is switched off",
        "printer",
        cut.until(60_000).says("wait"));
  }
}
