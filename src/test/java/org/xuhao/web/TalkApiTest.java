package org.xuhao.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.hall.BookingEvent;
import org.xuhao.hall.Command;
import org.xuhao.hall.Entry;
import org.xuhao.hall.Event;
import org.xuhao.hall.value.WindowId;
import org.xuhao.journal.JournalTrouble;

/** Talks that visitors book themselves: without an account, and not without a bound. */
class TalkApiTest {
  /** Talks that one address may book a day here. */
  private static final int BOOKINGS = 6;

  @TempDir Path folder;
  private LiveHall hall;
  private Client api;

  @BeforeEach
  void open() throws IOException, JournalTrouble {
    hall = LiveHall.open(folder, TestTalks.plan());
    hall.bookings.set(BOOKINGS);
    hall.unplug();
    hall.serve(0);
    api = new Client(hall);
  }

  @AfterEach
  void close() {
    hall.close();
  }

  /** A browser that opened the page: by its cookie it is one visitor. */
  private String browser() {
    String cookie = api.get("/book").is(200).header("set-cookie");
    assertTrue(cookie.contains("HTTPOnly") && cookie.contains("SameSite=Strict"), cookie);
    return cookie.substring(0, cookie.indexOf(';'));
  }

  private JsonObject service() {
    JsonObject told = api.get("/api/remote-services").is(200).json();
    assertTrue(told.getBoolean("open"));
    assertEquals(1, told.getJsonArray("services").size(), "one service is of remote windows alone");
    return told.getJsonArray("services").getJsonObject(0);
  }

  /** The free slots by their place among the dates that have some. */
  private List<String> slots(int date) {
    var slots = service().getJsonArray("days").getJsonObject(date).getJsonArray("slots");
    return slots.stream().map(String.class::cast).toList();
  }

  private Client.Told book(String cookie, String slot, String... headers) {
    var wish = Map.of("service", "YBB", "slot", slot);
    var request = api.raw("/api/talks", "application/json", Json.encode(wish));
    request.header("cookie", cookie);
    if (headers.length > 0) request.headers(headers);
    return Client.sendAs(request);
  }

  /** Lets the time of a slot come and has window 9 speak with whoever booked it. */
  private void heldAt(String slot) {
    Instant now = Instant.now().plusNanos(hall.later.get());
    hall.later.addAndGet(Duration.between(now, Instant.parse(slot)).plusSeconds(1).toNanos());
    hall.press(TestTalks.WINDOW, new Command.OpenWindow(new WindowId(TestTalks.WINDOW)));
    hall.press(TestTalks.WINDOW, new Command.CallNext(new WindowId(TestTalks.WINDOW)));
    api.post("/api/windows/9/start").is(200);
  }

  @Test
  void whoeverElseUsesTheSameBrowserDoesNotGetTheCase() {
    String shared = browser();
    String first = slots(0).get(2);
    book(shared, first).is(201);
    heldAt(first);
    var lacks = Map.<String, Object>of("outcome", "AWAITING_MATERIALS", "missing", List.of("照片"));
    api.post("/api/windows/9/finish", lacks).is(200);
    api.post("/api/windows/9/close").is(200);
    String second = slots(1).get(2);
    book(shared, second).is(201);
    heldAt(second);
    JsonObject desk = api.get("/api/windows/9/desk").is(200).json();
    assertTrue(desk.containsKey("talk"), desk.encode());
    assertFalse(desk.containsKey("case"), desk.encode());
  }

  @Test
  void whoeverHasTheAddressOfATalkGoesOnWithItsCase() {
    String mine = browser();
    String first = slots(0).get(2);
    String token = tokenOf(book(mine, first).is(201).json());
    assertFalse(api.get("/api/talks/" + token).json().getBoolean("goesOn"));
    heldAt(first);
    var lacks = Map.<String, Object>of("outcome", "AWAITING_MATERIALS", "missing", List.of("照片"));
    String file = api.post("/api/windows/9/finish", lacks).is(200).json().getString("case");
    api.post("/api/windows/9/close").is(200);
    assertTrue(api.get("/api/talks/" + token).json().getBoolean("goesOn"));
    String second = slots(1).get(2);
    var wish = new TreeMap<String, Object>(Map.of("service", "YBB", "slot", second));
    wish.put("after", token + "0");
    api.post("/api/talks", wish).refused(404, "NO-SUCH-BOOKING");
    wish.put("after", token);
    api.post("/api/talks", wish).is(201);
    heldAt(second);
    JsonObject desk = api.get("/api/windows/9/desk").is(200).json();
    assertEquals(file, desk.getJsonObject("case").getString("case"), desk.encode());
  }

  private static String tokenOf(JsonObject made) {
    String link = made.getString("talk");
    return link.substring(link.lastIndexOf('/') + 1);
  }

  @Test
  void whatIsOfferedCanBeBookedAndNothingPersonalIsAskedOrKept() {
    String slot = slots(0).getLast();
    JsonObject made = book(browser(), slot).is(201).json();
    String token = tokenOf(made);
    JsonObject talk = api.get("/api/talks/" + token).is(200).json();
    assertEquals("BOOKED", talk.getString("state"));
    assertEquals(slot, talk.getString("slot"));
    assertTrue(talk.getBoolean("books"));
    Instant until = Instant.parse(talk.getString("cancelUntil"));
    assertEquals(Duration.ofHours(2), Duration.between(until, Instant.parse(slot)));
    String qr = api.get("/talk/" + token + "/qr.svg").is(200).text();
    assertTrue(qr.startsWith("<svg"), qr);
    api.get("/talk/" + token.replace("haixi", "licun") + "/qr.svg").refused(404, "NO-SUCH-BOOKING");
  }

  @Test
  void aBrowserIsOneVisitorAndKeepsToTheLimitsOfOne() {
    String mine = browser();
    book(mine, slots(1).get(0)).is(201);
    book(mine, slots(1).get(1)).refused(409, "BOOKING-LIMIT");
    book(browser(), slots(1).get(1)).is(201);
    assertNotEquals(mine, browser());
  }

  @Test
  void anAddressBooksOutNoHall() {
    String slot = slots(0).get(5);
    for (int i = 0; i < TestTalks.CAPACITY; i++) book(browser(), slot).is(201);
    assertFalse(slots(0).contains(slot));
    // What is refused costs nothing of what an address may book.
    for (int i = 0; i < BOOKINGS; i++) book(browser(), slot).refused(409, "SLOT-FULL");
    String other = slots(0).get(6);
    book(browser(), other).is(201);
    book(browser(), other).is(201);
    Client.Told slowed = book(browser(), other);
    slowed.refused(429, "BOOKING-SLOWED");
    assertEquals(String.valueOf(86_400 / BOOKINGS), slowed.header("retry-after"));
    // A proxy on this machine asks for many; only the last address is its own word.
    String[] one = {"x-forwarded-for", "203.0.113.7"};
    book(browser(), other, "x-forwarded-for", "203.0.113.7, 198.51.100.9").is(201);
    book(browser(), other, one).is(201);
    hall.later.addAndGet(Duration.ofDays(1).toNanos() / BOOKINGS + Duration.ofSeconds(1).toNanos());
    book(browser(), slots(0).get(7)).is(201);
    book(browser(), slots(0).get(7)).refused(429, "BOOKING-SLOWED");
  }

  @Test
  void theSameRequestBooksOnceAndCostsOnce() {
    String mine = browser();
    String slot = slots(0).get(3);
    String first = book(mine, slot, "Idempotency-Key", "one").is(201).json().getString("talk");
    for (int i = 0; i < 2 * BOOKINGS; i++) {
      JsonObject again = book(mine, slot, "Idempotency-Key", "one").is(201).json();
      assertEquals(first, again.getString("talk"));
    }
    assertEquals(1, booked());
    book(browser(), slot).is(201);
  }

  private long booked() {
    long count = 0;
    for (Entry entry : hall.journalled)
      for (Event event : entry.events())
        if (event instanceof BookingEvent.AppointmentBooked) count++;
    return count;
  }

  @Test
  void whoeverHasTheAddressCancelsInTimeAndNobodyElse() {
    String mine = browser();
    String token = tokenOf(book(mine, slots(1).get(2)).is(201).json());
    api.post("/api/talks/" + token + "0/cancel").refused(404, "NO-SUCH-BOOKING");
    api.post("/api/talks/" + token + "/cancel").is(200);
    JsonObject talk = api.get("/api/talks/" + token).is(200).json();
    assertEquals("CANCELLED", talk.getString("state"));
    assertFalse(talk.containsKey("cancelUntil"));
    api.post("/api/talks/" + token + "/cancel").refused(404, "NO-SUCH-BOOKING");
    // It counts for no limit, and the slot is free again.
    String late = tokenOf(book(mine, slots(1).get(2)).is(201).json());
    Instant slot = Instant.parse(api.get("/api/talks/" + late).json().getString("slot"));
    Instant now = Instant.now().plusNanos(hall.later.get());
    hall.later.addAndGet(Duration.between(now, slot).minusHours(1).toNanos());
    api.post("/api/talks/" + late + "/cancel").refused(409, "TOO-LATE-TO-CANCEL");
  }

  @Test
  void onlyTalksAreBookedHereAndOnlyWhatIsOffered() {
    String slot = slots(0).get(0);
    var other = new TreeMap<String, Object>(Map.of("service", "RS", "slot", slot));
    api.post("/api/talks", other).refused(409, "NO-SUCH-SERVICE");
    api.post("/api/talks", Map.of("service", "YBB", "slot", "soon")).refused(400, "BAD-REQUEST");
    other.putAll(Map.of("service", "YBB", "identity", "370214195001011234"));
    api.post("/api/talks", other).refused(400, "BAD-REQUEST");
    String never = Instant.parse(slot).plusSeconds(1).toString();
    book(browser(), never).refused(409, "SLOT-OUT-OF-RANGE");
    assertEquals(0, booked());
  }

  @Test
  void aHallThatDoesNotLetThemBookSaysSo() {
    hall.bookings.set(0);
    hall.unplug();
    hall.serve(0);
    JsonObject told = api.get("/api/remote-services").is(200).json();
    assertFalse(told.getBoolean("open"));
    assertTrue(told.getJsonArray("services").isEmpty());
    var wish = Map.<String, Object>of("service", "YBB", "slot", "2027-01-04T01:00:00Z");
    api.post("/api/talks", wish).refused(403, "BOOKING-CLOSED");
  }
}
