package org.xuhao.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.hall.Command.Channel;
import org.xuhao.hall.Event;
import org.xuhao.journal.JournalTrouble;
import org.xuhao.web.paired.PairedDevices;

/** Browsers become devices by a code, and only theirs is a rating pressed at the window. */
class PairApiTest {
  private static final Map<String, Object> BEST = Map.of("level", 5);

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
  void aBrowserIsADeviceOnceItsCodeIsTyped() throws IOException {
    api.get("/api/paired/self").is(200);
    Tablet tablet = Tablet.waiting(hall);
    tablet.is("WAITING");
    assertTrue(tablet.code().matches("[0-9]{6}"), tablet.code());
    assertEquals(tablet.code(), tablet.beginAgain().is(201).json().getString("code"));
    Tablet.pair(hall, tablet.code(), "rating-tablet", 4).refused(404, "NO-SUCH-WINDOW");
    JsonObject made = Tablet.pair(hall, tablet.code(), "rating-tablet", 3).is(201).json();
    assertEquals("browser/1", made.getString("name"));
    tablet.is("PAIRED");
    assertEquals("rating-tablet", tablet.self().getString("kind"));
    assertEquals(3, tablet.self().getInteger("window"));
    tablet.beginAgain().refused(409, "ALREADY-PAIRED");
    Tablet.pair(hall, tablet.code(), "rating-tablet", 3).refused(409, "PAIRING-CODE-WRONG");
    assertFalse(kept().contains(tablet.secret()), "the secret itself is on the disk");
    api.post("/api/paired/1/unpair").is(200);
    tablet.is("NONE");
    api.post("/api/paired/1/unpair").refused(404, "NO-SUCH-DEVICE");
  }

  private String kept() throws IOException {
    var text = new StringBuilder();
    try (var files = Files.list(folder.resolve("keys"))) {
      for (Path file : files.toList()) text.append(Files.readString(file));
    }
    return text.toString();
  }

  @Test
  void wrongCodesAreSlowedDownAndCodesEndByThemselves() {
    Tablet tablet = Tablet.waiting(hall);
    String wrong = tablet.code().equals("000000") ? "000001" : "000000";
    for (int n = 0; n < 3; n++)
      Tablet.pair(hall, wrong, "rating-tablet", 3).refused(409, "PAIRING-CODE-WRONG");
    var slowed = Tablet.pair(hall, tablet.code(), "rating-tablet", 3);
    slowed.refused(429, "PAIRING-SLOWED");
    assertTrue(Integer.parseInt(slowed.header("retry-after")) <= 2, slowed.header("retry-after"));
    sleep(Duration.ofSeconds(2));
    Tablet.pair(hall, wrong, "rating-tablet", 3).refused(409, "PAIRING-CODE-WRONG");
    sleep(Duration.ofMillis(1_500));
    Tablet.pair(hall, tablet.code(), "rating-tablet", 3).refused(429, "PAIRING-SLOWED");
    sleep(Duration.ofSeconds(2));
    Tablet.pair(hall, tablet.code(), "rating-tablet", 3).is(201);
    Tablet late = Tablet.waiting(hall);
    sleep(Duration.ofMinutes(10));
    late.is("NONE");
    Tablet.pair(hall, late.code(), "rating-tablet", 3).refused(409, "PAIRING-CODE-WRONG");
  }

  private void sleep(Duration time) {
    hall.slept.addAndGet(time.toNanos());
  }

  /** Finishes a visit of A001 at window 3; gives its number. */
  private int visit() {
    String link =
        api.post("/api/tickets", Map.of("service", "RS")).is(201).json().getString("link");
    assertTrue(link.startsWith("http://hall.test/t/A001-"), link);
    api.post("/api/windows/3/open").is(200);
    api.post("/api/windows/3/call").is(200);
    return api.post("/api/windows/3/finish", Map.of("outcome", "COMPLETED"))
        .is(200)
        .json()
        .getInteger("rating");
  }

  @Test
  void onlyTheRatingDeviceOfTheWindowRatesAndOnce() {
    Tablet rater = Tablet.paired(hall, "rating-tablet", 3);
    Tablet other = Tablet.paired(hall, "rating-tablet", 2);
    Tablet display = Tablet.paired(hall, "window-display", 3);
    int visit = visit();
    JsonObject asked = rater.self().getJsonObject("rating");
    assertEquals(visit, asked.getInteger("visit"));
    assertEquals("A001", asked.getString("number"));
    assertFalse(other.self().containsKey("rating"));
    assertFalse(display.self().containsKey("rating"));
    other.rate(visit, BEST).refused(403, "RATING-BARRED");
    display.rate(visit, BEST).refused(403, "RATING-BARRED");
    api.post("/api/visits/" + visit + "/rating", BEST).refused(403, "RATING-BARRED");
    rater.rate(visit, Map.of("level", 2)).refused(409, "REASON-MISSING");
    rater.rate(visit, Map.of("level", 2, "reasons", List.of("213", "等得太久"))).is(200);
    rater.rate(visit, BEST).refused(409, "ALREADY-RATED");
    assertEquals(List.of("browser/1 2 [213, 等得太久] TABLET"), ratings());
    assertFalse(rater.self().containsKey("rating"));
  }

  private List<String> ratings() {
    return hall.journalled.stream()
        .flatMap(entry ->
            entry.events().stream()
                .filter(Event.RatingGiven.class::isInstance)
                .map(Event.RatingGiven.class::cast)
                .map(e ->
                    "%s %d %s %s".formatted(entry.by().who(), e.level(), e.reasons(), e.channel())))
        .toList();
  }

  @Test
  void aPhoneRatesWithTheLinkOfItsOwnTicketOnly() {
    int visit = visit();
    String other =
        api.post("/api/tickets", Map.of("service", "RS")).is(201).json().getString("link");
    String path = "/api/visits/" + visit + "/rating";
    api.post(path, Map.of("level", 5, "channel", "PHONE")).refused(403, "RATING-BARRED");
    api.post(path, Map.of("level", 5, "channel", "PHONE", "link", "A001-00000000000000000000"))
        .refused(403, "RATING-BARRED");
    api.post(path, Map.of("level", 5, "channel", "PHONE", "link", other.replaceFirst(".*/", "")))
        .refused(403, "RATING-BARRED");
    assertEquals(List.of(), ratings());
    String own = hall.linkOf("A001").replaceFirst(".*/", "");
    api.post(path, Map.of("level", 4, "channel", "PHONE", "link", own)).is(200);
    assertEquals(List.of("phone 4 [] " + Channel.PHONE), ratings());
  }

  @Test
  void aPairingOutlivesTheServerAndAnUnpairedOneIsRefused() {
    Tablet rater = Tablet.paired(hall, "rating-tablet", 3);
    int visit = visit();
    int port = hall.port();
    hall.unplug();
    hall.serve(port);
    rater.is("PAIRED");
    assertEquals(visit, rater.self().getJsonObject("rating").getInteger("visit"));
    api.post("/api/paired/1/unpair").is(200);
    rater.rate(visit, BEST).refused(403, "RATING-BARRED");
    hall.unplug();
    hall.serve(port);
    rater.is("NONE");
  }

  @Test
  void aSilentDeviceIsAFaultUntilItIsHeardAgain() {
    Tablet rater = Tablet.paired(hall, "rating-tablet", 3);
    assertEquals("UNKNOWN", device().getString("state"));
    rater.ping("空闲", 12);
    assertEquals("WELL", device().getString("state"));
    assertEquals(12.0, device().getDouble("roundTripMs"));
    assertEquals("空闲", device().getString("shows"));
    assertEquals("browser", device().getString("line"));
    assertEquals(1, device().getInteger("frames"));
    assertTrue(hall.signs.containsAll(List.of("browser/1", "browser/1 took")), "not metered");
    sleep(PairedDevices.SILENT.plusSeconds(1));
    await(() -> faults().equals(List.of("DEVICE-SILENT device browser/1")));
    assertEquals("ILL", device().getString("state"));
    assertEquals("", device().getString("shows"));
    rater.ping("空闲", 12);
    assertEquals(List.of(), faults());
    sleep(PairedDevices.SILENT.plusSeconds(1));
    await(() -> !faults().isEmpty());
    api.post("/api/paired/1/unpair").is(200);
    assertEquals(List.of(), faults());
    assertEquals(new JsonArray(), api.get("/api/devices").is(200).array());
  }

  private JsonObject device() {
    return api.get("/api/devices").is(200).array().getJsonObject(0);
  }

  private List<String> faults() {
    return api.get("/api/faults").is(200).array().stream()
        .map(JsonObject.class::cast)
        .map(fault -> fault.getString("code") + " " + fault.getString("subject"))
        .toList();
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + LiveHall.PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, "it never came true");
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  @Test
  void theCounterScreenAloneIsToldTheNotice() {
    Tablet counter = Tablet.paired(hall, "counter-screen", 3);
    Tablet rater = Tablet.paired(hall, "rating-tablet", 3);
    api.post("/api/tickets", Map.of("service", "RS")).is(201);
    api.post("/api/windows/3/open").is(200);
    api.post("/api/windows/3/call").is(200);
    assertFalse(counter.self().containsKey("file"));
    var lacks = List.of("照片", "合同");
    String code =
        api.post("/api/windows/3/finish", Map.of("outcome", "AWAITING_MATERIALS", "missing", lacks))
            .is(200)
            .json()
            .getString("notice");
    JsonObject file = counter.self().getJsonObject("file");
    assertEquals(code, file.getString("notice"));
    assertEquals(new JsonArray(lacks), file.getJsonArray("missing"));
    assertFalse(rater.self().containsKey("file"));
    assertFalse(api.get("/api/board").is(200).text().contains(code), "the code is public");
    int visit = counter.self().getJsonObject("rating").getInteger("visit");
    counter.rate(visit, BEST).is(200);
    assertFalse(counter.self().containsKey("file"));
  }
}
