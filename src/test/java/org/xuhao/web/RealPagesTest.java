package org.xuhao.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.Alone;
import org.xuhao.app.Await;
import org.xuhao.app.HallFile;
import org.xuhao.app.HallProcess;

/** The built appliance as a process of its own, and its pages in a real Chromium. */
@Alone
class RealPagesTest {
  /** Each page is right again so soon after the server is back. Source: issue 5. */
  private static final Duration BACK = Duration.ofSeconds(3);

  private static final String SIM_PRINTER =
      "lines: {printer: {uri: \"sim:printer\"}}\ndevices: [{type: escpos, line: printer}]\n";

  private static final String OFFLINE = "document.documentElement.hasAttribute('data-offline')";

  /** Has a page note when it had its line again: the feed's mark is gone, or an answer came. */
  private static final String NOTE_THE_TIME =
      """
      window.notReloaded = true;
      const root = document.documentElement;
      new MutationObserver(() => {
        if (root.hasAttribute('data-offline')) window.lost = true;
        else if (window.lost) window.backAt ??= Date.now();
      }).observe(root, { attributes: true });
      const fetched = window.fetch;
      window.fetch = async (...asked) => {
        try {
          const answer = await fetched(...asked);
          if (window.cutOff) window.backAt ??= Date.now();
          return answer;
        } catch (lost) {
          window.cutOff = location.pathname.startsWith('/t/');
          throw lost;
        }
      };
      """;

  @TempDir Path folder;
  private Browser browser;
  private int port;

  @BeforeEach
  void open() throws IOException {
    Assumptions.assumeTrue(Browser.isThere(), "needs chromium and chromium-driver");
    browser = new Browser();
  }

  @AfterEach
  void close() throws IOException {
    if (browser != null) browser.close();
  }

  private URI at(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  @Test
  void sixOpenPagesAreRightAgainSoonAfterAKill() throws Exception {
    Path config = HallFile.write(folder, 3, "");
    try (var first = HallProcess.open(config)) {
      port = first.port();
      String number = first.http().take("RS", "one").is(201).number();
      String link = first.http().take("RS", "two").is(201).json().getString("link");
      browser.signIn(at("/sign-in"), first.http().signIn());
      Map<String, String> pages = openPages(URI.create(link).getPath());
      first.kill();
      for (var page : pages.entrySet()) {
        browser.use(page.getValue());
        browser.await(page.getKey().startsWith("/t/") ? "window.cutOff" : OFFLINE);
      }
      try (var second = HallProcess.start(config, port)) {
        second.awaitReady();
        Instant back = Instant.now();
        second.http().post("/api/windows/1/call").is(200);
        String mine = second.http().post("/api/windows/2/call").is(200).number();
        assertEquals(number.replace("001", "002"), mine);
        Map<String, Long> tookMs = rightAgain(pages, number, mine, back);
        System.out.println("right again after kill -9, ms since the server was back: " + tookMs);
        tookMs.forEach((page, ms) ->
            assertTrue(ms <= BACK.toMillis(), page + " was back after " + ms + " ms"));
        second.stop();
      }
    }
  }

  /** Windows of the browser by the path that is open in each. */
  private Map<String, String> openPages(String link) {
    var ready = new LinkedHashMap<String, String>();
    ready.put(
        "/dispenser", "document.querySelector('[data-code=RS]')?.innerText?.includes('等 2 人')");
    ready.put(link, "document.querySelector('#ahead')?.innerText === '1'");
    ready.put("/display", "document.body.dataset.at === 'empty'");
    ready.put("/window/1", "document.querySelector('#window')?.innerText === '01'");
    ready.put("/clerk/1", "document.querySelector('.wide.now:not([disabled])')");
    ready.put("/manager", "document.querySelector('.w[data-window=\"1\"]')");
    var pages = new LinkedHashMap<String, String>();
    ready.forEach((path, condition) -> {
      pages.put(path, browser.another());
      browser.open(at(path));
      browser.await(condition);
      browser.script(NOTE_THE_TIME);
    });
    return pages;
  }

  /**
   * Waits until each page shows what was called after the restart, without having been loaded anew;
   * gives when each had its line again.
   */
  private Map<String, Long> rightAgain(
      Map<String, String> pages, String number, String mine, Instant back) {
    var tookMs = new LinkedHashMap<String, Long>();
    pages.forEach((path, window) -> {
      browser.use(window);
      if (path.startsWith("/t/"))
        browser.await("document.querySelector('#go-number').innerText === '" + mine + "'");
      else if (path.equals("/dispenser"))
        browser.await("!document.querySelector('[data-code=RS]').innerText.includes('等 2 人')");
      else browser.await("document.body.innerText.includes('" + number + "')");
      assertEquals(false, browser.script("return " + OFFLINE), path);
      assertEquals(true, browser.script("return window.notReloaded === true"), path);
      var at = ((Number) browser.script("return window.backAt")).longValue();
      tookMs.put(path, at - back.toEpochMilli());
    });
    return tookMs;
  }

  @Test
  void aPrinterRunsOutOfPaperInFrontOfAVisitorAndNothingIsLost() throws Exception {
    try (var hall = HallProcess.open(HallFile.write(folder, 1, SIM_PRINTER))) {
      port = hall.port();
      browser.size(1080, 1920);
      browser.open(at("/dispenser"));
      String first = takeAtDispenser("printed");
      paper(hall, false);
      String second = takeAtDispenser("trouble");
      assertTrue(browser.text("#band").contains("没有纸"), browser.text("#band"));
      assertTrue(browser.text("#ways").contains("记住号码"), browser.text("#ways"));
      browser.picture(BrowserTest.PICTURES.resolve("dispenser-no-paper.png"));
      assertEquals("WAITING", state(hall, second), "the number counts without paper");
      Await.until("the fault stands", () -> !hall.http().faults().isEmpty(), hall::said);
      paper(hall, true);
      Await.until("the fault is over", () -> hall.http().faults().isEmpty(), hall::said);
      String third = takeAtDispenser("printed");
      hall.http().post("/api/tickets/" + second + "/reprint").is(200);
      Await.until(
          "the second ticket is on paper",
          () -> print(hall, second).equals("CONFIRMED"),
          () -> slips(hall));
      assertEquals("WAITING", state(hall, first));
      for (String number : List.of(first, second, third))
        assertTrue(slips(hall).stream().anyMatch(text -> text.contains(number)), number);
    }
  }

  /** Takes a number by a touch and waits until its paper stands like that. */
  private String takeAtDispenser(String band) {
    browser.script(
        "document.querySelector('#done')?.offsetParent && document.querySelector('#done').click()");
    browser.await("document.body.dataset.at === 'home'");
    LiveHall.letAPressBeAnother();
    browser.click("[data-code=RS]");
    browser.await("document.body.dataset.at === 'ticket'");
    browser.await("document.querySelector('#band').classList.contains('" + band + "')");
    LiveHall.letAPressBeAnother();
    return browser.text("#number");
  }

  private static void paper(HallProcess hall, boolean there) throws IOException {
    hall.http().post("/api/sim", new JsonObject().put("do", "paperOut").put("on", !there)).is(200);
  }

  private static String state(HallProcess hall, String number) throws IOException {
    return hall.http().get("/api/tickets/" + number).is(200).json().getString("state");
  }

  private static String print(HallProcess hall, String number) throws IOException {
    JsonObject ticket = hall.http().get("/api/tickets/" + number).is(200).json();
    return ticket.getJsonObject("print").getString("state");
  }

  /** What lies in the printer's slot, a text a ticket. */
  private static List<String> slips(HallProcess hall) {
    try {
      JsonObject printer =
          hall.http().get("/api/sim").is(200).json().getJsonArray("printers").getJsonObject(0);
      var all = new ArrayList<String>();
      for (Object ticket : printer.getJsonArray("tickets")) all.add(String.valueOf(ticket));
      return all;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
