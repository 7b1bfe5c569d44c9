package org.xuhao.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.xuhao.hall.Event;
import org.xuhao.web.paired.PairedDevices;

/** Tablets and screens in a real Chromium: paired by a code, asked, silent, back, let go. */
class PairedPagesTest extends BrowserTest {
  private static final String LEVELS = "document.querySelectorAll('.levels button').length === 5";
  private static final String IDLE =
      "!document.querySelector('#idle').hidden && document.querySelector('#window').innerText";
  private static final String ENTER = "\uE007";

  /** The browser of all tests keeps its cookies: each begins without. */
  @AfterEach
  void forget() {
    browser.deleteCookies();
  }

  private void pairAs(String kind, int window) {
    browser.size(1280, 800);
    browser.open(hall.at("/pair"));
    browser.await("document.querySelector('#code').innerText.length === 7");
    String code = browser.text("#code").replace(" ", "");
    Tablet.pair(hall, code, kind, window).is(201);
    browser.await("location.pathname === '/paired/" + kind + "'");
  }

  /** Ends a visit of the next ticket at window 3; gives its number. */
  private int visit(Map<String, Object> how) {
    var api = new Client(hall);
    api.post("/api/tickets", Map.of("service", "RS")).is(201);
    api.post("/api/windows/3/open"); // refused when it is open already
    LiveHall.letAPressBeAnother();
    api.post("/api/windows/3/call").is(200);
    return api.post("/api/windows/3/finish", how).is(200).json().getInteger("rating");
  }

  private List<Event.RatingGiven> ratings() {
    return hall.journalled.stream()
        .flatMap(entry -> entry.events().stream())
        .filter(Event.RatingGiven.class::isInstance)
        .map(Event.RatingGiven.class::cast)
        .toList();
  }

  private void wide() {
    Object wide = browser.script("return document.documentElement.scrollWidth - innerWidth");
    assertTrue(((Number) wide).intValue() <= 0, "wider than its screen by " + wide);
    Object high = browser.script("return document.documentElement.scrollHeight - innerHeight");
    assertTrue(((Number) high).intValue() <= 0, "higher than its screen by " + high);
  }

  @Test
  void aCodeIsShownAndTypedOnThePageOfDevices() throws IOException {
    browser.size(1280, 800);
    browser.open(hall.at("/pair"));
    browser.await("document.querySelector('#code').innerText.length === 7");
    browser.picture(PICTURES.resolve("pair.png"));
    inEnglish("pair", "document.querySelector('#code').innerText.length === 7");
    Tablet tablet = Tablet.waiting(hall);
    browser.size(1440, 900);
    browser.open(hall.at("/devices"));
    browser.await("document.querySelectorAll('#pair-window option').length === 5");
    browser.script("document.querySelector('#pair-kind').value = 'counter-screen'");
    browser.script("document.querySelector('#pair-window').value = '12'");
    browser.script("document.querySelector('#pair-code').value = '" + tablet.code() + "'");
    browser.script("document.querySelector('#pair-code').focus()");
    browser.press(ENTER);
    browser.await("document.querySelector('#pair-said').innerText.includes('browser/1')");
    assertEquals("counter-screen", tablet.self().getString("kind"));
    assertEquals(12, tablet.self().getInteger("window"));
    tablet.ping("空闲", 8);
    browser.await("document.querySelector('#devices').innerText.includes('窗口互动屏')");
    browser.await("document.querySelector('#devices').innerText.includes('空闲')");
    browser.picture(PICTURES.resolve("devices-paired.png"));
    inEnglish(
        "devices-paired",
        "document.querySelector('#devices').innerText.includes('Counter screen')");
    browser.click("tr[data-subject=\"device browser/1\"]");
    browser.await("document.querySelector('.unpair')");
    browser.click(".unpair");
    browser.click(".unpair");
    browser.await("document.querySelector('#pair-said').innerText.includes('已解除')");
    tablet.is("NONE");
  }

  @Test
  void aRatingPressedOnTheTabletReachesTheJournalOnce() throws IOException {
    pairAs("rating-tablet", 3);
    browser.await(IDLE);
    assertEquals("03", browser.text("#window"));
    browser.picture(PICTURES.resolve("rating-idle.png"));
    int visit = visit(Map.of("outcome", "COMPLETED"));
    browser.await(LEVELS);
    browser.picture(PICTURES.resolve("rating-levels.png"));
    inEnglish("rating-levels", LEVELS);
    wide();
    assertTrue(browser.text(".bar").contains("A001"), browser.text(".bar"));
    LiveHall.letAPressBeAnother();
    browser.press("2");
    browser.await("document.querySelectorAll('.opts button').length === 8");
    assertTrue(browser.text(".opts").contains("窗口人员业务不熟练"), browser.text(".opts"));
    LiveHall.letAPressBeAnother();
    browser.click(".send");
    browser.await("document.querySelector('.trouble').innerText.includes('请至少选一样')");
    assertEquals(List.of(), ratings());
    browser.click("[data-code=\"213\"]");
    browser.script("document.querySelector('#words').value = '等得太久'");
    browser.picture(PICTURES.resolve("rating-reasons.png"));
    wide();
    browser.click(".send");
    browser.await("document.querySelector('#rate').classList.contains('at-thanks')");
    browser.picture(PICTURES.resolve("rating-thanks.png"));
    assertEquals(1, ratings().size());
    assertEquals(visit, ratings().getFirst().visit().number());
    assertEquals(List.of("213", "等得太久"), ratings().getFirst().reasons());
    notTwice(visit);
    browser.await(IDLE);
    theNextVisitIsAskedAbout();
    browser.log(); // the browser notes the 409 that was asked for
  }

  private void notTwice(int visit) {
    Object second =
        browser.script(
            "return fetch('/api/visits/"
                + visit
                + "/rating', {method: 'POST', headers: {'content-type': 'application/json'},"
                + " body: '{\"level\":5}'}).then((a) => a.json()).then((b) => b.code)");
    assertEquals("ALREADY-RATED", second);
  }

  private void theNextVisitIsAskedAbout() {
    visit(Map.of("outcome", "COMPLETED"));
    browser.await(LEVELS);
    LiveHall.letAPressBeAnother();
    browser.click("[data-level=\"5\"]");
    browser.await("document.querySelector('.send')");
    LiveHall.letAPressBeAnother();
    browser.press(ENTER);
    browser.await("document.querySelector('#rate').classList.contains('at-thanks')");
    assertEquals(5, ratings().getLast().level());
  }

  /** Who presses and walks off has rated, unless the level needs a reason. */
  @Test
  void aLevelThatNeedsNoReasonIsSentByItself() {
    pairAs("rating-tablet", 3);
    visit(Map.of("outcome", "COMPLETED"));
    browser.await(LEVELS);
    LiveHall.letAPressBeAnother();
    browser.press("4");
    browser.await("document.querySelectorAll('.opts button').length === 8");
    browser.await(() -> ratings().stream().map(Event.RatingGiven::level).toList(), List.of(4));
  }

  @Test
  void aVisitThatIsNotRatedStaysUnratedAndAnUnpairedTabletGoesBackToItsCode() {
    pairAs("rating-tablet", 3);
    visit(Map.of("outcome", "COMPLETED"));
    browser.await(LEVELS);
    LiveHall.letAPressBeAnother();
    browser.click("footer .key");
    browser.await(IDLE);
    assertEquals(List.of(), ratings());
    new Client(hall).post("/api/paired/1/unpair").is(200);
    browser.await("location.pathname === '/pair'");
    browser.await("document.querySelector('#code').innerText.length === 7");
  }

  @Test
  void aTabletIsRightAgainAfterARestartAndMissedWhileItIsGone() {
    pairAs("rating-tablet", 3);
    browser.await(IDLE);
    var api = new Client(hall);
    visit(Map.of("outcome", "COMPLETED"));
    browser.await(LEVELS);
    int port = hall.port();
    hall.unplug();
    browser.await("document.querySelector('#after').innerText.includes('暂时不能用')");
    hall.serve(port);
    long back = System.nanoTime();
    browser.await("!document.querySelector('#rate').hidden && " + LEVELS);
    long tookMs = (System.nanoTime() - back) / 1_000_000;
    assertTrue(tookMs < 3_000, "back after " + tookMs + " ms");
    await(api, "WELL");
    browser.open(hall.at("/display"));
    hall.slept.addAndGet(PairedDevices.SILENT.plusSeconds(5).toNanos());
    await(api, "ILL");
    JsonObject fault = api.get("/api/faults").is(200).array().getJsonObject(0);
    assertEquals("DEVICE-SILENT", fault.getString("code"));
    assertEquals("device browser/1", fault.getString("subject"));
    browser.open(hall.at("/paired/rating-tablet"));
    await(api, "WELL");
    assertTrue(api.get("/api/faults").is(200).array().isEmpty(), "the fault stays");
  }

  private static void await(Client api, String state) {
    browser.await(
        () -> api.get("/api/devices").is(200).array().getJsonObject(0).getString("state"), state);
  }

  @Test
  void theCounterScreenShowsTheNoticeAndAsksForTheRating() throws IOException {
    pairAs("counter-screen", 3);
    browser.await("document.querySelector('#say').innerText.includes('未开')");
    browser.picture(PICTURES.resolve("counter-idle.png"));
    var api = new Client(hall);
    api.post("/api/tickets", Map.of("service", "RS")).is(201);
    api.post("/api/windows/3/open").is(200);
    api.post("/api/windows/3/call").is(200);
    browser.await("document.querySelector('#say').innerText.includes('A001')");
    browser.picture(PICTURES.resolve("counter-calling.png"));
    var finish =
        Map.<String, Object>of(
            "outcome",
            "AWAITING_MATERIALS",
            "missing",
            List.of("营业场所使用证明", "公司章程"),
            "checked",
            List.of("身份证"));
    api.post("/api/windows/3/finish", finish).is(200);
    browser.await(LEVELS);
    browser.await("document.querySelector('figure img')?.naturalWidth > 0");
    assertTrue(browser.text("#say").contains("公司章程"), browser.text("#say"));
    browser.picture(PICTURES.resolve("counter-notice.png"));
    inEnglish("counter-notice", LEVELS);
    wide();
    LiveHall.letAPressBeAnother();
    browser.click("[data-level=\"4\"]");
    browser.await("document.querySelector('.send')");
    LiveHall.letAPressBeAnother();
    browser.click(".send");
    browser.await("document.querySelector('#rate').classList.contains('at-thanks')");
    assertEquals(4, ratings().getFirst().level());
    browser.await("document.querySelector('#rate').hidden");
    assertTrue(browser.text("#say").contains("公司章程"), "the notice went with the rating");
    api.post("/api/tickets", Map.of("service", "RS")).is(201);
    LiveHall.letAPressBeAnother();
    api.post("/api/windows/3/call").is(200);
    browser.await("document.querySelector('#say').innerText.includes('A002')");
    assertFalse(browser.text("body").contains("公司章程"), "the next visitor sees the notice");
  }

  @Test
  void aWindowDisplayKnowsItsWindowByItself() {
    pairAs("window-display", 12);
    browser.await("document.querySelector('#window').innerText === '12'");
    assertTrue(browser.text("#name").contains("企业登记专窗"), browser.text("#name"));
    var api = new Client(hall);
    browser.await(
        () -> api.get("/api/devices").is(200).array().getJsonObject(0).getString("shows"), "未开");
  }
}
