package org.xuhao.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.xuhao.wire.Bytes;

/** Simulated card readers, C-Power and EQ cards take and give the published bytes. */
@NullMarked
class PublishedReadersAndSignsTest {
  private static final String HEAD = "AA AA AA 96 69 ";

  private static String answer(HandIdReader reader, String hex) {
    return reader.hears(Bytes.hex(HEAD + hex)).stream()
        .map(said -> said.bytes().toString())
        .reduce("", String::concat);
  }

  @Test
  void aReaderAnswersAsPublished() {
    var reader = new HandIdReader();
    assertEquals(HEAD + "00 04 00 00 90 94", answer(reader, "00 03 11 FF ED"));
    assertEquals(HEAD + "00 04 00 00 80 84", answer(reader, "00 03 20 01 22"));
    assertEquals(HEAD + "00 04 00 00 81 85", answer(reader, "00 03 20 02 21"));
    assertEquals(HEAD + "00 04 00 00 41 45", answer(reader, "00 03 30 01 32"));
    reader.put(' ', "110101199003070011");
    assertEquals(HEAD + "00 08 00 00 9F 00 00 00 00 97", answer(reader, "00 03 20 01 22"));
    assertEquals(
        HEAD + "00 0C 00 00 90 00 00 00 00 00 00 00 00 9C", answer(reader, "00 03 20 02 21"));
    String read = answer(reader, "00 03 30 01 32");
    assertEquals(1295, Bytes.hex(read).size());
    assertEquals(HEAD + "05 08 00 00 90 01 00 04 00", read.substring(0, HEAD.length() + 26));
    reader.moduleFault(0x60);
    assertEquals(HEAD + "00 04 00 00 60 64", answer(reader, "00 03 11 FF ED"));
  }

  @Test
  void aCpowerCardShowsWhatWasPublished() {
    var card = HandSigns.cpower(1);
    tell(
        card,
        "A5 68 32 01 7B 01 12 00 00 00 01 02 00 00 00 00 00 C0 00 10 00 00 00 10 00 C0 00 10 DC 02"
            + " AE");
    tell(
        card,
        "A5 68 32 01 7B 01 0F 00 00 00 12 00 00 00 00 00 03 02 FF 00 00 61 62 63 00 62 03 AE");
    assertEquals(List.of("abc", ""), card.rows());
    card.hears(
        Bytes.hex(
            "A5 68 32 FF 7B 01 1E 00 00 00 12 00 00 F5 00 00 03 07 FF FF 00 C7 B0 B7 BD BB FD CB"
                + " AA 0E 0D 0A BB BA C2 FD CD A8 D0 D0 00 BE 11 AE"));
    assertEquals("前方积水\r\n缓慢通行", card.rows().getFirst());
  }

  private static void tell(HandSigns card, String hex) {
    assertEquals(List.of(Bytes.hex("A5 E8 32 01 7B 00 96 01 AE")), card.hears(Bytes.hex(hex)));
  }

  @Test
  void anEqCardShowsWhatWasPublished() {
    var card = HandSigns.eq(1);
    Bytes shown =
        Bytes.hex(
            "21 23 30 30 31 25 5A 44 30 30 25 5A 49 30 31 25 5A 43 30 30 30 30 30 30"
                + " 30 30 30 30 34 38 30 30 31 36 25 5A 41 30 31 25 5A 53 30 33 25 5A 48 36"
                + " 30 30 30 25 46 31 36 25 43 31 25 41 48 32 25 41 56 32 44 4C 34 38 24 24");
    assertEquals(List.of(Bytes.hex("23 23 46 4F 4B 24 24 24")), card.hears(shown));
    assertEquals(List.of("DL48"), card.rows());
    card.hears(Bytes.hex("21 23 30 30 31 25 5A 44 30 30 24 24"));
    assertEquals(List.of(), card.rows());
  }
}
