package org.xuhao.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.app.door.TrailFolder;
import org.xuhao.app.verb.Exit;
import org.xuhao.trial.PlayedDays;
import org.xuhao.web.account.Trail;

/** {@code xuhao verify} proves the trail too, and a backup carries it. */
@NullMarked
class TrailProofTest {
  @TempDir Path folder = Path.of("");

  private String say(int exit, String... words) {
    var said = new StringWriter();
    var writer = new PrintWriter(said, true);
    assertEquals(exit, Main.execute(new Wiring(), writer, writer, words), said::toString);
    return said.toString();
  }

  @Test
  void anEditedTrailIsDamageAndABackupCarriesItWhole() throws Exception {
    Path data = folder.resolve("data");
    PlayedDays.play(PlayedDays.plan("haixi"), data, 1, 0, 1, 7).close();
    say(Exit.DONE, "verify", "--data=" + data);
    var trail = new TrailFolder(data, () -> Instant.parse("2026-03-02T09:00:00Z"));
    for (String who : new String[] {"wang", "li"})
      trail.write(new Trail.Line("sign-in", who, "10.0.0.1", ""));
    assertTrue(say(Exit.DONE, "verify", "--data=" + data).contains("trail of accounts holds: 2"));
    Path backup = folder.resolve("backup");
    say(Exit.DONE, "backup", "--data=" + data, "--to=" + backup);
    trail.write(new Trail.Line("sign-out", "li", "10.0.0.1", ""));
    say(Exit.DONE, "backup", "--data=" + data, "--to=" + backup);
    Path again = folder.resolve("again");
    say(Exit.DONE, "restore", "--from=" + backup, "--data=" + again);
    assertTrue(say(Exit.DONE, "verify", "--data=" + again).contains("trail of accounts holds: 3"));
    Path month = again.resolve("trail").resolve("2026-03.trail");
    Files.writeString(month, Files.readString(month).replace("wang", "wong"));
    String said = say(Exit.DAMAGED, "verify", "--data=" + again);
    assertTrue(said.contains("line 2, is not as it was written"), said);
  }
}
