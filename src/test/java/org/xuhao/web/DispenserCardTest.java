package org.xuhao.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.journal.JournalTrouble;

/** An identity card on the reader, seen on the dispenser's page in a real Chromium. */
@NullMarked
class DispenserCardTest extends BrowserTest {
  /** The hash that {@link LiveHall} makes of {@link #ID}. */
  private static final CardNews HOLDER = CardNews.read(List.of("v" + ID.length()));

  private static final CardNews STRANGER = CardNews.read(List.of("nobody here"));

  /** When the page goes home, out of the page's own module. */
  private static final String HOME_AT =
      "(await import(new URL('./dispenser-panel.js',"
          + " document.querySelector('script[type=module]').src))).panel.homeAt";

  private void openHome(String page) {
    browser.size(1080, 1920);
    browser.open(hall.at(page));
    browser.await("document.body.dataset.at === 'home'");
  }

  private void tell(CardNews.What what) {
    hall.card("main", CardNews.of(what));
  }

  @Test
  void aCardShowsWhatIsItsHoldersAsATypedNumberWould() throws IOException {
    noticeOfWindow3();
    openHome("/dispenser");
    tell(CardNews.What.READING);
    browser.await("document.body.dataset.at === 'reading'");
    browser.picture(PICTURES.resolve("dispenser-card-reading.png"));
    hall.card("main", HOLDER);
    browser.await("document.body.dataset.at === 'case'");
    assertTrue(browser.text("#materials").contains("照片、合同"), browser.text("#materials"));
    assertTrue(browser.text("[data-offer=RESUME]").contains("回到 03 号窗口"));
    LiveHall.letAPressBeAnother();
    browser.click("[data-offer=RESUME]");
    browser.await("document.body.dataset.at === 'ticket'");
    assertTrue(browser.text("#windows").startsWith("03"), browser.text("#windows"));
  }

  @Test
  void onlyThePageOfThatDispenserLearnsOfTheCard() throws IOException {
    noticeOfWindow3();
    openHome("/dispenser?at=east");
    hall.card("main", HOLDER);
    hall.card("east", CardNews.of(CardNews.What.READING));
    browser.await("document.body.dataset.at === 'reading'");
    hall.card("main", HOLDER);
    hall.card("east", HOLDER);
    browser.await("document.body.dataset.at === 'case'");
  }

  @Test
  void aCardThatCannotBeReadIsToBeLiftedAndPutOnAgain() throws IOException {
    openHome("/dispenser");
    tell(CardNews.What.READING);
    tell(CardNews.What.AGAIN);
    browser.await("document.body.dataset.at === 'replace'");
    browser.picture(PICTURES.resolve("dispenser-card-again.png"));
    tell(CardNews.What.LIFTED);
    tell(CardNews.What.READING);
    browser.await("document.body.dataset.at === 'reading'");
    tell(CardNews.What.UNKNOWN);
    browser.await("document.body.dataset.at === 'refused'");
    assertTrue(
        browser.text("#refused-advice .tongue").contains("请输证件号码"),
        browser.text("#refused-advice .tongue"));
    LiveHall.letAPressBeAnother();
    browser.click("#again");
    browser.await("document.body.dataset.at === 'entry'");
  }

  @Test
  void whoHasNothingTakesANumberThatStandsUnderTheCard() throws IOException {
    openHome("/dispenser");
    hall.card("main", STRANGER);
    browser.await(
        "document.body.dataset.at === 'home' && !document.querySelector('#known').hidden");
    browser.picture(PICTURES.resolve("dispenser-card-nothing.png"));
    assertFits();
    browser.size(1920, 1080);
    browser.picture(PICTURES.resolve("dispenser-card-nothing-wide.png"));
    assertFits();
    browser.size(1080, 1920);
    LiveHall.letAPressBeAnother();
    browser.click("[data-code=RS]");
    browser.await("document.body.dataset.at === 'ticket'");
    var ticket = hall.hall().ticket(new TicketNumber("A", 1)).orElseThrow();
    assertEquals("nobody here", ticket.matter().visitor());
    LiveHall.letAPressBeAnother();
    browser.click("#done");
    browser.await("document.body.dataset.at === 'home' && document.querySelector('#known').hidden");
    LiveHall.letAPressBeAnother();
    browser.click("[data-code=YB]");
    browser.await("document.body.dataset.at === 'ticket'");
    var next = hall.hall().ticket(new TicketNumber("B", 1)).orElseThrow();
    assertEquals(null, next.matter().visitor(), "the next visitor is somebody else");
  }

  private static void assertFits() {
    browser.await("document.documentElement.scrollHeight <= innerHeight");
    String bottom = "document.querySelector('#known').getBoundingClientRect().bottom";
    String tools = "document.querySelector('.tools').getBoundingClientRect().top";
    browser.await(bottom + " <= " + tools);
  }

  @Test
  void whoBookedIsCheckedInByTheCard() throws IOException, JournalTrouble {
    hall.close();
    hall = LiveHall.open(folder.resolve("booked"), DispenserPageTest.bookable());
    var api = new Client(hall);
    var booking =
        Map.<String, Object>of(
            "service", "RS", "slot", DispenserPageTest.nextSlot(hall), "visitor", ID);
    api.post("/api/appointments/import", booking).is(201);
    openHome("/dispenser");
    hall.card("main", HOLDER);
    browser.await("document.body.dataset.at === 'mine'");
    browser.picture(PICTURES.resolve("dispenser-card-mine.png"));
    assertTrue(browser.text("#mine").contains("预约签到：社会保险"), browser.text("#mine"));
    LiveHall.letAPressBeAnother();
    browser.click("[data-booking]");
    browser.await("document.body.dataset.at === 'ticket'");
    assertEquals("A001", browser.text("#number"));
  }

  @Test
  void onceTheCardIsLiftedTheMattersAreForgottenSooner() throws IOException {
    noticeOfWindow3();
    openHome("/dispenser");
    hall.card("main", HOLDER);
    browser.await("document.body.dataset.at === 'case'");
    assertTrue(secondsLeft() > 60, "nobody is hurried: " + secondsLeft());
    tell(CardNews.What.LIFTED);
    browser.await("(" + HOME_AT + ") - performance.now() < 20500");
  }

  /** Until the page goes home by itself. */
  private static double secondsLeft() {
    Object left = browser.script("return ((" + HOME_AT + ") - performance.now()) / 1000");
    return ((Number) left).doubleValue();
  }

  /** The page is told a word for the card, and the word is of no use for long. */
  @Test
  void aCardOfAnotherDayIsAskedForAgain() throws IOException {
    var api = new Client(hall);
    api.post("/api/cards", Map.of("card", "made up")).is(404);
    assertEquals("CARD-GONE", api.post("/api/cards", Map.of("card", "x")).json().getString("code"));
  }
}
