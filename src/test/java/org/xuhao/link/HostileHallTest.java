package org.xuhao.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.xuhao.link.LinkedHall.BUSINESS;
import static org.xuhao.link.LinkedHall.DISPENSER;
import static org.xuhao.link.LinkedHall.await;
import static org.xuhao.link.LinkedHall.under;

import io.nats.client.Connection;
import io.nats.client.Nats;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.hall.CaseFile.State;
import org.xuhao.hall.Command;
import org.xuhao.hall.value.CaseId;
import org.xuhao.journal.FileDisk;

/** What a hall of the district can do to the others with no more than its own rights. */
class HostileHallTest {
  private static final String INCARNATION = "abcdabcdabcdabcd";
  private static final Instant NOW = Instant.parse("2026-11-23T23:10:00Z");
  private static final String LATER = "2027-02-21T01:00:00Z";
  private static final String NEVER = "+1000000000-12-31T23:59:59.999999999Z";

  @TempDir Path folder;
  private NatsServer nats;
  private LinkedHall licun;
  private LinkedHall shiyuan;
  private Connection evil;

  @BeforeEach
  void start() throws Exception {
    nats = new NatsServer(under(folder, "nats"));
    licun = hall("licun");
    shiyuan = hall("shiyuan");
    evil = Nats.connect(nats.address());
    await(() -> licun.link().isCurrent() && shiyuan.link().isCurrent(), "the streams");
  }

  private LinkedHall hall(String name) throws Exception {
    return new LinkedHall(name, under(folder, name), "test", nats.address());
  }

  @AfterEach
  void stop() throws Exception {
    evil.close();
    for (LinkedHall hall : List.of(licun, shiyuan)) hall.close();
    nats.kill();
  }

  private static CaseFact fact(long seq, String file, long stamp, String body, Key... rests) {
    var key = new Key("evil", INCARNATION, seq);
    return new CaseFact(key, new CaseId(file), stamp, List.of(rests), NOW, body);
  }

  private static String opened(String file, String expires) {
    return """
    {"type":"CaseOpened","file":"%s","service":"X","visit":3,"window":9,"expires":"%s"}\
    """
        .formatted(file, expires);
  }

  private void say(CaseFact... facts) throws Exception {
    evil.jetStream().publish("xh.test.case.evil", Message.facts(List.of(facts)));
  }

  /** Each hall goes on, and what was said is not taken. */
  private void assertRefused(String as) throws Exception {
    for (LinkedHall hall : List.of(licun, shiyuan)) {
      await(() -> hall.foreign.contains(as), hall.name + " refused it");
      hall.ask(DISPENSER, new Command.TakeTicket(BUSINESS, null, null));
    }
  }

  private CaseId knownToBoth() throws Exception {
    licun.serve(null);
    CaseId id = licun.lacks("租赁合同");
    shiyuan.learn(id);
    return id;
  }

  @Test
  void aTimeThatNoHallHasEndsNoHall() throws Exception {
    CaseId id = knownToBoth();
    say(fact(1, id.id(), 1, opened(id.id(), NEVER)));
    assertRefused("evil");
    assertEquals(BUSINESS, shiyuan.link().view(id).orElseThrow().file().service());
  }

  @Test
  void aHallOpensNoCaseOfAnother() throws Exception {
    CaseId id = knownToBoth();
    say(fact(1, id.id(), 1, opened(id.id(), LATER)));
    assertRefused("evil");
    assertEquals(BUSINESS, shiyuan.link().view(id).orElseThrow().file().service());
  }

  @Test
  void aNumberThatNoHallGivesIsNoCase() throws Exception {
    say(fact(1, "poison", NOW.toEpochMilli(), opened("poison", LATER)));
    assertRefused("evil");
    assertTrue(licun.link().named("poison").isEmpty());
  }

  @Test
  void anOrderThatHasComeToItsEndStillGoesOn() throws Exception {
    CaseId id = knownToBoth();
    Key head = shiyuan.link().view(id).orElseThrow().heads().getFirst();
    String late = "{\"type\":\"MaterialsChecked\",\"file\":\"%s\",\"materials\":[\"章\"]}";
    say(fact(1, id.id(), CaseFact.STAMP_MAX, late.formatted(id), head));
    for (LinkedHall hall : List.of(licun, shiyuan))
      await(() -> hall.file(id).checked().contains("章"), hall.name + " heard it");
    shiyuan.serve(id);
    shiyuan.finish();
    await(() -> licun.file(id).state() == State.COMPLETED, "licun hears that it is done");
    say(fact(2, id.id(), CaseFact.STAMP_MAX + 1, late.formatted(id), head));
    assertRefused("evil");
  }

  @Test
  void anEventOfANewerReleaseIsKeptAsItCame() throws Exception {
    CaseId id = knownToBoth();
    String newer = "{\"type\":\"CaseSealed\",\"file\":\"" + id + "\",\"until\":\"" + NEVER + "\"}";
    say(fact(1, id.id(), NOW.toEpochMilli(), newer));
    await(() -> !shiyuan.link().view(id).orElseThrow().isWhole(), "shiyuan cannot read it");
    assertEquals(List.of(), shiyuan.foreign);
  }

  /** An older release took it, and it stands on the shelf. */
  @Test
  void aPoisonedShelfComesUpAgainWithoutThePoison() throws Exception {
    CaseId id = knownToBoth();
    shiyuan.close();
    var poison = fact(1, id.id(), 1, opened(id.id(), NEVER));
    try (var log =
        ShelfLog.open(new FileDisk(folder.resolve("shiyuan").resolve("district")), line -> {})) {
      log.append(ShelfLog.line(List.of(poison), Map.of()));
    }
    shiyuan.open();
    await(() -> shiyuan.link().view(id).isPresent(), "the shelf");
    licun.serve(id);
    await(() -> shiyuan.file(id).state() == State.RESUMED, "shiyuan is told of it");
    shiyuan.ask(DISPENSER, new Command.TakeTicket(BUSINESS, null, null));
    assertEquals(BUSINESS, shiyuan.file(id).service());
  }

  /** Each fact may be said; all of them together are more than an entry of a journal holds. */
  @Test
  void moreThanAnEntryHoldsEndsNoHall() throws Exception {
    CaseId id = knownToBoth();
    Key before = shiyuan.link().view(id).orElseThrow().heads().getFirst();
    int notices = 48;
    for (int i = 1; i <= notices; i++) {
      String body =
          """
          {"type":"NoticeGiven","file":"%s","visit":3,"missing":["%s"],"checked":["%s"],\
          "code":"EVIL%d","commitment":false}\
          """
              .formatted(id, i, "章".repeat(60_000) + i, i);
      CaseFact fact = fact(i, id.id(), NOW.toEpochMilli() + i, body, before);
      say(fact);
      before = fact.key();
    }
    Key last = before;
    for (LinkedHall hall : List.of(licun, shiyuan)) {
      await(() -> hall.link().view(id).orElseThrow().heads().contains(last), "all was heard");
      hall.link().learn(id).get();
      hall.ask(DISPENSER, new Command.TakeTicket(BUSINESS, null, null));
    }
    int bytes = Message.facts(List.of(fact(1, id.id(), 1, "章".repeat(60_000)))).length;
    assertTrue(bytes * notices > 8 << 20 && bytes < Message.BYTES_MAX, bytes + " each");
  }
}
