package org.xuhao.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.forecast.Pace;
import org.xuhao.hall.Command;
import org.xuhao.hall.value.By;
import org.xuhao.hall.value.CaseId;
import org.xuhao.hall.value.ClerkId;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.WindowId;
import org.xuhao.journal.JournalTrouble;

/** What the manager asks over HTTP, from a real hall with real tables. */
@NullMarked
class ManagerApiTest {
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

  private JsonObject view() {
    return api.get("/api/manager").is(200).json();
  }

  private JsonObject viewWith(Predicate<JsonObject> wanted, String what) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    for (JsonObject seen = view(); ; seen = view()) {
      if (wanted.test(seen)) return seen;
      assertTrue(System.nanoTime() < end, what + ": " + seen.encodePrettily());
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }

  private static JsonObject only(JsonArray all, String name, Object value) {
    for (Object each : all)
      if (each instanceof JsonObject json && value.equals(json.getValue(name))) return json;
    return new JsonObject();
  }

  private void everyMatterTakesTenMinutes() {
    var served = new ArrayList<Pace.Served>();
    for (String service : List.of("RS", "BDC"))
      for (int n = 0; n < 8; n++)
        served.add(new Pace.Served(new ServiceCode(service), Duration.ofMinutes(10)));
    hall.pace.set(hall.pace.get().remembering(served));
  }

  /** Eight wait for window 3, longer than they should; window 2 is free. */
  private void aPeak() {
    everyMatterTakesTenMinutes();
    api.post("/api/windows/2/open").is(200);
    api.post("/api/windows/3/open").is(200);
    for (int n = 0; n < 9; n++) api.post("/api/tickets", Map.of("service", "RS")).is(201);
    api.post("/api/windows/3/call").is(200);
    hall.later.addAndGet(Duration.ofMinutes(35).toNanos());
  }

  @Test
  void aQuietHallHasFiguresAndNothingToDecide() {
    JsonObject seen = viewWith(v -> "ok".equals(v.getString("tables")), "tables");
    assertEquals(0, seen.getJsonArray("alerts").size());
    assertEquals(0, seen.getJsonObject("figures").getInteger("waiting"));
    assertEquals(1800, seen.getInteger("limitSeconds"));
    assertEquals(0, seen.getJsonObject("load").getInteger("usualDays"), "no history, no usual");
    assertEquals(5, seen.getJsonArray("windows").size());
    assertFalse(seen.getJsonObject("figures").containsKey("usualWaiting"));
  }

  @Test
  void aMoveIsProposedWithItsCostAgreedToAndItsEffectIsTold() {
    aPeak();
    JsonObject seen =
        viewWith(
            v ->
                !only(v.getJsonArray("alerts"), "id", "wait-RS")
                    .getJsonArray("moves", new JsonArray())
                    .isEmpty(),
            "a move");
    JsonObject alert = only(seen.getJsonArray("alerts"), "id", "wait-RS");
    JsonObject move = only(alert.getJsonArray("moves"), "id", "SERVE-2-RS");
    JsonObject gain = move.getJsonObject("gain");
    assertEquals("RS", gain.getString("code"));
    assertTrue(likely(gain, "with") < likely(gain, "without"), move.encode());
    assertEquals("BDC", move.getJsonArray("costs").getJsonObject(0).getString("code"));

    var agreed = Map.<String, Object>of("move", "SERVE-2-RS", "minutes", 30);
    api.post("/api/manager/alerts/wait-RS/agree", agreed, "key-1").is(200);
    var set = hall.hall().window(new WindowId(2)).set();
    assertEquals("[RS, BDC]", set == null ? "" : set.codes().toString());
    assertEquals(List.of(Staff.EVERYBODY), managersInTheJournal());

    api.post("/api/windows/2/call").is(200);
    JsonObject after =
        viewWith(
            v -> {
              JsonArray made = v.getJsonArray("moves");
              return !made.isEmpty()
                  && only(made.getJsonObject(0).getJsonArray("effects"), "code", "RS")
                      .containsKey("after");
            },
            "an effect");
    assertEquals(new JsonObject(), only(after.getJsonArray("alerts"), "id", "wait-RS"));
    JsonObject effect =
        only(after.getJsonArray("moves").getJsonObject(0).getJsonArray("effects"), "code", "RS");
    int waited = effect.getJsonObject("after").getInteger("meanWaitSeconds");
    assertEquals(35 * 60, waited, 60);
  }

  private List<String> managersInTheJournal() {
    return hall.journalled.stream()
        .filter(entry -> entry.by().role() == By.Role.MANAGER)
        .map(entry -> entry.by().who())
        .distinct()
        .toList();
  }

  private static int likely(JsonObject change, String side) {
    return change.getJsonObject(side).getInteger("likelySeconds");
  }

  @Test
  void whatIsOverOrWasNeverProposedIsRefused() {
    var move = Map.<String, Object>of("move", "SERVE-2-RS");
    api.post("/api/manager/alerts/wait-RS/agree", move).refused(404, "NO-SUCH-ALERT");
    aPeak();
    viewWith(v -> !v.getJsonArray("alerts").isEmpty(), "an alert");
    api.post("/api/manager/alerts/wait-RS/agree", Map.of("move", "SERVE-9-RS"))
        .refused(409, "MOVE-GONE");
    var tooLong = Map.<String, Object>of("move", "SERVE-2-RS", "minutes", 100_000);
    api.post("/api/manager/alerts/wait-RS/agree", tooLong).refused(400, "BAD-REQUEST");
    api.post("/api/manager/alerts/wait-RS/decline", Map.of()).refused(400, "BAD-REQUEST");
    api.post("/api/manager/alerts/wait-RS/decline", Map.of("reason", "马上缓下来")).is(200);
    assertEquals(new JsonObject(), only(view().getJsonArray("alerts"), "id", "wait-RS"));
    api.post("/api/manager/alerts/wait-RS/decline", Map.of("reason", "again"))
        .refused(404, "NO-SUCH-ALERT");
  }

  @Test
  void aClerkIsMovedToAClosedWindow() {
    var clerk = new Command.SignIn(new WindowId(5), new ClerkId("1033"));
    hall.press(5, clerk);
    JsonObject told = api.post("/api/windows/5/move-clerk", Map.of("to", 12)).is(200).json();
    assertEquals("1033", told.getString("clerk"));
    assertEquals(new ClerkId("1033"), hall.hall().window(new WindowId(12)).clerk());
    assertFalse(hall.hall().window(new WindowId(5)).open());
    api.post("/api/windows/5/move-clerk", Map.of("to", 3)).refused(409, "WINDOW-CLOSED");
    api.post("/api/windows/12/move-clerk", Map.of("to", 99)).refused(404, "NO-SUCH-WINDOW");
    api.post("/api/windows/12/move-clerk", Map.of()).refused(400, "BAD-REQUEST");
  }

  @Test
  void aNegativeRatingIsToldWithoutWordsOfTheVisitor() {
    api.post("/api/tickets", Map.of("service", "RS")).is(201);
    hall.press(3, new Command.CallNext(new WindowId(3)));
    hall.press(3, LiveHall.finish(3));
    var visit = hall.hall().ratingOpenAt(new WindowId(3)).orElseThrow();
    hall.press(3, new Command.Rate(visit, 2, List.of("李某某态度差"), Command.Channel.PAD));
    hall.later.addAndGet(Duration.ofSeconds(31).toNanos());
    JsonObject seen =
        viewWith(v -> !only(v.getJsonArray("alerts"), "kind", "BadRating").isEmpty(), "a rating");
    JsonObject alert = only(seen.getJsonArray("alerts"), "kind", "BadRating");
    JsonObject what = alert.getJsonObject("what");
    assertEquals("manager.alert-rating", what.getString("key"));
    assertEquals("03", what.getJsonObject("values").getString("window"));
    assertFalse(seen.encode().contains("李某某"), "words of a visitor");
    api.post("/api/manager/alerts/" + alert.getString("id") + "/decline", Map.of("reason", "已知道"))
        .is(200);
    assertEquals(new JsonObject(), only(view().getJsonArray("alerts"), "kind", "BadRating"));
  }

  @Test
  void thatAnotherHallHandledACaseTooIsToldUntilSomebodyHasSeenIt() {
    var shelf = new TestShelf();
    hall.shelf.set(shelf);
    int port = hall.port();
    hall.unplug();
    hall.serve(port);
    CaseId id = shelf.handledOnBothSides(hall, api);
    JsonObject seen =
        viewWith(v -> !only(v.getJsonArray("alerts"), "kind", "BothSides").isEmpty(), "told");
    JsonObject alert = only(seen.getJsonArray("alerts"), "kind", "BothSides");
    JsonObject what = alert.getJsonObject("what");
    assertEquals("manager.alert-both-sides", what.getString("key"));
    JsonObject values = what.getJsonObject("values");
    assertEquals(id.id(), values.getString("file"));
    assertEquals("世园街道便民服务中心", values.getJsonObject("hall").getString("zh"));
    assertEquals("07", values.getString("window"));
    api.post("/api/manager/alerts/" + alert.getString("id") + "/decline", Map.of("reason", "已知道"))
        .is(200);
    assertFalse(hall.hall().cases().file(id).orElseThrow().parallel(), "journaled, for all halls");
    viewWith(v -> only(v.getJsonArray("alerts"), "kind", "BothSides").isEmpty(), "over");
  }

  @Test
  void aDayIsToldAndTakenAlong() {
    api.post("/api/tickets", Map.of("service", "RS")).is(201);
    hall.later.addAndGet(Duration.ofMinutes(6).toNanos());
    hall.press(3, new Command.CallNext(new WindowId(3)));
    hall.later.addAndGet(Duration.ofMinutes(9).toNanos());
    hall.press(3, LiveHall.finish(3));
    String today = view().getString("day");
    viewWith(v -> v.getJsonObject("figures").getInteger("finishedToday", 0) == 1, "finished");
    JsonObject day = api.get("/api/manager/days/" + today).is(200).json();
    assertEquals(1, day.getJsonObject("all").getInteger("taken"));
    assertEquals(360, day.getJsonObject("all").getInteger("meanWaitSeconds"), 5);
    JsonObject window = day.getJsonArray("windows").getJsonObject(0);
    assertEquals(540, window.getInteger("meanSeconds"), 5);

    Client.Told csv = api.get("/api/manager/days/" + today + "/export/services").is(200);
    assertEquals("text/csv; charset=utf-8", csv.header("content-type"));
    assertTrue(csv.header("content-disposition").contains(today + "-services.csv"));
    assertTrue(csv.text().startsWith("\uFEFF日期,业务,名称"), csv.text());
    assertTrue(csv.text().contains(today + ",RS,社会保险,1,1,6.0,6.0,6.0\r\n"), csv.text());
    assertEquals(
        0, api.get("/api/manager/days/2020-01-01").is(200).json().getJsonArray("windows").size());
    api.get("/api/manager/days/2026-13-01").refused(400, "BAD-REQUEST");
    api.get("/api/manager/days/" + today + "/export/people").refused(400, "BAD-REQUEST");
  }
}
