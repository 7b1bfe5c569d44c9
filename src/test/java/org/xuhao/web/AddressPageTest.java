package org.xuhao.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.xuhao.fault.Fault;
import org.xuhao.fault.FaultCode;

/** A new pad takes the place of a dead one, on the page of devices in a real Chromium. */
class AddressPageTest extends BrowserTest {
  private static final Instant NOW = Instant.parse("2026-11-22T01:00:00Z");
  private static final String ENTER = "\uE007";
  private static final String FORM = "form.address";

  private void silentPad() {
    hall.devices.set(
        List.of(
            new DeviceView(
                "pads/5",
                "osdp-pad",
                "pads",
                5,
                3,
                DeviceView.State.ILL,
                NOW,
                Duration.ofMillis(3),
                1,
                0,
                0,
                "",
                "")));
    hall.faults.raise(new Fault(FaultCode.DEVICE_SILENT, "device pads/5", "2 questions", NOW));
    browser.size(1440, 900);
    browser.open(hall.at("/devices"));
    browser.await("document.querySelector('form.address')");
  }

  private void type(String address) {
    browser.script("document.querySelector('#address-from').value = ''");
    browser.script("document.querySelector('#address-from').focus()");
    for (char digit : address.toCharArray()) browser.press(String.valueOf(digit));
  }

  @Test
  void aSecondPressConfirmsTheOldAddressAndTheNewOne() throws IOException {
    silentPad();
    type("1");
    browser.press(ENTER);
    browser.await("document.querySelector('form.address button').innerText.includes('再按一次')");
    String key = browser.text(FORM + " button");
    assertTrue(key.contains("地址 1 改为 5") && key.contains("address 1 becomes 5"), key);
    browser.picture(PICTURES.resolve("devices-address.png"));
    browser.press(ENTER);
    browser.await("document.querySelector('form.address').innerText.includes('有应答了')");
  }

  @Test
  void anotherAddressIsConfirmedAnewAndARefusalSaysWhatToDo() {
    silentPad();
    type("1");
    browser.press(ENTER);
    browser.await("document.querySelector('form.address button').innerText.includes('地址 1')");
    type("7");
    browser.await("document.querySelector('form.address button').innerText.startsWith('改为 5')");
    browser.press(ENTER);
    browser.press(ENTER);
    browser.await("document.querySelector('form.address').innerText.includes('安装跳线')");
    assertTrue(browser.log().encode().contains("409"), "the browser writes a refusal down too");
    type("5");
    browser.press(ENTER);
    browser.await("document.querySelector('form.address').innerText.includes('不是 5')");
    assertFalse(browser.text(FORM + " button").contains("再按一次"));
  }

  @Test
  void whatIsTypedStaysWhileThePageLooksAgain() {
    silentPad();
    type("12");
    browser.script("window.first = document.querySelector('#detail h2')");
    browser.await("document.querySelector('#detail h2') !== window.first");
    browser.await("document.activeElement.id === 'address-from'");
    Object typed = browser.script("return document.querySelector('#address-from').value");
    assertEquals("12", typed);
  }
}
