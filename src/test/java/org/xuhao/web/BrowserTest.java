package org.xuhao.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.forecast.Pace;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.journal.JournalTrouble;

/** A real Chromium, a real hall, and what every page keeps to. Pictures lie in target/screens. */
abstract class BrowserTest {
  static final Path PICTURES = Path.of("target", "screens");
  static final String ID = "370214195001011234";

  @TempDir Path folder;
  static Browser browser;
  LiveHall hall;

  @BeforeAll
  static void start() throws IOException {
    Assumptions.assumeTrue(Browser.isThere(), "needs chromium and chromium-driver");
    browser = new Browser();
  }

  @AfterAll
  static void end() throws IOException {
    if (browser != null) browser.close();
  }

  @BeforeEach
  void open() throws IOException, JournalTrouble {
    hall = LiveHall.open(folder);
    browser.signIn(hall);
    browser.log();
  }

  /** Whatever a page did, it kept to the policy and none of its scripts failed. */
  @AfterEach
  void close() {
    var said =
        browser.log().stream()
            .map(JsonObject.class::cast)
            .filter(line -> "SEVERE".equals(line.getString("level")))
            .filter(line -> !line.getString("message").contains("ERR_CONNECTION_REFUSED"))
            .filter(line -> !line.getString("message").contains("ERR_INCOMPLETE_CHUNKED"))
            .filter(line -> !line.getString("message").contains("/api/sim"))
            .toList();
    hall.close();
    assertEquals(List.of(), said);
  }

  /** The page that is open, with English first, as picture {@code name}; then as it was. */
  void inEnglish(String name, String ready) throws IOException {
    inEnglish(name, ready, () -> {});
  }

  /** The same after {@code then} was done on the page in English. */
  void inEnglish(String name, String ready, Runnable then) throws IOException {
    browser.script("document.cookie = 'language=en; path=/'; location.reload()");
    browser.await("document.documentElement.lang === 'en' && " + ready);
    then.run();
    browser.picture(PICTURES.resolve(name + "-en.png"));
    browser.script("document.cookie = 'language=zh; path=/'; location.reload()");
    browser.await("document.documentElement.lang === 'zh-CN' && " + ready);
  }

  /** A matter that window 3 knows and that lacks something; two more wait, each for ten minutes. */
  String noticeOfWindow3() {
    var served = new Pace.Served(new ServiceCode("RS"), Duration.ofMinutes(10));
    hall.pace.set(hall.pace.get().remembering(Collections.nCopies(10, served)));
    var api = new Client(hall);
    api.post("/api/windows/1/open").is(200);
    api.post("/api/windows/3/open").is(200);
    api.post("/api/tickets", Map.of("service", "RS", "identity", ID)).is(201);
    api.post("/api/windows/3/call").is(200);
    var notice =
        Map.<String, Object>of(
            "outcome",
            "AWAITING_MATERIALS",
            "missing",
            List.of("照片", "合同"),
            "checked",
            List.of("身份证"));
    String code = api.post("/api/windows/3/finish", notice).is(200).json().getString("notice");
    for (int n = 0; n < 2; n++) api.post("/api/tickets", Map.of("service", "RS")).is(201);
    return code;
  }
}
