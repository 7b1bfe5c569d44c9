package org.xuhao.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.fault.FaultCode;
import org.xuhao.hall.Entry;
import org.xuhao.hall.Event;
import org.xuhao.store.Batch;
import org.xuhao.store.DistrictDatabase;
import org.xuhao.store.DistrictStore;
import org.xuhao.store.DistrictWatch;
import org.xuhao.store.PlayedJournal;
import org.xuhao.store.PlayedTalks;
import org.xuhao.store.StoreDown;
import org.xuhao.web.district.Loan;
import org.xuhao.web.district.LoanHooks;
import org.xuhao.web.district.MadeLoan;

/** The district's reports and its clerks between halls, in a real Chromium. */
@NullMarked
class DistrictDaysPageTest extends BrowserTest {
  private static final Loan LOAN =
      new Loan(
          "LC7-shiyuan-licun-RS",
          "LC7",
          "王芳",
          "shiyuan",
          2,
          true,
          "licun",
          3,
          "RS",
          new Loan.Change("RS", new Loan.Range(2_400, 3_300), new Loan.Range(900, 1_500)),
          List.of(new Loan.Change("RS", new Loan.Range(120, 300), new Loan.Range(240, 600))));

  private final Set<String> faults = new ConcurrentSkipListSet<>();

  private final DistrictWatch watch =
      new DistrictWatch() {
        @Override
        public void raise(FaultCode code, String where, String what) {
          faults.add(code.code() + " " + where);
        }

        @Override
        public void clear(FaultCode code, String where) {
          faults.remove(code.code() + " " + where);
        }
      };

  @TempDir private Path tables = Path.of("");
  private final TestDistrict district = TestDistrict.ofFive();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private @Nullable DistrictStore store;

  @BeforeEach
  void join() throws StoreDown {
    store =
        DistrictStore.open(
            DistrictDatabase.inFolder(tables), watch, () -> Instant.parse("2026-11-22T02:00:00Z"));
    List<Entry> whole = played("licun", 5);
    List<Entry> torn = played("shiyuan", 50);
    int third = torn.size() / 3;
    opened()
        .fold(
            "FACT",
            "1",
            List.of(
                Batch.of(whole),
                Batch.of(PlayedTalks.of("cangkou")),
                Batch.of(torn.subList(0, third)),
                Batch.of(torn.subList(2 * third, torn.size()))));
    district.tables = Optional.of(TestDistrict.tables(opened()));
    hall.unplug();
    hall.district.set(district);
    hall.serve(hall.port());
  }

  private static List<Entry> played(String name, long seed) {
    var journal = new PlayedJournal(name);
    journal.start(1, 0);
    for (int day = 0; day < 3; day++) journal.play(day, seed + day);
    return journal.drain();
  }

  private DistrictStore opened() {
    return Objects.requireNonNull(store);
  }

  @AfterEach
  void closeTables() {
    opened().close();
  }

  private void openDays(String language) {
    browser.size(1280, 900);
    browser.open(hall.at("/district/days" + language));
    browser.script(
        "document.querySelector('#from').value = '2026-03-02';"
            + "document.querySelector('#to').value = '2026-03-04';"
            + "document.querySelector('#pick').requestSubmit()");
    browser.await("document.querySelectorAll('#days tr').length === 3");
  }

  @Test
  void anyPeriodByHallServiceAndDayWithANoteWhereSomethingHasNotCome() throws IOException {
    openDays("?lang=zh");
    String halls = browser.text("#halls");
    assertTrue(halls.contains("李村街道便民服务中心") && halls.contains("全部大厅"), halls);
    assertTrue(browser.text("#gaps").contains("世园"), browser.text("#gaps"));
    assertTrue(browser.text("#days").contains("数据不全"), browser.text("#days"));
    JsonObject told = new Client(hall).get("/api/district/days/2026-03-02/2026-03-04").json();
    int taken =
        told.getJsonArray("halls").stream()
            .mapToInt(row -> ((JsonObject) row).getInteger("taken"))
            .sum();
    assertTrue(taken > 0 && halls.contains("" + taken), taken + " in " + halls);
    theTalks(told);
    browser.script(
        "const hall = document.querySelector('#hall'); hall.value = 'licun';"
            + "hall.dispatchEvent(new Event('change'))");
    browser.await("document.querySelectorAll('#halls tr').length === 2");
    assertEquals("", browser.text("#gaps"), "of the hall that is shown nothing is missing");
    Object none = browser.script("return document.querySelector('#talks-box').hidden");
    assertEquals(true, none, "it had no talks");
    Object csv = browser.script("return document.querySelector('#csv-halls').href");
    String path = csv.toString().replaceFirst("^https?://[^/]+", "");
    String text = new Client(hall).get(path).is(200).text();
    assertTrue(text.contains("2026-03-03,licun,李村街道便民服务中心,"), text);
    browser.picture(PICTURES.resolve("district-days.png"));
    shutsNobodyOut();
    openDays("?lang=en");
    assertTrue(browser.text("#halls").contains("Li Cun street"), browser.text("#halls"));
    browser.picture(PICTURES.resolve("district-days-en.png"));
    shutsNobodyOut();
  }

  /** One hall has some: its row and that of all say the same, with the middle of the times. */
  private void theTalks(JsonObject told) {
    String row = "5 3 2 1 1 2 1 1,501 1,506 4 10";
    String talks = browser.text("#talks").replaceAll("\\s+", " ");
    assertTrue(talks.contains("沧口街道便民服务中心") && talks.contains(row), talks);
    assertTrue(talks.endsWith(row), talks);
    JsonObject all = told.getJsonObject("talks").getJsonObject("all");
    assertEquals(90_360, all.getJsonObject("toTalk").getInteger("nineInTenSeconds"));
    String path = "/api/district/days/2026-03-02/2026-03-04/export/talks";
    String csv = new Client(hall).get(path).is(200).text();
    assertTrue(csv.contains("2026-03-03,cangkou,沧口街道便民服务中心,0,3,2,1,"), csv);
  }

  private static void shutsNobodyOut() throws IOException {
    try (var in = DistrictDaysPageTest.class.getResourceAsStream("/axe.min.js")) {
      browser.script(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
    Object found =
        browser.script(
            "return axe.run(document, {resultTypes: ['violations']}).then((all) =>"
                + " all.violations.filter((one) => /serious|critical/.test(one.impact))"
                + ".flatMap((one) => one.nodes.map((n) => one.id + ' ' + n.target)).join('; '))");
    browser.log(); // axe tries what the policy forbids
    assertEquals("", found);
    Object wide = browser.script("return document.documentElement.scrollWidth - innerWidth");
    assertTrue(((Number) wide).intValue() <= 0, "wider than its screen by " + wide);
  }

  @Test
  void aPersonWhoLookedAtTwoContentsEndsTheirFault() throws StoreDown {
    Entry first = played("licun", 5).get(2);
    Entry other = first.with(List.of(new Event.Started("", "other", "other", null)));
    opened().fold("FACT", "2", List.of(Batch.of(List.of(other))));
    assertEquals(Set.of("HISTORY-CONFLICT licun"), faults);
    var client = new Client(hall);
    client.post("/api/district/halls/shiyuan/settle", Map.of()).is(200);
    assertEquals(Set.of("HISTORY-CONFLICT licun"), faults, "another hall's");
    client.post("/api/district/halls/licun/settle", Map.of()).is(200);
    assertEquals(Set.of(), faults);
    district.tables = Optional.empty();
    client.post("/api/district/halls/licun/settle", Map.of()).refused(404, "NOT-THE-OFFICE");
  }

  @Test
  void aHallThatIsNotTheOfficeSaysWhereTheFiguresAre() {
    district.tables = Optional.empty();
    new Client(hall).get("/api/district/days/2026-03-02/2026-03-04").refused(404, "NOT-THE-OFFICE");
    browser.open(hall.at("/district/days"));
    browser.await("!document.querySelector('#gone').hidden");
    browser.log(); // the answer that says so
  }

  @Test
  void aClerkIsProposedWithThePriceOnBothSidesAndSentByOnePress() throws IOException {
    district.loans = new Proposed();
    browser.size(1280, 900);
    browser.open(hall.at("/district"));
    browser.await("document.querySelectorAll('#loans li').length === 1");
    String words = browser.text("#loans");
    assertTrue(words.contains("王芳") && words.contains("李村街道便民服务中心 3 号窗口"), words);
    assertTrue(words.contains("40–55") && words.contains("15–25"), words);
    assertTrue(words.contains("2–5") && words.contains("4–10"), "what it costs: " + words);
    browser.picture(PICTURES.resolve("district-loan.png"));
    shutsNobodyOut();
    browser.script("document.querySelector('#loans .first-key').click()");
    browser.await("document.querySelectorAll('#sent > li').length === 1");
    assertEquals(List.of("agree LC7-shiyuan-licun-RS"), asked);
    String sent = browser.text("#sent");
    assertTrue(sent.contains("12 → 7"), sent);
  }

  /** One proposal, which becomes a loan with an effect when it is agreed to. */
  private final class Proposed implements LoanHooks {
    @Override
    public List<Loan> proposed() {
      return asked.isEmpty() ? List.of(LOAN) : List.of();
    }

    @Override
    public List<MadeLoan> made() {
      return asked.isEmpty() ? List.of() : List.of(sent());
    }

    private MadeLoan sent() {
      Instant at = Instant.parse("2026-11-24T02:00:00Z");
      var effect =
          new JsonObject()
              .put("hall", "licun")
              .put("service", "RS")
              .put("before", new JsonObject().put("meanSeconds", 725))
              .put("after", new JsonObject().put("meanSeconds", 430));
      return new MadeLoan(
          "k1",
          LOAN,
          "district",
          at,
          at.plusSeconds(7_200),
          Set.of("licun", "shiyuan"),
          "",
          List.of(effect));
    }

    @Override
    public Optional<MadeLoan> agree(String id, String by) {
      asked.add("agree " + id);
      return Optional.of(sent());
    }

    @Override
    public boolean decline(String id, String by, String reason) {
      asked.add("decline " + id);
      return true;
    }
  }

  @Test
  void aPeriodThatIsTooLongOrTheWrongWayRoundIsRefused() {
    var client = new Client(hall);
    client.get("/api/district/days/2026-03-01/2026-05-31").is(200);
    client.get("/api/district/days/2026-03-01/2026-06-01").refused(400, "BAD-REQUEST");
    client.get("/api/district/days/2026-03-04/2026-03-02").refused(400, "BAD-REQUEST");
    client.get("/api/district/days/2026-03-01/2026-06-01/export/halls").refused(400, "BAD-REQUEST");
  }
}
