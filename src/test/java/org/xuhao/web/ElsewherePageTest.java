package org.xuhao.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xuhao.hall.Ask;
import org.xuhao.hall.Command;
import org.xuhao.hall.Plan;
import org.xuhao.hall.Plan.ServicePlan;
import org.xuhao.hall.Refusal;
import org.xuhao.hall.value.By;
import org.xuhao.hall.value.Offered;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.Words;
import org.xuhao.journal.JournalTrouble;
import org.xuhao.web.district.Elsewhere.Outcome;
import org.xuhao.web.guide.Guide;

/** Halls nearby at the dispenser and on the phone, in a real Chromium. */
class ElsewherePageTest extends BrowserTest {
  private final TestDistrict district = TestDistrict.ofFive();

  @BeforeEach
  void join() throws IOException, JournalTrouble {
    hall.unplug();
    hall.district.set(district);
    hall.serve(0);
    browser.signIn(hall);
    browser.log();
    browser.size(1080, 1920);
  }

  private void keepsUntilHalfPastEleven() {
    ZoneId zone = hall.hall().plan().zone();
    var until = LocalDate.now(zone).plusDays(1).atTime(11, 30).atZone(zone);
    district.outcome.set(new Outcome.Kept(until.toInstant()));
  }

  private void choose() {
    browser.open(hall.at("/dispenser"));
    browser.await("document.querySelector('[data-code=RS]')");
    browser.click("#elsewhere");
    browser.await("document.querySelector('#elsewhere[aria-pressed=true]')");
    LiveHall.letAPressBeAnother();
    browser.click("[data-code=RS]");
    browser.await("document.body.dataset.at === 'where'");
    LiveHall.letAPressBeAnother();
  }

  @Test
  void stayingHereStandsFirstAndWhatIsNotKnownIsNotSaid() throws IOException {
    choose();
    var keys = "[...document.querySelectorAll('#where [data-hall]')]";
    assertEquals(
        ",licun,shiyuan,cangkou",
        browser.script("return " + keys + ".map(key => key.dataset.hall).join()"));
    String near = browser.text("[data-hall=licun]");
    assertTrue(near.contains("路上约 12 分钟") && near.contains("58 人在等"), near);
    assertTrue(browser.text("[data-hall=shiyuan]").contains("的情况"), "35 s old");
    String cut = browser.text("[data-hall=cangkou]");
    assertTrue(cut.contains("联系不上，不能留号"), cut);
    assertEquals(
        true, browser.script("return document.querySelector('[data-hall=cangkou]').disabled"));
    browser.picture(PICTURES.resolve("dispenser-where.png"));
    browser.click("#other");
    String english = browser.text("[data-hall=licun] .where .tongue");
    assertTrue(english.contains("about 12 min away"), english);
    browser.picture(PICTURES.resolve("dispenser-where-en.png"));
    LiveHall.letAPressBeAnother();
    browser.click("#where [data-hall=\"\"]");
    browser.await("document.body.dataset.at === 'ticket'");
    assertEquals(1, hall.hall().waiting(new ServiceCode("RS")));
    assertNull(district.wished.get());
  }

  @Test
  void whatTheOtherHallKeepsIsShownWithWhereAndUntilWhen() throws IOException {
    keepsUntilHalfPastEleven();
    choose();
    browser.click("#where [data-hall=licun]");
    browser.await("document.body.dataset.at === 'kept'");
    String code = browser.text("#kept-code");
    assertTrue(code.matches("R[0-9A-HJKMNP-TV-Z]{8}"), code);
    assertTrue(browser.text("#kept-hall").contains("李村街道便民服务中心"));
    assertTrue(browser.text("#kept-until").contains("11:30"), browser.text("#kept-until"));
    assertTrue(browser.text(".kept-code").contains("预约签到"), browser.text(".kept-code"));
    browser.await("document.querySelector('#kept-qr').naturalWidth > 0");
    browser.picture(PICTURES.resolve("dispenser-kept-elsewhere.png"));
    var wished = district.wished.get();
    assertEquals("licun", wished == null ? "" : wished.hall().id());
    assertEquals(code, wished == null ? "" : wished.booking().code());
  }

  @Test
  void aHallThatDoesNotAnswerOrRefusesLeavesTheOtherWays() throws IOException {
    district.outcome.set(new Outcome.Silent());
    choose();
    browser.click("#where [data-hall=licun]");
    browser.await("!document.querySelector('[data-state=where] .not-kept').hidden");
    browser.await("document.body.dataset.at === 'where'");
    assertTrue(browser.text("[data-state=where] .not-kept").contains("没有答复"));
    browser.await("document.querySelector('#where [data-hall=licun]').disabled");
    browser.picture(PICTURES.resolve("dispenser-other-hall-silent.png"));
    district.outcome.set(new Outcome.Refused(Refusal.QUOTA_FULL.code()));
    LiveHall.letAPressBeAnother();
    browser.click("#where [data-hall=shiyuan]");
    browser.await("document.querySelector('#where [data-hall=shiyuan]').disabled");
    String why = browser.text("[data-state=where] .not-kept");
    assertTrue(why.contains("号额已满"), why);
    browser.log(); // the browser notes the 504 and the 409 that were asked for
  }

  @Test
  void thePhoneOfWhoWaitsOffersThemTooAndOneIsKept() throws IOException {
    keepsUntilHalfPastEleven();
    var api = new Client(hall);
    JsonObject taken = api.post("/api/tickets", Map.of("service", "RS")).is(201).json();
    String link = hall.linkOf(taken.getString("number"));
    browser.size(400, 1100);
    browser.open(hall.at(link.substring(link.indexOf("/t/"))));
    browser.await("document.querySelectorAll('#halls li').length === 3");
    assertTrue(browser.text("#halls").contains("路上约 12 分钟"), browser.text("#halls"));
    browser.click("#halls [data-hall=licun]");
    browser.await("!document.querySelector('#kept').hidden");
    assertTrue(browser.text("#kept-list").contains("11:30"), browser.text("#kept-list"));
    browser.picture(PICTURES.resolve("phone-kept-elsewhere.png"));
  }

  @Test
  void thePhoneGivesAKeptNumberBackAfterASecondPressAndOffersTheHallsAgain() throws IOException {
    browser.deleteCookies(); // a visitor's own phone
    district.journalIn(hall);
    district.outcome.set(new Outcome.Kept(Instant.now().plusSeconds(3_600)));
    JsonObject taken =
        new Client(hall).post("/api/tickets", Map.of("service", "RS")).is(201).json();
    String link = hall.linkOf(taken.getString("number"));
    browser.size(400, 1100);
    browser.open(hall.at(link.substring(link.indexOf("/t/"))));
    browser.await("document.querySelectorAll('#halls li').length === 3");
    assertEquals(LiveHall.NAME.en(), browser.text("#hall + .beside"));
    browser.click("#halls [data-hall=licun]");
    browser.await("!document.querySelector('#kept').hidden");
    browser.click("#kept-list button");
    browser.await("document.querySelectorAll('#kept-list button').length === 2");
    assertTrue(browser.text("#kept-list").contains("确定退回吗"), browser.text("#kept-list"));
    browser.picture(PICTURES.resolve("phone-give-back.png"));
    browser.click("#kept-list button:last-child");
    browser.await("document.querySelectorAll('#kept-list button').length === 1");
    browser.click("#kept-list button");
    browser.await("document.querySelectorAll('#kept-list button').length === 2");
    browser.click("#kept-list [role=alert] + button");
    browser.await("document.querySelector('#kept').hidden");
    browser.await("document.querySelectorAll('#halls button:not([disabled])').length === 2");
  }

  @Test
  void whatTheDistrictSaysOfAServiceStandsOnItsKeyAtOnce() throws Exception {
    browser.open(hall.at("/dispenser"));
    browser.await("document.querySelector('[data-code=YB]')");
    Plan plan = hall.hall().plan();
    var services = new TreeMap<ServiceCode, ServicePlan>(plan.services());
    services.computeIfPresent(
        new ServiceCode("RS"), (code, own) -> told(own, "Pensions", Offered.ALWAYS));
    var over = new Offered(null, LocalDate.of(2026, 1, 31));
    services.computeIfPresent(new ServiceCode("YB"), (code, own) -> told(own, own.nameEn(), over));
    var under =
        new Plan(
            plan.hall(),
            plan.zone(),
            plan.hours(),
            services,
            plan.windows(),
            plan.rules(),
            plan.printing());
    var take = new Command.TakeEdition("services", 1, "0", under);
    hall.ask(new Ask("edition/services/1", new By(By.Role.LINK, "district", "link"), take))
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS);
    browser.await("document.querySelector('[data-code=RS]').innerText.includes('Pensions')");
    browser.await("document.querySelector('[data-code=YB]').disabled");
    String closed = browser.text("[data-code=YB]");
    assertTrue(closed.contains("今日不办理该业务"), closed);
  }

  private static ServicePlan told(ServicePlan own, String nameEn, Offered offered) {
    return new ServicePlan(
        own.code(),
        own.prefix(),
        own.name(),
        nameEn,
        own.department(),
        own.hours(),
        own.quota(),
        own.noShow(),
        own.collection(),
        own.slots(),
        own.visitorQuota(),
        own.periods(),
        own.bundle(),
        offered);
  }

  @Test
  void theServiceDeskSaysWhereAMatterIsDoneThatThisHallDoesNot() {
    var names = new TreeMap<ServiceCode, Words>();
    names.put(new ServiceCode("GZ"), new Words("公证", "Notary"));
    names.put(new ServiceCode("RS"), new Words("社会保险", "Social insurance"));
    hall.guide.set(new Guide(Collections.emptySortedMap(), names));
    browser.size(1280, 800);
    browser.open(hall.at("/service-desk"));
    browser.await("document.querySelector('[data-other=GZ]')");
    assertEquals(1, browser.script("return document.querySelectorAll('[data-other]').length"));
    browser.click("[data-other=GZ]");
    browser.await("document.querySelector('#others [data-hall]')");
    String where = browser.text("#others");
    assertTrue(where.contains("李村街道") && where.contains("路上约 12 分钟"), where);
    assertTrue(where.contains("3 到 8") || where.contains("3–8"), where);
    assertEquals(1, browser.script("return document.querySelectorAll('#others ul li').length"));
  }

  @Test
  void aClerkSaysItToWhoeverStandsAtTheWindow() throws IOException {
    var names = new TreeMap<ServiceCode, Words>();
    names.put(new ServiceCode("GZ"), new Words("公证", "Notary"));
    hall.guide.set(new Guide(Collections.emptySortedMap(), names));
    browser.size(420, 1080);
    browser.open(hall.at("/clerk/3"));
    browser.await("document.querySelector('[data-other=GZ]')");
    browser.click("[data-other=GZ]");
    browser.await("document.querySelector('#others [data-hall]')");
    String where = browser.text("#others");
    assertTrue(where.contains("李村街道") && where.contains("路上约 12 分钟"), where);
    browser.picture(PICTURES.resolve("clerk-elsewhere.png"));
    browser.size(1280, 420);
    browser.script(
        "document.activeElement.blur(); const key = document.querySelector('[data-other=GZ]');"
            + " scrollBy(0, key.getBoundingClientRect().bottom - innerHeight); key.focus()");
    String foot = "document.querySelector('.mine').getBoundingClientRect().top";
    String key = "document.querySelector('[data-other=GZ]').getBoundingClientRect().bottom";
    assertEquals(true, browser.script("return " + key + " <= " + foot), "no key under the foot");
  }

  @Test
  void nothingIsAskedOfAHallThatIsNotThere() {
    var api = new Client(hall);
    api.post("/api/elsewhere", Map.of("hall", "nowhere", "service", "RS"))
        .refused(404, "NO-SUCH-HALL");
    api.post("/api/elsewhere", Map.of("hall", "cangkou", "service", "RS"))
        .refused(504, "OTHER-HALL-SILENT");
    api.post("/api/elsewhere", Map.of("hall", "licun", "service", "rs"))
        .refused(409, "NO-SUCH-SERVICE");
    assertNull(district.wished.get());
    JsonObject offers = api.get("/api/services/RS/elsewhere").is(200).json();
    assertEquals("RS", offers.getString("service"));
    api.get("/api/services/XX/elsewhere").refused(409, "NO-SUCH-SERVICE");
  }
}
