package org.xuhao.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page of the API in a real Chromium: all of the file stands there, and nobody is shut out. */
class ApiPageTest extends BrowserTest {
  @BeforeEach
  void leave() throws IOException {
    browser.open(hall.at("/404"));
    browser.log();
    AxeTest.read();
  }

  @Test
  void everyOperationOfTheFileStandsThereAndCanBeLookedInto() throws IOException {
    browser.size(1440, 900);
    browser.open(hall.at("/"));
    browser.await("document.querySelector('.doors a[href=\"/api\"]')");
    browser.click(".doors a[href=\"/api\"]");
    int operations = new ApiFile().operations().size();
    String all = "document.querySelectorAll('.opblock').length === " + operations;
    browser.await(all);
    assertEquals(List.of(), AxeTest.seen());
    browser.picture(PICTURES.resolve("api.png"));
    inEnglish("api", all);
    browser.click("#operations-tickets-takeTicket .opblock-summary-control");
    browser.await("document.querySelector('#operations-tickets-takeTicket .responses-table')");
    String said = browser.text("#operations-tickets-takeTicket");
    assertTrue(said.contains("Idempotency-Key") && said.contains("201"), said);
    assertEquals(null, browser.script("return document.querySelector('.try-out')"));
    assertEquals(List.of(), AxeTest.seen());
  }
}
