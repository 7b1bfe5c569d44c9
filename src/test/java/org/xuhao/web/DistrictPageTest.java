package org.xuhao.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xuhao.Noon;
import org.xuhao.forecast.Wait;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.Words;
import org.xuhao.web.guide.Guide;

/** The district's page in a real Chromium: what is old is never shown as new. */
@NullMarked
class DistrictPageTest extends BrowserTest {
  private static final String DOWN = "\uE015";
  private static final String ENTER = "\uE007";

  private final TestDistrict district = TestDistrict.ofFive();

  @BeforeEach
  void join() {
    hall.unplug();
    hall.district.set(district);
    hall.serve(hall.port());
  }

  private void openPage() {
    browser.size(1920, 1080);
    browser.open(hall.at("/district"));
    browser.await("document.querySelectorAll('#halls tr').length === 5");
  }

  @Test
  void everyHallStandsThereWithTheAgeOfWhatIsKnown() throws IOException {
    openPage();
    Object order =
        browser.script(
            "return [...document.querySelectorAll('#halls tr')].map((r) => r.dataset.hall).join()");
    assertEquals("licun,cangkou,licang,shiyuan,jiushui", order, "the longest wait stands first");
    assertTrue(row("licun").contains("41") && row("licun").contains("3–8"), row("licun"));
    assertTrue(row("shiyuan").contains("35 秒前"), row("shiyuan"));
    assertTrue(row("cangkou").contains("断开") && row("cangkou").contains("不详"), row("cangkou"));
    assertTrue(row("jiushui").contains("还没有消息"), row("jiushui"));
    String sums = browser.text("#kpis");
    assertTrue(sums.contains("66") && sums.contains("5 个中 3 个的"), "no hall is hidden: " + sums);
    String alerts = browser.text("#alerts");
    assertTrue(alerts.contains("李村") && alerts.contains("最长已等 41 分，上限"), alerts);
    assertTrue(alerts.contains("时钟相差 7 分"), alerts);
    assertEquals(
        "?",
        browser.script("return document.querySelector('[data-at=cangkou] .count').textContent"));
    browser.picture(PICTURES.resolve("district.png"));
    inEnglish(
        "district",
        "document.querySelector('#alerts b')?.textContent === (document.documentElement.lang"
            + " === 'en' ? 'Li Cun street' : '李村街道便民服务中心')");
    Object wide = browser.script("return document.documentElement.scrollWidth - innerWidth");
    assertTrue(((Number) wide).intValue() <= 0, "wider than its screen by " + wide);
    browser.size(1280, 800);
    wide = browser.script("return document.documentElement.scrollWidth - innerWidth");
    assertTrue(((Number) wide).intValue() <= 0, "wider than a small desk by " + wide);
  }

  /** By the clock on the wall of the tests' hall, whose zone goes with the hour. */
  private static String there(String at) {
    return DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm", Locale.ROOT)
        .format(Instant.parse(at).atZone(Noon.zone()));
  }

  @Test
  void whatWaitsForItsDateStandsThereByNumberAndWhatWaitedInVain() throws IOException {
    openPage();
    String counts = browser.text("[data-edition=people-3]");
    assertTrue(counts.startsWith("人员第 3 版，" + there("2026-11-24T01:00:00Z") + " 起，正在用"), counts);
    String waits = browser.text("[data-edition=services-7]");
    assertTrue(waits.startsWith("业务第 7 版，" + there("2026-11-30T16:00:00Z") + " 起生效"), waits);
    String inVain = browser.text("[data-edition=people-2]");
    assertTrue(inVain.contains("已被后来的版本取代"), inVain);
  }

  private static String row(String hall) {
    return browser.text("tr[data-hall=" + hall + "]");
  }

  @Test
  void whichHallAndWindowDoesWhatWithTheAgeOfWhatIsKnown() throws IOException {
    var names = new TreeMap<ServiceCode, Words>();
    names.put(new ServiceCode("ZR"), new Words("自然资源", "Natural resources"));
    hall.guide.set(new Guide(Collections.emptySortedMap(), names));
    openPage();
    browser.await("document.querySelector('[data-service=ZR]')");
    assertEquals("有人 03\n无人 05", cell("RS", "licang"));
    assertEquals("没有窗口办", cell("SC", "shiyuan").lines().findFirst().orElse(""));
    assertEquals("开着 2 个窗口，没有报窗号", cell("XM", "shiyuan"), "an older release");
    assertEquals("03、05 号窗口", cell("RS", "cangkou"), "who sat there 12 minutes ago is not told");
    assertEquals("不详", cell("RS", "jiushui"));
    assertEquals("有人 03\n无人 04", cell("GZ", "licun"));
    assertEquals("不办", cell("GZ", "shiyuan"));
    assertEquals("不办", cell("ZR", "licun"), "the district names it, and no hall does it");
    String heads = browser.text("#who-head");
    assertTrue(heads.contains("35 秒前") && heads.contains("断开"), heads);
    browser.script("document.querySelector('.who').scrollIntoView()");
    browser.picture(PICTURES.resolve("district-services.png"));
  }

  private static String cell(String service, String hall) {
    String text = browser.text("[data-service=" + service + "] [data-at=" + hall + "]");
    return text.strip().replaceAll("\\s*\n\\s*", "\n");
  }

  @Test
  void anyHallIsOpenedByKeyboard() {
    openPage();
    assertTrue(browser.text("#h-detail").contains("李村"), "the worst is open by itself");
    browser.press(DOWN);
    browser.await("document.querySelector('tr.chosen').dataset.hall === 'cangkou'");
    String old = browser.text("#services");
    assertTrue(old.contains("社会保险") && old.contains("不详"), "a wait of 12 minutes ago: " + old);
    browser.press(DOWN);
    browser.press(DOWN);
    browser.await("document.querySelector('tr.chosen').dataset.hall === 'shiyuan'");
    browser.press(ENTER);
    browser.await("document.activeElement.id === 'detail'");
    String services = browser.text("#services");
    assertTrue(services.contains("3–8") && services.contains("停取"), services);
    assertTrue(browser.text("#facts").contains("路上约 20 分钟"), browser.text("#facts"));
    assertTrue(browser.text("#trouble").contains("PAPER-LOW"), browser.text("#trouble"));
  }

  @Test
  void aHallThatIsCutOffSaysSo() {
    openPage();
    assertFalse(browser.text("main").contains("本厅与区级系统断开"));
    district.reached = false;
    browser.await("!document.querySelector('#cut').hidden");
    assertTrue(browser.text("#cut").contains("其他大厅的数字是旧的"), browser.text("#cut"));
  }

  @Test
  void nothingShutsAnybodyOut() throws IOException {
    openPage();
    try (var in = DistrictPageTest.class.getResourceAsStream("/axe.min.js")) {
      browser.script(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
    Object found =
        browser.script(
            "return axe.run(document, {resultTypes: ['violations']}).then((all) =>"
                + " all.violations.filter((one) => /serious|critical/.test(one.impact))"
                + ".flatMap((one) => one.nodes.map((n) => one.id + ' ' + n.target)).join('; '))");
    browser.log(); // axe tries what the policy forbids
    assertEquals("", found);
  }

  @Test
  void theSumsAndTheAlertsAreThoseOfWhatIsFresh() {
    JsonObject told = new Client(hall).get("/api/district").is(200).json();
    JsonObject sum = told.getJsonObject("sum");
    assertEquals(5 + 58 + 3, sum.getInteger("waiting"));
    assertEquals(3, sum.getInteger("told"));
    assertEquals(1, sum.getInteger("over"));
    List<String> states =
        told.getJsonArray("halls").stream()
            .map(one -> ((JsonObject) one).getString("state"))
            .toList();
    assertEquals(List.of("LIVE", "LIVE", "AGED", "NO_LINK", "NEVER"), states);
    List<String> alerts =
        told.getJsonArray("alerts").stream()
            .map(JsonObject.class::cast)
            .map(one -> one.getString("hall") + " " + one.getString("kind"))
            .toList();
    assertEquals(List.of("licun OVER", "shiyuan CLOCK", "jiushui NEVER"), alerts);
    assertFalse(told.encode().contains("url"), "no address is made up");
  }

  @Test
  void aCrowdIsAnAlertBeforeAnybodyHasWaitedTooLong() {
    var range = new Wait(Duration.ofMinutes(91), Duration.ofMinutes(103));
    district.crowded(TestDistrict.card("zhenhua", "振华", "Zhen Hua", 10, 40, 40), range);
    browser.open(hall.at("/district"));
    browser.await("document.querySelectorAll('#halls tr').length === 6");
    String alerts = browser.text("#alerts");
    assertTrue(alerts.contains("振华 社会保险 现在取号预计要等 91–103 分"), alerts);
    JsonObject told = new Client(hall).get("/api/district").is(200).json();
    assertEquals(2, told.getJsonObject("sum").getInteger("over"), "beside one who has waited");
    assertEquals(
        "zhenhua", browser.script("return document.querySelector('#halls tr').dataset.hall"));
  }
}
