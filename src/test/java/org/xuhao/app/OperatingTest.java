package org.xuhao.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.xuhao.app.verb.Exit;
import org.xuhao.fault.FaultCode;

/** What the operator reads is what the program says. */
@NullMarked
class OperatingTest {

  @Test
  void theManualHoldsExactlyTheFaultsThereAre() throws IOException {
    String manual = Files.readString(Path.of("docs/operating.md"));
    String book = manual.substring(manual.indexOf("## Faults"));
    for (FaultCode code : FaultCode.values()) {
      String row =
          "| `%s` | %s %s | %s %s |"
              .formatted(
                  code.code(),
                  code.happenedZh(),
                  code.doThisZh(),
                  code.happenedEn(),
                  code.doThisEn());
      assertTrue(book.contains(row), "docs/operating.md lacks:\n" + row);
    }
    assertEquals(
        FaultCode.values().length, book.lines().filter(line -> line.startsWith("| `")).count());
  }

  @Test
  void theManualHoldsEveryExitCode() throws IOException {
    String manual = Files.readString(Path.of("docs/operating.md"));
    for (int code :
        Arrays.asList(Exit.DONE, Exit.CRASH, Exit.USAGE, Exit.CONFIG, Exit.REFUSED, Exit.DAMAGED))
      assertTrue(manual.contains("\n| " + code + " | "), "exit code " + code);
  }
}
