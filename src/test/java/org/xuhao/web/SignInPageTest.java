package org.xuhao.web;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.xuhao.journal.JournalTrouble;
import org.xuhao.web.account.AccountRole;

/** Signing in by keyboard in a real Chromium, and the page of accounts. */
class SignInPageTest extends BrowserTest {
  private static final String ENTER = "\uE007";
  private static final String FRESH = "tea at nine, then work";

  private void type(String selector, String text) {
    browser.script(
        "const box = document.querySelector('%s'); box.value = '%s'; box.focus()"
            .formatted(selector, text));
  }

  private void fits() {
    Object wide = browser.script("return document.documentElement.scrollWidth - innerWidth");
    assertTrue(((Number) wide).intValue() <= 0, "wider than its screen by " + wide);
  }

  @Test
  void aClerkWhoIsNotSignedInIsSentToSignInAndBack() throws IOException {
    browser.deleteCookies();
    browser.size(1280, 800);
    browser.open(hall.at("/clerk/3"));
    browser.await("location.pathname === '/sign-in'");
    browser.await("document.activeElement.id === 'name'");
    browser.picture(PICTURES.resolve("sign-in.png"));
    String named = " && document.querySelector('#hall').innerText";
    inEnglish("sign-in", "!document.querySelector('#enter').hidden" + named);
    fits();
    type("#name", Staff.of(AccountRole.CLERK));
    type("#password", "not that");
    browser.press(ENTER);
    browser.await("!document.querySelector('#no').hidden");
    assertTrue(browser.text("#no").contains("用户名或密码不对"), browser.text("#no"));
    browser.picture(PICTURES.resolve("sign-in-wrong.png"));
    browser.await("document.activeElement.id === 'password'");
    type("#password", Staff.PASSWORD);
    browser.press(ENTER);
    browser.await("location.pathname === '/clerk/3'");
    browser.await("document.querySelector('#account')?.innerText.includes('clerk')");
    browser.click("#account button");
    browser.await("location.pathname === '/sign-in' && document.activeElement.id === 'name'");
    browser.log(); // the browser notes the 401 of the wrong password
  }

  @Test
  void aSessionThatIsOverLeadsToSignInAtTheNextKey() throws IOException {
    browser.open(hall.at("/clerk/3"));
    browser.await("document.querySelector('#account')?.innerText.includes('everybody')");
    browser.await("[...document.querySelectorAll('#duty button')].some((b) => !b.disabled)");
    browser.deleteCookies();
    browser.click("#duty button:not([disabled])");
    browser.await("location.pathname === '/sign-in' && !document.querySelector('#why').hidden");
    assertTrue(browser.text("#why").contains("登录已过期"), browser.text("#why"));
    browser.log(); // the browser notes the 401 that was asked for
  }

  @Test
  void anAdministratorMakesAnAccountAndItsOwnerChoosesThePassword() throws IOException {
    browser.size(1440, 900);
    browser.open(hall.at("/accounts"));
    browser.await("document.querySelectorAll('#all tr').length === 6");
    type("#name", "li-hua");
    type("#clerk", "c31");
    type("#password", "the first of li");
    browser.press(ENTER);
    browser.await("document.querySelectorAll('#all tr').length === 7");
    assertTrue(browser.text("#said").contains("li-hua 已添加"), browser.text("#said"));
    browser.click("[data-name=\"li-hua\"]");
    browser.await("!document.querySelector('#one').hidden");
    browser.picture(PICTURES.resolve("accounts.png"));
    inEnglish("accounts", "document.querySelectorAll('#all tr').length === 7");
    browser.click("[data-name=\"li-hua\"]");
    browser.await("!document.querySelector('#one').hidden");
    fits();
    browser.click("#one .acts button:nth-child(2)");
    browser.await("document.querySelector('#said').innerText.includes('已停用')");
    browser.click("#one .acts button:nth-child(2)");
    browser.await("document.querySelector('#said').innerText.includes('可以登录了')");
    browser.deleteCookies();
    browser.open(hall.at("/sign-in?to=/clerk/3"));
    browser.await("document.activeElement.id === 'name'");
    type("#name", "li-hua");
    type("#password", "the first of li");
    browser.press(ENTER);
    browser.await("!document.querySelector('#own').hidden");
    browser.picture(PICTURES.resolve("sign-in-own.png"));
    type("#fresh", FRESH);
    type("#again", FRESH);
    browser.press(ENTER);
    browser.await("location.pathname === '/clerk/3'");
    browser.await("document.querySelector('#account')?.innerText.includes('li-hua')");
    Staff.signIn(hall, "li-hua", FRESH).is(200);
  }

  @Test
  void theFirstAdministratorTypesTheCode() throws IOException, JournalTrouble {
    hall.close();
    hall = LiveHall.openBare(folder.resolve("bare"));
    browser.deleteCookies();
    browser.size(1280, 900);
    browser.open(hall.at("/sign-in"));
    browser.await("document.activeElement.id === 'code'");
    browser.picture(PICTURES.resolve("sign-in-first.png"));
    type("#first-name", "chief");
    type("#first-password", FRESH);
    type("#first-again", FRESH);
    type("#code", hall.door().firstCode().orElseThrow());
    browser.press(ENTER);
    browser.await("!document.querySelector('#in').hidden");
    assertTrue(browser.text("#who").startsWith("chief 已登录"), browser.text("#who"));
    browser.picture(PICTURES.resolve("sign-in-done.png"));
    assertTrue(browser.text("#doors").contains("帐号"), browser.text("#doors"));
  }
}
