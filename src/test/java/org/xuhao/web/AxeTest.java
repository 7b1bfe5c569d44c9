package org.xuhao.web;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** axe on every page in a real Chromium: nothing serious or critical shuts anybody out. */
class AxeTest extends BrowserTest {
  private final TreeSet<String> findings = new TreeSet<>();

  /** Half a megabyte: handed over once, and not again with every look. */
  @BeforeAll
  static void read() throws IOException {
    readInto(browser);
  }

  static void readInto(Browser browser) throws IOException {
    try (var in = requireNonNull(AxeTest.class.getResourceAsStream("/axe.min.js"))) {
      browser.before(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @AfterEach
  void forget() {
    browser.deleteCookies();
    browser.log(); // axe tries what the policy forbids
  }

  private void look(String path, int width, int height, String ready) {
    browser.size(width, height);
    for (String language : List.of("en", "zh")) {
      browser.open(hall.at(path + "?lang=" + language));
      browser.await(ready);
      look(path + " in " + language);
    }
  }

  /** The page as it stands; {@code name} tells it in a finding. */
  private void look(String name) {
    for (String one : seen()) findings.add(name + ": " + one);
  }

  /** What shuts somebody out of the page as it stands, once {@link #read} was called. */
  static List<String> seen() {
    return seen(browser);
  }

  static List<String> seen(Browser browser) {
    var found =
        (JsonArray)
            browser.script(
                "return axe.run(document, {resultTypes: ['violations']}).then((all) =>"
                    + " all.violations.filter((one) => /serious|critical/.test(one.impact))"
                    + ".flatMap((one) => one.nodes.map((node) => one.id + ' ' + node.target"
                    + " + ' ' + (node.any[0]?.message ?? ''))))");
    return found.stream().map(String::valueOf).toList();
  }

  private void nothing() {
    assertEquals("", String.join("\n", findings));
  }

  @Test
  void visitorsCanReadAndReachEverything() {
    var api = new Client(hall);
    look("/dispenser", 1080, 1920, "document.querySelector('[data-code=RS]')");
    browser.click("#search");
    browser.await("document.body.dataset.at === 'search'");
    browser.press("s");
    browser.await("document.querySelector('[data-found=RS]')");
    look("the dispenser's search");
    LiveHall.letAPressBeAnother();
    browser.click("[data-found=RS]");
    browser.await("document.body.dataset.at === 'ticket'");
    look("a ticket on the dispenser");
    look("/display", 1920, 1080, "document.body.dataset.at === 'empty'");
    String link =
        api.post("/api/tickets", Map.of("service", "RS")).is(201).json().getString("link");
    String number = "document.querySelector('#number').innerText === 'A002'";
    look(URI.create(link).getPath(), 390, 844, number);
    api.post("/api/windows/3/open").is(200);
    api.post("/api/windows/3/call").is(200);
    look("/display", 1920, 1080, "document.body.dataset.at === 'calling'");
    look("/window/3", 1280, 800, "document.querySelector('#window').innerText === '03'");
    var lacks = Map.<String, Object>of("outcome", "AWAITING_MATERIALS", "missing", List.of("照片"));
    String code = api.post("/api/windows/3/finish", lacks).is(200).json().getString("notice");
    look("/n/" + code, 800, 1000, "document.querySelector('.qr')?.naturalWidth > 0");
    look("/nowhere", 800, 600, "document.querySelector('.lone')");
    nothing();
  }

  @Test
  void whoeverWorksInTheHallCanReadAndReachEverything() {
    var api = new Client(hall);
    for (int i = 0; i < 3; i++) api.post("/api/tickets", Map.of("service", "RS")).is(201);
    look("/", 1280, 800, "document.querySelectorAll('#windows li').length === 5");
    look("/sign-in", 1280, 800, "document.body.innerText.includes('续号')");
    look("/accounts", 1440, 900, "document.body.innerText.includes('everybody')");
    look("/devices", 1440, 900, "document.querySelector('#n-faults').innerText === '0'");
    look("/wall", 1440, 900, "!document.querySelector('#gone').hidden");
    look("/service-desk", 1280, 800, "document.querySelector('[data-take=RS]')");
    look("/clerk/3", 420, 900, "document.querySelector('.wide.now:not([disabled])')");
    browser.press("\uE032");
    browser.await("document.querySelector('#number').innerText === 'A001'");
    look("the clerk's page in a call");
    LiveHall.letAPressBeAnother();
    browser.press("\uE032");
    browser.await("document.querySelector('#visit').classList.contains('serving')");
    browser.press("\uE038");
    browser.await("document.activeElement?.id === 'material'");
    browser.press("x");
    browser.press("\uE007");
    browser.await("document.querySelector('.checklist li')");
    look("the editor of a notice");
    browser.press("\uE007");
    browser.await("document.querySelector('#preview')");
    look("the preview of a notice");
    browser.press("\uE031");
    browser.await("document.querySelector('.help')");
    look("the help of the clerk's keys");
    look("/manager", 1440, 900, "document.querySelectorAll('#kpis > *').length > 0");
    look("/district", 1920, 1080, "!document.querySelector('#alone').hidden");
    for (String part : List.of("services", "table", "text", "preview", "history")) {
      look("/setup", 1440, 900, "document.querySelector('#verdict').innerText");
      browser.script("location.hash = '#" + part + "'");
      browser.await("document.querySelector('#parts [aria-current]').hash === '#" + part + "'");
      browser.script("document.querySelectorAll('details').forEach((one) => (one.open = true))");
      look("the set-up page, " + part);
    }
    nothing();
  }

  @Test
  void tabletsCanBeReadAndReached() {
    browser.size(1280, 800);
    for (String kind : List.of("rating-tablet", "counter-screen", "window-display")) {
      browser.deleteCookies();
      look("/pair", 1280, 800, "document.querySelector('#code').innerText.length === 7");
      String code = browser.text("#code").replace(" ", "");
      Tablet.pair(hall, code, kind, 3).is(201);
      browser.await("location.pathname === '/paired/" + kind + "'");
      look(kind);
    }
    nothing();
  }

  @Test
  void whatShutsPeopleOutIsFound() {
    browser.size(1280, 800);
    browser.open(hall.at("/"));
    browser.script(
        "document.body.append(document.createElement('img'), document.createElement('button'))");
    look("a page with a nameless picture and key");
    assertTrue(String.join("", findings).contains("image-alt img"), findings.toString());
    assertTrue(String.join("", findings).contains("button-name"), findings.toString());
  }
}
