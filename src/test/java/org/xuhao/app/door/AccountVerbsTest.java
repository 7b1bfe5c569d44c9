package org.xuhao.app.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.app.keys.AccountFile;
import org.xuhao.app.verb.Exit;
import org.xuhao.web.account.Account;
import org.xuhao.web.account.AccountRole;
import org.xuhao.web.account.Door;
import org.xuhao.web.account.Outcome;
import org.xuhao.web.account.Passwords;

/** An administrator who forgot is let in again by whoever has the machine, while the hall runs. */
@NullMarked
class AccountVerbsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
  private static final Passwords QUICK = new Passwords(1_000, new SecureRandom());

  @TempDir Path data = Path.of("");

  private String say(String what, int exit) {
    var said = new StringWriter();
    assertEquals(exit, AccountVerbs.tell(what, data, new PrintWriter(said, true)));
    return said.toString();
  }

  private Door door() throws IOException {
    return new Door(
        new Door.Surroundings(
            new AccountFile(data.resolve("keys")),
            new TrailFolder(data, () -> NOW),
            QUICK,
            new SecureRandom(),
            () -> NOW,
            () -> 0,
            result -> {}));
  }

  @Test
  void theCodeOfTheMachineGivesANewPasswordOnce() throws IOException {
    say("list", Exit.REFUSED);
    Files.createDirectories(data.resolve("journal"));
    assertTrue(say("list", Exit.DONE).contains("No accounts yet"));
    var roles = Set.of(AccountRole.ADMINISTRATOR, AccountRole.MANAGER);
    var chief = new Account("chief", roles, null, true, false, QUICK.hash("x"), NOW, null);
    var other =
        new Account("other", Set.of(AccountRole.ADMINISTRATOR), null, false, false, "x", NOW, null);
    new AccountFile(data.resolve("keys")).saveAccounts(List.of(chief, other));
    String list = say("list", Exit.DONE);
    assertTrue(list.contains("chief") && list.contains("MANAGER, ADMINISTRATOR, LOCKED"), list);
    Door door = door();
    assertTrue(door.firstCode().isEmpty());
    String said = say("code", Exit.DONE);
    String code = said.replaceAll("(?s).*: ([A-Z0-9-]{14})\\R.*", "$1");
    Outcome done = door.makeAdministrator(code, "chief", "tea at nine", "here");
    assertEquals(roles, done instanceof Outcome.In in ? in.account().roles() : null);
    assertFalse(say("list", Exit.DONE).contains("LOCKED"));
    Outcome again = door.makeAdministrator(code, "chief", "tea at nine", "here");
    assertEquals(Outcome.Why.CODE_WRONG, again instanceof Outcome.No no ? no.why() : null);
    assertTrue(door().signIn("chief", "tea at nine", "here", "") instanceof Outcome.In);
  }
}
