package org.xuhao.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xuhao.forecast.Pace;
import org.xuhao.hall.CaseEvent;
import org.xuhao.hall.CaseFile;
import org.xuhao.hall.Event;
import org.xuhao.hall.Plan;
import org.xuhao.hall.value.CaseId;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.journal.JournalTrouble;
import org.xuhao.web.district.CaseShelf;
import org.xuhao.web.guide.Guide;

/** What a clerk sees beside the keys, and says about a case, in a real Chromium. */
class ClerkPageTest extends BrowserTest {
  private static final String ENTER = "\uE007";
  private static final String ESCAPE = "\uE00C";
  private static final String F1 = "\uE031";
  private static final String F2 = "\uE032";
  private static final String F6 = "\uE036";
  private static final String F8 = "\uE038";
  private static final String F9 = "\uE039";
  private static final Duration DAY = Duration.ofDays(1);

  private final TestShelf shelf = new TestShelf();
  private Client api;

  @BeforeEach
  void serveWhatTheDistrictKnows() {
    var guide = new TreeMap<ServiceCode, Guide.ServiceGuide>();
    var materials = List.of("申请书", "营业执照", "身份证", "租赁合同");
    guide.put(new ServiceCode("RS"), new Guide.ServiceGuide(List.of("交社保"), materials));
    hall.shelf.set(shelf);
    hall.guide.set(new Guide(guide));
    int port = hall.port();
    hall.unplug();
    hall.serve(port);
    api = new Client(hall);
    api.post("/api/windows/3/open").is(200);
  }

  private CaseId caseOf(String code) {
    return hall.hall().cases().named(code).map(CaseFile::id).orElseThrow();
  }

  private void openClerk() {
    browser.size(420, 1080);
    browser.open(hall.at("/clerk/3"));
    browser.await("document.querySelector('.wide.now:not([disabled])')");
  }

  @Test
  void whomTheWindowSentOnIsFollowedWithoutAskingAnybody() throws IOException {
    api.post("/api/windows/1/open").is(200);
    api.post("/api/tickets", Map.of("service", "RS")).is(201);
    api.post("/api/windows/3/call").is(200);
    openClerk3();
    assertEquals(true, browser.script("return document.querySelector('#sent-box').hidden"));
    api.post("/api/windows/3/transfer", Map.of("service", "YB")).is(200);
    awaitSent("A001", "医疗保障", "等候中");
    api.post("/api/windows/1/call").is(200);
    awaitSent("A001", "医疗保障", "01 号窗口已叫");
    browser.picture(PICTURES.resolve("clerk-sent.png"));
    LiveHall.letAPressBeAnother();
    api.post("/api/windows/1/finish").is(200);
    awaitSent("A001", "医疗保障", "已办完");
  }

  /**
   * A hall that stands alone tells its own visits of the case, each with where and how it ended.
   */
  @Test
  void aHallAloneShowsTheEarlierVisitsOfACase() throws IOException {
    hall.shelf.set(CaseShelf.NONE);
    int port = hall.port();
    hall.unplug();
    hall.serve(port);
    CaseId id = resumed();
    browser.await("document.querySelectorAll('#visits li').length === 1");
    String earlier = browser.text("#visits");
    assertTrue(earlier.contains("03 号窗口") && earlier.contains("待补正"), earlier);
    assertTrue(browser.text("#case").contains(id.id()), browser.text("#case"));
    browser.picture(PICTURES.resolve("clerk-alone.png"));
  }

  private void openClerk3() {
    browser.size(420, 1080);
    browser.open(hall.at("/clerk/3"));
    browser.await("document.querySelector('#number').innerText === 'A001'");
  }

  private static void awaitSent(String... words) {
    for (String word : words)
      browser.await("document.querySelector('#sent').innerText.includes('" + word + "')");
  }

  /** A case goes on at window 3; its visitor stands there and is being served. */
  private CaseId resumed() {
    String code = noticeOfWindow3();
    CaseId id = caseOf(code);
    api.post("/api/tickets", Map.of("service", "RS", "case", code)).is(201);
    hall.later.addAndGet(Duration.ofMinutes(1).toNanos());
    openClerk();
    browser.press(F2);
    browser.await("document.querySelector('#visit').classList.contains('calling')");
    browser.await("!document.querySelector('#case').hidden");
    LiveHall.letAPressBeAnother();
    browser.press(F2);
    browser.await("document.querySelector('#visit').classList.contains('serving')");
    return id;
  }

  @Test
  void aCaseResumedOnBothSidesOfACutIsShownToBothClerksOnTheirPages()
      throws IOException, JournalTrouble {
    toldOf("海西州政务服务中心", "世园街道便民服务中心");
    browser.picture(PICTURES.resolve("clerk-case.png"));
    inEnglish("clerk-case", "document.querySelector('.parallel')");
    hall.close();
    hall = LiveHall.open(folder.resolve("shiyuan"), named("shiyuan"));
    browser.signIn(hall);
    serveWhatTheDistrictKnows();
    toldOf("世园街道便民服务中心", "海西州政务服务中心");
  }

  /** The clerk of one hall has the case at the window; the same news come as to the other. */
  private void toldOf(String own, String other) {
    CaseId id = resumed();
    assertTrue(browser.text("#case").contains("第 2 次来"), browser.text("#case"));
    assertTrue(browser.text("#case").contains("照片"), browser.text("#case"));
    assertFalse(browser.text("#case").contains("断线"), "nothing of the other side is known yet");
    Instant now = Instant.now();
    shelf.tell(
        id,
        TestShelf.visit("licun", 7, now.minus(DAY), "AWAITING_MATERIALS", false),
        TestShelf.visit("haixi", 3, now, null, true),
        TestShelf.visit("shiyuan", 3, now, null, true));
    browser.await("document.querySelector('.parallel')");
    String told = browser.text(".parallel");
    assertTrue(told.contains(other + " 03 号窗口也办过"), told);
    assertFalse(told.contains(own), "a hall is not told of itself: " + told);
    String before = browser.text("#visits");
    assertTrue(before.contains("李村街道便民服务中心 07") && before.contains(other), before);
    assertTrue(before.contains("待补正"), before);
    assertEquals(0, wider());
  }

  /** Nobody is stopped: the page asks, and one key more ends it all the same. */
  @Test
  void aCaseThatAnotherHallCompletedMeanwhileIsNotOpenedAgainUnasked() throws IOException {
    CaseId id = resumed();
    var since = Instant.now();
    String name = "世园街道便民服务中心";
    shelf.complete(id, new CaseShelf.Meanwhile("shiyuan", name, "Shiyuan", 1, since, false));
    browser.await("document.querySelector('.meanwhile')");
    String told = browser.text(".meanwhile");
    assertTrue(told.contains("正在" + name + " 01 号窗口办理"), told);
    shelf.complete(id, new CaseShelf.Meanwhile("shiyuan", name, "Shiyuan", 1, since, true));
    browser.await("document.querySelector('.meanwhile').textContent.includes('办结')");
    assertEquals(0, wider());
    var body = Map.<String, Object>of("outcome", "AWAITING_MATERIALS", "missing", List.of("照片"));
    api.post("/api/windows/3/finish", body).refused(409, "CASE-DONE-ELSEWHERE");
    LiveHall.letAPressBeAnother();
    browser.press(F9);
    browser.await("!document.querySelector('#panel').hidden");
    browser.press("2");
    browser.await("document.querySelector('#panel').textContent.includes('仍要这样结束')");
    assertTrue(browser.text("#panel").contains("别的大厅已办结这件"), browser.text("#panel"));
    LiveHall.letAPressBeAnother();
    browser.press(ENTER);
    browser.await("document.querySelector('#visit').classList.contains('idle')");
    assertEquals(1, browser.log().size(), "the browser's own word of the first answer");
  }

  private static Plan named(String id) {
    Plan plan = TestPlan.plan(true);
    return new Plan(
        id, plan.zone(), null, plan.services(), plan.windows(), plan.rules(), plan.printing());
  }

  private int wider() {
    return ((Number) browser.script("return document.documentElement.scrollWidth - innerWidth"))
        .intValue();
  }

  @Test
  void aMaterialThatWasSeenIsTickedByTheSpaceKeyAndStaysSo() {
    CaseId id = resumed();
    browser.await("document.querySelector('[data-material=\"照片\"]:not([disabled])')");
    browser.script("document.querySelector('[data-material=\"照片\"]').focus()");
    browser.press(" ");
    browser.await("document.querySelectorAll('#case .ok').length === 2");
    CaseFile file = hall.hall().cases().file(id).orElseThrow();
    assertEquals(List.of("合同"), file.missing());
    assertTrue(file.checked().contains("照片"));
  }

  @Test
  void aCaseThatANewerReleaseWroteIsOnlyRead() {
    CaseId id = resumed();
    CaseFile file = hall.hall().cases().file(id).orElseThrow();
    shelf.lock(file);
    browser.await("document.querySelector('.only')");
    browser.await("document.querySelectorAll('#case input:disabled').length === 2");
    var check = Map.<String, Object>of("materials", List.of("照片"));
    api.post("/api/cases/" + id.id() + "/check", check).refused(409, "CASE-READ-ONLY");
    var take = Map.<String, Object>of("service", "RS", "case", id.id());
    api.post("/api/tickets", take).refused(409, "CASE-READ-ONLY");
    assertEquals(true, api.get("/api/cases/" + id.id()).is(200).json().getBoolean("readOnly"));
  }

  @Test
  void aNoticeIsTickedOffLookedAtToldAndPrintedByKeysAlone() throws IOException {
    var served = new Pace.Served(new ServiceCode("RS"), Duration.ofMinutes(10));
    hall.pace.set(hall.pace.get().remembering(Collections.nCopies(10, served)));
    api.post("/api/tickets", Map.of("service", "RS")).is(201);
    openClerk();
    noticeInEnglish();
    browser.script("window.prints = 0; window.print = () => { window.prints += 1; }");
    browser.await("!document.querySelector('#meter').hidden");
    ticksOffAndLooks();
    browser.press(ENTER); // of the same finger: nothing is told yet
    assertEquals(0, notices().size());
    LiveHall.letAPressBeAnother();
    browser.press(ENTER);
    browser.await("document.querySelector('#visit').classList.contains('idle')");
    var told = notices().getFirst();
    assertEquals(List.of("营业执照（不合格，请换）", "租赁合同", "章"), told.missing());
    assertEquals(List.of("申请书", "身份证"), told.checked());
    browser.await("document.querySelector('#keys').innerText.includes('打印告知单')");
    browser.press(F8);
    browser.await("window.prints === 1");
    assertTrue(
        String.valueOf(browser.script("return document.querySelector('#paper').textContent"))
            .contains(told.code()));
  }

  /** Two are there, one is not valid, two are missing; back from the preview nothing is lost. */
  private void ticksOffAndLooks() throws IOException {
    browser.press(F8);
    browser.await("document.querySelectorAll('.checklist li').length === 4");
    browser.await("document.activeElement?.name === 'm0'");
    browser.press("3"); // the form is there
    browser.press("2"); // the licence is not valid
    browser.press("3");
    browser.press("1"); // the contract is missing
    browser.await("document.activeElement?.id === 'material'");
    browser.press("章");
    browser.press(ENTER);
    browser.await("document.querySelectorAll('.checklist li').length === 5");
    browser.picture(PICTURES.resolve("clerk-notice.png"));
    assertEquals(0, wider());
    browser.press(ENTER);
    browser.await("document.querySelector('#preview')");
    browser.picture(PICTURES.resolve("clerk-notice-preview.png"));
    browser.press(ESCAPE);
    browser.await("document.querySelectorAll('.checklist li').length === 5");
    browser.script("document.querySelector('#material').focus()");
    browser.press(ENTER);
    browser.await("document.querySelector('#preview')");
  }

  /** The editor as who reads English sees it; the visit goes on with the same draft of nobody. */
  private void noticeInEnglish() throws IOException {
    browser.press(F2);
    browser.await("document.querySelector('#number').innerText === 'A001'");
    LiveHall.letAPressBeAnother();
    browser.press(F2);
    String serving = "document.querySelector('#visit').classList.contains('serving')";
    browser.await(serving);
    browser.script("document.cookie = 'language=en; path=/'; location.reload()");
    browser.await("document.documentElement.lang === 'en' && " + serving);
    browser.press(F8);
    browser.await("document.querySelectorAll('.checklist li').length === 4");
    for (String mark : List.of("3", "2", "3", "1")) browser.press(mark);
    browser.picture(PICTURES.resolve("clerk-notice-en.png"));
    browser.script("document.cookie = 'language=zh; path=/'; location.reload()");
    browser.await("document.documentElement.lang === 'zh-CN' && " + serving);
  }

  private List<CaseEvent.NoticeGiven> notices() {
    return hall.journalled.stream()
        .flatMap(entry -> entry.events().stream())
        .filter(CaseEvent.NoticeGiven.class::isInstance)
        .map(CaseEvent.NoticeGiven.class::cast)
        .toList();
  }

  private List<Event> calls() {
    return hall.journalled.stream()
        .flatMap(entry -> entry.events().stream())
        .filter(Event.TicketCalled.class::isInstance)
        .toList();
  }

  @Test
  void aDoublePressOnASlowLineCallsOnce() {
    for (int n = 0; n < 3; n++) api.post("/api/tickets", Map.of("service", "RS")).is(201);
    openClerk();
    browser.script(
        """
        window.asked = [];
        const fetched = window.fetch;
        window.fetch = async (path, request) => {
          if (!String(path).endsWith('/call')) return fetched(path, request);
          asked.push(request.headers['idempotency-key']);
          const answer = await fetched(path, request);
          // The hall called; its answer is lost on the way, the first time.
          if (asked.length === 1) throw new TypeError('lost');
          await new Promise((done) => { window.letGo = done; });
          return answer;
        };
        """);
    browser.press(F2);
    browser.press(F2);
    browser.await("window.letGo");
    browser.press(F2);
    browser.click("#keys .wide");
    assertTrue(browser.text("#link").contains("等回音"), browser.text("#link"));
    browser.script("window.letGo()");
    browser.await("document.querySelector('#number').innerText === 'A001'");
    browser.await("!document.querySelector('#link').innerText.includes('等回音')");
    var asked = ((JsonArray) browser.script("return window.asked")).getList();
    assertEquals(2, asked.size(), "asked again after the loss, and by no press");
    assertEquals(asked.getFirst(), asked.getLast(), "with the same key");
    assertEquals(1, calls().size());
  }

  @Test
  void theCallIsThereBeforeTheCase() {
    String code = noticeOfWindow3();
    api.post("/api/tickets", Map.of("service", "RS", "case", code)).is(201);
    openClerk();
    browser.script(
        """
        const fetched = window.fetch;
        const held = new Promise((done) => { window.letGo = done; });
        window.fetch = async (path, request) => {
          if (String(path).endsWith('/desk')) await held;
          return fetched(path, request);
        };
        """);
    browser.press(F2);
    browser.await("document.querySelector('#visit').classList.contains('calling')");
    assertEquals(true, browser.script("return document.querySelector('#case').hidden"));
    browser.script("window.letGo()");
    browser.await("!document.querySelector('#case').hidden");
  }

  @Test
  void whoIsSetAsideStandsThereWithTheReasonAndMayWaitAgain() throws IOException {
    for (int n = 0; n < 2; n++) api.post("/api/tickets", Map.of("service", "RS")).is(201);
    openClerk();
    browser.press(F2);
    browser.await("document.querySelector('#number').innerText === 'A001'");
    browser.press(F6);
    browser.await("!document.querySelector('#panel').hidden");
    browser.press("1");
    browser.await("document.querySelector('#held').innerText.includes('填表')");
    assertTrue(browser.text("#held").contains("等 0 分"), browser.text("#held"));
    browser.picture(PICTURES.resolve("clerk-held.png"));
    browser.press(F1);
    browser.await("document.querySelector('#panel .help')");
    browser.picture(PICTURES.resolve("clerk-help.png"));
    browser.press(ESCAPE);
    browser.press(F6);
    browser.await("document.querySelector('#panel .modes')");
    browser.press("r");
    browser.await("document.querySelector('#panel [aria-pressed=true]')");
    browser.press("1");
    browser.await("document.querySelector('#held-box').hidden");
    assertEquals(2, hall.hall().waiting(new ServiceCode("RS")));
    assertEquals(0, wider());
    browser.press(F9); // means nothing while nobody is there
    assertEquals(true, browser.script("return document.querySelector('#panel').hidden"));
  }
}
