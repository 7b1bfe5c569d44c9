package org.xuhao.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.app.Await;
import org.xuhao.app.HallFile;
import org.xuhao.app.HallProcess;

/** The drawn view of a built hall with simulated devices: what is pressed there is done. */
@NullMarked
class WallPageTest {
  private static final String DEVICES =
      """
      lines: {pads: {uri: "sim:pads"}, leds: {uri: "sim:leds"}, printer: {uri: "sim:printer"}}
      devices:
        - {type: ff68-pad, line: pads, address: 1, window: 1, role: call}
        - {type: ff68-pad, line: pads, address: 2, window: 2, role: call}
        - {type: ff68-pad, line: pads, address: 101, window: 1, role: rating}
        - {type: onbon-bx, line: leds, address: 1, window: 1, width: 192, height: 32}
        - {type: onbon-bx, line: leds, address: 2, window: 2, width: 192, height: 32}
        - {type: onbon-bx, line: leds, address: 100, width: 192, height: 80}
        - {type: escpos, line: printer}
      """;

  /** A key of the first window's pad, by its place on it. */
  private static final String KEY = "#pads figure:not(.rating) .keys button:nth-child(%d)";

  private static final String NO_PAPER = "#t-printers .switch:nth-of-type(1)";

  private static final String NOTE_WHAT_IS_SENT =
      """
      window.sent = [];
      const fetched = window.fetch;
      window.fetch = async (...asked) => {
        const answer = await fetched(...asked);
        if (asked[1]?.method === 'POST') window.sent.push(answer.status);
        return answer;
      };
      """;

  @TempDir Path folder = Path.of("");
  private @Nullable HallProcess process;
  private @Nullable Browser chromium;

  @BeforeEach
  void start() throws Exception {
    Assumptions.assumeTrue(Browser.isThere(), "needs chromium and chromium-driver");
    Path file = HallFile.write(folder, 2, DEVICES);
    // Simulated visitors come to departments of the bulletin alone; here all numbers are ours.
    String text = Files.readString(file).replaceAll("department: 州[^}]*", "department: 试验局");
    process = HallProcess.open(Files.writeString(file, text));
    chromium = new Browser();
  }

  @AfterEach
  void stop() throws Exception {
    if (chromium != null) chromium.close();
    if (process != null) process.close();
  }

  private HallProcess hall() {
    if (process == null) throw new AssertionError("no hall");
    return process;
  }

  private Browser browser() {
    if (chromium == null) throw new AssertionError("no browser");
    return chromium;
  }

  private void openPage() throws IOException {
    URI wall = URI.create("http://127.0.0.1:" + hall().port() + "/wall");
    browser().signIn(wall.resolve("/sign-in"), hall().http().signIn());
    AxeTest.readInto(browser());
    browser().size(1440, 1100);
    browser().open(wall);
    browser().await("document.querySelectorAll('#pads figure').length === 3");
  }

  /** The strip of window 1, as it is read out. */
  private void shown(String text) {
    browser()
        .await(
            "[...document.querySelectorAll('#leds svg')].some((one) => one.ariaLabel.includes('"
                + text
                + "'))");
  }

  @Test
  void aKeyThatIsPressedThereCallsAndPaperThatIsTakenOutIsMissed() throws Exception {
    openPage();
    for (String key : List.of("one", "two", "three")) hall().http().take("RS", key).is(201);
    browser().await("document.querySelectorAll('#papers .paper').length === 3");
    String slip = browser().text("#papers .paper");
    assertTrue(slip.contains("A003"), "the newest lies on top: " + slip);
    browser().await("!document.querySelector('" + KEY.formatted(1) + "').disabled");
    browser().script(NOTE_WHAT_IS_SENT);
    browser().click(KEY.formatted(1));
    browser().await("window.sent.includes(200)");
    shown("A00"); // of the key, or of the simulated clerk, who may have been quicker
    Await.until("the hall called it", () -> !"WAITING".equals(stateOf("A001")), hall()::said);
    assertEquals(List.of(), AxeTest.seen(browser()));
    picture("wall");
    inEnglish("wall");

    browser().click(NO_PAPER);
    browser().await("document.querySelector('#printer-state').innerText.includes('缺纸')");
    hall().http().take("RS", "four").is(201);
    Await.until("the hall misses it", () -> !hall().http().faults().isEmpty(), hall()::said);
    LiveHall.letAPressBeAnother();
    browser().click(NO_PAPER);
    Await.until("it is over", () -> hall().http().faults().isEmpty(), hall()::said);
    hall().http().post("/api/tickets/A004/reprint").is(200);
    browser().await("document.querySelectorAll('#papers .paper').length === 4");
  }

  private String stateOf(String number) throws IOException {
    return hall().http().get("/api/tickets/" + number).is(200).json().getString("state");
  }

  private void picture(String name) throws IOException {
    browser().picture(BrowserTest.PICTURES.resolve(name + ".png"));
  }

  private void inEnglish(String name) throws IOException {
    String drawn = " && document.querySelectorAll('#papers .paper').length === 3";
    browser().script("document.cookie = 'language=en; path=/'; location.reload()");
    browser().await("document.documentElement.lang === 'en'" + drawn);
    assertEquals(List.of(), AxeTest.seen(browser()));
    picture(name + "-en");
    browser().script("document.cookie = 'language=zh; path=/'; location.reload()");
    browser().await("document.documentElement.lang === 'zh-CN'" + drawn);
  }
}
