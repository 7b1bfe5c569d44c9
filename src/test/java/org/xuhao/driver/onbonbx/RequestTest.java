package org.xuhao.driver.onbonbx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.xuhao.driver.led.LedText;
import org.xuhao.driver.onbonbx.CardConfig.Unit;
import org.xuhao.wire.Bytes;

/** Every published request, built from its fields, has the published bytes. */
class RequestTest {
  private static final int ANY = 0xFFFE;

  private static Bytes text(String text) {
    return Bytes.copyOf(text.getBytes(Charset.forName("GBK")));
  }

  private static String frame(int address, Bytes data) {
    return new CardFrame(address, CardFrame.HOST, 0, 0xFE, data).bytes().toString();
  }

  private static Area area(int width, int height, int align, Area.NewLine newLine, String text) {
    return new Area(0, 0, 0, width, height, Unit.PIXELS, 10, align, newLine, 1, 2, 10, text(text));
  }

  private static Area vendor() {
    return new Area(
        0, 0, 0, 64, 16, Unit.EIGHT_PIXELS, 5, 0, Area.NewLine.MANUAL, 2, 0, 8, text("\\C20123"));
  }

  private static Map<String, String> built() {
    var manual = Area.NewLine.MANUAL;
    return Map.ofEntries(
        Map.entry("ping", frame(1, Request.ping())),
        Map.entry("escape test: ping", frame(0x5BA6, Request.ping())),
        Map.entry("screen on", frame(1, Request.screen(true))),
        Map.entry("screen off", frame(1, Request.screen(false))),
        Map.entry("brightness", frame(1, Request.brightness(8))),
        Map.entry("clear screen", frame(1, Request.clearScreen())),
        Map.entry("read status", frame(1, Request.status())),
        Map.entry("delete all", frame(1, Request.deleteAllAreas())),
        Map.entry(
            "dynamic area 128x32",
            frame(ANY, Request.draw(List.of(area(128, 32, 0, manual, "欢迎光临"))))),
        Map.entry(
            "window strip",
            frame(
                5,
                Request.draw(
                    List.of(Area.centred(0, 0, 0, 192, 16, Unit.PIXELS, text("A023号请到5号窗口")))))),
        Map.entry(
            "escape test: address",
            frame(0xA5, Request.draw(List.of(area(128, 16, 0, manual, "ZZ["))))),
        Map.entry("5K dynamic", frame(ANY, Request.draw(List.of(vendor())))),
        Map.entry(
            "set clock", frame(ANY, Request.clock(LocalDateTime.of(2024, 1, 25, 11, 17, 26)))));
  }

  @Test
  void requestsHaveThePublishedBytes() throws IOException {
    JsonNode root =
        new ObjectMapper().readTree(new File("firmware-protocols/onbon-bx/vectors.json"));
    int compared = 0;
    for (JsonNode vector : root.path("vectors"))
      for (var entry : built().entrySet())
        if (vector.path("name").asText().startsWith(entry.getKey())) {
          assertEquals(vector.path("hex").asText(), entry.getValue(), entry.getKey());
          compared++;
        }
    assertEquals(built().size(), compared);
  }

  @Test
  void aRedrawDeletesAllAreasFirst() {
    Bytes data = Request.redraw(List.of(area(8, 8, 0, Area.NewLine.MANUAL, "x")));
    assertEquals("A3 06 01 01 00 FF 01", data.slice(0, 7).toString());
  }

  @Test
  void statusIsReadOnModelsWithAndWithoutSpecialAreas() {
    String head = "A1 02 00 00 00 01 08 26 20 11 22 07 09 00 00 01 50 30 30 30 ";
    String rest = " 00".repeat(28);
    assertEquals(new Reply.Status(true, 2), Reply.of(Bytes.hex(head + "00 00 02 00 01" + rest)));
    assertEquals(new Reply.Status(true, 2), Reply.of(Bytes.hex(head + "02 00 01" + rest)));
    assertEquals(new Reply.Status(true, 0), Reply.of(Bytes.hex(head + "00 00 00" + rest)));
    assertEquals(new Reply.Status(true, -1), Reply.of(Bytes.hex(head)));
  }

  @Test
  void fiveRowsOfTheLongestTextFitOneFrame() {
    var card = CardConfig.screen("leds", 1, 5);
    String longest = "政".repeat(LedText.TEXT_MAX);
    var areas = new CardTongue(card).areas(List.of(longest, longest, longest, longest, longest));
    int size = Request.redraw(areas).size();
    assertEquals(true, size <= CardFrame.DATA_MAX, size + " bytes");
  }
}
