package org.xuhao.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.xuhao.app.SmallDisk;

/** The set-up page in a real Chromium, against a real file on a real disk. */
class SetupPageTest extends BrowserTest {
  private static final String ENTER = "\uE007";
  private static final String TAB = "\uE004";
  private static final String NAME = "#f-services-0-name";
  private static final String READY = "document.querySelector('#verdict').innerText";

  private Path file() {
    return folder.resolve("hall.yaml");
  }

  private String text() throws IOException {
    return Files.readString(file());
  }

  private void open(String part) {
    browser.size(1440, 900);
    browser.open(hall.at("/setup#" + part));
    browser.await(READY);
  }

  /** Chooses what is on the keyboard: opens an entry as Enter does, and types as people do. */
  private void enter(String selector) {
    browser.script("document.querySelector('" + selector + "').focus()");
    browser.press(ENTER);
  }

  private void type(String selector, String text) {
    browser.script(
        "const box = document.querySelector('" + selector + "'); box.focus(); box.select();");
    for (char sign : text.toCharArray()) browser.press(String.valueOf(sign));
  }

  @Test
  void aNameIsChangedCheckedLookedAtWrittenAndUndoneByKeyboard() throws IOException {
    String before = text();
    open("services");
    enter("details[data-path=\"[\\\\\"services\\\\\",0]\"] summary");
    browser.await("document.querySelector('" + NAME + "')");
    type(NAME, "Social");
    browser.press(TAB);
    browser.await("document.querySelector('#changes').innerText.includes('Social')");
    String changed = browser.text("#changes");
    assertTrue(changed.contains("services · RS · name"), changed);
    assertTrue(changed.contains("社会保险"), changed);
    assertEquals("检查通过，可以写入", browser.text("#verdict"));
    assertEquals(before, text(), "nothing is written yet");
    browser.picture(PICTURES.resolve("setup-services.png"));
    inEnglish("setup-services", READY);
    open("preview");
    browser.await("document.querySelectorAll('.diff span').length === 6");
    browser.await("!document.querySelector('canvas').hidden");
    browser.picture(PICTURES.resolve("setup-preview.png"));

    type("#why", "plain words");
    browser.press(ENTER);
    browser.await("document.querySelector('#said').innerText.includes('已写入')");
    assertEquals(before.replace("name: 社会保险, nameEn", "name: Social, nameEn"), text());
    assertTrue(browser.text("#when").contains("大厅仍按旧设置运行"), browser.text("#when"));

    open("history");
    browser.await("document.querySelectorAll('tbody tr').length === 2");
    String kept = browser.text("tbody");
    assertTrue(kept.contains("everybody") && kept.contains("plain words"), kept);
    browser.picture(PICTURES.resolve("setup-history.png"));
    enter("[data-edition]");
    browser.await("!document.querySelector('#discard').disabled");
    type("#why", "back");
    browser.press(ENTER);
    browser.await("document.querySelectorAll('tbody tr').length === 3");
    assertEquals(before, text());
    String trail = String.join("\n", hall.door().trail().latest(20));
    assertTrue(trail.contains("writeSetup"), trail);
  }

  @Test
  void aMistakeIsToldAtItsFieldAndCannotBeWritten() throws IOException {
    String before = text();
    open("windows");
    enter("details[data-path=\"[\\\\\"windows\\\\\",1]\"] summary");
    browser.await("document.querySelector('#f-windows-1-number')");
    type("#f-windows-1-number", "1000");
    browser.press(TAB);
    browser.await("document.querySelector('#errors button')");
    assertTrue(browser.text("#errors").contains("CONFIG-OUT-OF-RANGE"), browser.text("#errors"));
    String wrong = browser.text("#f-windows-1-number-wrong");
    assertTrue(wrong.contains("1 to 999"), wrong);
    assertEquals(true, browser.script("return document.querySelector('#write-key').disabled"));
    browser.picture(PICTURES.resolve("setup-mistake.png"));
    inEnglish(
        "setup-mistake",
        "document.querySelector('#errors button')",
        () -> {
          enter("#errors button");
          browser.await("document.activeElement.id === 'f-windows-1-number'");
        });
    open("rules");
    enter("#errors button");
    browser.await("document.activeElement.id === 'f-windows-1-number'");
    open("text");
    browser.script(
        "const box = document.querySelector('#text'); box.value = 'hall: ['; "
            + "box.dispatchEvent(new Event('change'))");
    browser.await("document.querySelector('#errors').innerText.includes('CONFIG-SYNTAX')");
    open("services");
    assertTrue(browser.text("#form").contains("YAML"), browser.text("#form"));
    enter("#discard");
    browser.await("document.querySelector('#discard').innerText.includes('再按一次')");
    enter("#discard");
    browser.await("document.querySelector('#discard').disabled");
    assertEquals(before, text());
  }

  /**
   * On a real file system without room: told, nothing lost on disk or page, written once it has.
   */
  @Test
  void aFullDiskIsToldAndNothingThatWasTypedIsLost() throws IOException {
    Path small = Files.createDirectory(folder.resolve("small"));
    try (SmallDisk disk = SmallDisk.mount(small, 256)) {
      Files.delete(file());
      Files.createSymbolicLink(file(), small.resolve("hall.yaml"));
      int port = hall.port();
      hall.unplug();
      hall.serve(port);
      String before = text();
      disk.leave(0);
      open("hall");
      type("#f-hall-name", "Second");
      browser.press(TAB);
      browser.await("document.querySelector('#changes').innerText.includes('Second')");
      type("#why", "mine");
      browser.press(ENTER);
      browser.await("document.querySelector('#said').innerText.includes('磁盘已满')");
      browser.await("!document.querySelector('#write-key').disabled");
      browser.log(); // Chromium tells of the refusal as of a mistake
      browser.picture(PICTURES.resolve("setup-disk-full.png"));
      assertEquals(before, text());
      assertTrue(browser.text("#changes").contains("Second"), browser.text("#changes"));
      browser.script("location.reload()");
      browser.await(READY);
      browser.await("document.querySelector('#changes').innerText.includes('Second')");
      disk.clear();
      type("#why", "mine");
      browser.press(ENTER);
      browser.await("document.querySelector('#said').innerText.includes('已写入')");
      assertTrue(text().contains("name: Second"), text());
    }
  }

  @Test
  void whoeverIsSecondIsToldAndLosesNothing() throws IOException {
    open("hall");
    type("#f-hall-name", "Second");
    browser.press(TAB);
    browser.await("document.querySelector('#changes').innerText.includes('Second')");
    Files.writeString(file(), text().replace("name: 社会保险, ", "name: 社保, "));
    type("#why", "mine");
    browser.press(ENTER);
    browser.await("!document.querySelector('#conflict').hidden");
    browser.log(); // Chromium tells of the refusal as of a mistake
    assertTrue(browser.text("#said").contains("草稿还在"), browser.text("#said"));
    assertTrue(text().contains("name: 社保") && !text().contains("Second"), text());
    enter("#conflict button");
    browser.await("document.querySelector('#conflict').hidden");
    browser.await("!document.querySelector('#write-key').disabled");
    String changes = browser.text("#changes");
    assertTrue(changes.contains("Second") && changes.contains("社保"), changes);
  }

  /** Puts a file into the page's input, as a person who chose it. */
  private void choose(String name, byte[] content) {
    browser.script(
        "const bytes = Uint8Array.from(atob('%s'), (one) => one.charCodeAt(0));"
                .formatted(Base64.getEncoder().encodeToString(content))
            + "const all = new DataTransfer(); all.items.add(new File([bytes], '"
            + name
            + "')); const box = document.querySelector('#table'); box.files = all.files;"
            + "box.dispatchEvent(new Event('change'))");
  }

  @Test
  void aTableOfServicesIsReportedAndThenTaken() throws IOException {
    open("table");
    String bad = "代码,字母,名称,部门,每日限号\nXN,P,新农合,州医保局,many\n,Q,x,y,1\n";
    choose("services.csv", bad.getBytes(StandardCharsets.UTF_8));
    browser.await("document.querySelectorAll('.problems tbody tr').length === 1");
    assertTrue(browser.text(".problems").contains("TABLE-NO-CODE"), browser.text(".problems"));
    String wrong = bad.replace(",Q,x,y,1\n", "");
    choose("services.csv", wrong.getBytes(StandardCharsets.UTF_8));
    browser.await("document.querySelector('.problems').innerText.includes('CONFIG-WRONG-TYPE')");
    browser.picture(PICTURES.resolve("setup-table.png"));
    inEnglish(
        "setup-table",
        READY,
        () -> {
          choose("services.csv", wrong.getBytes(StandardCharsets.UTF_8));
          browser.await(
              "document.querySelector('.problems')?.innerText?.includes('CONFIG-WRONG-TYPE')");
        });
    byte[] good = "代码;字母;名称;部门\nXN;P;新农合;州医保局\n".getBytes(Charset.forName("GBK"));
    choose("services.csv", good);
    browser.await("document.querySelector('#take')");
    assertTrue(browser.text("#form").contains("GB18030"), browser.text("#form"));
    enter("#take");
    browser.await("document.querySelector('#changes').innerText.includes('services · XN')");
    assertTrue(!text().contains("XN"), "it is written only when somebody writes it");
  }
}
