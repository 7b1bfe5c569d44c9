package org.xuhao.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import java.io.IOException;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.xuhao.hall.Command;
import org.xuhao.hall.Plan;
import org.xuhao.hall.value.WindowId;
import org.xuhao.hall.value.WindowKind;
import org.xuhao.journal.JournalTrouble;

/** The pages in a real Chromium, against a real hall. Pictures lie in target/screens. */
class PagesTest extends BrowserTest {
  private static final String F2 = "\uE032";
  private static final String F9 = "\uE039";

  @Test
  void theClerkCallsAndTheDisplayShowsItWithoutAReload() throws IOException {
    var api = new Client(hall);
    for (int i = 0; i < 3; i++) api.post("/api/tickets", Map.of("service", "RS")).is(201);
    browser.size(420, 900);
    browser.open(hall.at("/clerk/3"));
    browser.await("document.querySelector('.wide.now:not([disabled])')");
    browser.press(F2);
    browser.await("document.querySelector('#number').innerText === 'A001'");
    assertTrue(browser.text("#why").contains("等候最久"), browser.text("#why"));
    browser.picture(PICTURES.resolve("clerk-called.png"));
    inEnglish("clerk-called", "document.querySelector('#number').innerText === 'A001'");
    browser.press(F2);
    browser.await("document.querySelector('#visit').classList.contains('serving')");
    browser.press(F9);
    browser.await("!document.querySelector('#panel').hidden");
    browser.picture(PICTURES.resolve("clerk-outcome.png"));
    browser.press("1");
    browser.await("document.querySelector('#visit').classList.contains('idle')");
    browser.size(1920, 1080);
    browser.open(hall.at("/display?voice=on"));
    browser.await("document.body.dataset.at === 'calling'");
    LiveHall.letAPressBeAnother();
    hall.press(3, new Command.CallNext(new WindowId(3)));
    browser.await("document.querySelector('#now-number').innerText === 'A002'");
    assertEquals("03", browser.text("#now-window"));
    assertTrue(browser.text("#spoken").contains("请 A002 号到 3 号窗口"), browser.text("#spoken"));
    assertEquals("A001", browser.text("#last li b"));
    browser.picture(PICTURES.resolve("display.png"));
    String clock = " && document.querySelector('#clock').innerText";
    inEnglish("display", "document.body.dataset.at === 'calling'" + clock);
  }

  @Test
  void aPageThatLostItsLineSaysSoAndIsRightAgainByItself() throws IOException {
    browser.size(1920, 1080);
    browser.open(hall.at("/display"));
    browser.await("document.body.dataset.at === 'empty'");
    int port = hall.port();
    hall.unplug();
    browser.await("document.body.dataset.at === 'offline'");
    browser.picture(PICTURES.resolve("display-offline.png"));
    hall.serve(port);
    long back = System.nanoTime();
    browser.await("document.body.dataset.at === 'empty'");
    long tookMs = (System.nanoTime() - back) / 1_000_000;
    assertTrue(tookMs < 3_000, "back after " + tookMs + " ms");
  }

  /** A browser has six lines to one server, and keeps the last pages for its back key. */
  @Test
  void aPageThatIsLeftLetsItsLineGoAndTakesItUpAgain() {
    List<String> pages = List.of("/", "/devices", "/wall", "/service-desk", "/clerk/3");
    for (int round = 0; round < 2; round++)
      for (String page : pages) {
        browser.open(hall.at(page));
        String late = "performance.getEntriesByType('navigation')[0].responseStart";
        assertTrue(((Number) browser.script("return " + late)).doubleValue() < 5_000, page);
      }
    browser.open(hall.at("/display"));
    browser.await("document.body.dataset.at === 'empty'");
    browser.open(hall.at("/"));
    browser.script("history.back()");
    browser.await("document.body.dataset.at === 'empty'");
    new Client(hall).post("/api/tickets", Map.of("service", "RS")).is(201);
    hall.press(3, new Command.CallNext(new WindowId(3)));
    browser.await("document.body.dataset.at === 'calling'");
  }

  @Test
  void aNoticeCanBePrintedAndScanned() throws IOException {
    var api = new Client(hall);
    api.post("/api/tickets", Map.of("service", "RS")).is(201);
    api.post("/api/windows/3/open").is(200);
    api.post("/api/windows/3/call").is(200);
    var lacks = List.of("营业场所使用证明", "公司章程");
    String code =
        api.post(
                "/api/windows/3/finish",
                Map.of(
                    "outcome", "AWAITING_MATERIALS", "missing", lacks, "checked", List.of("身份证")))
            .is(200)
            .json()
            .getString("notice");
    look("/n/" + code, "notice", 800, 1000, "document.querySelector('.qr')?.naturalWidth > 0");
    inEnglish("notice", "document.querySelector('.qr')?.naturalWidth > 0");
    assertEquals("营业场所使用证明\n公司章程", browser.text(".missing"));
    assertEquals("身份证", browser.text(".checked"));
    assertEquals(code, browser.text(".code"));
    String scanned = "http://hall.test/n/" + code;
    api.post("/api/tickets", Map.of("service", "RS", "case", scanned)).is(201);
    api.get("/n/nothing/qr.svg").refused(404, "NO-SUCH-CASE");
    look("/n/nothing", "notice-none", 800, 600, "!document.querySelector('#none').hidden");
    browser.log(); // the browser notes the 404 that was asked for
  }

  @Test
  void everyOtherPageShowsTheHall() throws IOException {
    var api = new Client(hall);
    String link =
        api.post("/api/tickets", Map.of("service", "RS")).is(201).json().getString("link");
    look("/", "index", 1280, 800, "document.querySelectorAll('#windows li').length === 5");
    inEnglish("index", "document.querySelectorAll('#windows li').length === 5");
    look("/devices", "devices", 1440, 900, "document.querySelector('#n-faults').innerText === '0'");
    inEnglish("devices", "document.querySelector('#n-faults').innerText === '0'");
    look("/window/3", "window", 1280, 800, "document.querySelector('#window').innerText === '03'");
    inEnglish("window", "document.querySelector('#window').innerText === '03'");
    String path = URI.create(link).getPath();
    look(path, "phone", 390, 844, "document.querySelector('#number').innerText === 'A001'");
    hall.press(3, new Command.CallNext(new WindowId(3)));
    browser.await("!document.querySelector('#go').hidden");
    browser.picture(PICTURES.resolve("phone-called.png"));
    look("/wall", "wall-none", 1440, 900, "!document.querySelector('#gone').hidden");
    look("/nowhere", "404", 800, 600, "document.body.innerText.includes('没有这个地址')");
    inEnglish("404", "document.querySelector('.lone')");
    browser.log(); // the browser notes the 404 that was asked for
  }

  @Test
  void aPageBeginsInTheLanguageOfItsAddressAndKeepsIt() {
    browser.size(1280, 800);
    browser.open(hall.at("/?lang=en"));
    browser.await("document.querySelectorAll('#windows li').length === 5");
    assertEquals("en", browser.script("return document.documentElement.lang"));
    assertTrue(browser.text("h2").startsWith("In the hall 大厅里"), browser.text("h2"));
    browser.open(hall.at("/devices"));
    browser.await("document.querySelector('#n-faults').innerText === '0'");
    assertEquals("Devices", browser.script("return document.title"));
    assertEquals(
        List.of("zh-CN"),
        ((JsonArray)
                browser.script(
                    "return [...new Set([...document.querySelectorAll('.beside')].map((part) =>"
                        + " part.lang))]"))
            .getList());
    browser.click(".language");
    browser.await("document.documentElement.lang === 'zh-CN'");
    browser.await("document.querySelector('#n-faults').innerText === '0'");
    assertEquals("设备与故障", browser.script("return document.title"));
    browser.open(hall.at("/"));
    assertEquals("zh-CN", browser.script("return document.documentElement.lang"));
  }

  @Test
  void aPhoneTellsTheWaitWhatIsKeptAndWhatToBring() throws IOException {
    String code = noticeOfWindow3();
    var api = new Client(hall);
    String kept = link(api, Map.of("service", "RS", "case", code));
    String last = link(api, Map.of("service", "RS"));
    look(kept, "phone-kept", 390, 844, "document.querySelector('#needed-list').children.length");
    assertTrue(browser.text("#word").contains("03 号窗口给您留着"), browser.text("#word"));
    assertTrue(browser.text("#needed-list").contains("合同"), browser.text("#needed-list"));
    assertEquals(true, browser.script("return document.querySelector('#ahead-line').hidden"));
    look(last, "phone-wait", 390, 844, "!document.querySelector('#wait-line').hidden");
    inEnglish("phone-wait", "!document.querySelector('#wait-line').hidden");
    assertTrue(browser.text("#wait").contains("分钟"), browser.text("#wait"));
    assertEquals("2", browser.text("#ahead"));
    api.post("/api/windows/1/call").is(200);
    browser.await("document.querySelector('#progress').value === 1");
    assertEquals("1", browser.text("#ahead"));
    look(last, "phone-narrow", 320, 640, "!document.querySelector('#wait-line').hidden");
  }

  @Test
  void aPhoneSaysPlainlyThatACallWasMissed() throws IOException {
    var api = new Client(hall);
    String path = link(api, Map.of("service", "RS"));
    for (int n = 0; n < 4; n++) api.post("/api/tickets", Map.of("service", "RS")).is(201);
    api.post("/api/windows/3/open").is(200);
    api.post("/api/windows/3/call").is(200);
    api.post("/api/windows/3/no-show").is(200);
    look(path, "phone-missed", 390, 844, "!document.querySelector('#word').hidden");
    assertTrue(browser.text("#word").contains("叫过您，没有等到"), browser.text("#word"));
  }

  @Test
  void modesAreMarkedBeforeTheOutcomeAndCostNobodyElseAKey() throws IOException {
    var api = new Client(hall);
    for (int n = 0; n < 2; n++) api.post("/api/tickets", Map.of("service", "RS")).is(201);
    api.post("/api/windows/3/open").is(200);
    browser.size(420, 900);
    browser.open(hall.at("/clerk/3"));
    browser.script(
        "window.sent = []; const fetched = window.fetch; window.fetch = (path, request) => {"
            + " if (String(path).endsWith('/finish')) sent.push(request.body);"
            + " return fetched(path, request); }");
    finishAtPage("A001", "d", "y", "1");
    finishAtPage("A002", "1");
    assertEquals(
        "{\"outcome\":\"COMPLETED\",\"modes\":[\"PROXY\",\"SIGN_LANGUAGE\"]}"
            + " {\"outcome\":\"COMPLETED\"}",
        browser.script("return sent.join(' ')"));
  }

  private void finishAtPage(String number, String... keys) throws IOException {
    browser.await("document.querySelector('.wide.now:not([disabled])')");
    LiveHall.letAPressBeAnother();
    browser.press(F2);
    browser.await("document.querySelector('#number').innerText === '" + number + "'");
    browser.press(F2);
    browser.await("document.querySelector('#visit').classList.contains('serving')");
    browser.press(F9);
    browser.await("!document.querySelector('#panel').hidden");
    for (String key : keys) {
      if ("1".equals(key)) browser.picture(PICTURES.resolve("clerk-modes-" + number + ".png"));
      browser.press(key);
    }
    browser.await("document.querySelector('#visit').classList.contains('idle')");
  }

  @Test
  void anIdleWindowShowsItsKindAndWhoIsOnDuty() throws IOException, JournalTrouble {
    hall.close();
    hall = LiveHall.open(folder.resolve("roster"), withRoster());
    hall.press(3, new Command.OpenWindow(new WindowId(3)));
    look("/window/3", "window-duty", 1280, 800, "document.querySelector('#duty').innerText");
    assertTrue(browser.text("#duty").contains("局长办事席"), browser.text("#duty"));
    assertTrue(browser.text("#duty").contains("今天值守 王局长"), browser.text("#duty"));
    new Client(hall).post("/api/tickets", Map.of("service", "RS")).is(201);
    hall.press(3, new Command.CallNext(new WindowId(3)));
    browser.await("document.querySelector('#duty').innerText === ''");
  }

  private static Plan withRoster() {
    Plan plan = TestPlan.plan(true);
    LocalDate today = LocalDate.now(plan.zone());
    var roster = new TreeMap<LocalDate, String>();
    for (int n = -1; n <= 1; n++) roster.put(today.plusDays(n), "王局长");
    var windows = new TreeMap<>(plan.windows());
    windows.computeIfPresent(
        new WindowId(3),
        (id, w) ->
            new Plan.WindowPlan(
                id,
                w.name(),
                w.services(),
                false,
                false,
                false,
                null,
                WindowKind.DIRECTOR_DESK,
                null,
                roster));
    return new Plan(
        plan.hall(), plan.zone(), null, plan.services(), windows, Plan.Rules.DEFAULT, true);
  }

  private static String link(Client api, Map<String, Object> take) {
    String link = api.post("/api/tickets", take).is(201).json().getString("link");
    return URI.create(link).getPath();
  }

  private void look(String path, String name, int width, int height, String ready)
      throws IOException {
    browser.size(width, height);
    browser.open(hall.at(path));
    browser.await(ready);
    browser.picture(PICTURES.resolve(name + ".png"));
    Object wide = browser.script("return document.documentElement.scrollWidth - innerWidth");
    assertTrue(((Number) wide).intValue() <= 0, path + " is wider than its screen by " + wide);
  }
}
