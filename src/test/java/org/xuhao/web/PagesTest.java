package org.xuhao.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.forecast.Pace;
import org.xuhao.hall.Command;
import org.xuhao.hall.Command.PrintResult;
import org.xuhao.hall.value.ClassCode;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.hall.value.WindowId;
import org.xuhao.journal.JournalTrouble;

/** The pages in a real Chromium, against a real hall. Pictures lie in target/screens. */
class PagesTest {
  private static final Path PICTURES = Path.of("target", "screens");
  private static final String F2 = "\uE032";
  private static final String F9 = "\uE039";
  private static final String ENTER = "\uE007";
  private static final String ESCAPE = "\uE00C";
  private static final String ID = "370214195001011234";

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
    assertEquals(1, hall.hall().waiting(new ServiceCode("RS")), "two presses, one");
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

  @Test
  void whoHasANoticeChoosesWhereToGoOnAndTheWindowIsKept() throws IOException {
    String code = noticeOfWindow3();
    browser.size(1080, 1920);
    browser.open(hall.at("/dispenser"));
    browser.await("document.body.dataset.at === 'home'");
    browser.click("#resume");
    browser.await("document.body.dataset.at === 'entry'");
    type(code.toLowerCase(Locale.ROOT));
    browser.picture(PICTURES.resolve("dispenser-entry.png"));
    assertEquals(code, browser.text("#typed"), "what a scanner types");
    browser.press(ENTER);
    browser.await("document.body.dataset.at === 'case'");
    browser.picture(PICTURES.resolve("dispenser-case.png"));
    assertTrue(browser.text("#materials").contains("照片、合同"), browser.text("#materials"));
    assertTrue(browser.text("#materials").contains("身份证"), browser.text("#materials"));
    String resume = browser.text("[data-offer=RESUME]");
    assertTrue(resume.contains("回到 03 号窗口，留到"), resume);
    assertTrue(resume.contains("不超过 1 分钟") && !resume.contains("前面"), resume);
    String matched = browser.text("[data-offer=MATCHED]");
    assertTrue(matched.contains("01、03 号窗口") && matched.contains("前面 2 人"), matched);
    assertTrue(matched.contains("约 10 分钟"), matched);
    browser.script(
        "setTimeout(() => {const k = document.querySelector('[data-offer=RESUME]');"
            + " k.click(); k.click();}, 900)");
    browser.await("document.body.dataset.at === 'ticket'");
    assertEquals("A004", browser.text("#number"));
    assertTrue(browser.text("#windows").startsWith("03"), browser.text("#windows"));
    browser.picture(PICTURES.resolve("dispenser-kept.png"));
    assertTrue(hall.hall().ticket(new TicketNumber("A", 5)).isEmpty(), "two presses, one number");
  }

  @Test
  void theKeysOnTheScreenTypeAndAnIdentityNumberIsNotShown() throws IOException {
    noticeOfWindow3();
    browser.size(1080, 1920);
    openEntry();
    browser.click("[data-way=identity]");
    browser.await("document.querySelector('#entry-send').disabled");
    for (int i = 0; i < ID.length(); i++) {
      browser.script("await new Promise((done) => setTimeout(done, 140))");
      browser.click("[data-key=\"" + ID.charAt(i) + "\"]");
    }
    browser.picture(PICTURES.resolve("dispenser-identity.png"));
    assertEquals("*".repeat(ID.length() - 2) + ID.substring(ID.length() - 2), typed());
    browser.script("setTimeout(() => document.querySelector('#entry-send').click(), 900)");
    browser.await("document.body.dataset.at === 'case'");
    assertEquals("", typed(), "nothing stays of it");
    browser.size(1920, 1080);
    browser.picture(PICTURES.resolve("dispenser-case-wide.png"));
    browser.press(ESCAPE);
    browser.await("document.body.dataset.at === 'home'");
    browser.open(hall.at("/dispenser"));
    browser.await("document.body.dataset.at === 'home'");
    browser.picture(PICTURES.resolve("dispenser-wide.png"));
    browser.click("#resume");
    browser.picture(PICTURES.resolve("dispenser-entry-wide.png"));
  }

  @Test
  void whoCannotGoOnIsToldWhatToDo() throws IOException {
    var api = new Client(hall);
    String code = noticeOfWindow3();
    browser.size(1080, 1920);
    openEntry();
    type("0000ZZZZ");
    browser.press(ENTER);
    browser.await("document.body.dataset.at === 'refused'");
    assertEquals("没有找到这件事", browser.text("#refused-zh"));
    assertTrue(browser.text("#advice-zh").contains("再输一次"), browser.text("#advice-zh"));
    browser.picture(PICTURES.resolve("dispenser-no-such-case.png"));
    api.post("/api/tickets", Map.of("service", "RS", "case", code)).is(201);
    api.post("/api/windows/3/call").is(200);
    api.post("/api/windows/3/finish", Map.of("outcome", "COMPLETED")).is(200);
    browser.script("setTimeout(() => document.querySelector('#again').click(), 900)");
    browser.await("document.body.dataset.at === 'entry'");
    type(code);
    browser.press(ENTER);
    browser.await("document.body.dataset.at === 'refused'");
    assertEquals("这件事已经办结或过期了", browser.text("#refused-zh"));
    assertEquals(true, browser.script("return document.querySelector('#again').hidden"));
    browser.log(); // the browser notes the 404 that was asked for
  }

  private void openEntry() {
    browser.open(hall.at("/dispenser"));
    browser.await("document.body.dataset.at === 'home'");
    browser.click("#resume");
    browser.await("document.body.dataset.at === 'entry'");
  }

  /** As a scanner does. */
  private static void type(String code) {
    code.chars().forEach(sign -> browser.press(Character.toString(sign)));
  }

  private static String typed() {
    return String.valueOf(browser.script("return document.querySelector('#typed').textContent"));
  }

  /** A matter that window 3 knows and that lacks something; two more wait, each for ten minutes. */
  private String noticeOfWindow3() {
    var served = new Pace.Served(new ServiceCode("RS"), Duration.ofMinutes(10));
    hall.pace.set(hall.pace.get().remembering(Collections.nCopies(10, served)));
    var api = new Client(hall);
    api.post("/api/windows/1/open").is(200);
    api.post("/api/windows/3/open").is(200);
    api.post("/api/tickets", Map.of("service", "RS", "identity", ID)).is(201);
    api.post("/api/windows/3/call").is(200);
    var notice =
        Map.<String, Object>of(
            "outcome",
            "AWAITING_MATERIALS",
            "missing",
            List.of("照片", "合同"),
            "checked",
            List.of("身份证"));
    String code = api.post("/api/windows/3/finish", notice).is(200).json().getString("notice");
    for (int n = 0; n < 2; n++) api.post("/api/tickets", Map.of("service", "RS")).is(201);
    return code;
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
