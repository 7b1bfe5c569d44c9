package org.xuhao.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xuhao.sim.CardFrames.CardFrame;
import org.xuhao.sim.PadFrames.PadFrame;
import org.xuhao.sim.PrinterStream.Command;
import org.xuhao.wire.Bytes;

/** The simulated devices read and write the published bytes, with decoders of their own. */
class PublishedVectorsTest {

  record Vector(String name, Bytes bytes, String reason) {
    @Override
    public String toString() {
      return name;
    }

    boolean sound() {
      return reason.isEmpty() || reason.startsWith("valid");
    }
  }

  static Stream<Vector> pads() throws IOException {
    return vectors("ff68_pad");
  }

  static Stream<Vector> cards() throws IOException {
    return vectors("onbon_bx_k");
  }

  static Stream<Vector> printers() throws IOException {
    return vectors("escpos");
  }

  @ParameterizedTest
  @MethodSource("pads")
  void aPadReadsAndWritesThePublishedFrames(Vector vector) {
    List<PadFrame> frames = new PadFrames().read(vector.bytes());
    assertEquals(vector.sound() ? 1 : 0, frames.size());
    if (vector.reason().isEmpty()) assertEquals(vector.bytes(), PadFrames.write(frames.getFirst()));
  }

  @ParameterizedTest
  @MethodSource("pads")
  void aPadReadsTheSameFramesWhereverTheStreamIsCut(Vector vector) {
    for (int cut = 0; cut <= vector.bytes().size(); cut++) {
      var reader = new PadFrames();
      var frames = new ArrayList<>(reader.read(vector.bytes().slice(0, cut)));
      frames.addAll(reader.read(vector.bytes().from(cut)));
      assertEquals(new PadFrames().read(vector.bytes()), frames, "cut at " + cut);
    }
  }

  @ParameterizedTest
  @MethodSource("cards")
  void aCardReadsAndWritesThePublishedFrames(Vector vector) {
    List<CardFrame> frames = new CardFrames().read(vector.bytes());
    if (!vector.sound()) {
      assertTrue(frames.isEmpty() || !frames.getFirst().sound());
      return;
    }
    CardFrame frame = frames.getFirst();
    assertTrue(frame.sound());
    int starts = 0;
    while (vector.bytes().at(starts) == 0xA5) starts++;
    assertEquals(
        vector.bytes(), CardFrames.write(starts, frame.to(), frame.from(), 0, frame.data()));
  }

  @ParameterizedTest
  @MethodSource("cards")
  void aCardReadsTheSameFramesWhereverTheStreamIsCut(Vector vector) {
    for (int cut = 0; cut <= vector.bytes().size(); cut++) {
      var reader = new CardFrames();
      var frames = new ArrayList<>(reader.read(vector.bytes().slice(0, cut)));
      frames.addAll(reader.read(vector.bytes().from(cut)));
      assertEquals(new CardFrames().read(vector.bytes()), frames, "cut at " + cut);
    }
  }

  @ParameterizedTest
  @MethodSource("cards")
  void aCardTakesEveryPublishedRequest(Vector vector) {
    for (CardFrame frame : new CardFrames().read(vector.bytes())) {
      if (!frame.sound() || frame.from() != 0x8000) continue;
      var card = new LedCard(SimDevice.card("leds", 1, 1, 192, 32));
      Bytes answer = card.told(frame.data(), 0);
      boolean status = frame.data().at(0) == 0xA1;
      assertEquals(status ? "A1 02 00" : "A0 00 00", answer.slice(0, 3).toString());
    }
  }

  @Test
  void theChecksumHasItsPublishedCheckValue() {
    assertEquals(0xBB3D, CardFrames.crc("123456789".chars().boxed().toList()));
  }

  @Test
  void aCardShowsTheTextThatItWasSent() throws IOException {
    var card = new LedCard(SimDevice.card("leds", 5, 5, 192, 16));
    tell(card, "window strip");
    SimView.AreaView area = card.view().areas().getFirst();
    assertEquals("A023号请到5号窗口", area.text());
    assertEquals(List.of(0, 0, 192, 16), List.of(area.x(), area.y(), area.width(), area.height()));
    assertEquals("centre", area.align());
    assertEquals("static", area.mode());
    tell(card, "5K dynamic area");
    assertEquals(
        List.of(new SimView.SpanView("0123", "green", 16)), card.view().areas().getFirst().spans());
    assertEquals(64, card.view().areas().getFirst().width());
    tell(card, "dynamic area id 1 with separate voice");
    assertEquals("A023", card.view().areas().getLast().text());
    tell(card, "screen off");
    assertFalse(card.view().on());
    tell(card, "delete all dynamic areas");
    assertEquals(List.of(), card.view().areas());
  }

  private static void tell(LedCard card, String vector) throws IOException {
    Vector found = cards().filter(v -> v.name().startsWith(vector)).findFirst().orElseThrow();
    Bytes answer = card.told(new CardFrames().read(found.bytes()).getFirst().data(), 0);
    assertEquals("A0 00 00 00 00", answer.toString());
  }

  @Test
  void markupBecomesColourAndSizeAndRows() {
    assertEquals(
        List.of(
            new SimView.SpanView("号\n", "red", 16),
            new SimView.SpanView("A", "yellow", 16),
            new SimView.SpanView("1\\", "yellow", 32)),
        LedCard.spans("号\\n\\C3A\\FE0021\\"));
  }

  @ParameterizedTest
  @MethodSource("printers")
  void aPrinterSplitsTheStreamAlikeWhereverItIsCut(Vector vector) {
    List<Command> whole = new PrinterStream().read(vector.bytes());
    assertFalse(whole.isEmpty());
    for (int cut = 0; cut <= vector.bytes().size(); cut++) {
      var stream = new PrinterStream();
      var commands = new ArrayList<>(stream.read(vector.bytes().slice(0, cut)));
      commands.addAll(stream.read(vector.bytes().from(cut)));
      assertEquals(text(whole), text(commands), "cut at " + cut);
    }
  }

  /** Text may come in two pieces. */
  private static String text(List<Command> commands) {
    var text = new StringBuilder();
    for (Command command : commands)
      text.append(command.name().equals("text") ? "" : "|" + command.name() + " ")
          .append(command.body())
          .append(' ');
    return text.toString();
  }

  static Stream<Vector> vectors(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            PublishedVectorsTest.class.getResourceAsStream("/sim/" + name + ".json"))) {
      var json = new JsonObject(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      var all = new ArrayList<Vector>();
      for (String kind : List.of("vectors", "invalid"))
        for (Object each : json.getJsonArray(kind, new JsonArray())) {
          var vector = (JsonObject) each;
          all.add(
              new Vector(
                  vector.getString("name"),
                  Bytes.hex(vector.getString("hex")),
                  kind.equals("vectors") ? "" : vector.getString("reason")));
        }
      return all.stream();
    }
  }
}
