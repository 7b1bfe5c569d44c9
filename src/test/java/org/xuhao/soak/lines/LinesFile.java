package org.xuhao.soak.lines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.xuhao.app.HallFile;

/** What hangs on which line, and the hall's file that says so. */
final class LinesFile {
  static final int WINDOWS = 8;

  /** Windows of the Modbus box and of the byte-map pad; the last one has its clerk at a page. */
  static final int BOX_WINDOW = 6;

  static final int FOOT_WINDOW = 7;
  static final int PAGE_WINDOW = 8;

  /** All devices by line, as the appliance names them. */
  static final SortedMap<String, List<String>> DEVICES =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("pads", List.of("pads/5", "pads/6", "pads/7")),
              Map.entry("osdp", List.of("osdp/1", "osdp/2", "osdp/3", "osdp/4", "osdp/5")),
              Map.entry("leds", List.of("leds/1", "leds/2", "leds/9")),
              Map.entry("cpower", List.of("cpower/1", "cpower/9")),
              Map.entry("cpnet", List.of("cpnet/1")),
              Map.entry("eq", List.of("eq/1", "eq/2")),
              Map.entry("printer", List.of("printer")),
              Map.entry("reader", List.of("reader")),
              Map.entry("box", List.of("box/1")),
              Map.entry("foot", List.of("foot")),
              Map.entry("boards", List.of("boards/33", "boards/34"))));

  /** Of these nobody can tell that they are dead: only their line's faults are theirs. */
  static final List<String> NEVER_ASKED =
      List.of("pads/5", "pads/6", "pads/7", "foot", "boards/33", "boards/34");

  /** The device at which a window's clerk presses keys. */
  static final Map<Integer, String> CALL_PADS =
      Map.of(
          1, "pads/5", 2, "pads/6", 3, "osdp/1", 4, "osdp/3", 5, "osdp/5", 6, "box/1", 7, "foot");

  /** The device at which its visitors rate. */
  static final Map<Integer, String> RATING_PADS =
      Map.of(1, "pads/5", 2, "pads/7", 3, "osdp/2", 4, "osdp/4", 6, "box/1", 7, "foot");

  private static final String DECLARED =
      """
      devices:
        - {type: ff68-pad, line: pads, address: 5, window: 1}
        - {type: ff68-pad, line: pads, address: 6, window: 2, role: call}
        - {type: ff68-pad, line: pads, address: 7, window: 2, role: rating}
        - {type: osdp-pad, line: osdp, address: 1, window: 3, secure: install}
        - {type: osdp-pad, line: osdp, address: 2, window: 3, secure: install, role: rating}
        - {type: osdp-pad, line: osdp, address: 3, window: 4, secure: install}
        - {type: osdp-pad, line: osdp, address: 4, window: 4, secure: install, role: rating}
        - {type: osdp-pad, line: osdp, address: 5, window: 5, secure: install}
        - {type: onbon-bx, line: leds, address: 1, window: 1}
        - {type: onbon-bx, line: leds, address: 2, window: 2}
        - {type: onbon-bx, line: leds, address: 9, lines: 4}
        - {type: cpower, line: cpower, address: 1, window: 3, redrawEvery: 20s}
        - {type: cpower, line: cpower, address: 9, lines: 4, redrawEvery: 20s}
        - {type: cpower, line: cpnet, address: 1, window: 4, framing: network, redrawEvery: 20s}
        - {type: eq-ascii, line: eq, address: 1, window: 5, redrawEvery: 20s}
        - {type: eq-ascii, line: eq, address: 2, window: 6, redrawEvery: 20s}
        - {type: escpos, line: printer}
        - {type: sdt-idcard, line: reader, dispenser: east}
        - type: modbus-rtu
          line: box
          address: 1
          window: 6
          registers: {ticket: 0x10, waiting: 0x14, blink: 0x16, events: 0, key: 1}
          format: ascii
          keys: {1: call, 2: recall, 3: start-end, 4: no-show, 5: pause, 15: rate-5}
        - type: byte-map
          line: foot
          window: 7
          keys: {65: call, 66: recall, 68: start-end, 71: no-show, 80: pause, 83: rate-5}
          lamps: {idle: 97, calling: 98, serving: 99, paused: 100, closed: 101}
        - {type: candle, line: boards, address: 33, window: 7}
        - {type: candle, line: boards, address: 34, window: 8}
      """;

  private LinesFile() {}

  /** Writes the hall's file with such a URI for each line. */
  static Path write(Path folder, SortedMap<String, String> uris) throws IOException {
    var text = new StringBuilder();
    text.append(
        """
        hall: {id: haixi, name: 海西州政务服务中心, tier: DISTRICT, timeZone: Asia/Shanghai}
        http: {url: "http://hall.example"}
        data: ./data
        rules: {day.starts: "%02d:00", call.endsVisit: true, recall.spacing: 1s}
        services:
          - {code: RS, prefix: A, name: 社会保险, department: 州人力资源和社会保障局}
          - {code: GA, prefix: B, name: 出入境, department: 州公安局}
          - {code: BD, prefix: C, name: 不动产登记, department: 州自然资源局}
        windows:
        """
            .formatted(HallFile.farHour()));
    for (int number = 1; number <= WINDOWS; number++)
      text.append("  - {number: %d, name: 综合窗口, services: [RS, GA, BD]}\n".formatted(number));
    text.append("lines:\n");
    uris.forEach((line, uri) -> text.append("  %s: {uri: \"%s\"}\n".formatted(line, uri)));
    HallFile.moveIn(folder.resolve("data").resolve("keys"));
    return Files.writeString(folder.resolve("hall.yaml"), text.append(DECLARED));
  }

  static <T> T known(Map<String, T> by, String name) {
    return Objects.requireNonNull(by.get(name), name);
  }
}
