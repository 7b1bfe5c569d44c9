package org.xuhao.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.xuhao.link.LinkedHall.BUSINESS;
import static org.xuhao.link.LinkedHall.DISPENSER;
import static org.xuhao.link.LinkedHall.await;
import static org.xuhao.link.LinkedHall.under;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.hall.Ask;
import org.xuhao.hall.CaseFile.State;
import org.xuhao.hall.Command;
import org.xuhao.hall.Refusal;
import org.xuhao.hall.value.CaseId;
import org.xuhao.loop.Answer;

/** Halls that share cases over a real server. */
class DistrictTest {
  @TempDir Path folder;
  private NatsServer nats;
  private LinkedHall licang;
  private LinkedHall licun;
  private LinkedHall shiyuan;

  @BeforeEach
  void start() throws Exception {
    nats = new NatsServer(under(folder, "nats"));
    licang = hall("licang");
    licun = hall("licun");
    shiyuan = hall("shiyuan");
  }

  private LinkedHall hall(String name) throws Exception {
    return new LinkedHall(name, under(folder, name), "test", nats.address());
  }

  @AfterEach
  void stop() throws Exception {
    for (LinkedHall hall : List.of(licang, licun, shiyuan)) hall.close();
    nats.kill();
  }

  @Test
  void aCaseThatWasLeftUnfinishedGoesOnInAnotherHallAndItsOriginHearsOfIt() throws Exception {
    licun.serve(null);
    CaseId id = licun.lacks("租赁合同", "身份证");
    licang.learn(id);
    assertEquals(State.AWAITING, licang.file(id).state());
    assertEquals("licun", licang.file(id).elsewhere());
    assertEquals(List.of("租赁合同"), licang.file(id).missing());
    assertEquals(List.of("身份证"), licang.file(id).checked());

    licang.serve(id);
    assertEquals(State.RESUMED, licang.file(id).state());
    await(() -> "licang".equals(licun.file(id).elsewhere()), "licun hears that licang resumed");
    assertEquals(State.RESUMED, licun.file(id).state());
    licang.finish();
    await(() -> licun.file(id).state() == State.COMPLETED, "licun hears that it is done");
    assertSame(id, licang, licun, shiyuan);
    assertFalse(licun.file(id).parallel());
    assertEquals(2, licun.link().view(id).orElseThrow().visits().size());
  }

  @Test
  void resumedOnBothSidesOfACutBothVisitsAreKeptInOneOrderAndShownToBoth() throws Exception {
    licun.serve(null);
    CaseId id = licun.lacks("租赁合同");
    shiyuan.learn(id);
    await(() -> licun.link().isCurrent(), "licun has read all");
    nats.kill();
    licun.serve(id);
    licun.lacks("租赁合同原件", "租赁合同复印件");
    shiyuan.serve(id);
    shiyuan.finish();
    assertFalse(licun.file(id).parallel());
    nats.start();
    await(() -> licun.file(id).parallel() && shiyuan.file(id).parallel(), "both are told");
    await(() -> licun.file(id).state() == State.COMPLETED, "licun hears that it is done");
    assertEquals(State.COMPLETED, shiyuan.file(id).state());
    assertSame(id, licang, licun, shiyuan);
    List<CaseVisit> visits = licun.link().view(id).orElseThrow().visits();
    assertEquals(3, visits.size());
    assertEquals(2, visits.stream().filter(CaseVisit::parallel).count());
  }

  @Test
  void aHallThatWasStoppedHearsWhatItMissedAndTellsWhatItHadNotTold() throws Exception {
    licun.serve(null);
    CaseId id = licun.lacks("租赁合同");
    shiyuan.learn(id);
    nats.kill();
    licun.serve(null);
    CaseId other = licun.lacks("公章");
    licun.close();
    nats.start();
    shiyuan.serve(id);
    shiyuan.finish();
    licun.open();
    await(() -> licun.file(id).state() == State.COMPLETED, "licun hears what it missed");
    await(() -> shiyuan.link().view(other).isPresent(), "and tells what it had not told");
    assertSame(other, licang, licun, shiyuan);
  }

  @Test
  void aCaseThatIsLongOverIsForgottenAndOneThatWaitsIsNot() throws Exception {
    licun.serve(null);
    CaseId over = licun.lacks("租赁合同");
    licun.serve(null);
    CaseId waiting = licun.lacks("公章");
    shiyuan.learn(over);
    shiyuan.serve(over);
    shiyuan.finish();
    await(() -> shiyuan.link().view(waiting).isPresent(), "shiyuan heard of both");
    shiyuan.wrongSeconds.set(Duration.ofDays(6).toSeconds());
    shiyuan.ask(DISPENSER, new Command.TakeTicket(BUSINESS, null, null));
    assertTrue(shiyuan.link().view(over).isPresent());
    shiyuan.wrongSeconds.set(Duration.ofDays(8).toSeconds());
    shiyuan.ask(DISPENSER, new Command.TakeTicket(BUSINESS, null, null));
    await(() -> shiyuan.link().view(over).isEmpty(), "it is over for a week");
    assertTrue(shiyuan.link().view(waiting).isPresent());
    assertTrue(shiyuan.link().named(over.id()).isEmpty());
    shiyuan.close();
    shiyuan.open();
    await(() -> shiyuan.link().view(over).isEmpty(), "forgotten after a start, too");
    assertTrue(shiyuan.link().view(waiting).isPresent());
  }

  /** There may be no other entry for long in a quiet hall. */
  @Test
  void newsThatTheHallRefusedAfterItWentOnIsToldAgainAtOnce() throws Exception {
    licun.serve(null);
    CaseId id = licun.lacks("租赁合同");
    shiyuan.learn(id);
    var meanwhile = new Ask("meanwhile", DISPENSER, new Command.TakeTicket(BUSINESS, null, null));
    licun.instead.set(
        news -> licun.send(meanwhile).thenApply(taken -> new Answer.Refused(Refusal.CASE_CHANGED)));
    shiyuan.serve(id);
    await(() -> licun.file(id).state() == State.RESUMED, "licun is told again");
  }

  private static void assertSame(CaseId id, LinkedHall... halls) {
    for (LinkedHall hall : halls)
      await(
          () -> hall.link().view(id).equals(halls[0].link().view(id)),
          hall.name + " agrees with " + halls[0].name);
    assertTrue(halls[0].link().view(id).isPresent());
  }
}
