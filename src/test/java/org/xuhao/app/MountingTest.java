package org.xuhao.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.app.verb.Exit;

/** An installer's commands against pads of the portable source and a simulated hall's devices. */
@NullMarked
class MountingTest {
  @TempDir static Path programs = Path.of("");
  @TempDir Path folder = Path.of("");

  private static Path pads = Path.of("");
  private final StringWriter out = new StringWriter();

  @BeforeAll
  static void compile() throws Exception {
    pads = PadProgram.compile(programs);
  }

  private int say(String... words) {
    var writer = new PrintWriter(out);
    return new Verbs(new Wiring(), writer, writer)
        .named("devices")
        .orElseThrow()
        .execute(writer, writer, words);
  }

  private String line() {
    return "serial:" + folder.resolve("pads") + "?baud=38400";
  }

  @Test
  void newPadsAreFoundAndNumberedAndAnswerThere() throws Exception {
    try (var line =
        PadProgram.plug(pads, folder.resolve("pads"), "127:1:", "127:1:", "127:1:", "127:1:")) {
      assertEquals(Exit.DONE, say("number", "--line", line(), "--first", "5"), out::toString);
      assertTrue(out.toString().contains("4 pads"), out.toString());
      assertTrue(
          out.toString().contains("- {type: osdp-pad, line: line1, address: 8, window: 1}"),
          out.toString());
      for (int address = 5; address <= 8; address++) {
        int pad = address;
        Await.until("shown", () -> !line.latest(pad + " text 1 1").isEmpty(), line::said);
      }
    }
  }

  @Test
  void aPadMovesToAFreeAddressOnly() throws Exception {
    try (var line = PadProgram.plug(pads, folder.resolve("pads"), "5:1:", "6:1:")) {
      assertEquals(Exit.REFUSED, say("address", "--line", line(), "--from", "5", "--to", "6"));
      assertTrue(out.toString().contains("Address 6 is taken"), out.toString());
      assertEquals(Exit.DONE, say("address", "--line", line(), "--from", "5", "--to", "9"));
      Await.until("moved", () -> line.said().contains("9 numbered"), line::said);
    }
  }

  @Test
  void whatAnswersIsToldWithItsRateAndLines() throws Exception {
    try (var line = PadProgram.plug(pads, folder.resolve("pads"), "5:0:", "17:0:")) {
      Await.until("ready", () -> line.said().contains("ready"), line::said);
      assertEquals(Exit.DONE, say("probe", "--line", line()), out::toString);
      String said = out.toString();
      assertTrue(said.contains("osdp-pad address 5"), said);
      assertTrue(said.contains("osdp-pad address 17"), said);
      assertTrue(said.contains("- {type: osdp-pad, line: line1, address: 17, window: 1}"), said);
    }
  }

  @Test
  void aPortThatIsNotThereIsSaidWithTheRemedy() {
    assertEquals(Exit.REFUSED, say("probe", "--line", "serial:/dev/no-such-port"));
    assertTrue(out.toString().contains("does not exist; plug it in"), out.toString());
  }

  @Test
  void wrongWordsAreUsage() {
    assertEquals(Exit.USAGE, say("prod"));
    assertEquals(Exit.USAGE, say("number"));
    assertEquals(Exit.USAGE, say("address", "--line", line(), "--from", "1"));
    assertEquals(Exit.USAGE, say("probe", "--line", "usb"));
  }
}
