package org.xuhao.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.xuhao.wire.Bytes;

/** Bytes as pyserial 3.5 and ser2net 4.3.11 said them to each other. */
class ComPortTest {
  private static final Bytes SER2NET =
      Bytes.hex(
          "FF FB 03 FF FD 03 FF FB 01 FF FE 01 FF FD 00 FF FB 00 FF FD 2C FF FD 03 FF FC 2C"
              + " FF FA 2C 6B 00 FF F0");
  private static final Bytes SET =
      Bytes.hex(
          "FF FA 2C 01 00 00 4B 00 FF F0 FF FA 2C 02 08 FF F0 FF FA 2C 03 03 FF F0"
              + " FF FA 2C 04 01 FF F0 FF FA 2C 05 01 FF F0 FF FA 2C 0C 03 FF F0");
  private static final Bytes AS_ASKED =
      Bytes.hex(
          "FF FA 2C 65 00 00 4B 00 FF F0 FF FA 2C 66 08 FF F0 FF FA 2C 67 03 FF F0"
              + " FF FA 2C 68 01 FF F0");

  private final ComPort port = new ComPort(new LineUri.Framing(19_200, 8, LineUri.Parity.EVEN, 1));

  @Test
  void aPortIsSetOnceTheServerObeysAndReadyOnceItSaysSo() {
    Bytes echoDeclined = Bytes.hex("FF FE 01");
    assertEquals(echoDeclined.then(SET), port.heard(SER2NET).reply());
    assertFalse(port.isReady());
    assertEquals(Bytes.NONE, port.heard(AS_ASKED).reply());
    assertTrue(port.isReady());
    assertEquals("", port.refusal());
  }

  @Test
  void theSameInSinglesIsTheSame() {
    Bytes all = SER2NET.then(AS_ASKED).then(Bytes.hex("01 FF FF 02 FF FA 2C 6B 30 FF F0 03"));
    Bytes data = Bytes.NONE;
    for (int i = 0; i < all.size(); i++) data = data.then(port.heard(all.slice(i, i + 1)).data());
    assertTrue(port.isReady());
    assertEquals(Bytes.hex("01 FF 02 03"), data);
  }

  @Test
  void aRateThatWasNotSetIsRefusedWithBoth() {
    port.heard(SER2NET);
    port.heard(Bytes.hex("FF FA 2C 65 00 00 25 80 FF F0"));
    assertTrue(port.refusal().startsWith(" sets baud to 9600, not 19200 as asked"));
    assertFalse(port.isReady());
  }

  @Test
  void plainTelnetIsRefused() {
    port.heard(Bytes.hex("FF FE 2C FF FC 2C"));
    assertTrue(port.refusal().contains("sets no port"));
  }

  @Test
  void aServerThatKeepsOfferingIsDeclinedOnce() {
    assertEquals(Bytes.hex("FF FE 18"), port.heard(Bytes.hex("FF FB 18")).reply());
    assertEquals(Bytes.NONE, port.heard(Bytes.hex("FF FB 18 FF FB 18")).reply());
  }

  @Test
  void theByteThatTelnetReservesIsDoubled() {
    assertEquals(Bytes.hex("00 FF FF FF FF 01"), ComPort.escaped(Bytes.hex("00 FF FF 01")));
  }

  @Test
  void whateverArrivesItGoesOn() {
    var random = new Random(2217);
    byte[] noise = new byte[100_000];
    random.nextBytes(noise);
    port.heard(Bytes.copyOf(noise));
    port.heard(Bytes.hex("00 FF F0"));
    assertEquals(Bytes.hex("41 42"), port.heard(Bytes.hex("41 42")).data());
  }
}
