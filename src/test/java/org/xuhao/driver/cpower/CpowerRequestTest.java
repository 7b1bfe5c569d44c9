package org.xuhao.driver.cpower;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.xuhao.driver.cpower.CpowerConfig.Framing;
import org.xuhao.driver.cpower.CpowerRequest.Place;
import org.xuhao.driver.led.LedText;
import org.xuhao.wire.Bytes;

/** Each request against the bytes that were published for it. */
@NullMarked
class CpowerRequestTest {
  private static String hex(CpowerRequest request, int id) {
    return request.to(id, Framing.SERIAL).bytes().toString();
  }

  @Test
  void powerBrightnessAndSavingAreAsPublished() {
    assertEquals(
        "A5 68 32 01 76 01 00 01 00 00 00 00 00 00 00 13 01 AE", hex(CpowerRequest.power(true), 1));
    assertEquals(
        "A5 68 32 01 76 01 00 00 00 00 00 00 00 00 00 12 01 AE",
        hex(CpowerRequest.power(false), 1));
    assertEquals(
        "A5 68 32 01 7B 01 04 00 00 00 07 00 00 00 22 01 AE", hex(CpowerRequest.save(), 1));
    assertEquals(
        "A5 68 32 01 46 01 00" + " 10".repeat(24) + " 62 02 AE",
        hex(CpowerRequest.brightness(16), 1));
    assertEquals(1, CpowerRequest.clearSaved().data().at(5));
  }

  @Test
  void theScreenIsSplitWithHighBytesFirst() {
    assertEquals(
        "A5 68 32 01 7B 01 12 00 00 00 01 02 00 00 00 00 00 C0 00 10 00 00 00 10 00 C0 00 10 DC 02"
            + " AE",
        hex(CpowerRequest.split(List.of(new Place(0, 0, 192, 16), new Place(0, 16, 192, 16))), 1));
  }

  @Test
  void aTextHasItsEscapesAndIsNotAnsweredByAllCards() {
    Bytes water = LedText.gbk("水\n", character -> true, '?');
    assertEquals("CB AE", water.toString());
    String sent = hex(CpowerRequest.text(0, 2, 0xFF0000, water), CpowerRequest.ALL);
    assertEquals(
        "A5 68 32 FF 7B 00 0E 00 00 00 12 00 00 05 01 00 03 02 FF 00 00 CB AA 0E 00",
        sent.substring(0, 74));
  }
}
