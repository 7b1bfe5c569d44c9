package org.xuhao.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.xuhao.hall.Command;
import org.xuhao.hall.value.WindowId;

/** Who cannot hear reads what is said, as long as it is said; a manager says something to all. */
class SpokenPageTest extends BrowserTest {
  private static final VoiceHooks.Said QUIET = new VoiceHooks.Said("hall", "", "");

  @Test
  void theStripSaysWhatIsHeardAsLongAsItIsHeard() throws IOException {
    var api = new Client(hall);
    hall.voice.says(QUIET, new VoiceHooks.Said("east", "", ""));
    api.post("/api/tickets", Map.of("service", "RS")).is(201);
    api.post("/api/windows/3/open").is(200);
    browser.open(hall.at("/display?zone=east"));
    browser.await("document.body.dataset.at !== 'wait'");
    hall.press(3, new Command.CallNext(new WindowId(3)));
    browser.await("document.querySelector('#now-number').innerText === 'A001'");
    assertEquals("\u00a0", browser.text("#spoken"), "called, and not yet said");
    hall.voice.says(
        new VoiceHooks.Said("hall", "大厅", ""),
        new VoiceHooks.Said("east", "请 A001 号到 3 号窗口", "A001, window 3"));
    browser.await("document.querySelector('#spoken').innerText.includes('A001')");
    assertFalse(browser.text("#spoken").contains("大厅"), "of another zone");
    hall.voice.says(QUIET, new VoiceHooks.Said("east", "", ""));
    browser.await("document.querySelector('#spoken').innerText.trim() === ''");
  }

  @Test
  void aNoticeIsTypedOnThePageOfDevices() throws IOException {
    browser.open(hall.at("/devices"));
    browser.await("document.querySelector('#hall').innerText !== ''");
    browser.await("document.querySelector('#announce').hidden");
    hall.voice.says(QUIET);
    browser.await("!document.querySelector('#announce').hidden");
    browser.script("document.querySelector('#notice-text').value = '大厅提前下班'");
    browser.script("document.querySelector('#announce button').click()");
    browser.await("document.querySelector('#announced').innerText.includes('叫号之后')");
    assertEquals(List.of("|大厅提前下班|"), hall.voice.asked);
  }

  @Test
  void aManagersNoticeIsHandedOn() {
    var api = new Client(hall);
    api.post("/api/announcements", Map.of("text", "大厅将于五点半停止取号", "textEn", "Soon")).is(200);
    api.post("/api/announcements", Map.of("zone", "hall", "text", "请勿吸烟")).is(200);
    api.post("/api/announcements", Map.of("zone", "east", "text", "请"))
        .refused(404, "NO-SUCH-ZONE");
    api.post("/api/announcements", Map.of("text", "")).refused(400, "BAD-REQUEST");
    assertEquals(List.of("|大厅将于五点半停止取号|Soon", "hall|请勿吸烟|"), hall.voice.asked);
  }
}
