package org.xuhao.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.hall.Refusal;
import org.xuhao.journal.JournalTrouble;
import org.xuhao.web.district.Elsewhere.Outcome;

/** What a phone wishes for in other halls, over HTTP, with a real journal. */
class LinkWishesTest {
  private static final Duration KEPT = Duration.ofMinutes(1);

  @TempDir Path folder;
  private final TestDistrict district = TestDistrict.ofFive();
  private LiveHall hall;
  private Client api;
  private String path;

  @BeforeEach
  void open() throws IOException, JournalTrouble {
    hall = LiveHall.open(folder);
    hall.unplug();
    hall.district.set(district);
    district.journalIn(hall);
    hall.serve(0);
    api = new Client(hall);
    JsonObject taken = api.post("/api/tickets", Map.of("service", "RS")).is(201).json();
    String link = hall.linkOf(taken.getString("number"));
    path = "/api/links/" + link.substring(link.lastIndexOf('/') + 1) + "/elsewhere";
  }

  @AfterEach
  void close() {
    hall.close();
  }

  private Instant now() {
    return Instant.now().plusNanos(hall.later.get());
  }

  private void keeps() {
    district.outcome.set(new Outcome.Kept(now().plus(KEPT)));
  }

  private void timePasses() {
    hall.later.addAndGet(KEPT.plusSeconds(1).toNanos());
  }

  private Client.Told wish() {
    return api.post(path, Map.of("hall", "licun"));
  }

  private JsonArray kept() {
    return api.get(path).is(200).json().getJsonArray("kept");
  }

  @Test
  void aHallThatDidNotAnswerIsAskedAgain() {
    district.outcome.set(new Outcome.Silent());
    wish().refused(504, "OTHER-HALL-SILENT");
    wish().refused(504, "OTHER-HALL-SILENT");
    district.outcome.set(new Outcome.Refused(Refusal.RESERVATIONS_FULL.code()));
    wish().refused(409, "RESERVATIONS-FULL");
    keeps();
    String code = wish().is(201).json().getString("code");
    assertEquals(code, wish().is(201).json().getString("code"), "what is kept is found again");
    assertEquals(code, kept().getJsonObject(0).getString("code"));
    assertEquals(4, hall.hall().bookings().asked().size());
  }

  @Test
  void whatLapsedIsNotHandedOutAgain() {
    keeps();
    String code = wish().is(201).json().getString("code");
    timePasses();
    assertTrue(kept().isEmpty());
    keeps();
    JsonObject next = wish().is(201).json();
    assertNotEquals(code, next.getString("code"));
    assertTrue(Instant.parse(next.getString("until")).isAfter(now()), next.encode());
    assertEquals(1, kept().size());
  }

  @Test
  void theSameWishOfADispenserIsNotTheNumberThatLapsed() {
    keeps();
    var body = Map.<String, Object>of("hall", "licun", "service", "RS");
    var key = "one-press-1";
    String code = api.post("/api/elsewhere", body, key).is(201).json().getString("code");
    assertEquals(code, api.post("/api/elsewhere", body, key).is(201).json().getString("code"));
    timePasses();
    api.post("/api/elsewhere", body, key).refused(409, "NO-SUCH-BOOKING");
  }

  @Test
  void whatIsGivenBackIsNotKeptAndTheHallsAreOfferedAgain() {
    keeps();
    api.post(path + "/give-back", Map.of("hall", "licun")).refused(404, "NO-SUCH-BOOKING");
    String code = wish().is(201).json().getString("code");
    api.post(path, Map.of("hall", "shiyuan")).refused(409, "BOOKED-ALREADY");
    JsonObject now = api.post(path + "/give-back", Map.of("hall", "licun")).is(200).json();
    assertTrue(now.getJsonArray("kept").isEmpty() && !now.getJsonArray("halls").isEmpty());
    api.post(path + "/give-back", Map.of("hall", "licun")).refused(404, "NO-SUCH-BOOKING");
    assertNotEquals(code, wish().is(201).json().getString("code"), "it is another wish");
  }

  @Test
  void onePageGoneWildAsksNoHallForEver() {
    district.outcome.set(new Outcome.Silent());
    for (int i = 0; i < 30; i++) wish().refused(504, "OTHER-HALL-SILENT");
    assertEquals(20, hall.hall().bookings().asked().size());
  }
}
