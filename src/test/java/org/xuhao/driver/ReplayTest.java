package org.xuhao.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every capture must give the answers written beside it; -Dreplay.write=true rewrites them. */
class ReplayTest {

  static Stream<Arguments> captures() {
    return Drivers.ALL.stream()
        .flatMap(type ->
            Protocols.captures(type.name()).stream()
                .map(capture -> Arguments.of(type.name(), capture)));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("captures")
  void captureGivesTheCheckedAnswers(String name, Path capture) throws IOException {
    List<String> lines = Files.readAllLines(capture);
    for (String head : List.of("# what: ", "# device: ", "# taken: "))
      assertTrue(lines.stream().anyMatch(line -> line.startsWith(head)), "no " + head);
    List<String> answers = ReplayCapture.answers(Drivers.type(name).orElseThrow(), lines);
    Path check = Path.of(capture.toString().replace(".cap", ".chk"));
    if (Boolean.getBoolean("replay.write")) Files.write(check, answers);
    assertEquals(String.join("\n", Files.readAllLines(check)), String.join("\n", answers));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("captures")
  void whatWasSentWhenItWasTakenIsSentAgain(String name, Path capture) throws IOException {
    List<String> lines = Files.readAllLines(capture);
    List<String> then = lines.stream().filter(line -> line.matches("[0-9.]+ > .*")).toList();
    List<String> now =
        ReplayCapture.answers(Drivers.type(name).orElseThrow(), lines).stream()
            .filter(line -> line.matches("[0-9.]+ > .*"))
            .toList();
    assertEquals(String.join("\n", then), String.join("\n", now));
  }

  @Test
  void aRecordersCaptureNeedsNoHeadOfOurs() {
    List<String> recorded =
        List.of(
            "# line pads",
            "# uri serial:/dev/ttyUSB0?baud=9600",
            "# start 2026-11-02T01:00:00.250Z",
            "# 0.010 up",
            "1.250 < FF 68 03 03 68 07",
            "1.260 < 01 0C 14 16",
            "1.261 > FF 68 03 03 68 07 01 0C 14 16",
            "# 2.000 down: gone");
    assertEquals(
        List.of(
            "1.260 > FF 68 03 03 68 07 01 0C 14 16",
            "1.260 ask line/7/1793581201510/0C CallNext[window=7]"),
        ReplayCapture.answers(Drivers.type("ff68-pad").orElseThrow(), recorded));
  }

  @Test
  void aLineThatCannotBeReadIsNamed() {
    var type = Drivers.type("escpos").orElseThrow();
    for (String line : List.of("1.000 ? 00", "1.000 < 0G", "1.000 ! dance")) {
      var e =
          assertThrows(
              IllegalArgumentException.class,
              () -> ReplayCapture.answers(type, List.of("0.000 ! opened", line)));
      assertTrue(String.valueOf(e.getMessage()).contains(line.substring(8)), e.getMessage());
    }
  }
}
