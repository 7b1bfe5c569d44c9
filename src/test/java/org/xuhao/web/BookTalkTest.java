package org.xuhao.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xuhao.hall.BookingEvent;
import org.xuhao.journal.JournalTrouble;

/** A visitor at home books a talk in a real Chromium, by thumb or by keyboard, and cancels it. */
class BookTalkTest extends BrowserTest {
  private static final String TAB = "\uE004";
  private static final String SPACE = " ";
  private static final String ENTER = "\uE007";
  private static final String DOWN = "\uE015";

  /** So far ahead that it may be cancelled: the second of the dates. */
  private static final String DAY = "#days label:nth-child(2) input";

  private Client api;

  @Override
  @BeforeEach
  void open() throws IOException, JournalTrouble {
    hall = LiveHall.open(folder, TestTalks.plan());
    hall.bookings.set(100);
    hall.unplug();
    hall.serve(0);
    api = new Client(hall);
    browser.open(hall.at("/404"));
    browser.deleteCookies();
    browser.log();
    AxeTest.read();
  }

  private void openPage(int width) {
    browser.size(width, 844);
    browser.open(hall.at("/book"));
    browser.await("document.querySelectorAll('#days input').length > 2");
  }

  private static void sees(String text) {
    browser.await("document.querySelector('main').innerText.includes('" + text + "')");
  }

  private void noOneIsShutOut() {
    assertEquals(List.of(), AxeTest.seen());
    var wider = browser.script("return document.documentElement.scrollWidth > innerWidth");
    assertEquals(false, wider, "the page is wider than the screen");
  }

  @Test
  void fromTheTicketToTheBookingAndItsCancellation() throws IOException {
    String link =
        api.post("/api/tickets", Map.of("service", "RS")).is(201).json().getString("link");
    browser.size(390, 844);
    browser.open(hall.at(URI.create(link).getPath()));
    browser.await("!document.querySelector('#book').hidden");
    noOneIsShutOut();
    browser.click("#book a");
    browser.await("document.querySelectorAll('#days input').length > 2");
    // One service alone is chosen already.
    assertTrue((boolean) browser.script("return document.querySelector('#service-YBB').checked"));
    browser.picture(PICTURES.resolve("book-days.png"));
    browser.click(DAY);
    browser.await("document.querySelectorAll('#slots input').length > 20");
    browser.click("#slots label:nth-child(13) input");
    browser.await("!document.querySelector('#send').hidden");
    noOneIsShutOut();
    browser.picture(PICTURES.resolve("book-time.png"));
    browser.click("#send");
    sees("约好了");
    browser.await("document.querySelector('#made img').naturalWidth > 0");
    assertEquals("H1", browser.script("return document.activeElement.tagName"));
    String said = browser.text("#made");
    assertTrue(said.contains("医保云帮办") && said.contains("08:00"), said);
    noOneIsShutOut();
    browser.picture(PICTURES.resolve("book-made.png"));
    browser.click("#made .open");
    sees("到时间由窗口呼叫");
    cancel();
  }

  private void cancel() throws IOException {
    browser.await("document.querySelector('#cancel button')");
    browser.picture(PICTURES.resolve("talk-booked.png"));
    browser.click("#cancel button");
    sees("真的要取消吗");
    noOneIsShutOut();
    browser.click("#cancel button:not(.grave)");
    browser.await("document.querySelectorAll('#cancel button').length === 1");
    browser.click("#cancel button");
    browser.click("#cancel .grave");
    sees("这次预约已取消");
    browser.await("document.querySelector('#cancel').hidden");
    noOneIsShutOut();
    browser.click("#talk .join");
    browser.await("document.querySelectorAll('#days input').length > 2");
  }

  @Test
  void whoReadsEnglishBooksInEnglish() throws IOException {
    browser.size(390, 844);
    browser.open(hall.at("/book?lang=en"));
    browser.await("document.querySelectorAll('#days input').length > 2");
    browser.click(DAY);
    browser.await("document.querySelectorAll('#slots input').length > 20");
    browser.click("#slots label:nth-child(13) input");
    browser.await("!document.querySelector('#send').hidden");
    noOneIsShutOut();
    browser.picture(PICTURES.resolve("book-time-en.png"));
    browser.click("#send");
    sees("Booked");
    browser.await("document.querySelector('#made img').naturalWidth > 0");
    assertTrue(browser.text("header").contains(LiveHall.NAME.en()), browser.text("header"));
    noOneIsShutOut();
    browser.picture(PICTURES.resolve("book-made-en.png"));
  }

  @Test
  void theKeyboardAloneBooks() throws IOException {
    openPage(1280);
    browser.script("document.querySelector('#service-YBB').focus()");
    browser.press(TAB);
    browser.press(DOWN); // arrows choose among the days, as in every group of its kind
    browser.await("document.querySelector('" + DAY + "').checked");
    assertEquals("date", browser.script("return document.activeElement.name"));
    browser.press(TAB);
    browser.press(SPACE);
    browser.await("document.querySelector('#slots input').checked");
    browser.press(TAB);
    assertEquals("send", browser.script("return document.activeElement.id"));
    noOneIsShutOut();
    browser.picture(PICTURES.resolve("book-wide.png"));
    browser.press(ENTER);
    sees("约好了");
  }

  @Test
  void whatFailedIsSaidWithWhatToDo() {
    openPage(390);
    browser.click("#days label:nth-child(1) input");
    browser.await("document.querySelector('#slots input')");
    String first = "document.querySelector('#slots input').value";
    String slot = String.valueOf(browser.script("return " + first));
    browser.click("#slots label:nth-child(1) input");
    takeAll(slot);
    browser.click("#send");
    sees("该时段已约满");
    sees("请另选一个时间");
    browser.await(first + " !== '" + slot + "'");
    assertTrue((boolean) browser.script("return document.querySelector('#send').hidden"));
    noOneIsShutOut();
    browser.click("#slots label:nth-child(1) input");
    browser.click("#send");
    sees("约好了");
    openPage(390);
    browser.click("#days label:nth-child(1) input");
    browser.click("#slots label:nth-child(2) input");
    browser.click("#send");
    sees("预约次数已满");
    sees("请换一天");
    refusedIsNoFault();
  }

  /** Others were quicker. */
  private void takeAll(String slot) {
    for (int i = 0; i < TestTalks.CAPACITY; i++)
      api.post("/api/talks", Map.of("service", "YBB", "slot", slot)).is(201);
  }

  /** Browsers call every refusal an error in their log. */
  private void refusedIsNoFault() {
    JsonArray log = browser.log();
    assertFalse(log.isEmpty());
    for (Object line : log) {
      String said = ((JsonObject) line).getString("message");
      assertTrue(said.contains("/api/talks"), said);
    }
  }

  @Test
  void whatWasLeftUnfinishedGoesOnInAnotherTalk() {
    JsonObject services = api.get("/api/remote-services").is(200).json();
    JsonObject day =
        services.getJsonArray("services").getJsonObject(0).getJsonArray("days").getJsonObject(0);
    String slot = day.getJsonArray("slots").getString(2);
    String link =
        api.post("/api/talks", Map.of("service", "YBB", "slot", slot))
            .is(201)
            .json()
            .getString("talk");
    Instant now = Instant.now().plusNanos(hall.later.get());
    hall.later.addAndGet(Duration.between(now, Instant.parse(slot)).plusSeconds(1).toNanos());
    for (String key : List.of("open", "call", "start")) api.post("/api/windows/9/" + key).is(200);
    var lacks = Map.<String, Object>of("outcome", "AWAITING_MATERIALS", "missing", List.of("照片"));
    String file = api.post("/api/windows/9/finish", lacks).is(200).json().getString("case");
    browser.size(390, 844);
    browser.open(hall.at(URI.create(link).getPath()));
    sees("没办完的接着办");
    noOneIsShutOut();
    browser.click("#talk .join");
    sees("接着办上次没办完的这件事");
    browser.click(DAY);
    browser.click("#slots label:nth-child(1) input");
    noOneIsShutOut();
    browser.click("#send");
    sees("约好了");
    var booked =
        hall.journalled.getLast().events().stream()
            .filter(BookingEvent.AppointmentBooked.class::isInstance)
            .map(BookingEvent.AppointmentBooked.class::cast)
            .toList();
    assertEquals(file, String.valueOf(booked.getFirst().file()));
  }

  @Test
  void aHallThatDoesNotLetVisitorsBookSaysWhoDoes() throws IOException {
    hall.bookings.set(0);
    hall.unplug();
    hall.serve(0);
    browser.size(390, 844);
    browser.open(hall.at("/book"));
    sees("本大厅没有开放网上预约");
    assertTrue((boolean) browser.script("return document.querySelector('#form').hidden"));
    noOneIsShutOut();
    inEnglish("book-closed", "!document.querySelector('#closed').hidden");
    browser.open(hall.at("/"));
    browser.await("document.querySelectorAll('#windows li').length > 1");
    assertTrue((boolean) browser.script("return document.querySelector('#book').hidden"));
  }
}
