package org.xuhao.web;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.xuhao.hall.Command.PrintResult;
import org.xuhao.hall.Plan;
import org.xuhao.hall.value.ClassCode;
import org.xuhao.hall.value.NoShowRule;
import org.xuhao.hall.value.Offered;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.journal.JournalTrouble;
import org.xuhao.web.guide.Guide;

/** The dispenser in a real Chromium, against a real hall. */
class DispenserPageTest extends BrowserTest {
  private static final String ENTER = "\uE007";
  private static final String ESCAPE = "\uE00C";

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
  void aServiceIsFoundByWhatPeopleCallIt() throws IOException {
    var guide = new TreeMap<ServiceCode, Guide.ServiceGuide>();
    guide.put(new ServiceCode("RS"), new Guide.ServiceGuide(List.of("交养老"), List.of()));
    hall.guide.set(new Guide(guide));
    int port = hall.port();
    hall.unplug();
    hall.serve(port);
    browser.size(1080, 1920);
    browser.open(hall.at("/dispenser"));
    browser.await("document.querySelector('[data-code=RS]')");
    browser.click("#search");
    browser.await("document.querySelector('[data-found=RS]')");
    assertTrue(browser.text("#found").contains("交养老"), "the phrases stand there to be touched");
    browser.press("y");
    browser.click("#search-keys [data-key=L]");
    browser.await("document.querySelectorAll('#found button').length === 2");
    assertTrue(browser.text("#found").contains("医疗保障"), browser.text("#found"));
    browser.press("b");
    browser.await("document.querySelectorAll('#found button').length === 1");
    assertTrue(browser.text("#found").contains("医疗保障"), browser.text("#found"));
    for (int rub = 0; rub < 3; rub++) browser.click("#search-keys [data-key=rub]");
    browser.click("#search-keys [data-key=J]");
    browser.await("document.querySelector('[data-found=RS]')");
    browser.picture(PICTURES.resolve("dispenser-search.png"));
    LiveHall.letAPressBeAnother();
    browser.click("#other");
    browser.await("document.documentElement.lang === 'en'");
    browser.picture(PICTURES.resolve("dispenser-search-en.png"));
    LiveHall.letAPressBeAnother();
    browser.click("[data-found=RS]");
    browser.await("document.body.dataset.at === 'ticket'");
    assertEquals("A001", browser.text("#number"));
  }

  @Test
  void whileNobodyIsThereItTellsNewsAndOneTouchEndsThem() throws IOException {
    new Client(hall).post("/api/windows/1/open").is(200);
    browser.size(1080, 1920);
    browser.open(hall.at("/dispenser"));
    browser.await("document.querySelector('[data-code=RS]')");
    hall.voice.says(new VoiceHooks.Said("hall", "今天十六点停止取号", "No numbers after four"));
    browser.script(
        "const real = performance.now.bind(performance); window.skipped = 61000;"
            + " performance.now = () => real() + window.skipped");
    browser.await("document.querySelector('#ask').innerText.includes('今天十六点')");
    browser.picture(PICTURES.resolve("dispenser-attract.png"));
    browser.script("window.skipped += 8000");
    browser.await("document.querySelector('#ask').innerText.includes('现在不用等')");
    browser.script("dispatchEvent(new Event('pointerdown'))");
    browser.await("document.querySelector('#ask').innerText.includes('您要办什么事')");
    assertEquals(false, browser.script("return document.querySelector('#ask.news') !== null"));
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
    oneTapIsEnglish("dispenser-paper-out", "#band .tongue", "You have a number");
    browser.script("setTimeout(() => document.querySelector('#done').click(), 900)");
    browser.await("document.querySelector('[data-code=TX]')?.disabled");
    assertTrue(browser.text("[data-code=TX]").contains("今日号额已满"));
  }

  @Test
  void whoHasANoticeChoosesWhereToGoOnAndTheWindowIsKept() throws IOException {
    String code = noticeOfWindow3();
    browser.size(1080, 1920);
    browser.open(hall.at("/dispenser"));
    browser.await("document.body.dataset.at === 'home'");
    browser.click("#resume");
    browser.await("document.body.dataset.at === 'entry'");
    type("http://127.0.0.1:8080/n/" + code.toLowerCase(Locale.ROOT));
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
    assertEquals("没有找到这件事", browser.text("#refused-why .tongue"));
    assertTrue(
        browser.text("#refused-advice .tongue").contains("再输一次"),
        browser.text("#refused-advice .tongue"));
    browser.picture(PICTURES.resolve("dispenser-no-such-case.png"));
    api.post("/api/tickets", Map.of("service", "RS", "case", code)).is(201);
    api.post("/api/windows/3/call").is(200);
    api.post("/api/windows/3/finish", Map.of("outcome", "COMPLETED")).is(200);
    browser.script("setTimeout(() => document.querySelector('#again').click(), 900)");
    browser.await("document.body.dataset.at === 'entry'");
    type(code);
    browser.press(ENTER);
    browser.await("document.body.dataset.at === 'refused'");
    assertEquals("这件事已经办结或过期了", browser.text("#refused-why .tongue"));
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

  @Test
  void theExpectedWaitStandsBesideEachServiceThatItIsKnownOf() throws IOException {
    noticeOfWindow3();
    browser.size(1080, 1920);
    browser.open(hall.at("/dispenser"));
    browser.await("document.querySelector('[data-code=RS] .ranged')");
    assertTrue(browser.text("[data-code=RS] .wait").contains("等 2 人"));
    assertTrue(browser.text("[data-code=RS] .wait").contains("分钟"));
    assertTrue(browser.text("[data-code=YB] .wait").contains("不用等"));
    browser.picture(PICTURES.resolve("dispenser-waits.png"));
    oneTapIsEnglish("dispenser-waits", "[data-code=RS] .wait", "2 waiting");
    browser.click("#large");
    browser.picture(PICTURES.resolve("dispenser-large.png"));
    oneTapIsEnglish("dispenser-large", "#ask .tongue", "What do you need");
    browser.size(1920, 1080);
    browser.open(hall.at("/dispenser"));
    browser.await("document.querySelector('[data-code=RS] .ranged')");
    browser.picture(PICTURES.resolve("dispenser-wide.png"));
    LiveHall.letAPressBeAnother();
    browser.click("#several");
    LiveHall.letAPressBeAnother();
    browser.click("[data-code=RS]");
    LiveHall.letAPressBeAnother();
    browser.click("[data-code=YB]");
    browser.picture(PICTURES.resolve("dispenser-several-wide.png"));
  }

  @Test
  void severalMattersAreChosenFirstAndStandOnOneNumber() throws IOException {
    browser.size(1080, 1920);
    browser.open(hall.at("/dispenser"));
    browser.await("document.body.dataset.at === 'home'");
    browser.click("#several");
    for (String code : List.of("RS", "BDC", "YB", "GA", "SC", "BDC")) {
      LiveHall.letAPressBeAnother();
      browser.click("[data-code=" + code + "]");
    }
    assertTrue(browser.text("#ask").contains("还要办别的吗"), browser.text("#ask"));
    assertTrue(browser.text("#cart-list").contains("2. 医疗保障"), browser.text("#cart-list"));
    assertEquals("false", pressed("BDC"), "a second press takes it back");
    browser.click("[data-order=BY_AVAILABILITY]");
    browser.picture(PICTURES.resolve("dispenser-several.png"));
    LiveHall.letAPressBeAnother();
    browser.script("const k = document.querySelector('#cart-take'); k.click(); k.click();");
    browser.await("document.body.dataset.at === 'ticket'");
    browser.picture(PICTURES.resolve("dispenser-several-ticket.png"));
    var ticket = hall.hall().ticket(new TicketNumber("A", 1)).orElseThrow();
    var more = List.of(new ServiceCode("YB"), new ServiceCode("GA"), new ServiceCode("SC"));
    assertEquals(more, ticket.matter().next());
    assertEquals("BY_AVAILABILITY", ticket.matter().order().name());
    LiveHall.letAPressBeAnother();
    browser.click("#done");
    browser.await("document.body.dataset.at === 'home'");
    assertEquals("null", pressed("RS"), "the next visitor chooses one, as usual");
  }

  @Test
  void whoBookedChecksInByTheBookingNumber() throws IOException, JournalTrouble {
    hall.close();
    hall = LiveHall.open(folder.resolve("booked"), bookable());
    var api = new Client(hall);
    String slot = nextSlot(hall);
    var booking = Map.<String, Object>of("service", "RS", "slot", slot, "visitor", "x");
    String id = api.post("/api/appointments/import", booking).is(201).json().getString("booking");
    assertEquals("haixi-B000001", id);
    browser.size(1080, 1920);
    checkIn("7");
    browser.await("document.body.dataset.at === 'refused'");
    assertEquals("没有这个预约", browser.text("#refused-why .tongue"));
    browser.log(); // the browser notes the 404 that was asked for
    checkIn("1");
    browser.await("document.body.dataset.at === 'ticket'");
    assertEquals("A001", browser.text("#number"));
    assertTrue(browser.text("#windows").contains("起叫号"), browser.text("#windows"));
    browser.picture(PICTURES.resolve("dispenser-checked-in.png"));
    checkIn(id);
    browser.await("document.body.dataset.at === 'refused'");
    assertEquals("您已经签到了", browser.text("#refused-why .tongue"));
    browser.log(); // the browser notes the 409 that was asked for
  }

  private void checkIn(String typed) throws IOException {
    browser.open(hall.at("/dispenser"));
    browser.await("document.body.dataset.at === 'home'");
    browser.click("#check-in");
    browser.await("document.body.dataset.at === 'entry'");
    type(typed);
    browser.picture(PICTURES.resolve("dispenser-check-in.png"));
    browser.press(ENTER);
  }

  /** The next slot of {@link #bookable}. */
  static String nextSlot(LiveHall hall) {
    Instant now = Instant.now();
    Plan plan = hall.hall().plan();
    var service = requireNonNull(plan.services().get(new ServiceCode("RS")));
    LocalDate today = LocalDate.ofInstant(now, plan.zone());
    var slots = new ArrayList<>(plan.slots(service, today));
    slots.addAll(plan.slots(service, today.plusDays(1)));
    return slots.stream().filter(now::isBefore).findFirst().orElseThrow().toString();
  }

  /** Social insurance can be booked every ten minutes. */
  static Plan bookable() {
    Plan plan = TestPlan.plan(true);
    var services = new TreeMap<>(plan.services());
    services.computeIfPresent(
        new ServiceCode("RS"),
        (code, s) ->
            new Plan.ServicePlan(
                code,
                s.prefix(),
                s.name(),
                s.nameEn(),
                s.department(),
                new Plan.Hours(LocalTime.MIN, LocalTime.of(23, 59)),
                null,
                NoShowRule.DELAY_N,
                null,
                new Plan.Slots(Duration.ofMinutes(10), 3),
                null,
                List.of(),
                List.of(),
                Offered.ALWAYS));
    return new Plan(
        plan.hall(), plan.zone(), null, services, plan.windows(), Plan.Rules.DEFAULT, true);
  }

  private static String pressed(String code) {
    return String.valueOf(
        browser.script(
            "return document.querySelector('[data-code="
                + code
                + "]').getAttribute('aria-pressed')"));
  }

  /** The two languages change places without a reload, and back; nothing that stands there goes. */
  private void oneTapIsEnglish(String name, String where, String wanted) throws IOException {
    LiveHall.letAPressBeAnother();
    browser.click("#other");
    browser.await("document.documentElement.lang === 'en'");
    assertTrue(browser.text(where).contains(wanted), browser.text(where));
    assertEquals("zh-CN", browser.script("return document.querySelector('.beside').lang"));
    browser.picture(PICTURES.resolve(name + "-en.png"));
    LiveHall.letAPressBeAnother();
    browser.click("#other");
    browser.await("document.documentElement.lang === 'zh-CN'");
    LiveHall.letAPressBeAnother();
  }
}
