package org.xuhao.app.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.driver.PaperRoll;

class PaperKeeperTest {
  private static final PaperRoll FRESH = new PaperRoll(80_000, 50, 0, 0);

  @TempDir Path data;

  @Test
  void whatWasCountedOutlivesARestart() {
    var counted = new PaperRoll(80_000, 50, 12_345, 150);
    new PaperKeeper(data).write(Map.of("printer", counted));
    var after = new PaperKeeper(data);
    assertEquals(counted, after.in("printer", FRESH));
    assertEquals(FRESH, after.in("another", FRESH));
    assertEquals(PaperRoll.UNKNOWN, after.in("printer", PaperRoll.UNKNOWN), "no longer counted");
    var longer = new PaperRoll(120_000, 20, 0, 0);
    assertEquals(
        new PaperRoll(120_000, 20, 12_345, 150), after.in("printer", longer), "of the file");
  }

  @Test
  void aFileThatIsNoneCountsAsANewRoll() throws IOException {
    new PaperKeeper(data).write(Map.of("printer", FRESH.printed(80)));
    Path file = data.resolve("paper").resolve("printer.txt");
    for (String torn : new String[] {"", "80", "80 x", "-1 2", "eighty"}) {
      Files.writeString(file, torn);
      PaperRoll read = new PaperKeeper(data).in("printer", FRESH);
      if (!torn.equals("80")) assertEquals(FRESH, read, "'" + torn + "'");
    }
  }
}
