package org.xuhao.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.xuhao.link.LinkedHall.await;
import static org.xuhao.link.LinkedHall.under;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.app.door.DemoAccounts;
import org.xuhao.app.keys.AccountFile;
import org.xuhao.fault.FaultCode;
import org.xuhao.web.account.Account;
import org.xuhao.web.account.AccountRole;
import org.xuhao.web.account.Outcome;

/** An office that lost its list of accounts, over a real server. */
class LostAccountsTest {
  private static final String ADDRESS = "127.0.0.1";

  @TempDir Path folder;
  private NatsServer nats;
  private EditionHall licang;
  private EditionHall shiyuan;

  @BeforeEach
  void start() throws Exception {
    nats = new NatsServer(under(folder, "nats"));
    Files.writeString(folder.resolve("visitor.key"), "5f".repeat(32));
    Files.writeString(
        folder.resolve("people.yaml"),
        "people: [{id: LC7, name: 王芳, skills: [SC]}, {id: LC8, name: 李强, skills: [SC]}]");
    new AccountFile(folder.resolve("licang/keys"))
        .saveAccounts(
            List.of(
                account("boss", "LC1", AccountRole.ADMINISTRATOR),
                account("wang", "LC7", AccountRole.CLERK, AccountRole.MANAGER),
                account("li", "LC8", AccountRole.CLERK)));
    licang = new EditionHall("licang", folder, nats.address());
    shiyuan = new EditionHall("shiyuan", folder, nats.address());
    licang.publishOwn(folder, "people");
    await(() -> shiyuan.counts("credentials") == 1, "the sign-ins");
  }

  private static Account account(String name, String clerk, AccountRole... roles) {
    var now = Instant.EPOCH;
    return new Account(name, Set.of(roles), clerk, false, false, DemoAccounts.KEPT, now, now);
  }

  @AfterEach
  void stop() throws Exception {
    for (EditionHall hall : List.of(licang, shiyuan)) hall.close();
    nats.kill();
  }

  /** The office once more, on a disk that knows nothing. */
  private void replaceTheDisk() throws Exception {
    licang.close();
    Files.move(folder.resolve("licang"), folder.resolve("thrown-away"));
    licang = new EditionHall("licang", folder, nats.address());
    licang.publishOwn(folder, "people");
    await(() -> licang.has(FaultCode.EDITION_ACCOUNTS), "it says that it knows nobody");
  }

  private String nameAnAdministrator() throws Exception {
    String code = licang.door().firstCode().orElseThrow();
    var made = licang.door().makeAdministrator(code, "new", "窗前明月光 2026", ADDRESS);
    return assertInstanceOf(Outcome.In.class, made).secret();
  }

  @Test
  void anOfficeOnANewDiskSignsNobodyOutAndTakesItsClerksBack() throws Exception {
    var in = assertInstanceOf(Outcome.In.class, shiyuan.comesIn("wang"));
    replaceTheDisk();
    String detail = licang.detail(FaultCode.EDITION_ACCOUNTS);
    assertEquals("edition 1 with 2 accounts counts on", detail);
    assertTrue(shiyuan.door().of(in.secret()).isPresent(), "the session goes on");
    String boss = nameAnAdministrator();
    await(() -> !licang.has(FaultCode.EDITION_ACCOUNTS), "it knows the clerks again");
    var back = licang.door().accounts().stream().map(Account::name).toList();
    assertEquals(List.of("li", "new", "wang"), back);
    assertTrue(shiyuan.door().of(in.secret()).isPresent());

    var by = licang.door().of(boss).orElseThrow();
    assertInstanceOf(Outcome.Done.class, licang.door().remove(by, "li", ADDRESS));
    await(() -> shiyuan.counts("credentials") == 2, "and so nothing else was published");
    assertInstanceOf(Outcome.No.class, shiyuan.comesIn("li"), "whom it removes is out everywhere");
    assertTrue(shiyuan.door().of(in.secret()).isPresent());
    assertEquals(2, licang.door().accounts().size(), "who was removed does not come back");
    assertFalse(licang.has(FaultCode.EDITION_ACCOUNTS));
  }
}
