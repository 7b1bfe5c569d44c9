package org.xuhao.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.forecast.Pace;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.journal.JournalTrouble;

/** What people are told to expect, over HTTP. */
@NullMarked
class WaitApiTest {
  private static final String ID = "370214195001011234";
  private static final int MATTER_S = 600;

  @TempDir private Path folder = Path.of("");
  private LiveHall hall;
  private Client api;

  @BeforeEach
  void open() throws IOException, JournalTrouble {
    hall = LiveHall.open(folder);
    api = new Client(hall);
  }

  @AfterEach
  void close() {
    hall.close();
  }

  @Test
  void nothingIsForetoldOfAHallThatNobodyHasSeenWork() {
    api.post("/api/windows/1/open").is(200);
    api.post("/api/tickets", Map.of("service", "RS")).is(201);
    assertFalse(of("RS").containsKey("wait"));
    assertFalse(api.get("/api/tickets/A001").is(200).json().containsKey("wait"));
  }

  @Test
  void whoComesIsToldWhatThoseAheadWillTake() {
    everyMatterTakesTenMinutes();
    assertFalse(of("RS").containsKey("wait"), "no window is open");
    api.post("/api/windows/1/open").is(200);
    for (int n = 0; n < 3; n++) api.post("/api/tickets", Map.of("service", "RS")).is(201);
    api.post("/api/windows/1/call").is(200);
    JsonObject third = api.get("/api/tickets/A003").is(200).json().getJsonObject("wait");
    assertEquals(2 * MATTER_S, third.getInteger("likelySeconds"), 5);
    assertTrue(third.getInteger("atMostSeconds") >= third.getInteger("likelySeconds"));
    assertFalse(api.get("/api/tickets/A001").is(200).json().containsKey("wait"));
  }

  @Test
  void bothWaysOfGoingOnAreOfferedWithTheirWaits() {
    everyMatterTakesTenMinutes();
    api.post("/api/windows/1/open").is(200);
    api.post("/api/windows/3/open").is(200);
    api.post("/api/tickets", Map.of("service", "RS", "identity", ID)).is(201);
    api.post("/api/windows/3/call").is(200);
    var notice = Map.<String, Object>of("outcome", "AWAITING_MATERIALS", "missing", List.of("照片"));
    String code = api.post("/api/windows/3/finish", notice).is(200).json().getString("notice");
    for (int n = 0; n < 2; n++) api.post("/api/tickets", Map.of("service", "RS")).is(201);
    api.post("/api/windows/3/call").is(200);

    JsonObject found = new JsonArray(offers(Map.of("identity", ID))).getJsonObject(0);
    assertEquals(code, found.getString("notice"));
    JsonObject resume = found.getJsonArray("offers").getJsonObject(0);
    assertEquals("RESUME", resume.getString("offer"));
    assertEquals(3, resume.getInteger("window"));
    assertEquals(MATTER_S, resume.getJsonObject("wait").getInteger("likelySeconds"), 5);
    JsonObject matched = found.getJsonArray("offers").getJsonObject(1);
    assertEquals("MATCHED", matched.getString("offer"));
    assertTrue(matched.getJsonObject("wait").getInteger("likelySeconds") >= 0);
    assertFalse(matched.containsKey("window"));
    assertEquals(new JsonArray(offers(Map.of("case", code))).size(), 1);
    assertEquals("A004", take(code), "asking what would be gives no number out");
  }

  @Test
  void whoMayNotGoOnIsToldWhy() {
    assertEquals("[]", offers(Map.of("identity", ID)));
    api.post("/api/offers", Map.of("case", "nothing")).refused(404, "NO-SUCH-CASE");
    api.post("/api/offers", Map.of()).refused(400, "BAD-REQUEST");
    api.post("/api/services/RS/stop", Map.of("reason", "系统维护")).is(200);
    assertEquals("TAKING-OVER", of("RS").getJsonObject("refused").getString("code"));
  }

  private String take(String code) {
    return api.post("/api/tickets", Map.of("service", "RS", "case", code, "offer", "RESUME"))
        .is(201)
        .json()
        .getString("number");
  }

  private String offers(Map<String, Object> whose) {
    return api.post("/api/offers", whose).is(200).text();
  }

  private JsonObject of(String service) {
    for (Object one : new JsonArray(api.get("/api/waits").is(200).text()))
      if (one instanceof JsonObject wait && service.equals(wait.getString("service"))) return wait;
    throw new AssertionError("no service " + service);
  }

  private void everyMatterTakesTenMinutes() {
    var served = new Pace.Served(new ServiceCode("RS"), Duration.ofSeconds(MATTER_S));
    hall.pace.set(hall.pace.get().remembering(Collections.nCopies(10, served)));
  }
}
