package org.xuhao.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.xuhao.line.LineUri;
import org.xuhao.wire.Bytes;

/** Speaks to the simulated devices as the appliance does: through real lines. */
class PeersTest {
  private static final String PING_1 =
      "A5 A5 A5 A5 A5 A5 A5 A5 01 00 00 80 00 00 00 00 00 00 FE 02 05 00 A2 00 01 00 00 68 F8 5A";
  private static final String STRIP_5 =
      "A5 A5 A5 A5 A5 A5 A5 A5 05 00 00 80 00 00 00 00 00 00 FE 02 35 00 A3 06 01 00 00 00 01 2C"
          + "00 00 00 80 00 00 C0 80 10 00 00 00 00 0A 00 00 00 0A 02 02 01 00 02 0A 11 00 00 00"
          + "41 30 32 33 BA C5 C7 EB B5 BD 35 BA C5 B4 B0 BF DA 6C B9 5A";

  /** The longest a healthy answer of one small frame takes to write: never reached. */
  private static final int ACK_BYTES = 9 + 14 + 5 + 2 + 1;

  private final Vertx vertx = Vertx.vertx();
  private final List<SimDevice> devices =
      List.of(
          SimDevice.printer("printer"),
          SimDevice.card("leds", 1, 1, 192, 32),
          SimDevice.card("leds", 5, 5, 192, 32),
          SimDevice.pad("pads", 5, 5, false),
          SimDevice.pad("pads", 105, 5, true));
  private SimHall hall = new SimHall(vertx, devices, 0, 7);

  @AfterEach
  void released() {
    Appliance.get(hall.stop());
    Appliance.get(vertx.close());
  }

  private Appliance connect(String line) throws LineUri.Wrong {
    return new Appliance(vertx, Appliance.plug(hall, line));
  }

  private SimView view() {
    return Appliance.get(hall.view());
  }

  private SimView.LedView card5() {
    return view().leds().getLast();
  }

  private SimView.PadView pad5() {
    return view().pads().getFirst();
  }

  private SimView.PrinterView printer() {
    return view().printers().getFirst();
  }

  @Test
  void aPrinterTellsItsPaperAndCoverAtOnce() throws Exception {
    var host = connect("printer");
    host.send("10 04 01 10 04 02 10 04 03 10 04 04");
    host.expect("12 12 12 12");
    Appliance.get(hall.paperLow(true));
    host.send("10 04 04");
    host.expect("1E");
    Appliance.get(hall.paperOut(true));
    host.send("10 04 04 10 04 01 10 04");
    host.expect("7E 1A");
    host.send("02");
    host.expect("32");
    Appliance.get(hall.paperLow(false));
    Appliance.get(hall.paperOut(false));
    Appliance.get(hall.coverOpen(true));
    host.send("10 04 02");
    host.expect("16");
    host.send("1D 61 FF");
    assertEquals(0, printer().cuts());
    Appliance.get(hall.coverOpen(false));
    // The change is told, or the state once switching it on was worked off.
    Appliance.await("a packet", () -> host.all().size() >= 4);
    assertEquals("10 00 00 0F", host.all().slice(0, 4).toString());
  }

  @Test
  void aTicketComesOutAsItReadsAndIsConfirmedOnlyThen() throws Exception {
    var host = connect("printer");
    Bytes ticket =
        PublishedVectorsTest.printers()
            .filter(vector -> vector.name().equals("whole ticket"))
            .findFirst()
            .orElseThrow()
            .bytes();
    Appliance.get(hall.paperOut(true));
    host.send(ticket + " 1D 72 01");
    host.send("10 04 04");
    host.expect("72");
    assertEquals(0, printer().cuts());
    Appliance.get(hall.paperOut(false));
    host.expect("00");
    assertEquals(1, printer().cuts());
    List<SimView.RowView> rows = printer().tickets().getFirst().rows();
    assertEquals(new SimView.RowView("政务服务大厅", "centre", 1, 1, false, null), rows.get(0));
    assertEquals(new SimView.RowView("A023", "centre", 4, 4, false, null), rows.get(1));
    assertEquals("业务：社保  前面等候：12人", rows.get(2).text());
    assertEquals("A023", rows.get(3).qr());
    assertEquals("2026-01-01 09:00", rows.get(4).text());
    assertEquals(5, rows.size());
  }

  /** One bit of 50, store, makes it 51, print: then two codes of the ticket before would come. */
  @Test
  void aTicketNeverBearsTheCodeOfTheOneBefore() throws Exception {
    var host = connect("printer");
    String first = "1D 28 6B 07 00 31 50 30 41 32 38 33";
    String flipped = "1D 28 6B 07 00 31 51 30 42 33 30 34";
    String print = "1D 28 6B 03 00 31 51 30";
    String end = "1D 56 42 00 1D 72 01";
    host.send("1B 40 41 32 38 33 0A " + first + print + end);
    host.expect("00");
    host.send("1B 40 42 33 30 34 0A " + flipped + print + end);
    host.expect("00");
    List<SimView.PaperView> tickets = printer().tickets();
    assertEquals("A283", tickets.getLast().rows().getLast().qr());
    assertEquals(
        List.of(new SimView.RowView("B304", "left", 1, 1, false, null)), tickets.getFirst().rows());
  }

  @Test
  void aPrinterThatLosesPowerForgetsTheTicketUnderWay() throws Exception {
    var host = connect("printer");
    host.send("41 30 30 31 0A");
    Appliance.await("half a ticket", () -> view().lines().getLast().bytesIn() == 5);
    Appliance.get(hall.power("printer", false));
    host.send("10 04 01");
    Appliance.await("a question", () -> view().lines().getLast().bytesIn() == 8);
    Appliance.get(hall.power("printer", true));
    host.send("10 04 01");
    host.expect("12");
    host.send("42 30 30 32 0A 1D 56 42 00 1D 72 01");
    host.expect("00");
    assertEquals(
        List.of("B002"),
        printer().tickets().getFirst().rows().stream().map(SimView.RowView::text).toList());
  }

  @Test
  void aCardAnswersItsOwnAddressAndShowsWhatItGot() throws Exception {
    var host = connect("leds");
    host.send(PING_1);
    Appliance.await("an answer", () -> host.all().size() == ACK_BYTES);
    CardFrames.CardFrame ack = new CardFrames().read(host.all()).getFirst();
    assertEquals(0x8000, ack.to());
    assertEquals(1, ack.from());
    assertEquals("A0 00 00 00 00", ack.data().toString());
    host.send(STRIP_5);
    Appliance.await("the text hangs there", () -> !card5().areas().isEmpty());
    assertEquals("A023号请到5号窗口", card5().areas().getFirst().text());
    assertEquals(0, card5().tooSoon());
    host.send(STRIP_5);
    Appliance.await("an update too soon is counted", () -> card5().tooSoon() == 1);
    Appliance.get(hall.power("leds/5", false));
    assertEquals(List.of(), card5().areas());
  }

  @Test
  void aCardRefusesWhatWasDamagedAndWhatItDoesNotKnow() throws Exception {
    var host = connect("leds");
    host.send(PING_1.replace("68 F8", "69 F8"));
    Appliance.await("an answer", () -> host.all().size() == ACK_BYTES);
    assertEquals("A0 01 05 00 00", new CardFrames().read(host.all()).getFirst().data().toString());
    host.forget();
    host.send(CardFrames.write(8, 1, 0x8000, 0, Bytes.hex("A3 99 01 00 00")).toString());
    Appliance.await("an answer", () -> host.all().size() == ACK_BYTES);
    assertEquals("A0 01 02 00 00", new CardFrames().read(host.all()).getFirst().data().toString());
  }

  @Test
  void aPadRepeatsAPressUntilItIsEchoed() throws Exception {
    var host = connect("pads");
    String call = "FF 68 03 03 68 05 01 0C 12 16";
    Appliance.get(hall.press(5, SimPads.CALL_NEXT));
    Appliance.await("it repeats", () -> host.all().size() == 20);
    assertEquals(Bytes.hex(call + call), host.all());
    host.send(call);
    host.forget();
    Appliance.get(hall.press(5, 6, SimPads.OK));
    Appliance.await("the next press", () -> host.all().size() >= 11);
    assertEquals(Bytes.hex("FF 68 04 04 68 05 01 06 0F 1B 16"), host.all().slice(0, 11));
    Appliance.await("it gives up", () -> pad5().unanswered() == 1);
    assertEquals(44, host.all().size());
  }

  @Test
  void aPadShowsBeepsAndRates() throws Exception {
    var host = connect("pads");
    host.send("FF 68 08 08 68 05 02 00 01 07 00 02 03 14 16");
    host.send("FF 68 02 02 68 05 03 08 16");
    Appliance.await("it beeps", () -> pad5().beeps() == 1);
    assertEquals("017023", pad5().digits());
    Appliance.get(hall.rate(5, 0));
    // The rating keys are dark until the host starts them.
    host.send("FF 68 03 03 68 69 01 0B 75 16");
    Appliance.await("the rating pad is lit", () -> view().pads().getLast().evaluating());
    assertEquals(Bytes.NONE, host.all());
    Appliance.get(hall.rate(5, 2));
    Appliance.await("a result", () -> host.all().size() == 10);
    host.expect("FF 68 03 03 68 69 11 02 7C 16");
    host.send("FF 68 03 03 68 69 01 02 6C 16");
    Appliance.get(hall.power("pads/5", false));
    assertEquals("      ", pad5().digits());
  }

  @Test
  void anUnpluggedLineIsDownAndComesBackAtItsOldAddress() throws Exception {
    var host = connect("pads");
    Appliance.get(hall.unplug("pads", true));
    Appliance.await("down", () -> !host.isUp());
    Appliance.get(hall.unplug("pads", false));
    Appliance.await("up again", () -> host.ups() == 2 && host.isUp());
    Appliance.get(hall.press(5, SimPads.CALL_NEXT));
    Appliance.await("a press", () -> host.all().size() >= 10);
  }

  @Test
  void nobodyElseGetsTheAddressOfAnUnpluggedLine() throws Exception {
    Appliance.plug(hall, "pads");
    int port =
        view().lines().stream().filter(l -> l.name().equals("pads")).findAny().orElseThrow().port();
    Appliance.get(hall.unplug("pads", true));
    try (var somebody = new Socket()) {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      assertThrows(BindException.class, () -> somebody.bind(address));
      Appliance.get(hall.stop());
      somebody.bind(address);
    }
  }

  @Test
  void mischiefReallyHappens() throws Exception {
    var host = connect("printer");
    Appliance.get(hall.mischief("printer", new Mischief(1, 0, Duration.ZERO)));
    host.send("10 04 01");
    Appliance.await("spoilt", () -> view().lines().getLast().spoilt() >= 3);
    Appliance.get(hall.mischief("printer", new Mischief(0, 1, Duration.ZERO)));
    host.send("10 04 01");
    Appliance.await("lost", () -> view().lines().getLast().spoilt() >= 4);
    Appliance.get(hall.mischief("printer", new Mischief(0, 0, Duration.ofMillis(300))));
    host.forget();
    long before = System.nanoTime();
    host.send("10 04 01");
    Appliance.await("late", () -> host.all().equals(Bytes.of(0x12)));
    long took = (System.nanoTime() - before) / 1_000_000;
    assertTrue(took >= 295, "answered after " + took + " ms");
    Appliance.get(hall.mischief("printer", Mischief.NONE));
    host.forget();
    Appliance.get(hall.silence("printer", true));
    long heard = view().lines().getLast().bytesIn();
    host.send("10 04 01");
    Appliance.await("a question", () -> view().lines().getLast().bytesIn() == heard + 3);
    Appliance.get(hall.silence("printer", false));
    host.send("10 04 04");
    host.expect("12");
  }

  @Test
  void garblingIsTheSameForTheSameSeedAndAnotherForAnother() throws Exception {
    assertEquals(garbled(7), garbled(7));
    assertNotEquals(garbled(7), garbled(8));
  }

  private Bytes garbled(long seed) throws LineUri.Wrong {
    Appliance.get(hall.stop());
    hall = new SimHall(vertx, devices, 0, seed);
    var host = connect("pads");
    Appliance.get(hall.mischief("pads", new Mischief(0.5, 0, Duration.ZERO)));
    Appliance.get(hall.press(5, SimPads.CALL_NEXT));
    Appliance.await("a frame", () -> host.all().size() >= 10);
    return host.all().slice(0, 10);
  }

  @Test
  void bytesTakeTheirTimeAtABaudRate() throws Exception {
    Appliance.get(hall.stop());
    hall = new SimHall(vertx, devices, 9600, 7);
    var host = connect("printer");
    long before = System.nanoTime();
    host.send("41 ".repeat(192) + "10 04 01");
    Appliance.await("an answer", () -> host.all().size() == 1);
    long took = (System.nanoTime() - before) / 1_000_000;
    // 195 bytes and the answer of 10 bits each: 204 ms.
    assertTrue(took >= 203, "took " + took + " ms");
  }

  @Test
  void verbsRefuseWhatIsNotThere() {
    assertThrows(IllegalStateException.class, () -> Appliance.get(hall.press(9, 0x0C)));
    assertThrows(IllegalStateException.class, () -> Appliance.get(hall.power("leds/9", true)));
    assertThrows(IllegalStateException.class, () -> Appliance.get(hall.unplug("lamps", true)));
    assertThrows(IllegalArgumentException.class, () -> new Mischief(2, 0, Duration.ZERO));
  }
}
