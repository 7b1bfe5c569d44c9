package org.xuhao.web.district;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xuhao.forecast.Wait;
import org.xuhao.web.district.LoadReport.ServiceLoad;

/** What halls tell each other comes out as it went in, and nonsense does not come in. */
@NullMarked
class LoadReportTest {
  private static final ServiceLoad BUSY =
      new ServiceLoad(
          "SC",
          "企业登记",
          "Business",
          true,
          7,
          Duration.ofMinutes(9),
          2,
          new Wait(Duration.ofMinutes(12), Duration.ofMinutes(25)),
          Instant.parse("2026-11-24T08:30:00Z"),
          List.of(1, 12));

  private static final ServiceLoad CLOSED =
      new ServiceLoad("RS", "社会保险", "Social insurance", false, 0, null, 0, null);

  private static final LoadReport REPORT =
      new LoadReport(
          "shiyuan",
          "世园街道便民服务中心",
          "Shiyuan street",
          "1.0.0",
          "00000000000000a1",
          true,
          List.of(BUSY, CLOSED),
          new LoadReport.Windows(8, 4, 3),
          4,
          2,
          List.of("LINE-DOWN", "PAPER-OUT"),
          List.of(1, 3, 12),
          Instant.parse("2026-11-24T01:59:58Z"),
          Instant.parse("2026-11-24T02:00:00Z"));

  @Test
  void whatIsToldIsUnderstood() {
    var sent = new JsonObject(REPORT.json().encode());
    assertEquals(Optional.of(REPORT), LoadReport.read("shiyuan", sent));
    assertEquals(7, REPORT.waiting());
    assertEquals(Duration.ofMinutes(9), REPORT.longest());
  }

  @Test
  void whoItIsOfIsSaidByTheSenderAndNotByTheReport() {
    LoadReport read = LoadReport.read("licun", REPORT.json()).orElseThrow();
    assertEquals("licun", read.hall());
  }

  @Test
  void aNewerReleaseMayTellMoreAndAnOlderOneLess() {
    JsonObject newer = REPORT.json().put("robots", 3);
    assertEquals(Optional.of(REPORT), LoadReport.read("shiyuan", newer));
    var older = new JsonObject().put("told", "2026-11-24T02:00:00Z").put("open", true);
    LoadReport read = LoadReport.read("shiyuan", older).orElseThrow();
    assertTrue(read.open());
    assertEquals(List.of(), read.services());
    assertNull(read.longest());
    JsonObject without = REPORT.json();
    without.getJsonArray("services").getJsonObject(0).remove("at");
    assertNull(LoadReport.read("shiyuan", without).orElseThrow().services().getFirst().at());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"told\":7}",
        "{\"told\":\"soon\"}",
        "{\"told\":\"2026-11-24T02:00:00Z\",\"services\":7}",
        "{\"told\":\"2026-11-24T02:00:00Z\",\"services\":[{\"waiting\":\"many\"}]}",
        "{\"told\":\"2026-11-24T02:00:00Z\",\"faultCodes\":7}"
      })
  void nonsenseIsNoReport(String text) {
    assertEquals(Optional.empty(), LoadReport.read("shiyuan", new JsonObject(text)));
  }

  @Test
  void whatCannotBeIsNotTakenOver() {
    var service = new JsonObject().put("code", "S".repeat(10_000)).put("waiting", -7);
    service.put("likelySeconds", 900).put("atMostSeconds", 60).putNull("windows");
    var told = REPORT.json();
    told.getJsonArray("services").clear().add(service).addNull();
    ServiceLoad read = LoadReport.read("shiyuan", told).orElseThrow().services().getFirst();
    assertEquals(0, read.waiting());
    assertEquals(120, read.code().length());
    assertNull(read.range(), "no wait ends before it begins");
  }

  @ParameterizedTest
  @CsvSource({
    "0, LIVE",
    "20, LIVE",
    "21, AGED",
    "60, AGED",
    "61, AMBER",
    "300, AMBER",
    "301, NO_LINK",
    "1800, NO_LINK",
    "1801, ALERT",
    "86400, ALERT"
  })
  void theOlderItIsTheLessIsSaid(long seconds, Freshness expected) {
    assertEquals(expected, Freshness.of(Duration.ofSeconds(seconds)));
    assertEquals(seconds <= 60, expected.tellsWaits());
  }

  @Test
  void aClockTwoMinutesOffIsSeen() {
    var heard = new DistrictHooks.Heard(REPORT, Duration.ZERO, Duration.ofSeconds(-121));
    assertTrue(heard.isSkewed());
    assertFalse(new DistrictHooks.Heard(REPORT, Duration.ZERO, Duration.ofMinutes(2)).isSkewed());
  }
}
