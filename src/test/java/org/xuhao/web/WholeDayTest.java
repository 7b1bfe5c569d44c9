package org.xuhao.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.xuhao.hall.Command;
import org.xuhao.hall.Command.PrintResult;
import org.xuhao.hall.Event;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.hall.value.WindowId;

/** What one person does from the first page to the last, in a real Chromium. */
class WholeDayTest extends BrowserTest {
  private static final String ENTER = "\uE007";
  private static final String F2 = "\uE032";
  private static final String F3 = "\uE033";
  private static final String F4 = "\uE034";
  private static final String F6 = "\uE036";
  private static final String F7 = "\uE037";
  private static final String F9 = "\uE039";
  private static final String F10 = "\uE03A";

  private final List<String> windows = new ArrayList<>();

  /** One window stays for the next test, and no cookie of a device. */
  @AfterEach
  void tidy() {
    for (String window : windows) {
      browser.use(window);
      browser.leave(main);
    }
    browser.deleteCookies();
  }

  private String main = "";

  private String inAnother(String path, String ready) {
    if (main.isEmpty()) main = browser.window();
    String window = browser.another();
    windows.add(window);
    browser.open(hall.at(path));
    browser.await(ready);
    return window;
  }

  @Test
  void aVisitorTakesANumberFollowsItOnThePhoneIsCalledAndRates() throws IOException {
    String dispenser = inAnother("/dispenser", "document.querySelector('[data-code=RS]')");
    String display = inAnother("/display", "document.body.dataset.at === 'empty'");
    String tablet = inAnother("/pair", "document.querySelector('#code').innerText.length === 7");
    Tablet.pair(hall, browser.text("#code").replace(" ", ""), "rating-tablet", 3).is(201);
    browser.await("location.pathname === '/paired/rating-tablet'");

    browser.use(dispenser);
    browser.click("[data-code=RS]");
    browser.await("document.body.dataset.at === 'ticket'");
    assertEquals("A001", browser.text("#number"));
    hall.report("A001", PrintResult.CONFIRMED, null);
    browser.await("document.querySelector('#band').classList.contains('printed')");
    var paper = String.valueOf(browser.script("return document.querySelector('#qr').src"));
    String link = paper.replaceAll("https?://[^/]+(/t/[^/]+)/qr.svg", "$1");

    String phone = inAnother(link, "document.querySelector('#number').innerText === 'A001'");
    assertEquals("0", browser.text("#ahead"));
    hall.press(3, new Command.CallNext(new WindowId(3)));
    browser.await("!document.querySelector('#go').hidden");
    assertEquals("3", browser.text("#go-window"));
    browser.use(display);
    browser.await("document.querySelector('#now-number').innerText === 'A001'");
    assertEquals("03", browser.text("#now-window"));

    hall.press(3, new Command.StartVisit(new WindowId(3)));
    hall.press(3, LiveHall.finish(3));
    browser.use(tablet);
    browser.await("document.querySelectorAll('.levels button').length === 5");
    LiveHall.letAPressBeAnother();
    browser.press("5");
    browser.await("document.querySelector('.send')");
    LiveHall.letAPressBeAnother();
    browser.click(".send");
    browser.await("document.querySelector('#rate').classList.contains('at-thanks')");
    assertEquals(List.of(5), levels());
    browser.use(phone);
    browser.await("document.querySelector('#word').innerText.includes('已办好')");
    browser.picture(PICTURES.resolve("phone-done.png"));
  }

  private List<Integer> levels() {
    return hall.journalled.stream()
        .flatMap(entry -> entry.events().stream())
        .filter(Event.RatingGiven.class::isInstance)
        .map(event -> ((Event.RatingGiven) event).level())
        .toList();
  }

  @Test
  void aClerkWorksAnHourWithoutTouchingTheMouse() throws IOException {
    var api = new Client(hall);
    for (int n = 0; n < 12; n++) api.post("/api/tickets", Map.of("service", "GA")).is(201);
    browser.size(420, 900);
    browser.open(hall.at("/clerk/5"));
    signsIn();
    serves("D001", "1");
    serves("D002", "2");
    calls("D003"); // and D003 does not come
    hall.later.addAndGet(Duration.ofSeconds(30).toNanos());
    browser.await("document.querySelector('[data-key=F31]:not([disabled])')");
    pressesNow(F3, "document.querySelector('#keys').innerText.includes('1/')");
    pressesNow(F4, "!document.querySelector('#panel').hidden");
    pressesNow(ENTER, "document.querySelector('#visit').classList.contains('idle')");
    calls("D004"); // who fills in a form meanwhile
    presses(F6, "!document.querySelector('#panel').hidden");
    presses("1", "document.querySelector('#held').innerText.includes('D004')");
    serves("D005", "1");
    presses(F6, "!document.querySelector('#panel').hidden");
    presses("1", "document.querySelector('#number').innerText === 'D004'");
    presses(F2, "document.querySelector('#visit').classList.contains('serving')");
    tellsWhatIsMissing();
    calls("D006"); // who is at the wrong window
    transfers();
    presses(F10, "!document.querySelector('#panel').hidden");
    presses("1", "document.querySelector('#number').innerText === '暂停'");
    hall.later.addAndGet(Duration.ofMinutes(10).toNanos());
    presses(F10, "document.querySelector('#number').innerText === '空闲'");
    for (int n = 7; n <= 13; n++) servesWhoIsNext();
    String late = browser.text("#number");
    assertEquals("空闲", late, "all have been served, whoever came late among them");
    browser.picture(PICTURES.resolve("clerk-hour.png"));
    var d6 = hall.hall().ticket(new TicketNumber("D", 6)).orElseThrow();
    assertEquals(new ServiceCode("SC"), d6.service());
    assertEquals(1, hall.hall().waiting(new ServiceCode("SC")));
  }

  /** Presses one key and sees what it did; minutes go by until the next. */
  private void presses(String key, String then) {
    hall.later.addAndGet(Duration.ofMinutes(1).toNanos());
    pressesNow(key, then);
  }

  private void pressesNow(String key, String then) {
    browser.press(key);
    browser.await(then);
  }

  private void types(String text) {
    text.codePoints().forEach(sign -> browser.press(Character.toString(sign)));
  }

  private void signsIn() {
    browser.await("document.querySelector('.wide.now:not([disabled])')");
    presses(F2, "document.activeElement?.id === 'staff'");
    types("1027");
    presses(ENTER, "document.querySelector('#clerk').innerText.includes('1027')");
  }

  private void calls(String number) {
    browser.await("document.querySelector('.wide.now:not([disabled])')");
    presses(F2, "document.querySelector('#number').innerText === '" + number + "'");
  }

  private void serves(String number, String outcome) {
    calls(number);
    presses(F2, "document.querySelector('#visit').classList.contains('serving')");
    hall.later.addAndGet(Duration.ofMinutes(4).toNanos());
    presses(F9, "!document.querySelector('#panel').hidden");
    presses(outcome, "document.querySelector('#visit').classList.contains('idle')");
  }

  private void servesWhoIsNext() {
    browser.await("document.querySelector('.wide.now:not([disabled])')");
    presses(F2, "document.querySelector('#visit').classList.contains('calling')");
    presses(F2, "document.querySelector('#visit').classList.contains('serving')");
    presses(F9, "!document.querySelector('#panel').hidden");
    presses("1", "document.querySelector('#visit').classList.contains('idle')");
  }

  private void tellsWhatIsMissing() {
    presses(F9, "!document.querySelector('#panel').hidden");
    presses("4", "document.activeElement?.id === 'material'");
    types("照片");
    presses(ENTER, "document.querySelectorAll('.checklist li').length === 1");
    presses(ENTER, "document.querySelector('#preview')");
    LiveHall.letAPressBeAnother();
    presses(ENTER, "document.querySelector('#said').innerText.includes('告知单')");
    browser.await("document.querySelector('#visit').classList.contains('idle')");
  }

  /** Two keys before anybody is moved: the first names the goal, the second says yes. */
  private void transfers() {
    presses(F7, "document.activeElement?.id === 'goal'");
    types("E");
    browser.press(ENTER);
    browser.await("document.querySelector('#panel').innerText.includes('转移到 企业登记？')");
    var before = hall.hall().ticket(new TicketNumber("D", 6)).orElseThrow();
    assertEquals(new ServiceCode("GA"), before.service(), "nobody is moved by one key");
    LiveHall.letAPressBeAnother();
    presses(ENTER, "document.querySelector('#visit').classList.contains('idle')");
  }

  @Test
  void aSlipOfTheFingerMovesNobody() throws IOException {
    var api = new Client(hall);
    api.post("/api/tickets", Map.of("service", "RS")).is(201);
    api.post("/api/windows/3/open").is(200);
    api.post("/api/windows/3/call").is(200);
    browser.size(420, 900);
    browser.open(hall.at("/clerk/3"));
    browser.await("document.querySelector('.wide.now:not([disabled])')");
    browser.press(F7);
    browser.await("document.activeElement?.id === 'goal'");
    types("B");
    browser.press(ENTER);
    browser.await("document.querySelector('#panel').innerText.includes('转移到 医疗保障？')");
    browser.picture(PICTURES.resolve("clerk-transfer.png"));
    for (String key : List.of("1", "B", "y")) browser.press(key);
    browser.press("\uE00C"); // Escape
    browser.await("document.querySelector('#panel').hidden");
    JsonObject ticket = api.get("/api/tickets/A001").is(200).json();
    assertEquals("CALLED", ticket.getString("state"));
    assertTrue(browser.text("#number").contains("A001"), browser.text("#number"));
  }
}
