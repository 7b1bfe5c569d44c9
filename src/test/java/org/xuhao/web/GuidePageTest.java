package org.xuhao.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xuhao.hall.Plan;
import org.xuhao.journal.JournalTrouble;
import org.xuhao.web.district.Elsewhere.Outcome;

/** The dispenser of a hall without windows, in a real Chromium. */
class GuidePageTest extends BrowserTest {
  private final TestDistrict district = TestDistrict.ofFive();

  @BeforeEach
  void withoutWindows() throws IOException, JournalTrouble {
    hall.close();
    Plan all = TestPlan.plan(false);
    hall =
        LiveHall.open(
            folder.resolve("guide"),
            new Plan(
                "bank", all.zone(), null, all.services(), new TreeMap<>(), all.rules(), false));
    hall.unplug();
    hall.district.set(district);
    hall.serve(0);
    browser.signIn(hall);
    browser.log();
    browser.size(1080, 1920);
    browser.open(hall.at("/dispenser"));
    browser.await("document.querySelector('[data-code=RS]')");
  }

  @Test
  void aServiceLeadsToOtherHallsAndNoNumberIsGivenOutHere() throws IOException {
    district.outcome.set(new Outcome.Kept(Instant.now().plusSeconds(3_600)));
    assertTrue(browser.text("#ask").contains("为您找能办的大厅"), browser.text("#ask"));
    for (String door : new String[] {"#elsewhere", "#several", "#check-in", "#classes"})
      assertEquals(
          true, browser.script("return document.querySelector('" + door + "').hidden"), door);
    assertTrue(browser.text("[data-code=RS]").contains("看哪里能办"));
    browser.picture(PICTURES.resolve("dispenser-guide.png"));
    browser.click("[data-code=RS]");
    browser.await("document.body.dataset.at === 'where'");
    assertEquals(
        "licun,shiyuan,cangkou",
        browser.script(
            "return [...document.querySelectorAll('#where [data-hall]')]"
                + ".map(key => key.dataset.hall).join()"));
    browser.picture(PICTURES.resolve("dispenser-guide-where.png"));
    LiveHall.letAPressBeAnother();
    browser.click("#where [data-hall=licun]");
    browser.await("document.body.dataset.at === 'kept'");
    new Client(hall).post("/api/tickets", Map.of("service", "RS")).refused(409, "NOT-SERVED");
  }

  @Test
  void whatNoHallDoesIsSaidAndNobodyIsAskedForAnIdentityNumber() {
    browser.click("[data-code=GA]");
    browser.await("document.body.dataset.at === 'refused'");
    assertTrue(browser.text("#refused-why").contains("现在没有大厅能办"));
    LiveHall.letAPressBeAnother();
    browser.click("#back");
    browser.await("document.body.dataset.at === 'home'");
    LiveHall.letAPressBeAnother();
    browser.click("#resume");
    browser.await("document.body.dataset.at === 'entry'");
    assertFalse(browser.text("[data-state=entry]").contains("身份证"));
  }
}
