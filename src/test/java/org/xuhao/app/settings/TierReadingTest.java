package org.xuhao.app.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a hall may leave out by its tier, and what it may not have. */
@NullMarked
class TierReadingTest {
  private static final String BANK =
      """
      hall: {id: bank, name: 银行网点, tier: PARTNER, timeZone: Asia/Shanghai}
      services:
        - {code: RS, prefix: A, name: 社会保险, department: 人社局}
      windows: []
      district: {
        id: licang,
        name: 李沧区,
        nats: ["nats://10.0.0.2:4222"],
        halls: [{id: licun, name: 李村街道便民服务中心, minutes: 10}]}
      """;

  @TempDir Path folder = Path.of("");

  private Reading read(String text) throws IOException {
    return Reading.of(Files.writeString(folder.resolve("hall.yaml"), text), "hall.yaml");
  }

  @Test
  void aHallOfAPartnerOrACommunityMayHaveNoWindows() throws IOException {
    for (String tier : new String[] {"PARTNER", "COMMUNITY"}) {
      Reading reading = read(BANK.replace("PARTNER", tier));
      var good = assertInstanceOf(Reading.Good.class, reading, reading::toString);
      assertTrue(good.settings().plan().windows().isEmpty());
      assertEquals(1, good.settings().district().orElseThrow().halls().size());
    }
  }

  @ParameterizedTest(name = "{0} to {1}: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "PARTNER|STREET|a hall of tier STREET has no windows|COMMUNITY or PARTNER",
        "PARTNER|DISTRICT|a hall of tier DISTRICT has no windows|COMMUNITY or PARTNER",
        "id: licang|id: licang, visitorKey: v.key|visitorKey stands in a partner's|its number",
        "'[{id: licun, name: 李村街道便民服务中心, minutes: 10}]'|[]|knows no other hall|district with"
      })
  void whatItMayNotIsToldWithTheRemedy(String part, String other, String what, String remedy)
      throws IOException {
    var bad = assertInstanceOf(Reading.Bad.class, read(BANK.replace(part, other)));
    String all = bad.errors().toString();
    assertTrue(all.contains(what) && all.contains(remedy), all);
  }

  @Test
  void copiesStandAtTheOfficeAndAreOdd() throws IOException {
    String copies = BANK.replace("name: 李沧区,", "name: 李沧区, copies: 2,");
    var bad = assertInstanceOf(Reading.Bad.class, read(copies));
    assertTrue(bad.errors().toString().contains("1, 3 or 5"), bad.errors().toString());
    assertTrue(bad.errors().toString().contains("not the office"), bad.errors().toString());
    String three = copies.replace("copies: 2", "office: true, copies: 3");
    var good = assertInstanceOf(Reading.Good.class, read(three));
    assertEquals(3, good.settings().district().orElseThrow().copies());
  }
}
