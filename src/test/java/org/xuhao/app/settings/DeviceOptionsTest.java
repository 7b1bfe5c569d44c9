package org.xuhao.app.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xuhao.driver.Drivers;
import org.xuhao.driver.Option;

/** Keys that a device type describes are read, checked and told like all others. */
@NullMarked
class DeviceOptionsTest {
  private static final String HALL =
      """
      hall: {id: haixi, name: 大厅, tier: STREET, timeZone: Asia/Shanghai}
      services:
        - {code: RS, prefix: A, name: 社会保险, department: 人社局}
      windows:
        - {number: 3, name: 三号, services: [RS]}
        - {number: 4, name: 四号, services: [RS]}
      lines:
        box: {uri: "tcp://10.0.0.7:4001"}
        foot: {uri: "tcp://10.0.0.7:4002"}
      devices:
      """;

  /** Of docs/operating.md, "Connect a digit display, a button box or a plain pad". */
  private static final String MANUAL = "docs/operating.md";

  @TempDir Path folder = Path.of("");

  private Reading read(String devices) throws IOException {
    Path file = Files.writeString(folder.resolve("hall.yaml"), HALL + devices);
    return Reading.of(file, "hall.yaml");
  }

  private static String manual() throws IOException {
    String text = Files.readString(Path.of(MANUAL));
    int from = text.indexOf("  - {type: modbus-rtu");
    return text.substring(from, text.indexOf("```", from));
  }

  @Test
  void theDevicesOfTheOperatorsPageAreRead() throws IOException {
    Reading reading = read(manual());
    var settings = assertInstanceOf(Reading.Good.class, reading, reading::toString).settings();
    var names = settings.devices().stream().map(Settings.DeviceSettings::name).toList();
    assertEquals(List.of("box/5", "foot"), names);
    assertEquals(
        "1=call,2=recall,3=start-end",
        settings.devices().getFirst().declared().options().get("keys"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2: recall | 2: sing | CONFIG-BAD-VALUE | call, recall
          {1: call | {70000: call | CONFIG-BAD-VALUE | 0 to 65535
          ticket: 16 | ticket: 16, moon: 2 | CONFIG-BAD-VALUE | ticket, window
          key: 1} | key: 99} | CONFIG-OUT-OF-RANGE | at most 15 apart
          format: ascii | format: letters | CONFIG-BAD-VALUE | int, bcd, ascii
          format: ascii | digits: 9 | CONFIG-OUT-OF-RANGE | at most 4
          0x41: call | 0xFF: call | CONFIG-BAD-VALUE | 0x01 to 0xFE
          0x41: call | 0x42: call | CONFIG-OUT-OF-RANGE | each byte once
          idle: 0x61 | idle: 0x61, dance: 1 | CONFIG-BAD-VALUE | idle, calling
          lamps: | keys: | CONFIG-DUPLICATE-KEY | it once
          """)
  void aMistakeNamesItsLineAndTheRemedy(String from, String to, String code, String write)
      throws IOException {
    String changed = manual().replace(from, to.replace("0x42: call", "66: call"));
    Reading reading = read(changed);
    var errors = assertInstanceOf(Reading.Bad.class, reading, reading::toString).errors();
    assertEquals(1, errors.size(), errors::toString);
    assertEquals(code, errors.getFirst().code().code());
    assertTrue(errors.getFirst().line() > 10, errors::toString);
    assertTrue(errors.getFirst().write().contains(write), errors::toString);
  }

  @Test
  void aKeyThatATypeNeedsIsMissedAndNoOther() throws IOException {
    var bad =
        assertInstanceOf(Reading.Bad.class, read("  - {type: byte-map, line: foot, window: 3}\n"));
    assertEquals("CONFIG-MISSING-KEY", bad.errors().getFirst().code().code());
    assertEquals(1, bad.errors().size());
  }

  @Test
  void everyOptionSaysWhatItIs() {
    for (var type : Drivers.ALL)
      for (Option option : type.options()) {
        assertTrue(option.meaning().endsWith("."), option::name);
        boolean formed = option.kind() == Option.Kind.MAP || option.kind() == Option.Kind.TEXT;
        assertEquals(formed, !option.form().write().isEmpty(), option::name);
      }
  }
}
