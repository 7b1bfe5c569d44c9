package org.xuhao.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.xuhao.hall.Ticket;
import org.xuhao.hall.value.ClassCode;
import org.xuhao.hall.value.TicketNumber;

/** The service desk's page in a real Chromium, by keyboard, against a real hall. */
class ServiceDeskPageTest extends BrowserTest {
  private static final String F2 = "\uE032";
  private static final String F4 = "\uE034";
  private static final String TAB = "\uE004";
  private static final String ENTER = "\uE007";

  private void look() throws IOException {
    browser.size(1280, 800);
    browser.open(hall.at("/service-desk"));
    browser.await("document.querySelector('[data-take=RS]')");
  }

  private void find(String text) throws IOException {
    browser.press(F2);
    type(text);
    browser.press(ENTER);
  }

  private static void type(String text) {
    text.chars().forEach(letter -> browser.press(Character.toString(letter)));
  }

  private Ticket ticket(int number) {
    return hall.hall().ticket(new TicketNumber("A", number)).orElseThrow();
  }

  @Test
  void aNumberIsTakenForAnElderWithoutAMouse() throws IOException {
    look();
    browser.click("[data-class=ELDERLY]");
    browser.press(F4);
    browser.press("a");
    browser.await("document.querySelector('#taken .num')?.innerText === 'A001'");
    assertEquals(new ClassCode("ELDERLY"), ticket(1).standing().priority());
    assertEquals(
        true,
        browser.script("return document.querySelector('[data-class=\"\"]').ariaPressed === 'true'"),
        "the next visitor is nobody's class");
    browser.picture(PICTURES.resolve("service-desk-taken.png"));
  }

  @Test
  void aWrongNumberIsFoundAndSentOn() throws IOException {
    var api = new Client(hall);
    for (int i = 0; i < 3; i++) api.post("/api/tickets", Map.of("service", "RS")).is(201);
    look();
    find("a002");
    browser.await("document.querySelector('#number')?.innerText === 'A002'");
    assertTrue(browser.text("#state").contains("正在等候"), browser.text("#state"));
    browser.picture(PICTURES.resolve("service-desk.png"));
    inEnglish("service-desk", "document.querySelector('[data-take=RS]')");
    find("a002");
    browser.await("document.querySelector('#number')?.innerText === 'A002'");
    browser.click("#acts button:nth-of-type(2)");
    browser.await("document.querySelector('#more-field') === document.activeElement");
    browser.press(TAB);
    browser.press(ENTER);
    browser.await("document.querySelector('#said').innerText.includes('已改办')");
    assertTrue(!ticket(2).service().code().equals("RS"), ticket(2).toString());
    find("A009");
    browser.await("document.querySelector('#said').innerText.includes('没有 A009')");
    browser.log(); // the browser notes the 404 that was asked for
  }

  @Test
  void twoNumbersOfOneVisitorBecomeOne() throws IOException {
    var api = new Client(hall);
    for (int i = 0; i < 2; i++) api.post("/api/tickets", Map.of("service", "RS")).is(201);
    look();
    find("A001");
    browser.await("document.querySelector('#number')?.innerText === 'A001'");
    browser.click("#acts button:nth-of-type(3)");
    browser.await("document.querySelector('#more-field') === document.activeElement");
    type("A002");
    browser.press(ENTER);
    browser.await("document.querySelector('#said').innerText.includes('已并入 A002')");
    assertEquals(Ticket.State.GONE, ticket(2).state());
    assertEquals(1, ticket(1).matter().next().size());
  }

  @Test
  void aMatterIsFoundByItsNoticeAndGoesOn() throws IOException {
    String code = noticeOfWindow3();
    look();
    find(code);
    browser.await("document.querySelector('#found article')");
    assertTrue(browser.text("#found").contains("照片"), browser.text("#found"));
    browser.click("#found .first-key");
    browser.await("!document.querySelector('#taken').hidden");
    TicketNumber taken = TicketNumber.parse(browser.text("#taken .num")).orElseThrow();
    assertNotNull(hall.hall().ticket(taken).orElseThrow().matter().file());
  }
}
