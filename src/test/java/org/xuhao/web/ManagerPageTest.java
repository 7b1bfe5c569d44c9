package org.xuhao.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.xuhao.fault.Fault;
import org.xuhao.fault.FaultCode;
import org.xuhao.forecast.Pace;
import org.xuhao.hall.Command;
import org.xuhao.hall.value.CaseId;
import org.xuhao.hall.value.ClerkId;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.WindowId;

/** The manager's page in a real Chromium, against a real hall with real tables. */
class ManagerPageTest extends BrowserTest {
  private static final String ENTER = "\uE007";
  private static final String ESCAPE = "\uE00C";
  private static final String DOWN = "\uE015";
  private static final String RIGHT = "\uE014";

  @Test
  void aManagerMovesAWindowToThePeakByKeyboardAndSeesWhatCameOfIt() throws IOException {
    aPeakOfSocialInsurance();
    open("document.querySelector('.alert.top .price')");
    assertTrue(browser.text(".alert.top h3").contains("社会保险：最长等"), browser.text(".alert.top"));
    String price = browser.text(".alert.top .price");
    assertTrue(price.contains("社会保险等候"), price);
    assertTrue(price.contains("不动产登记等候"), "a proposal without its cost: " + price);
    assertEquals("02", browser.text(".w.to b"), "the window of the proposal is ringed");
    browser.picture(PICTURES.resolve("manager-busy.png"));
    inEnglish("manager-busy", "document.querySelector('.alert.top .price')");

    browser.press(ENTER);
    browser.await("document.querySelector('#ask').open");
    browser.picture(PICTURES.resolve("manager-ask.png"));
    assertEquals(null, hall.hall().window(new WindowId(2)).set(), "it is asked once more");
    browser.press(ENTER);
    browser.await(() -> firstServiceOf(2), "RS");

    browser.await("document.querySelector('.alert.made')");
    hall.press(2, new Command.CallNext(new WindowId(2)));
    browser.await("document.querySelector('.w[data-window=\"2\"] strong').innerText === 'A003'");
    browser.await(
        "document.querySelector('.alert.made tbody td:nth-child(3)').innerText.trim() !== '—'");
    String effect = browser.text(".alert.made");
    assertTrue(effect.contains("社会保险") && effect.contains("不动产登记"), effect);
    browser.picture(PICTURES.resolve("manager-moved.png"));
    theListOfMovesSurvivesARestart();
  }

  /** The same folders, another server: as after a power cut. */
  private void theListOfMovesSurvivesARestart() {
    int port = hall.port();
    hall.unplug();
    hall.serve(port);
    open("document.querySelector('.alert.made')");
    String effect = browser.text(".alert.made");
    assertTrue(effect.contains("社会保险") && effect.contains("不动产登记"), effect);
  }

  /** One key: there is nothing to give a reason for. */
  @Test
  void thatAnotherHallHandledACaseTooStandsThereUntilXSaysThatItWasSeen() {
    var shelf = new TestShelf();
    hall.shelf.set(shelf);
    int port = hall.port();
    hall.unplug();
    hall.serve(port);
    CaseId id = shelf.handledOnBothSides(hall, new Client(hall));
    open("document.querySelector('[data-kind=BothSides]')");
    String told = browser.text("[data-kind=BothSides]");
    assertTrue(told.contains(id.id() + " 双边接续：世园街道便民服务中心 07 号窗口也办过"), told);
    assertTrue(told.contains("已知道"), told);
    browser.press("x");
    browser.await("!document.querySelector('[data-kind=BothSides]')");
    assertEquals(false, hall.hall().cases().file(id).orElseThrow().parallel());
  }

  @Test
  void aClerkIsMovedToAClosedWindowAtAPeakByKeyboard() throws IOException {
    rsTakesTenMinutes();
    hall.press(5, new Command.SignIn(new WindowId(5), new ClerkId("2044")));
    hall.press(12, new Command.SignIn(new WindowId(12), new ClerkId("1033")));
    hall.press(3, new Command.OpenWindow(new WindowId(3)));
    var api = new Client(hall);
    for (int n = 0; n < 14; n++) api.post("/api/tickets", Map.of("service", "RS")).is(201);
    hall.press(3, new Command.CallNext(new WindowId(3)));
    hall.later.addAndGet(Duration.ofMinutes(35).toNanos());
    open("document.querySelector('.alert.top .price')");
    browser.press("e");
    browser.await("document.querySelector('#ask').open");
    String chosen = "document.querySelector('#ask input[name=move]:checked').value";
    for (int n = 0; n < 3 && !browser.script("return " + chosen).equals("MOVE-12-1-RS"); n++)
      browser.press(DOWN);
    browser.await(chosen + " === 'MOVE-12-1-RS'");
    String asked = browser.text("#ask label:has(:checked)");
    assertTrue(asked.contains("请工号 1033 从窗口 12 到窗口 01"), asked);
    assertTrue(asked.contains("企业登记等候"), "without what it costs: " + asked);
    browser.picture(PICTURES.resolve("manager-clerk.png"));
    browser.press(ENTER);
    browser.await(() -> String.valueOf(hall.hall().window(new WindowId(1)).clerk()), "1033");
    browser.await("document.querySelector('.w[data-window=\"12\"]').classList.contains('closed')");
    hall.press(1, new Command.CallNext(new WindowId(1)));
    browser.await("document.querySelector('.w[data-window=\"1\"] strong').innerText === 'A002'");
    browser.await(
        "document.querySelector('.alert.made tbody td:nth-child(3)').innerText.trim() !== '—'");
    browser.picture(PICTURES.resolve("manager-clerk-moved.png"));
  }

  private void rsTakesTenMinutes() {
    var served = new Pace.Served(new ServiceCode("RS"), Duration.ofMinutes(10));
    hall.pace.set(hall.pace.get().remembering(Collections.nCopies(10, served)));
  }

  @Test
  void anAlertIsDeclinedWithAReasonAndAnotherMoveIsChosenByKeys() throws IOException {
    aPeakOfSocialInsurance();
    hall.press(12, new Command.OpenWindow(new WindowId(12)));
    open("document.querySelector('.alert.top .price')");
    browser.press("e");
    browser.await("document.querySelectorAll('#ask input[name=move]').length > 1");
    browser.picture(PICTURES.resolve("manager-change.png"));
    browser.press(ESCAPE);
    browser.await("!document.querySelector('#ask').open");
    browser.press("x");
    browser.await("document.querySelector('#ask').open");
    browser.press(ENTER);
    browser.await("!document.querySelector('[data-kind=WaitOver]')");
    browser.press("?");
    browser.await("document.querySelectorAll('#ask dt').length === 7");
    browser.press(ESCAPE);
    browser.await("!document.querySelector('#ask').open");
    browser.press("w");
    browser.await("document.activeElement.dataset.window === '1'");
    browser.press(RIGHT);
    browser.await("document.activeElement.dataset.window === '2'");
  }

  @Test
  void aQuietHallSaysSoAndAnyDayCanBeLookedAt() throws IOException {
    for (int window : new int[] {1, 2, 3})
      hall.press(window, new Command.OpenWindow(new WindowId(window)));
    var api = new Client(hall);
    api.post("/api/tickets", Map.of("service", "RS")).is(201);
    hall.press(3, new Command.CallNext(new WindowId(3)));
    hall.press(3, new Command.StartVisit(new WindowId(3)));
    hall.press(3, LiveHall.finish(3));
    open("document.querySelector('.none')");
    browser.await("document.querySelector('#kpis').innerText.includes('取号 1')");
    browser.await("document.querySelector('#chart canvas')");
    browser.picture(PICTURES.resolve("manager-calm.png"));
    browser.press("d");
    browser.await("document.querySelector('#day-windows tr')");
    assertTrue(browser.text("#day-services").contains("社会保险"), browser.text("#day-services"));
    browser.picture(PICTURES.resolve("manager-day.png"));
    for (String language : List.of("en", "zh")) {
      browser.open(hall.at("/manager?lang=" + language));
      browser.await("document.querySelector('#chart canvas')");
      browser.press("d");
      browser.await("document.querySelector('#day-windows tr')");
      if (language.equals("en")) browser.picture(PICTURES.resolve("manager-day-en.png"));
    }
    browser.click("#before");
    browser.await("!document.querySelector('#day-windows tr')");
    browser.press(ESCAPE);
    browser.await("!document.querySelector('#live').hidden");
    browser.size(720, 900);
    Object wide = browser.script("return document.documentElement.scrollWidth - innerWidth");
    assertTrue(((Number) wide).intValue() <= 0, "wider than its screen by " + wide);
    browser.picture(PICTURES.resolve("manager-narrow.png"));
  }

  /** A called window's time stands in its card, and the doors in one row, on any desk's screen. */
  @Test
  void everythingHasItsPlaceOnScreensOfAllWidths() throws IOException {
    var api = new Client(hall);
    for (int n = 0; n < 3; n++) api.post("/api/tickets", Map.of("service", "RS")).is(201);
    for (int window : new int[] {1, 3}) {
      hall.press(window, new Command.OpenWindow(new WindowId(window)));
      hall.press(window, new Command.CallNext(new WindowId(window)));
    }
    for (int width : new int[] {1024, 1200, 1920})
      for (String language : List.of("en", "zh")) {
        browser.size(width, 900);
        browser.open(hall.at("/manager?lang=" + language));
        browser.await("document.querySelectorAll('.w time').length > 1");
        String at = width + " " + language + ": ";
        assertEquals(
            "",
            browser.script(
                "return [...document.querySelectorAll('.w, .kpis div')].filter((box) =>"
                    + " [...box.querySelectorAll('*')].some((part) =>"
                    + " part.getBoundingClientRect().right > box.getBoundingClientRect().right))"
                    + ".map((box) => box.innerText).join()"),
            at);
        Object bar = browser.script("return document.querySelector('.bar').offsetHeight");
        assertEquals(56, ((Number) bar).intValue(), at);
      }
  }

  @Test
  void aPageThatLostItsHallIsGreyAndRightAgainWithinThreeSeconds() throws IOException {
    aPeakOfSocialInsurance();
    open("document.querySelector('.alert.top .price')");
    int port = hall.port();
    hall.unplug();
    browser.await("!document.querySelector('#gone').hidden");
    assertTrue(browser.text("#gone").contains("断开"), browser.text("#gone"));
    browser.press(ENTER);
    assertEquals(false, browser.script("return document.querySelector('#ask').open"));
    browser.picture(PICTURES.resolve("manager-offline.png"));
    hall.press(3, LiveHall.finish(3));
    hall.serve(port);
    long back = System.nanoTime();
    browser.await("document.querySelector('#gone').hidden");
    browser.await("document.querySelector('.w[data-window=\"3\"] strong').innerText === '空闲'");
    long tookMs = (System.nanoTime() - back) / 1_000_000;
    assertTrue(tookMs < 3_000, "right again after " + tookMs + " ms");
  }

  @Test
  void theUsualStandsBesideTodayInBarsAndInWords() throws IOException {
    open("document.querySelector('.none')");
    browser.script(
        """
        const part = document.querySelector('script[type=module]').src;
        import(part.replace('manager.js', 'manager-chart.js')).then((chart) => {
          const box = document.createElement('div');
          box.className = 'chart';
          box.id = 'drawn';
          document.querySelector('.load').replaceChildren(box);
          const usual = [12, 34, 52, 49, 38, 14, 8, 30, 44, 40, 26];
          const taken = [14, 41, 58];
          chart.chartIn(box)({
            usualDays: 6,
            hours: usual.map((number, i) => ({
              hour: 8 + i, usual: number, least: number - 6, most: number + 9, taken: taken[i],
            })),
          }, 10);
        });
        """);
    browser.await("document.querySelector('#drawn canvas')");
    Object said = browser.script("return document.querySelector('#drawn').ariaLabel");
    assertTrue(String.valueOf(said).startsWith("8 时 取号 14，往常 12；9 时"), "" + said);
    browser.picture(PICTURES.resolve("manager-usual.png"));
  }

  @Test
  void faultsHaveARemedyAndGoByThemselves() throws IOException {
    var fault = new Fault(FaultCode.PAPER_OUT, "device printer", "", Instant.now());
    hall.faults.raise(fault);
    open("document.querySelector('[data-kind=Ill]')");
    String told = browser.text("[data-kind=Ill]");
    assertTrue(told.contains(FaultCode.PAPER_OUT.doThisZh()), told);
    hall.faults.clear(FaultCode.PAPER_OUT, "device printer");
    browser.await("document.querySelector('.none')");
  }

  /** Windows 1 and 3 are busy with it, window 2 is free for another; twelve wait, too long. */
  private void aPeakOfSocialInsurance() {
    var served = new ArrayList<Pace.Served>();
    served.addAll(
        Collections.nCopies(10, new Pace.Served(new ServiceCode("RS"), Duration.ofMinutes(10))));
    served.addAll(
        Collections.nCopies(10, new Pace.Served(new ServiceCode("BDC"), Duration.ofMinutes(15))));
    hall.pace.set(hall.pace.get().remembering(List.copyOf(served)));
    var api = new Client(hall);
    for (int n = 0; n < 14; n++) api.post("/api/tickets", Map.of("service", "RS")).is(201);
    api.post("/api/tickets", Map.of("service", "BDC")).is(201);
    for (int window : new int[] {1, 2, 3}) {
      hall.press(window, new Command.OpenWindow(new WindowId(window)));
      hall.press(window, new Command.CallNext(new WindowId(window)));
    }
    hall.press(2, LiveHall.finish(2));
    hall.later.addAndGet(Duration.ofMinutes(35).toNanos());
  }

  private String firstServiceOf(int window) {
    var set = hall.hall().window(new WindowId(window)).set();
    return set == null ? "as planned" : Objects.toString(set.codes().getFirst());
  }

  private void open(String ready) {
    browser.size(1440, 900);
    browser.open(hall.at("/manager"));
    browser.await(ready);
  }
}
