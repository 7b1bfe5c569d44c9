package org.xuhao.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineUriTest {

  @ParameterizedTest
  @CsvSource({
    "serial:/dev/ttyUSB0, serial:/dev/ttyUSB0?baud=9600&data=8&parity=none&stop=1",
    "serial:/dev/ttyS1?baud=115200, serial:/dev/ttyS1?baud=115200&data=8&parity=none&stop=1",
    "serial:/dev/p?stop=2&parity=even&data=7, serial:/dev/p?baud=9600&data=7&parity=even&stop=2",
    "rfc2217://h:7?baud=19200, rfc2217://h:7?baud=19200&data=8&parity=none&stop=1",
    "serial:/dev/p?rs485=on, serial:/dev/p?baud=9600&data=8&parity=none&stop=1&rs485=on",
    "tcp://10.0.0.7:4001, tcp://10.0.0.7:4001",
    "tcp://[fe80::1]:4001, tcp://[fe80::1]:4001",
  })
  void aGoodUriIsReadAndWrittenInFull(String text, String full) throws Exception {
    assertEquals(full, LineUri.parse(text).text());
    assertEquals(full, LineUri.parse(full).text());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "ttyUSB0 | write serial:/dev/ttyUSB0?baud=9600",
        "usb:3 | tcp://host:port or rfc2217://host:port?baud=9600 for a serial server",
        "rfc2217://h | write host and port, as in rfc2217://10.0.0.7:4001",
        "rfc2217://h:1?rs485=on | 'rs485' is no setting of a serial line",
        "serial:/dev/p?rs485=yes | write rs485=on or off",
        "serial:ttyUSB0 | write its full path",
        "serial: | write its full path",
        "serial:/dev/p?baud=fast | baud 'fast' is no number from 300 to 4000000: write",
        "serial:/dev/p?baud=99999999999 | is no number",
        "serial:/dev/p?data=9 | data '9' is no number from 5 to 8",
        "serial:/dev/p?parity=maybe | write parity=none, odd or even",
        "serial:/dev/p?speed=9600 | 'speed' is no setting of a serial line: write baud",
        "serial:/dev/p? | '' is no setting",
        "tcp://10.0.0.7 | write host and port",
        "tcp://10.0.0.7:70000 | port '70000' is no number from 1 to 65535",
        "tcp:10.0.0.7:4001 | write host and port, as in tcp://10.0.0.7:4001",
        "tcp://user:secret@h:1 | names no serial server",
      })
  void aWrongUriSaysWhatToWrite(String text, String says) {
    var wrong = assertThrows(LineUri.Wrong.class, () -> LineUri.parse(text));
    assertTrue(wrong.toString().contains(says), wrong.toString());
  }

  @Test
  void pausesGrowToABoundAndBeginAnewAfterALineThatHeld() {
    var pauses = new Pauses();
    var seen = new StringBuilder();
    for (int i = 0; i < 8; i++) seen.append(pauses.take().toMillis()).append(' ');
    assertEquals("500 1000 2000 4000 8000 16000 30000 30000 ", seen.toString());
    pauses.heldFor(Pauses.HELD.minusMillis(1));
    assertEquals(Pauses.LONGEST, pauses.take());
    pauses.heldFor(Pauses.HELD);
    assertEquals(Pauses.FIRST, pauses.take());
  }
}
