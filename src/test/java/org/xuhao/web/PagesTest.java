package org.xuhao.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.xuhao.hall.Command;
import org.xuhao.hall.value.WindowId;

/** The pages in a real Chromium, against a real hall. Pictures lie in target/screens. */
class PagesTest extends BrowserTest {
  private static final String F2 = "\uE032";
  private static final String F9 = "\uE039";

  @Test
  void theClerkCallsAndTheDisplayShowsItWithoutAReload() throws IOException {
    var api = new Client(hall);
    for (int i = 0; i < 3; i++) api.post("/api/tickets", Map.of("service", "RS")).is(201);
    browser.size(420, 900);
    browser.open(hall.at("/clerk/3"));
    browser.await("document.querySelector('.wide.now:not([disabled])')");
    browser.press(F2);
    browser.await("document.querySelector('#number').innerText === 'A001'");
    assertTrue(browser.text("#why").contains("等候最久"), browser.text("#why"));
    browser.picture(PICTURES.resolve("clerk-called.png"));
    browser.press(F2);
    browser.await("document.querySelector('#visit').classList.contains('serving')");
    browser.press(F9);
    browser.await("!document.querySelector('#panel').hidden");
    browser.picture(PICTURES.resolve("clerk-outcome.png"));
    browser.press("1");
    browser.await("document.querySelector('#visit').classList.contains('idle')");
    browser.size(1920, 1080);
    browser.open(hall.at("/display?voice=on"));
    browser.await("document.body.dataset.at === 'calling'");
    LiveHall.letAPressBeAnother();
    hall.press(3, new Command.CallNext(new WindowId(3)));
    browser.await("document.querySelector('#now-number').innerText === 'A002'");
    assertEquals("03", browser.text("#now-window"));
    assertTrue(browser.text("#spoken").contains("请 A002 号到 3 号窗口"), browser.text("#spoken"));
    assertEquals("A001", browser.text("#last li b"));
    browser.picture(PICTURES.resolve("display.png"));
  }

  @Test
  void aPageThatLostItsLineSaysSoAndIsRightAgainByItself() throws IOException {
    browser.size(1920, 1080);
    browser.open(hall.at("/display"));
    browser.await("document.body.dataset.at === 'empty'");
    int port = hall.port();
    hall.unplug();
    browser.await("document.body.dataset.at === 'offline'");
    browser.picture(PICTURES.resolve("display-offline.png"));
    hall.serve(port);
    long back = System.nanoTime();
    browser.await("document.body.dataset.at === 'empty'");
    long tookMs = (System.nanoTime() - back) / 1_000_000;
    assertTrue(tookMs < 3_000, "back after " + tookMs + " ms");
  }

  @Test
  void everyOtherPageShowsTheHall() throws IOException {
    var api = new Client(hall);
    String link =
        api.post("/api/tickets", Map.of("service", "RS")).is(201).json().getString("link");
    look("/", "index", 1280, 800, "document.querySelectorAll('#windows li').length === 5");
    look("/devices", "devices", 1440, 900, "document.querySelector('#n-faults').innerText === '0'");
    look("/window/3", "window", 1280, 800, "document.querySelector('#window').innerText === '03'");
    String path = java.net.URI.create(link).getPath();
    look(path, "phone", 390, 844, "document.querySelector('#number').innerText === 'A001'");
    hall.press(3, new Command.CallNext(new WindowId(3)));
    browser.await("!document.querySelector('#go').hidden");
    browser.picture(PICTURES.resolve("phone-called.png"));
    look("/wall", "wall", 1440, 900, "!document.querySelector('#gone').hidden");
    look("/nowhere", "404", 800, 600, "document.body.innerText.includes('没有这个地址')");
    browser.log(); // the browser notes the 404 that was asked for
  }

  private void look(String path, String name, int width, int height, String ready)
      throws IOException {
    browser.size(width, height);
    browser.open(hall.at(path));
    browser.await(ready);
    browser.picture(PICTURES.resolve(name + ".png"));
    Object wide = browser.script("return document.documentElement.scrollWidth - innerWidth");
    assertTrue(((Number) wide).intValue() <= 0, path + " is wider than its screen by " + wide);
  }
}
