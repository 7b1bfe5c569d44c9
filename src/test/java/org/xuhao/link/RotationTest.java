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
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.app.door.DemoAccounts;
import org.xuhao.fault.FaultCode;
import org.xuhao.web.account.Account;
import org.xuhao.web.account.AccountRole;
import org.xuhao.web.account.Outcome;

/** The next list of clerks while it waits for its day, over a real server. */
class RotationTest {
  private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");
  private static final String LEAVES = "  - {id: LC7, name: 王芳, skills: [SC]}\n";
  private static final String STAYS = "  - {id: LC8, name: 李强, skills: [RS]}\n";
  private static final String COMES = "  - {id: LC9, name: 张伟, skills: [SC]}\n";

  @TempDir Path folder;
  private NatsServer nats;
  private EditionHall licang;
  private EditionHall shiyuan;

  @BeforeEach
  void start() throws Exception {
    nats = new NatsServer(under(folder, "nats"));
    Files.writeString(folder.resolve("visitor.key"), "5f".repeat(32));
    licang = new EditionHall("licang", folder, nats.address());
    shiyuan = new EditionHall("shiyuan", folder, nats.address());
    write("", LEAVES + STAYS);
    var accounts = List.of(account("leaves", "LC7"), account("comes", "LC9"));
    licang.publish(folder, () -> accounts, "people");
    await(() -> shiyuan.counts("people") == 1, "the first list");
    await(() -> shiyuan.counts("credentials") == 1, "and its sign-ins");
  }

  private static Account account(String name, String clerk) {
    var roles = Set.of(AccountRole.CLERK);
    return new Account(name, roles, clerk, false, false, DemoAccounts.KEPT, LONG_AGO, LONG_AGO);
  }

  private void write(String from, String people) throws Exception {
    Files.writeString(folder.resolve("people.yaml"), from + "people:\n" + people);
  }

  private static String inAnHour() {
    var at = Instant.now().plusSeconds(3_600).atOffset(ZoneOffset.UTC).toString();
    return "from: " + at.substring(0, 16) + "\n";
  }

  private void anHourGoesBy() {
    licang.later(3_700);
    shiyuan.later(3_700);
  }

  @AfterEach
  void stop() throws Exception {
    for (EditionHall hall : List.of(licang, shiyuan)) hall.close();
    nats.kill();
  }

  @Test
  void whomTheNextListLeavesOutWorksUntilItCounts() throws Exception {
    var in = assertInstanceOf(Outcome.In.class, shiyuan.comesIn("leaves"));
    assertInstanceOf(Outcome.No.class, shiyuan.comesIn("comes"));
    write(inAnHour(), STAYS + COMES);
    await(() -> shiyuan.counts("credentials") == 2, "who comes has a password before that day");
    assertTrue(shiyuan.door().of(in.secret()).isPresent(), "the session goes on");
    assertInstanceOf(Outcome.In.class, shiyuan.comesIn("leaves"));
    assertInstanceOf(Outcome.In.class, shiyuan.comesIn("comes"));
    anHourGoesBy();
    await(() -> shiyuan.door().of(in.secret()).isEmpty(), "who left is out once the list counts");
    assertInstanceOf(Outcome.No.class, shiyuan.comesIn("leaves"));
    assertInstanceOf(Outcome.In.class, shiyuan.comesIn("comes"));
  }

  @Test
  void aDateThatIsTakenAwayLetsTheListCountAtOnce() throws Exception {
    write(inAnHour(), STAYS + COMES);
    await(() -> shiyuan.holds("people-2.edition"), "the next list is here");
    assertEquals(1, shiyuan.counts("people"));
    write("", STAYS + COMES);
    await(() -> shiyuan.counts("people") == 3, "it counts, under a number of its own");
    anHourGoesBy();
    write("", STAYS);
    await(() -> shiyuan.counts("people") == 4, "and what waited does not come back");
  }

  @Test
  void aRotationThatIsOvertakenIsToldUntilItIsPublishedAgain() throws Exception {
    String from = inAnHour();
    write(from, STAYS + COMES);
    await(() -> shiyuan.holds("people-2.edition"), "the next list is here");
    assertFalse(licang.has(FaultCode.EDITION_REPLACED));
    assertEquals(List.of("1 COUNTS", "2 WAITS"), shiyuan.cards("people"));
    write("", STAYS);
    await(() -> shiyuan.counts("people") == 3, "something urgent counts at once");
    await(() -> licang.has(FaultCode.EDITION_REPLACED), "and replaces what waited");
    assertEquals(List.of("3 COUNTS", "2 REPLACED"), shiyuan.cards("people"));
    String detail = licang.detail(FaultCode.EDITION_REPLACED);
    assertEquals(
        "edition 2 does not count " + from.strip().replace(": ", " ") + " any more", detail);
    write("", STAYS + "  - {id: LC10, name: 赵敏, skills: [SC]}\n");
    await(() -> shiyuan.counts("people") == 4, "something else urgent");
    assertTrue(licang.has(FaultCode.EDITION_REPLACED), "it is not forgotten");
    write(from, STAYS + COMES);
    await(() -> !licang.has(FaultCode.EDITION_REPLACED), "it waits again");
    anHourGoesBy();
    await(() -> shiyuan.counts("people") == 5, "and counts on its day");
  }

  @Test
  void aRotationThatWasWithdrawnIsOverOnItsDay() throws Exception {
    write(inAnHour(), STAYS + COMES);
    await(() -> shiyuan.holds("people-2.edition"), "the next list is here");
    write("", LEAVES + STAYS);
    await(() -> licang.has(FaultCode.EDITION_REPLACED), "it is told");
    anHourGoesBy();
    await(() -> !licang.has(FaultCode.EDITION_REPLACED), "its day is over");
    assertEquals(3, shiyuan.counts("people"));
  }
}
