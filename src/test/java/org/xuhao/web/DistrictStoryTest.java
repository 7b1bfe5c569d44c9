package org.xuhao.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.app.Await;
import org.xuhao.app.HallProcess;

/**
 * The README's story of {@code bin/run --district}, clicked through in a real Chromium: four
 * appliances and a NATS server, on the addresses that their files name.
 */
@NullMarked
class DistrictStoryTest {
  private static final URI LICANG = URI.create("http://127.0.0.1:8081/");
  private static final URI SHIYUAN = URI.create("http://127.0.0.3:8083/");
  private static final URI CANGKOU = URI.create("http://127.0.0.4:8084/");
  private static final String PASSWORD = "xuhao-demo";
  private static final Pattern CODE = Pattern.compile("[0-9A-HJKMNP-TV-Z]{8}");
  private static final int STOPS_WITHIN_S = 30;

  private static final String ENTER = "\uE007";
  private static final String F2 = "\uE032";
  private static final String F9 = "\uE039";

  @TempDir Path folder = Path.of("");
  private @Nullable Process halls;
  private @Nullable Browser chromium;

  @BeforeEach
  void start() throws Exception {
    Assumptions.assumeTrue(Browser.isThere(), "needs chromium and chromium-driver");
    HallProcess.build();
    Path said = folder.resolve("said");
    var builder = new ProcessBuilder("bin/run", "--district", "--data", folder.toString());
    Process started = builder.redirectErrorStream(true).redirectOutput(said.toFile()).start();
    halls = started;
    Await.until(
        "four halls are there",
        () -> Files.readString(said).contains("Ctrl-C") || !started.isAlive(),
        () -> read(said));
    assertTrue(started.isAlive(), () -> read(said));
    chromium = new Browser();
  }

  @AfterEach
  void stop() throws Exception {
    if (chromium != null) chromium.close();
    if (halls == null) return;
    halls.destroy();
    assertTrue(halls.waitFor(STOPS_WITHIN_S, TimeUnit.SECONDS), "all of them stop");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return String.valueOf(e);
    }
  }

  private Browser browser() {
    if (chromium == null) throw new AssertionError("no browser");
    return chromium;
  }

  @Test
  void whatCangkouLeftUnfinishedIsFinishedInShiyuan() throws Exception {
    browser().size(810, 1440);
    browser().open(CANGKOU.resolve("dispenser"));
    take();
    String code = servesAndLacks();

    browser().size(810, 1440);
    browser().open(SHIYUAN.resolve("dispenser"));
    browser().await("document.body.dataset.at === 'home'");
    browser().click("#resume");
    browser().await("document.body.dataset.at === 'entry'");
    type(code);
    browser().press(ENTER);
    browser().await("document.body.dataset.at === 'case'");
    String knows = browser().text("#materials");
    assertTrue(knows.contains("住所使用证明") && knows.contains("股东身份证明"), knows);
    picture("story-case");
    LiveHall.letAPressBeAnother();
    browser().click("#other");
    browser().await("document.documentElement.lang === 'en'");
    picture("story-case-en");
    LiveHall.letAPressBeAnother();
    browser().click("[data-offer]");
    browser().await("document.body.dataset.at === 'ticket'");
    finishes(code);

    browser().size(800, 1000);
    browser().open(CANGKOU.resolve("n/" + code));
    browser().await("document.querySelector('#sheet').innerText.includes('已办结')");
    assertFalse(browser().text("#sheet").contains("住所使用证明"), "nothing is to be brought any more");
    whereElse();
    board();
  }

  /** Takes a number for a business at the dispenser that is open. */
  private void take() {
    browser().await("document.querySelector('[data-code=SC]')");
    LiveHall.letAPressBeAnother();
    browser().click("[data-code=SC]");
    browser().await("document.body.dataset.at === 'ticket'");
    assertEquals("A001", browser().text("#number"));
  }

  /** Cangkou's clerk: one paper is missing, another was seen; gives the notice's code. */
  private String servesAndLacks() {
    signIn(CANGKOU, "clerk", "clerk/1");
    calls();
    pressed(F9, "!document.querySelector('#panel').hidden");
    pressed("4", "document.querySelectorAll('.checklist li').length === 4");
    for (String mark : List.of("3", "3", "1", "3")) browser().press(mark);
    browser().await("document.activeElement?.id === 'material'");
    pressed(ENTER, "document.querySelector('#preview')");
    LiveHall.letAPressBeAnother();
    pressed(ENTER, "document.querySelector('#visit').classList.contains('idle')");
    browser().await("document.querySelector('#said').innerText.includes('告知单')");
    Matcher code = CODE.matcher(browser().text("#said"));
    assertTrue(code.find(), browser().text("#said"));
    return code.group();
  }

  /** Shiyuan's clerk sees what was missing and what was seen, and finishes it. */
  private void finishes(String code) throws IOException {
    signIn(SHIYUAN, "clerk", "clerk/1");
    calls();
    browser().await("document.querySelector('#case').innerText.includes('" + code + "')");
    String seen = browser().text("#case");
    assertTrue(seen.contains("沧口街道便民服务中心") && seen.contains("住所使用证明"), seen);
    picture("story-clerk");
    inEnglish("story-clerk", "document.querySelector('#case')?.innerText.includes('" + code + "')");
    pressed(F9, "!document.querySelector('#panel').hidden");
    pressed("1", "document.querySelector('#visit').classList.contains('idle')");
  }

  /** Another hall keeps a number for who stands at Cangkou's dispenser. */
  private void whereElse() throws IOException {
    browser().size(810, 1440);
    browser().open(CANGKOU.resolve("dispenser"));
    browser().await("document.querySelector('[data-code=SC]')");
    browser().click("#elsewhere");
    browser().await("document.querySelector('#elsewhere[aria-pressed=true]')");
    LiveHall.letAPressBeAnother();
    browser().click("[data-code=SC]");
    browser().await("document.querySelectorAll('#where [data-hall]:not([disabled])').length === 4");
    picture("story-where");
    LiveHall.letAPressBeAnother();
    browser().click("#other");
    browser()
        .await("document.querySelector('[data-hall=licun] .where').innerText.startsWith('about')");
    picture("story-where-en");
    LiveHall.letAPressBeAnother();
    browser().click("#where [data-hall=shiyuan]");
    browser().await("document.body.dataset.at === 'kept'");
    assertTrue(browser().text("#kept-code").matches("R" + CODE.pattern()));
  }

  private void board() throws IOException {
    signIn(LICANG, "district", "district");
    browser().size(1440, 900);
    String all = "document.querySelectorAll('#halls tr').length === 4 && ";
    String none = all + "!document.querySelector('#halls').innerText.includes('%s')";
    browser().await(none.formatted("没有消息"));
    picture("story-board");
    inEnglish("story-board", none.formatted("heard"));
  }

  private void signIn(URI hall, String account, String page) {
    browser().size(420, 900);
    browser().open(hall.resolve(page));
    browser().await("location.pathname === '/sign-in' && document.activeElement.id === 'name'");
    type(account);
    browser().script("document.querySelector('#password').focus()");
    type(PASSWORD);
    browser().press(ENTER);
    browser().await("location.pathname === '/" + page + "'");
  }

  /** The next visitor is called and served; the first press opens a window that is closed. */
  private void calls() {
    browser().await("document.querySelector('.wide.now:not([disabled])')");
    pressed(F2, "document.querySelector('#number').innerText === 'A001'");
    LiveHall.letAPressBeAnother();
    pressed(F2, "document.querySelector('#visit').classList.contains('serving')");
  }

  private void pressed(String key, String then) {
    browser().press(key);
    browser().await(then);
  }

  private void type(String text) {
    for (char sign : text.toCharArray()) browser().press(String.valueOf(sign));
  }

  private void picture(String name) throws IOException {
    browser().picture(BrowserTest.PICTURES.resolve(name + ".png"));
  }

  private void inEnglish(String name, String ready) throws IOException {
    browser().script("document.cookie = 'language=en; path=/'; location.reload()");
    browser().await("document.documentElement.lang === 'en' && " + ready);
    picture(name + "-en");
    browser().script("document.cookie = 'language=zh; path=/'; location.reload()");
    browser().await("document.documentElement.lang === 'zh-CN' && " + ready);
  }
}
