package org.xuhao.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xuhao.hall.Ask;
import org.xuhao.hall.CaseFile;
import org.xuhao.hall.Command;
import org.xuhao.hall.Plan;
import org.xuhao.hall.value.BookingId;
import org.xuhao.hall.value.By;
import org.xuhao.hall.value.CaseId;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.WindowId;
import org.xuhao.hall.value.Words;
import org.xuhao.journal.JournalTrouble;
import org.xuhao.loop.Answer;
import org.xuhao.web.district.DistrictHooks;
import org.xuhao.web.district.Elsewhere.Outcome;
import org.xuhao.web.district.HallCard;

/** What a case itself says comes before what halls offer, at the API and in a real Chromium. */
class CaseElsewhereTest extends BrowserTest {
  private static final String ENTER = "\uE007";
  private static final String NOTICE = "7K2M9QXA";

  private final TestDistrict district = TestDistrict.ofFive();

  @BeforeEach
  void join() throws IOException {
    hall.unplug();
    hall.district.set(district);
    hall.serve(0);
    browser.signIn(hall);
    browser.log();
    browser.size(1080, 1920);
    district.outcome.set(new Outcome.Kept(Instant.now().plusSeconds(3_600)));
  }

  private JsonObject offers(String code) {
    String found = new Client(hall).post("/api/offers", Map.of("case", code)).is(200).text();
    return new JsonArray(found).getJsonObject(0);
  }

  /** The dispenser is asked for it, and ends where {@code state} says. */
  private void typed(String code, String state) {
    browser.open(hall.at("/dispenser"));
    browser.await("document.body.dataset.at === 'home'");
    browser.click("#resume");
    browser.await("document.body.dataset.at === 'entry'");
    for (char sign : code.toCharArray()) browser.press(String.valueOf(sign));
    LiveHall.letAPressBeAnother();
    browser.press(ENTER);
    browser.await("!['entry', 'finding', 'asking'].includes(document.body.dataset.at)");
    assertEquals(state, browser.script("return document.body.dataset.at"));
  }

  private void refusedEverywhere(String code, String why) {
    JsonObject told = offers(code);
    assertEquals(why, told.getJsonObject("refused", new JsonObject()).getString("code"));
    assertFalse(told.containsKey("halls") || told.containsKey("origin"), told.encode());
    new Client(hall)
        .post("/api/elsewhere", Map.of("hall", "licun", "service", "RS", "case", code))
        .refused(409, why);
    assertNull(district.wished.get(), "no other hall was asked");
  }

  @Test
  void aCaseThatIsDoneHereIsSaidToBeDone() {
    String code = noticeOfWindow3();
    var api = new Client(hall);
    assertTrue(offers(code).containsKey("halls"), "something is missing");
    api.post("/api/tickets", Map.of("service", "RS", "case", code, "offer", "RESUME")).is(201);
    refusedEverywhere(code, "TICKET-EXISTS");
    typed(code, "refused");
    assertTrue(browser.text("#refused-why").contains("取过号"), browser.text("#refused-why"));
    api.post("/api/windows/3/call").is(200);
    refusedEverywhere(code, "CASE-ELSEWHERE");
    typed(code, "refused");
    api.post("/api/windows/3/finish", Map.of("outcome", "COMPLETED")).is(200);
    refusedEverywhere(code, "CASE-OVER");
    typed(code, "refused");
    assertTrue(browser.text("#refused-why").contains("办结"), browser.text("#refused-why"));
  }

  @Test
  void whatAnotherHallFinishedIsSaidToBeDoneAlsoWhereNoWindowIs()
      throws IOException, JournalTrouble {
    hearOf(CaseFile.State.COMPLETED);
    refusedEverywhere(NOTICE, "CASE-OVER");
    typed(NOTICE, "refused");
    hall.close();
    Plan all = TestPlan.plan(false);
    hall =
        LiveHall.open(
            folder.resolve("guide"),
            new Plan(
                "bank", all.zone(), null, all.services(), new TreeMap<>(), all.rules(), false));
    join();
    hearOf(CaseFile.State.COMPLETED);
    refusedEverywhere(NOTICE, "CASE-OVER");
    typed(NOTICE, "refused");
    assertTrue(browser.text("#refused-why").contains("办结"), browser.text("#refused-why"));
  }

  @Test
  void whatAnotherHallLeftUnfinishedIsOfferedThereAndNearby() throws IOException, JournalTrouble {
    hearOf(CaseFile.State.AWAITING);
    JsonObject told = offers(NOTICE);
    assertEquals("shiyuan", told.getJsonObject("origin").getString("hall"));
    assertFalse(told.containsKey("refused"));
    typed(NOTICE, "case");
    LiveHall.letAPressBeAnother();
    browser.click("#offers [data-hall=licun]");
    browser.await("document.body.dataset.at === 'kept'");
  }

  private double size(String selector) {
    String of = "document.querySelector(\"" + selector + "\")";
    Object size = browser.script("return parseFloat(getComputedStyle(" + of + ").fontSize)");
    return ((Number) size).doubleValue();
  }

  /** In large type all of {@code selectors} are larger than before, and the page still fits. */
  private void largerInLargeType(String picture, String... selectors) throws IOException {
    double[] before = Arrays.stream(selectors).mapToDouble(this::size).toArray();
    LiveHall.letAPressBeAnother();
    browser.click("#large");
    browser.await("document.body.classList.contains('large')");
    for (int i = 0; i < selectors.length; i++)
      assertTrue(size(selectors[i]) >= 1.2 * before[i], selectors[i] + " " + size(selectors[i]));
    browser.picture(PICTURES.resolve(picture + ".png"));
    String shown = "'section:not([hidden]) .done, .tools'";
    String within = "bottom => bottom <= innerHeight";
    String bottoms = "one => one.getBoundingClientRect().bottom";
    assertEquals(
        true,
        browser.script(
            "return [...document.querySelectorAll(%s)].map(%s).every(%s)"
                .formatted(shown, bottoms, within)),
        picture + " fits");
    LiveHall.letAPressBeAnother();
    browser.click("#large");
    browser.await("!document.body.classList.contains('large')");
  }

  @Test
  void whoReadsLargeTypeReadsTheOffersInIt() throws IOException {
    browser.open(hall.at("/dispenser"));
    browser.await("document.querySelector('[data-code=RS]')");
    browser.click("#elsewhere");
    LiveHall.letAPressBeAnother();
    browser.click("[data-code=RS]");
    browser.await("document.body.dataset.at === 'where'");
    largerInLargeType(
        "dispenser-where-large",
        "[data-state=where] .lead",
        "[data-hall=licun] .name",
        "[data-hall=licun] .name .beside",
        "[data-hall=licun] .where",
        "[data-hall=licun] .mins");
    String code = noticeOfWindow3();
    typed(code, "case");
    largerInLargeType(
        "dispenser-case-large",
        "#materials",
        "[data-state=case] .lead",
        "[data-offer=RESUME] .name",
        "[data-hall=licun] .where",
        "[data-offer=RESUME] .where .beside");
    LiveHall.letAPressBeAnother();
    browser.click("#offers [data-hall=licun]");
    browser.await("document.body.dataset.at === 'kept'");
    largerInLargeType("dispenser-kept-elsewhere-large", "#kept-hall", "#kept-way", "#kept-until");
    browser.size(1920, 1080);
    typed(code, "case");
    largerInLargeType("dispenser-case-large-wide", "[data-hall=licun] .name");
  }

  @Test
  void whereNoWindowIsOpenNobodyIsToldThatThereIsNoWait() {
    browser.open(hall.at("/dispenser"));
    browser.await("document.querySelector('[data-code=RS]')?.innerText.includes('没有窗口开着')");
    assertFalse(browser.text("[data-code=RS]").contains("不用等"));
    browser.click("#elsewhere");
    LiveHall.letAPressBeAnother();
    browser.click("[data-code=RS]");
    browser.await("document.body.dataset.at === 'where'");
    String here = browser.text("#where [data-hall=\"\"]");
    assertTrue(here.contains("没有窗口开着") && !here.contains("前面没有人"), here);
    String code = noticeOfWindow3();
    for (int window : new int[] {1, 3})
      new Client(hall).post("/api/windows/" + window + "/close").is(200);
    typed(code, "case");
    String matched = browser.text("[data-offer=MATCHED]");
    assertTrue(matched.contains("没有窗口开着"), matched);
  }

  @Test
  void theLeadSaysFromWhenTheMinutesOnTheKeysCount() throws IOException, JournalTrouble {
    typed(noticeOfWindow3(), "case");
    String lead = browser.text("#case-lead");
    assertTrue(lead.contains("别的大厅从到了那里算起"), lead);
    hall.unplug();
    hall.district.set(DistrictHooks.NONE);
    hall.serve(0);
    typed(hall.hall().cases().ofVisitor("v" + ID.length()).getFirst().codes().getLast(), "case");
    assertTrue(browser.text("#case-lead").contains("从现在到轮到您"), browser.text("#case-lead"));
  }

  @Test
  void theCodeOfAnotherHallsSlipIsAnsweredInItsOwnWords() {
    typed("R0000000Z", "refused");
    assertTrue(browser.text("#refused-why").contains("没有给您留号"), browser.text("#refused-why"));
    assertTrue(browser.text("#refused-advice").contains("小票"), browser.text("#refused-advice"));
    var by = new By(By.Role.LINK, "licun", "district");
    var id = BookingId.reserved("licun", 7);
    var keep = new Command.Reserve(id, new ServiceCode("RS"), null, null, 0);
    LiveHall.done(hall.ask(new Ask("reserve/7", by, keep)));
    hall.later.addAndGet(Duration.ofMinutes(31).toNanos());
    typed(id.code(), "refused");
    assertTrue(browser.text("#refused-why").contains("过时"), browser.text("#refused-why"));
    browser.log(); // the browser notes the 404 and the 409 that were asked for
  }

  @Test
  void anAddressWithoutEnglishStandsInTheChineseLineAlone() {
    var place = new Words("示例路 1 号", "");
    var near =
        new HallCard("near", "近处", "Near", 5, Optional.empty(), Optional.empty(), place, place);
    Duration now = Duration.ZERO;
    district.with(near, 1, now, now, now);
    browser.open(hall.at("/dispenser"));
    browser.await("document.querySelector('[data-code=RS]')");
    browser.click("#elsewhere");
    LiveHall.letAPressBeAnother();
    browser.click("[data-code=RS]");
    browser.await("document.querySelector('[data-hall=near]')");
    assertEquals("路上约 5 分钟 · 示例路 1 号", browser.text("[data-hall=near] .where .tongue"));
    assertEquals("about 5 min away", browser.text("[data-hall=near] .where .beside"));
    LiveHall.letAPressBeAnother();
    browser.click("#other");
    assertEquals("about 5 min away", browser.text("[data-hall=near] .where .tongue"));
  }

  /** The district's news of a case that Shiyuan worked on last. */
  private void hearOf(CaseFile.State state) {
    var file =
        new CaseFile(
            new CaseId("shiyuan-000001"),
            new ServiceCode("RS"),
            null,
            state,
            state,
            new WindowId(3),
            null,
            null,
            List.of("照片"),
            List.of(),
            List.of(NOTICE),
            2,
            null,
            Instant.now().plus(Duration.ofDays(90)),
            null,
            false,
            false,
            "shiyuan",
            false,
            0);
    var by = new By(By.Role.LINK, "district", "link");
    var heard = new Command.HearCase(file, 0, List.of());
    var answer = LiveHall.done(hall.ask(new Ask("hear/" + state, by, heard)));
    assertInstanceOf(Answer.Accepted.class, answer);
  }
}
