package org.xuhao.app.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.web.account.Passwords;
import org.xuhao.web.account.Trail;

/** The trail goes on over months, restarts and torn ends, and shows every change that was made. */
@NullMarked
class TrailFolderTest {
  @TempDir Path data = Path.of("");

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-30T08:00:00Z"));

  private TrailFolder trail() {
    return new TrailFolder(data, now::get);
  }

  private static Trail.Line line(String who) {
    return new Trail.Line("sign-in", who, "10.0.0.1", "a\tb\nc");
  }

  private void pass(Duration time) {
    now.updateAndGet(before -> before.plus(time));
  }

  private Path file(String month) {
    return data.resolve("trail").resolve(month + ".trail");
  }

  private boolean holds() throws IOException {
    return said().contains("holds");
  }

  private String said() throws IOException {
    var said = new StringWriter();
    boolean holds = TrailProof.tell(data, new PrintWriter(said, true));
    assertEquals(holds, !said.toString().contains("not as it was written"));
    return said.toString();
  }

  /** Three lines in November, two in December after a restart. */
  private void write() throws IOException {
    assertEquals("", said(), "nothing was written and something is told");
    var trail = trail();
    for (String who : List.of("a", "b", "c")) trail.write(line(who));
    pass(Duration.ofDays(1));
    var again = trail();
    again.write(line("d"));
    again.write(line("e"));
  }

  @Test
  void itGoesOnOverMonthsAndRestarts() throws IOException {
    write();
    assertTrue(said().contains("5 lines"), said());
    assertEquals(2, trail().latest(2).size());
    assertTrue(trail().latest(4).getFirst().contains("\tb\t10.0.0.1\ta b c\t"));
    now.set(Instant.parse("2026-11-01T00:00:00Z"));
    trail().write(line("clock that went back"));
    assertTrue(said().contains("6 lines"), said());
  }

  @Test
  void everyChangeIsSeen() throws IOException {
    write();
    String november = Files.readString(file("2026-11"));
    String december = Files.readString(file("2026-12"));
    List<String> lines = november.lines().toList();
    String removed = november.replace(lines.get(2) + "\n", "");
    String twice = november.replace(lines.get(2), lines.get(2) + "\n" + lines.get(2));
    for (String edited : List.of(november.replace("\tb\t", "\tx\t"), removed, twice, "", "x\n")) {
      Files.writeString(file("2026-11"), edited);
      assertFalse(holds(), edited);
    }
    Files.delete(file("2026-11"));
    assertFalse(holds(), "a month is gone");
    Files.writeString(file("2026-11"), november);
    Files.writeString(file("2026-12"), december.replaceFirst("(?m)^5\t.*\n", ""));
    assertTrue(holds(), "the end alone leaves no trace");
  }

  @Test
  void aTornEndIsCutOffAtTheNextLine() throws IOException {
    write();
    Files.writeString(file("2026-12"), "6\t2026-12", StandardOpenOption.APPEND);
    assertTrue(said().contains("5 lines"), said());
    trail().write(line("f"));
    assertTrue(said().contains("6 lines"), said());
  }

  @Test
  void theDemonstrationsPasswordIsTheOneThatIsPrinted() {
    var passwords = new Passwords(Passwords.ROUNDS, new SecureRandom());
    assertTrue(passwords.matches(DemoAccounts.PASSWORD, DemoAccounts.KEPT));
    assertFalse(passwords.isOld(DemoAccounts.KEPT), "each sign-in would hash it anew");
    assertFalse(Passwords.isGood(DemoAccounts.PASSWORD, "x"), "a real hall takes it");
    assertEquals(5, new DemoAccounts(now.get(), List.of()).accounts().size());
  }
}
