package org.xuhao.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.hall.Command;
import org.xuhao.hall.Command.PrintResult;
import org.xuhao.hall.value.ClassCode;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.hall.value.WindowId;
import org.xuhao.journal.JournalTrouble;

/** The pages in a real Chromium, against a real hall. Pictures lie in target/screens. */
class PagesTest {
  private static final Path PICTURES = Path.of("target", "screens");
  private static final String F2 = "\uE032";
  private static final String F9 = "\uE039";

  @TempDir Path folder;
  private static Browser browser;
  private LiveHall hall;

  @BeforeAll
  static void start() throws IOException {
    Assumptions.assumeTrue(Browser.isThere(), "needs chromium and chromium-driver");
    browser = new Browser();
  }

  @AfterAll
  static void end() throws IOException {
    if (browser != null) browser.close();
  }

  @BeforeEach
  void open() throws IOException, JournalTrouble {
    hall = LiveHall.open(folder);
    browser.log();
  }

  /** Whatever a page did, it kept to the policy and none of its scripts failed. */
  @AfterEach
  void close() {
    var said =
        browser.log().stream()
            .map(JsonObject.class::cast)
            .filter(line -> "SEVERE".equals(line.getString("level")))
            .filter(line -> !line.getString("message").contains("ERR_CONNECTION_REFUSED"))
            .filter(line -> !line.getString("message").contains("ERR_INCOMPLETE_CHUNKED"))
            .filter(line -> !line.getString("message").contains("/api/sim"))
            .toList();
    hall.close();
    assertEquals(List.of(), said);
  }

  @Test
  void aPressGivesANumberAndSaysPrintedOnlyOncePrinted() throws IOException {
    browser.size(1080, 1920);
    browser.open(hall.at("/dispenser"));
    browser.await("document.querySelector('[data-code=RS]')");
    browser.picture(PICTURES.resolve("dispenser.png"));
    browser.script("const k = document.querySelector('[data-code=RS]'); k.click(); k.click();");
    browser.await("document.body.dataset.at === 'ticket'");
    assertEquals("A001", browser.text("#number"));
    assertEquals("0", browser.text("#ahead"));
    assertTrue(browser.text("#band").contains("正在打印"), browser.text("#band"));
    browser.await("document.querySelector('#qr').naturalWidth > 0");
    hall.report("A001", PrintResult.CONFIRMED, null);
    browser.await("document.querySelector('#band').classList.contains('printed')");
    browser.picture(PICTURES.resolve("dispenser-ticket.png"));
    assertEquals(
        1, hall.hall().waiting(new org.xuhao.hall.value.ServiceCode("RS")), "two presses, one");
  }

  @Test
  void whoSaysToBeElderlyGetsANumberOfThatClass() throws IOException {
    browser.size(1080, 1920);
    browser.open(hall.at("/dispenser"));
    browser.await("document.querySelector('[data-class=ELDERLY]')");
    browser.click("[data-class=ELDERLY]");
    browser.await("document.querySelector('[data-class=ELDERLY][aria-pressed=true]')");
    browser.picture(PICTURES.resolve("dispenser-class.png"));
    browser.script("setTimeout(() => document.querySelector('[data-code=RS]').click(), 900)");
    browser.await("document.body.dataset.at === 'ticket'");
    var ticket = hall.hall().ticket(new TicketNumber("A", 1)).orElseThrow();
    assertEquals(new ClassCode("ELDERLY"), ticket.standing().priority());
    browser.script("setTimeout(() => document.querySelector('#done').click(), 900)");
    browser.await("document.querySelector('[data-class=ELDERLY][aria-pressed=false]')");
  }

  @Test
  void aTicketWithoutPaperIsStillANumber() throws IOException {
    browser.size(1080, 1920);
    browser.open(hall.at("/dispenser"));
    browser.await("document.querySelector('[data-code=TX]')");
    browser.click("[data-code=TX]");
    browser.await("document.body.dataset.at === 'ticket'");
    hall.report("F001", PrintResult.FAILED, "PAPER-OUT");
    browser.await("document.querySelector('#band').classList.contains('trouble')");
    browser.picture(PICTURES.resolve("dispenser-paper-out.png"));
    browser.script("setTimeout(() => document.querySelector('#done').click(), 900)");
    browser.await("document.querySelector('[data-code=TX]')?.disabled");
    assertTrue(browser.text("[data-code=TX]").contains("今日号额已满"));
  }

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
    look("/n/" + code, "notice", 800, 1000, "document.querySelector('#qr').naturalWidth > 0");
    assertEquals("营业场所使用证明\n公司章程", browser.text("#missing"));
    assertEquals("身份证", browser.text("#checked"));
    assertEquals(code, browser.text("#code"));
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
    look("/devices", "devices", 1440, 900, "document.querySelector('#n-faults').innerText === '0'");
    look("/window/3", "window", 1280, 800, "document.querySelector('#window').innerText === '03'");
    String path = java.net.URI.create(link).getPath();
    look(path, "phone", 390, 844, "document.querySelector('#number').innerText === 'A001'");
    hall.press(3, new Command.CallNext(new WindowId(3)));
    browser.await("!document.querySelector('#go').hidden");
    browser.picture(PICTURES.resolve("phone-called.png"));
    look("/wall", "wall", 1440, 900, "!document.querySelector('#gone').hidden");
    look("/nowhere", "404", 800, 600, "document.body.innerText.includes('没有这个地址')");
    browser.log(); // the browser notes the 404 that was asked for
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
