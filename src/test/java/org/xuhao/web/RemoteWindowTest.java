package org.xuhao.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xuhao.journal.JournalTrouble;

/** A talk at a remote window, over HTTP and in the browser: nobody of it is in the hall. */
class RemoteWindowTest extends BrowserTest {
  private static final String F2 = "\uE032";

  private Client api;

  @Override
  @BeforeEach
  void open() throws IOException, JournalTrouble {
    hall = LiveHall.open(folder, TestTalks.plan());
    api = new Client(hall);
    browser.signIn(hall);
    browser.log();
  }

  /** Books the next slot of today and lets its time come. */
  private String booked(String identity) {
    LocalDate today = hall.hall().day().orElseThrow();
    String path = "/api/services/YBB/slots/" + today;
    Instant now = Instant.now().plus(Duration.ofNanos(hall.later.get()));
    String slot =
        new JsonArray(api.get(path).is(200).text())
            .stream()
                .map(one -> ((JsonObject) one).getString("slot"))
                .filter(at -> Instant.parse(at).isAfter(now.plusSeconds(30)))
                .findFirst()
                .orElseThrow();
    Map<String, Object> wish = Map.of("service", "YBB", "slot", slot, "identity", identity);
    JsonObject made = api.post("/api/appointments", wish).is(201).json();
    String link = made.getString("talk");
    assertTrue(link.startsWith("http://hall.test/talk/"), link);
    String token = link.substring(link.lastIndexOf('/') + 1);
    JsonObject before = api.get("/api/talks/" + token).is(200).json();
    assertEquals("BOOKED", before.getString("state"));
    assertFalse(before.containsKey("media"));
    api.post("/api/appointments/" + made.getString("booking") + "/check-in")
        .refused(409, "REMOTE-ONLY");
    hall.later.addAndGet(Duration.between(now, Instant.parse(slot)).plusSeconds(1).toNanos());
    api.post("/api/windows/9/open").is(200); // and the clock is asked
    return token;
  }

  private static List<String> stages(JsonObject talk) {
    return talk.getJsonArray("stages").stream()
        .map(one -> ((JsonObject) one).getString("stage"))
        .toList();
  }

  @Test
  void fiveStagesStandOnOneCaseAndNobodyCameToTheHall() {
    api.post("/api/tickets", Map.of("service", "YBB")).refused(409, "REMOTE-ONLY");
    String token = booked(ID);
    String at = "/api/windows/9/";
    api.post(at + "stage", Map.of("stage", "GUIDANCE")).refused(409, "NOBODY-AT-WINDOW");
    api.post(at + "call").is(200);
    JsonObject called = api.get("/api/talks/" + token).is(200).json();
    assertEquals("CALLED", called.getString("ticket"));
    assertEquals(TestTalks.WINDOW, called.getInteger("window"));
    String media = called.getString("media");
    assertTrue(media.matches("https://video\\.test/[0-9a-f]{20}"), media);
    assertFalse(media.endsWith(token.substring(token.length() - 20)), "the room opens no page");
    // The window speaks with somebody elsewhere: nothing is shown or spoken in the hall.
    assertTrue(api.get("/api/board").is(200).json().getJsonArray("calls").isEmpty());
    api.post(at + "stage", Map.of("stage", "CORRECTION")).refused(409, "STAGE-ORDER");
    api.post(at + "finish", Map.of("outcome", "ACCEPTED")).refused(409, "STAGE-ORDER");
    api.post(at + "stage", Map.of("stage", "RATING")).refused(400, "BAD-REQUEST");
    api.post(at + "stage", Map.of("stage", "GUIDANCE")).is(200);
    LiveHall.letAPressBeAnother();
    api.post(at + "stage", Map.of("stage", "CORRECTION")).is(200);
    JsonObject desk = api.get(at + "desk").is(200).json().getJsonObject("talk");
    assertEquals(List.of("BOOKING", "GUIDANCE", "CORRECTION"), stages(desk));
    assertEquals(media, desk.getString("media"));
    LiveHall.letAPressBeAnother();
    JsonObject done = api.post(at + "stage", Map.of("stage", "ACCEPTANCE")).is(200).json();
    JsonObject over = api.get("/api/talks/" + token).is(200).json();
    assertFalse(over.containsKey("media"), "the talk is over");
    String rating = "/api/visits/" + over.getLong("visit") + "/rating";
    var five = Map.<String, Object>of("level", 5, "channel", "PHONE", "link", token);
    api.post(rating, Map.of("level", 5, "channel", "PHONE", "link", token + "0"))
        .refused(403, "RATING-BARRED");
    api.post(rating, five).is(200);
    isOnTheCase(done.getString("case"), token);
    api.get("/api/talks/" + token.replace("haixi", "licun")).refused(404, "NO-SUCH-BOOKING");
  }

  /** What the manager reads of the day, on the page and in a spreadsheet. */
  @Test
  void theDaysFiguresTellTheTalks() throws IOException {
    AxeTest.read();
    booked(ID);
    String at = "/api/windows/9/";
    api.post(at + "call").is(200);
    api.post(at + "start").is(200);
    hall.later.addAndGet(Duration.ofMinutes(7).toNanos());
    api.post(at + "finish", Map.of("outcome", "ACCEPTED")).is(200);
    browser.size(1280, 900);
    browser.open(hall.at("/manager"));
    browser.await("document.querySelectorAll('#windows button, #windows li').length > 3");
    String today = hall.hall().day().orElseThrow().toString();
    browser.await(
        () ->
            api.get("/api/manager/days/" + today)
                .json()
                .getJsonObject("talks")
                .getInteger("accepted"),
        1);
    browser.press("d");
    browser.await("!document.querySelector('#day-talks-box').hidden");
    String row = browser.text("#day-talks").replaceAll("\\s+", " ");
    assertTrue(row.startsWith("1 1 1 0 0 1 0 ") && row.endsWith(" 7 7"), row);
    assertEquals(List.of(), AxeTest.seen());
    browser.picture(PICTURES.resolve("manager-talks.png"));
    String csv = api.get("/api/manager/days/" + today + "/export/talks").is(200).text();
    assertTrue(csv.contains(today + ",1,1,1,0,0,1,0,") && csv.endsWith(",7.0,7.0\r\n"), csv);
  }

  /** All five stages, each later than the one before, as the visitor's page has them. */
  private void isOnTheCase(String caseNo, String token) {
    JsonObject file = api.get("/api/cases/" + caseNo).is(200).json();
    JsonObject talk = file.getJsonArray("talks").getJsonObject(0);
    assertEquals(
        List.of("BOOKING", "GUIDANCE", "CORRECTION", "ACCEPTANCE", "RATING"), stages(talk));
    List<String> times = times(talk);
    assertEquals(times.stream().sorted().toList(), times);
    assertEquals(times, times(api.get("/api/talks/" + token).is(200).json()));
  }

  private static List<String> times(JsonObject talk) {
    return talk.getJsonArray("stages").stream()
        .map(one -> ((JsonObject) one).getString("at"))
        .toList();
  }

  @Test
  void aWindowWhereSomebodyStandsHasNoStages() {
    api.post("/api/tickets", Map.of("service", "RS")).is(201);
    api.post("/api/windows/3/open").is(200);
    api.post("/api/windows/3/call").is(200);
    api.post("/api/windows/3/stage", Map.of("stage", "GUIDANCE")).refused(409, "NO-TALK");
    api.post("/api/windows/3/transfer", Map.of("service", "YBB")).refused(409, "REMOTE-ONLY");
  }

  @Test
  void theClerkPressesTheNextStageAndThePhoneFollowsUntilItIsRated() throws IOException {
    AxeTest.read();
    String token = booked(ID);
    String clerk = browser.window();
    String phone = browser.another();
    AxeTest.read(); // for each window
    browser.size(400, 1000);
    browser.open(hall.at("/talk/" + token));
    browser.await("document.querySelector('#talk h1')?.innerText.includes('等候窗口呼叫')");
    browser.use(clerk);
    browser.size(480, 1100);
    browser.open(hall.at("/clerk/9"));
    browser.await("document.querySelector('#keys .now:not([disabled])')");
    browser.press(F2);
    browser.await("document.querySelector('#talk .join')");
    browser.use(phone);
    browser.await("document.querySelector('#talk .join')");
    assertTrue(browser.text("#talk").contains("09 号窗口正在等您"), browser.text("#talk"));
    browser.picture(PICTURES.resolve("talk-called.png"));
    assertEquals(List.of(), AxeTest.seen());
    browser.use(clerk);
    press("document.querySelector('[data-stage=GUIDANCE].past')", "在线修正");
    press("document.querySelector('[data-stage=CORRECTION].past')", "即时受理");
    browser.picture(PICTURES.resolve("clerk-remote.png"));
    assertEquals(List.of(), AxeTest.seen());
    press("document.querySelector('#visit').classList.contains('idle')", "");
    browser.use(phone);
    rate();
    browser.await("document.querySelector('[data-stage=RATING].past')");
    browser.await("document.querySelector('#rate').innerText.includes('谢谢')");
    browser.picture(PICTURES.resolve("talk-rated.png"));
    assertEquals(5L, past());
    inEnglish("talk-rated", "document.querySelector('[data-stage=RATING].past')");
    browser.leave(clerk);
  }

  /** A negative level needs a reason, which is said before anything is sent. */
  private static void rate() {
    browser.await("document.querySelector('#rate [data-level=\"2\"]')");
    browser.click("#rate [data-level=\"2\"]");
    assertEquals(List.of(), AxeTest.seen());
    browser.click("#rate .send");
    browser.await("document.querySelector('#rate .trouble').innerText.length > 0");
    browser.click("#rate [data-reason]");
    browser.click("#rate .send");
  }

  private long past() {
    return ((Number) browser.script("return document.querySelectorAll('.stages .past').length"))
        .longValue();
  }

  /** Presses F2 and waits for what it does and for the words of the next stage on a key. */
  private static void press(String then, String next) {
    LiveHall.letAPressBeAnother();
    browser.press(F2);
    browser.await(then);
    browser.await("document.querySelector('#keys').innerText.includes('" + next + "')");
  }
}
