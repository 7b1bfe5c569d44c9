package org.xuhao.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.fault.Fault;
import org.xuhao.fault.FaultCode;
import org.xuhao.hall.Command.PrintResult;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.journal.JournalTrouble;
import org.xuhao.loop.Answer;

/** The API over real HTTP, against a real loop with a real journal. */
class ApiTest {
  private static final Map<String, Object> RS = Map.of("service", "RS");

  @TempDir Path folder;
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
  void aNumberIsTakenFollowedCalledServedAndRated() {
    JsonObject first = api.post("/api/tickets", RS).is(201).json();
    assertEquals("A001", first.getString("number"));
    assertEquals(0, first.getInteger("ahead"));
    assertTrue(first.getBoolean("printing"));
    JsonObject second = api.post("/api/tickets", RS).is(201).json();
    assertEquals(1, second.getInteger("ahead"));
    assertEquals("ASKED", ticket("A001").getJsonObject("print").getString("state"));
    hall.report("A001", PrintResult.CONFIRMED, null);
    assertEquals("CONFIRMED", ticket("A001").getJsonObject("print").getString("state"));

    JsonObject called = api.post("/api/windows/3/call").is(200).json();
    assertEquals("A001", called.getString("number"));
    assertEquals(3, called.getInteger("window"));
    assertEquals("LONGEST", called.getString("why"));
    assertNotNull(called.getJsonObject("reason").getString("zh"));
    assertNotNull(called.getJsonObject("reason").getString("en"));
    assertEquals("CALLED", ticket("A001").getString("state"));
    assertEquals(0, ticket("A002").getInteger("ahead"));
    api.post("/api/windows/3/start").is(200);
    JsonObject done =
        api.post("/api/windows/3/finish", Map.of("outcome", "CONSULTED")).is(200).json();
    assertEquals("A001", done.getString("number"));
    assertEquals("CONSULTED", done.getString("outcome"));
    String rating = "/api/visits/" + done.getInteger("rating") + "/rating";
    String link = first.getString("link").replaceFirst(".*/t/", "");
    Map<String, Object> best = Map.of("level", 5, "channel", "PHONE", "link", link);
    assertEquals(5, api.post(rating, best).is(200).json().getInteger("level"));
    Map<String, Object> good = Map.of("level", 4, "channel", "PHONE", "link", link);
    api.post(rating, good).refused(409, "ALREADY-RATED");
    assertEquals("DONE", ticket("A001").getString("state"));
  }

  @Test
  void everyCommandOfAWindowHasItsRoute() {
    for (int i = 0; i < 6; i++) api.post("/api/tickets", RS).is(201);
    api.post("/api/windows/3/open").is(200);
    api.post("/api/windows/3/call", Map.of()).is(200);
    api.post("/api/windows/3/recall").refused(409, "RECALL-TOO-SOON");
    assertEquals("HELD", api.post("/api/windows/3/hold").is(200).json().getString("became"));
    JsonObject back = api.post("/api/windows/3/call-back", Map.of("number", "A001")).is(200).json();
    assertEquals("A001", back.getString("number"));
    JsonObject moved =
        api.post("/api/windows/3/transfer", Map.of("service", "YB", "place", "END")).is(200).json();
    assertEquals("YB", moved.getJsonObject("to").getString("service"));
    LiveHall.letAPressBeAnother();
    api.post("/api/windows/3/call").is(200);
    assertEquals(1, api.post("/api/windows/3/no-show").is(200).json().getInteger("noShows"));
    assertEquals(
        "喝水",
        api.post("/api/windows/3/pause", Map.of("reason", "喝水"))
            .is(200)
            .json()
            .getString("pauseReason"));
    api.post("/api/windows/3/reopen").is(200);
    api.post("/api/windows/3/close").is(200);
    api.post("/api/windows/5/call").refused(409, "SIGN-IN-FIRST");
    assertEquals(
        "1027",
        api.post("/api/windows/5/sign-in", Map.of("clerk", "1027"))
            .is(200)
            .json()
            .getString("clerk"));
    assertEquals("1027", api.get("/api/windows/5").is(200).json().getString("clerk"));
    api.post("/api/windows/5/call").refused(409, "NOBODY-WAITING");
    api.post("/api/windows/5/sign-out").is(200);
    api.post("/api/tickets/A006/reprint").refused(409, "PRINT-PENDING");
    hall.report("A006", PrintResult.FAILED, "PAPER-OUT");
    assertEquals(2, api.post("/api/tickets/A006/reprint").is(200).json().getInteger("copy"));
  }

  @Test
  void theDeskSendsAWrongNumberOnAndMakesOneOfTwo() {
    String other =
        hall.hall().plan().services().keySet().stream()
            .map(ServiceCode::code)
            .filter(code -> !code.equals("RS"))
            .findFirst()
            .orElseThrow();
    for (int i = 0; i < 3; i++) api.post("/api/tickets", RS).is(201);
    var there = Map.<String, Object>of("service", other);
    assertEquals(
        other, api.post("/api/tickets/A001/redirect", there).is(200).json().getString("service"));
    assertEquals(other, ticket("A001").getString("service"));
    api.post("/api/tickets/A001/redirect", there).refused(409, "NOT-ALLOWED");
    api.post("/api/tickets/A002/join", Map.of("other", "A003")).is(200);
    assertEquals("GONE", ticket("A003").getString("state"));
    assertEquals("RS", ticket("A002").getJsonArray("items").getString(0));
    api.post("/api/tickets/A002/join", Map.of("other", "no")).refused(400, "BAD-REQUEST");
  }

  @Test
  void theDeskMovesUpAndAClerkCallsByNumber() {
    JsonObject elderly =
        api.post("/api/tickets", Map.of("service", "RS", "class", "ELDERLY")).is(201).json();
    assertEquals("ELDERLY", elderly.getString("class"));
    assertEquals(3, elderly.getInteger("rate"));
    api.post("/api/tickets", Map.of("service", "RS", "class", "KING"))
        .refused(409, "NO-SUCH-CLASS");
    for (int i = 0; i < 3; i++) api.post("/api/tickets", RS).is(201);
    api.post("/api/tickets/A003/priority", Map.of("class", "MILITARY")).is(200);
    assertEquals("MILITARY", ticket("A003").getString("class"));
    var flight = Map.<String, Object>of("reason", "赶飞机");
    api.post("/api/tickets/A004/expedite", flight).is(200);
    api.post("/api/tickets/A004/expedite", flight).refused(409, "NOT-WAITING");
    api.post("/api/tickets/A004/expedite", Map.of()).refused(400, "BAD-REQUEST");
    JsonObject called = api.post("/api/windows/3/call").is(200).json();
    assertEquals("A004", called.getString("number"));
    assertEquals("EXPEDITED", called.getString("why"));
    assertTrue(called.getJsonObject("reason").getString("zh").contains("赶飞机"));
    var child = Map.<String, Object>of("number", "A002", "reason", "带小孩");
    api.post("/api/windows/3/call-ticket", child).refused(409, "WINDOW-BUSY");
    api.post("/api/windows/3/finish").is(200);
    JsonObject named = api.post("/api/windows/3/call-ticket", child).is(200).json();
    assertEquals("A002", named.getString("number"));
    assertEquals("NAMED", named.getString("why"));
    api.post("/api/windows/3/hold").is(200);
    assertEquals("WAITING", api.post("/api/windows/3/release").is(200).json().getString("became"));
    api.post("/api/tickets/A002/abandon", Map.of("reason", "走了")).is(200);
    assertEquals("GONE", ticket("A002").getString("state"));
    api.post("/api/tickets/A001/check-in").refused(409, "NOT-AWAY");
  }

  @Test
  void aManagerSetsServicesAndStopsTheTaking() {
    var full = Map.<String, Object>of("reason", "系统故障");
    assertFalse(api.post("/api/services/RS/stop", full).is(200).json().getBoolean("taking"));
    api.post("/api/tickets", RS).refused(409, "TAKING-OVER");
    assertTrue(api.post("/api/services/RS/allow", full).is(200).json().getBoolean("taking"));
    api.post("/api/services/RS/allow", full).refused(409, "NOT-STOPPED");
    api.post("/api/services/XX/allow", full).refused(409, "NO-SUCH-SERVICE");
    api.post("/api/services/Xx!/allow", full).refused(409, "NO-SUCH-SERVICE");
    api.post("/api/tickets", RS).is(201);
    JsonObject set =
        api.post("/api/windows/2/services", Map.of("services", List.of("RS", "BDC")))
            .is(200)
            .json();
    assertEquals(new JsonArray(List.of("RS", "BDC")), set.getJsonArray("services"));
    api.post("/api/windows/2/services", Map.of("services", List.of("XX")))
        .refused(409, "NO-SUCH-SERVICE");
    api.post(
            "/api/windows/2/services",
            Map.of("services", List.of("RS"), "until", "2026-13-20T10:00:00Z"))
        .refused(400, "BAD-REQUEST");
    assertEquals("A001", api.post("/api/windows/2/call").is(200).json().getString("number"));
  }

  @Test
  void theSameKeyIsDoneOnceAndToldTheSame() {
    var first = api.post("/api/tickets", RS, "key-1").is(201);
    api.post("/api/tickets", RS).is(201);
    var again = api.post("/api/tickets", RS, "key-1").is(201);
    assertEquals(first.json(), again.json());
    assertEquals("true", again.header("idempotent-replayed"));
    api.post("/api/tickets", Map.of("service", "YB"), "key-1").refused(409, "REQUEST-REUSED");
    api.post("/api/tickets", RS, "123").is(201);
    api.post("/api/tickets", RS, "a,b%zz").refused(400, "BAD-REQUEST");
    api.post("/api/tickets", RS, "k".repeat(101)).refused(400, "BAD-REQUEST");
    assertEquals(
        3,
        api.get("/api/board").is(200).json().getJsonArray("services").stream()
            .map(JsonObject.class::cast)
            .mapToInt(service -> service.getInteger("waiting"))
            .sum());
  }

  @Test
  void whatIsNotThereIsSaidWithItsCode() {
    String unknown =
        api.post("/api/tickets", Map.of("service", "XX")).refused(409, "NO-SUCH-SERVICE").text();
    assertTrue(unknown.contains("没有该业务") && unknown.contains("No such service"), unknown);
    api.post("/api/tickets", Map.of("service", "社保")).refused(409, "NO-SUCH-SERVICE");
    api.post("/api/windows/4/call").refused(404, "NO-SUCH-WINDOW");
    api.post("/api/windows/4000/call").refused(404, "NO-SUCH-WINDOW");
    api.get("/api/windows/0").refused(404, "NO-SUCH-WINDOW");
    api.get("/api/tickets/A777").refused(404, "NO-SUCH-TICKET");
    api.get("/api/tickets/nothing").refused(404, "NO-SUCH-TICKET");
    api.post("/api/tickets/A777/reprint").refused(404, "NO-SUCH-TICKET");
    api.post("/api/visits/0/rating", Map.of("level", 5)).refused(404, "NO-SUCH-VISIT");
    api.post("/api/visits/99/rating", Map.of("level", 5)).refused(403, "RATING-BARRED");
    api.get("/api/links/A001-00000000000000000000").refused(404, "NO-SUCH-TICKET");
    api.get("/api/nothing").refused(404, "NO-SUCH-PATH");
    api.get("/api/sim").refused(404, "NO-SIMULATION");
    api.post("/api/sim", Map.of("do", "press")).refused(404, "NO-SIMULATION");
    var wrong = api.get("/api/windows/3/call").refused(405, "WRONG-METHOD");
    assertEquals("POST", wrong.header("allow"));
    api.post("/api/windows/3/open").is(200);
    JsonObject problem = api.post("/api/windows/3/call").refused(409, "NOBODY-WAITING").json();
    assertEquals("暂无等候人员", problem.getString("title"));
    assertEquals("Nobody to call", problem.getString("titleEn"));
    assertEquals("/api/windows/3/call", problem.getString("instance"));
  }

  @Test
  void aRequestThatDoesNotFitTheFileIsTurnedAwayWithWhatAndWhere() {
    JsonObject wrong =
        api.post("/api/tickets", Map.of("service", 7)).refused(400, "BAD-REQUEST").json();
    assertTrue(wrong.getString("detail").contains("#/service"), wrong.getString("detail"));
    for (var body :
        List.of(
            Map.<String, Object>of(),
            Map.<String, Object>of("service", ""),
            Map.<String, Object>of("service", "RS", "more", 1)))
      api.post("/api/tickets", body).refused(400, "BAD-REQUEST");
    api.post("/api/windows/3/finish", Map.of("outcome", "GOOD")).refused(400, "BAD-REQUEST");
    api.post("/api/windows/3/transfer").refused(400, "BAD-REQUEST");
    api.post("/api/windows/3/transfer", Map.of("service", "RS", "window", 1))
        .refused(400, "BAD-REQUEST");
    api.post("/api/windows/3/call-back", Map.of("number", "A000")).refused(400, "BAD-REQUEST");
    api.post("/api/windows/three/call").refused(400, "BAD-REQUEST");
    api.post("/api/windows/5/sign-in", Map.of("clerk", "no spaces")).refused(400, "BAD-REQUEST");
    api.post("/api/visits/1/rating", Map.of("level", 6)).refused(400, "BAD-REQUEST");
  }

  @Test
  void whatTheLoopCannotDoNowMayBeAskedAgain() {
    hall.instead.set(CompletableFuture.completedFuture(new Answer.Busy()));
    assertEquals("1", api.post("/api/tickets", RS).refused(503, "HALL-BUSY").header("retry-after"));
    hall.instead.set(CompletableFuture.completedFuture(new Answer.Unwritable("disk full")));
    api.post("/api/tickets", RS).refused(503, "JOURNAL-UNWRITABLE");
    hall.instead.set(null);
    api.post("/api/tickets", RS).is(201);
  }

  @Test
  void devicesLinesAndFaultsAreListed() {
    Instant now = Instant.now();
    hall.devices.set(
        List.of(
            new DeviceView(
                "leds/3",
                "onbon-bx",
                "leds",
                3,
                3,
                DeviceView.State.ILL,
                now,
                Duration.ofMillis(12),
                5,
                1,
                2,
                "A001",
                "")));
    hall.lines.set(List.of(new LineView("leds", "tcp://x:1", true, now, 1, 2, 0, 3, "")));
    hall.faults.raise(new Fault(FaultCode.DEVICE_SILENT, "device leds/3", "3 frames", now));
    JsonObject device = api.get("/api/devices").is(200).array().getJsonObject(0);
    assertEquals("A001", device.getString("shows"));
    assertEquals(12.0, device.getDouble("roundTripMs"));
    assertEquals(
        3, api.get("/api/lines").is(200).array().getJsonObject(0).getInteger("reconnects"));
    JsonObject fault = api.get("/api/faults").is(200).array().getJsonObject(0);
    assertEquals("DEVICE-SILENT", fault.getString("code"));
    assertFalse(fault.getJsonObject("doThis").getString("zh").isEmpty());
    JsonArray codes = api.get("/api/fault-codes").is(200).array();
    assertEquals(FaultCode.values().length, codes.size());
    assertTrue(api.get("/metrics").is(200).text().contains("xuhao_test 1"));
    assertEquals("ok", api.get("/health").is(200).json().getString("status"));
  }

  @Test
  void theLinkOnThePaperLeadsToThisTicketOnly() {
    JsonObject taken = api.post("/api/tickets", RS).is(201).json();
    String path = java.net.URI.create(taken.getString("link")).getPath();
    String token = path.substring("/t/".length());
    assertEquals("A001", api.get("/api/links/" + token).is(200).json().getString("number"));
    var code = api.get(path + "/qr.svg").is(200);
    assertEquals("image/svg+xml", code.header("content-type"));
    assertTrue(code.text().startsWith("<svg "), code.text());
    api.get("/api/links/" + token.replace("A001", "A002")).refused(404, "NO-SUCH-TICKET");
    assertFalse(ticket("A001").encode().contains(token), "the number alone does not give the link");
  }

  private JsonObject ticket(String number) {
    return api.get("/api/tickets/" + number).is(200).json();
  }
}
