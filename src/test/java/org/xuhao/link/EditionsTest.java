package org.xuhao.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.xuhao.link.LinkedHall.await;
import static org.xuhao.link.LinkedHall.under;

import io.nats.client.Connection;
import io.nats.client.Nats;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.app.door.DemoAccounts;
import org.xuhao.fault.FaultCode;
import org.xuhao.hall.Command;
import org.xuhao.hall.DistrictEvent;
import org.xuhao.hall.Entry;
import org.xuhao.hall.Refusal;
import org.xuhao.hall.value.ClerkId;
import org.xuhao.loop.Answer;
import org.xuhao.web.account.Account;
import org.xuhao.web.account.AccountRole;
import org.xuhao.web.account.Outcome;

/** The district's clerks, in halls over a real server. */
class EditionsTest {
  private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir Path folder;
  private NatsServer nats;
  private Path people;
  private EditionHall licang;
  private EditionHall shiyuan;
  private final List<Account> accounts = new ArrayList<>();

  @BeforeEach
  void start() throws Exception {
    nats = new NatsServer(under(folder, "nats"));
    people = folder.resolve("people.yaml");
    Files.writeString(folder.resolve("visitor.key"), "5f".repeat(32));
    accounts.add(account("wang.fang", "LC7", AccountRole.CLERK, AccountRole.MANAGER));
    accounts.add(account("stranger", "X1", AccountRole.CLERK));
    accounts.add(account("boss", "LC9", AccountRole.MANAGER));
    licang = hall("licang");
    shiyuan = hall("shiyuan");
    write("");
    licang.publish(folder, () -> List.copyOf(accounts), "people");
  }

  private static Account account(String name, String clerk, AccountRole... roles) {
    return new Account(
        name, Set.of(roles), clerk, false, false, DemoAccounts.KEPT, LONG_AGO, LONG_AGO);
  }

  private EditionHall hall(String name) throws Exception {
    return new EditionHall(name, folder, nats.address());
  }

  /** {@code more}: lines after the people that are always there. */
  private void write(String more) throws Exception {
    Files.writeString(
        people,
        "people:\n"
            + "  - {id: LC7, name: 王芳, skills: [SC, RS]}\n"
            + "  - {id: LC8, name: 李强, skills: [RS]}\n"
            + "  - {id: LC9, name: 张伟, skills: [SC]}\n"
            + more);
  }

  @AfterEach
  void stop() throws Exception {
    for (EditionHall hall : List.of(licang, shiyuan)) hall.close();
    nats.kill();
  }

  private void awaitPeople(EditionHall hall, long number) {
    await(() -> number == hall.counts("people"), hall.name() + " takes edition " + number);
  }

  private static Answer signIn(EditionHall hall, String clerk) throws Exception {
    var command = new Command.SignIn(LinkedHall.FIRST, new ClerkId(clerk));
    return hall.hall().answer(LinkedHall.CLERK, command);
  }

  @Test
  void aClerkOfTheDistrictSignsInAtAnyHallWithWhatTheClerkMayDoThere() throws Exception {
    awaitPeople(shiyuan, 1);
    await(() -> shiyuan.counts("credentials") == 1, "the sign-ins");
    var in = assertInstanceOf(Outcome.In.class, shiyuan.comesIn("Wang.Fang"));
    assertEquals(Set.of(AccountRole.CLERK), in.account().roles(), "a manager is one at home alone");
    assertEquals("LC7", in.account().clerk());
    assertTrue(shiyuan.door().of(in.secret()).isPresent());
    for (String other : List.of("stranger", "boss"))
      assertInstanceOf(Outcome.No.class, shiyuan.comesIn(other), other);
    assertEquals(new Answer.Refused(Refusal.NO_SKILL), signIn(shiyuan, "LC8"));
    assertInstanceOf(Answer.Accepted.class, signIn(shiyuan, "LC7"));

    var person = shiyuan.door().of(in.secret()).orElseThrow();
    var changed = shiyuan.door().changePassword(person, DemoAccounts.PASSWORD, "窗前明月光 2026", "");
    assertEquals(Outcome.Why.ELSEWHERE, assertInstanceOf(Outcome.No.class, changed).why());
    accounts.set(0, locked(accounts.getFirst()));
    await(() -> shiyuan.door().of(in.secret()).isEmpty(), "who is locked is out everywhere");
    var no = assertInstanceOf(Outcome.No.class, shiyuan.comesIn("wang.fang"));
    assertEquals(Outcome.Why.LOCKED, no.why());
  }

  private static Account locked(Account one) {
    return new Account(
        one.name(),
        one.roles(),
        one.clerk(),
        true,
        one.temporary(),
        one.password(),
        one.since(),
        one.signedIn());
  }

  @Test
  void theNextEditionWaitsForItsTimeAndTheJournalSaysWhichOneCounted() throws Exception {
    awaitPeople(shiyuan, 1);
    var from = Instant.now().plusSeconds(3_600).atOffset(ZoneOffset.UTC);
    write(
        "  - {id: LC8B, name: 李强, skills: [SC]}\nfrom: " + from.toString().substring(0, 16) + "\n");
    await(() -> shiyuan.holds("people-2.edition"), "the next edition is here");
    assertInstanceOf(Answer.Accepted.class, signIn(shiyuan, "LC9"));
    assertEquals(1, shiyuan.counts("people"));
    shiyuan.later(3_700);
    awaitPeople(shiyuan, 2);
    assertEquals(1, licang.counts("people"), "the other hall's clock is an hour behind");
    List<Long> taken =
        shiyuan.hall().journalled.stream()
            .flatMap(EditionsTest::editions)
            .map(DistrictEvent.EditionTaken::number)
            .toList();
    assertEquals(List.of(1L, 2L), taken);
  }

  private static Stream<DistrictEvent.EditionTaken> editions(Entry entry) {
    return entry.events().stream()
        .filter(DistrictEvent.EditionTaken.class::isInstance)
        .map(DistrictEvent.EditionTaken.class::cast);
  }

  @Test
  void aDamagedEditionIsRefusedAndTheOneBeforeStays() throws Exception {
    awaitPeople(shiyuan, 1);
    String good = Edition.of("people", 2, LONG_AGO, "{\"people\":[]}").hash();
    String bad =
        "{\"v\":1,\"kind\":\"people\",\"number\":2,\"from\":\""
            + LONG_AGO
            + "\",\"hash\":\""
            + good
            + "\",\"body\":\"{\\\"people\\\":[{}]}\"}";
    Connection line = Nats.connect(nats.address());
    try {
      line.jetStream().publish("xh.test.ref.people", bad.getBytes(StandardCharsets.UTF_8));
    } finally {
      line.close();
    }
    await(() -> shiyuan.has(FaultCode.EDITION_DAMAGED), "it is told");
    assertEquals(1, shiyuan.counts("people"));
    assertEquals(new Answer.Refused(Refusal.NO_SKILL), signIn(shiyuan, "LC8"));
    write("  - {id: LC10, name: 赵敏, skills: [SC]}\n");
    awaitPeople(shiyuan, 2);
    assertFalse(shiyuan.has(FaultCode.EDITION_DAMAGED), "the next one mends it");
  }

  @Test
  void aFileWithAMistakePublishesNothingAndSaysTheLine() throws Exception {
    awaitPeople(shiyuan, 1);
    write("  - {id: LC7, name: 又一个, skills: [SC]}\n");
    await(() -> licang.has(FaultCode.EDITION_SOURCE), "it is told");
    String detail = licang.detail(FaultCode.EDITION_SOURCE);
    assertTrue(detail.contains("people.yaml:5:") && detail.contains("LC7 stands twice"), detail);
    write("  - {id: LC 7, name: 王芳, skills: [SC]}\n");
    await(
        () -> licang.detail(FaultCode.EDITION_SOURCE).contains("letters, digits"),
        "the mistake that is there now is told");
    write("");
    await(() -> !licang.has(FaultCode.EDITION_SOURCE), "it is mended");
    assertEquals(1, licang.counts("people"), "nothing new was said");
  }

  @Test
  void aHallThatIsCutOffGoesOnWithItsEditionTakesTheNextOnTimeAndCatchesUp() throws Exception {
    awaitPeople(shiyuan, 1);
    await(() -> shiyuan.counts("credentials") == 1, "the sign-ins");
    var from = Instant.now().plusSeconds(3_600).atOffset(ZoneOffset.UTC);
    write(
        "  - {id: LC10, name: 赵敏, skills: [SC]}\nfrom: " + from.toString().substring(0, 16) + "\n");
    await(() -> shiyuan.holds("people-2.edition"), "the next edition is here");
    nats.kill();
    shiyuan.close();
    shiyuan.open();
    assertEquals(Map.of("people", 1L, "credentials", 1L), shiyuan.counting());
    assertEquals(new Answer.Refused(Refusal.NO_SKILL), signIn(shiyuan, "LC8"));
    assertInstanceOf(Outcome.In.class, shiyuan.comesIn("wang.fang"));
    shiyuan.later(3_700);
    awaitPeople(shiyuan, 2);
    Files.delete(people);
    nats.start();
    await(() -> licang.has(FaultCode.EDITION_SOURCE), "no file of people is a mistake");
    write("  - {id: LC8, name: 李强, skills: [SC]}\n".replace("LC8", "LC11"));
    awaitPeople(shiyuan, 3);
  }
}
