package org.xuhao.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.xuhao.link.LinkedHall.await;
import static org.xuhao.link.LinkedHall.under;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.hall.CaseEvent;
import org.xuhao.hall.CaseFile.State;
import org.xuhao.hall.Command;
import org.xuhao.hall.Refusal;
import org.xuhao.hall.value.By;
import org.xuhao.hall.value.CaseId;
import org.xuhao.hall.value.Notice;
import org.xuhao.hall.value.Outcome;
import org.xuhao.link.CaseView.Meanwhile;
import org.xuhao.loop.Answer;

/** What becomes of cases that two halls worked on at the same time, over a real server. */
class CutCasesTest {
  private static final By DESK = new By(By.Role.DESK, "d9", "service desk");
  private static final By MANAGER = new By(By.Role.MANAGER, "m1", "manager");

  @TempDir Path folder;
  private NatsServer nats;
  private LinkedHall licun;
  private LinkedHall shiyuan;

  @BeforeEach
  void start() throws Exception {
    nats = new NatsServer(under(folder, "nats"));
    licun = new LinkedHall("licun", under(folder, "licun"), "test", nats.address());
    shiyuan = new LinkedHall("shiyuan", under(folder, "shiyuan"), "test", nats.address());
  }

  @AfterEach
  void stop() throws Exception {
    for (LinkedHall hall : List.of(licun, shiyuan)) hall.close();
    nats.kill();
  }

  /** Both visits of the cut are over when the line returns: no clerk has the case any more. */
  private CaseId workedOnByBoth() throws Exception {
    licun.serve(null);
    CaseId id = licun.lacks("租赁合同");
    shiyuan.learn(id);
    await(() -> licun.link().isCurrent(), "licun has read all");
    nats.kill();
    licun.serve(id);
    licun.lacks("租赁合同原件");
    shiyuan.serve(id);
    shiyuan.lacks("租赁合同复印件");
    nats.start();
    await(() -> licun.file(id).parallel() && shiyuan.file(id).parallel(), "both are told");
    return id;
  }

  @Test
  void whoeverIsServedNextIsToldOfBothVisitsUntilThatVisitEnds() throws Exception {
    CaseId id = workedOnByBoth();
    licun.serve(id);
    await(() -> shiyuan.link().view(id).orElseThrow().visits().size() == 4, "shiyuan hears of it");
    for (LinkedHall hall : List.of(licun, shiyuan)) {
      assertTrue(hall.file(id).parallel(), hall.name);
      assertEquals(
          2,
          hall.link().view(id).orElseThrow().visits().stream().filter(CaseVisit::parallel).count());
    }
    licun.lacks("租赁合同原件");
    await(() -> !licun.file(id).parallel() && !shiyuan.file(id).parallel(), "it was looked at");
  }

  @Test
  void aVisitThatNobodyCameToShowsNobodyAnything() throws Exception {
    CaseId id = workedOnByBoth();
    licun.call(id);
    licun.ask(LinkedHall.CLERK, new Command.MarkNoShow(LinkedHall.FIRST));
    licun.serve(null);
    CaseId other = licun.lacks("公章");
    await(() -> shiyuan.link().view(other).isPresent(), "shiyuan has heard all before");
    assertTrue(licun.file(id).parallel());
    assertTrue(shiyuan.file(id).parallel());
  }

  /** A paper each, brought to the hall at hand: neither of them knows that nothing is missing. */
  @Test
  void papersBroughtToBothSidesOfACutCompleteATolerantAcceptance() throws Exception {
    licun.serve(null);
    var notice = new Notice(List.of("租赁合同", "公章"), List.of(), null, false);
    Outcome tolerant = Outcome.ACCEPTED_TOLERANT;
    licun.ask(
        LinkedHall.CLERK, new Command.EndVisit(LinkedHall.FIRST, tolerant, notice, List.of()));
    CaseId id = licun.hall().cases().ids().iterator().next();
    shiyuan.learn(id);
    nats.kill();
    licun.ask(DESK, new Command.CheckMaterials(id, List.of("租赁合同")));
    shiyuan.ask(DESK, new Command.CheckMaterials(id, List.of("公章")));
    assertEquals(State.TOLERATED, licun.file(id).state());
    assertEquals(State.TOLERATED, shiyuan.file(id).state());
    nats.start();
    await(() -> licun.file(id).state() == State.COMPLETED, "its owner completes it");
    await(() -> shiyuan.file(id).state() == State.COMPLETED, "and the other hall hears of it");
    long said =
        licun.journalled.stream()
            .flatMap(entry -> entry.events().stream())
            .filter(CaseEvent.CaseCompleted.class::isInstance)
            .count();
    assertEquals(1, said);
  }

  /** The line is up: nobody is stopped, and each is told of the other. */
  @Test
  void whoServesACaseIsToldOfTheOtherHallThatServesItAndThatItCompletedIt() throws Exception {
    licun.serve(null);
    CaseId id = licun.lacks("租赁合同");
    shiyuan.learn(id);
    assertEquals(Optional.empty(), view(shiyuan, id).meanwhile("shiyuan"), "that visit is over");
    licun.serve(id);
    await(() -> view(shiyuan, id).meanwhile("shiyuan").isPresent(), "shiyuan hears of it");
    var there = view(shiyuan, id).meanwhile("shiyuan").orElseThrow();
    assertEquals("licun", there.hall());
    assertEquals(LinkedHall.FIRST, there.window());
    assertFalse(there.completed());
    shiyuan.serve(id);
    await(() -> view(licun, id).meanwhile("licun").isPresent(), "and licun of shiyuan");
    assertEquals("shiyuan", view(licun, id).meanwhile("licun").orElseThrow().hall());
    shiyuan.finish();
    await(
        () -> view(licun, id).meanwhile("licun").filter(Meanwhile::completed).isPresent(),
        "licun hears that it is completed");
    // The shelf knows first; what the hall decides rests on what it was told itself.
    await(() -> licun.file(id).before() == State.COMPLETED, "and its hall");
    licun.lacks("租赁合同");
    await(() -> view(licun, id).meanwhile("licun").isEmpty(), "it goes on at licun");
  }

  private static CaseView view(LinkedHall hall, CaseId id) {
    return hall.link().view(id).orElseThrow();
  }

  @Test
  void whatSomebodyHasSeenInOneHallIsSeenInAll() throws Exception {
    CaseId id = workedOnByBoth();
    var seen = licun.ask(MANAGER, new Command.SeeConflict(id));
    assertEquals(List.of(new CaseEvent.ConflictSeen(id, "m1")), seen.events());
    assertFalse(licun.file(id).parallel());
    await(() -> !shiyuan.file(id).parallel(), "shiyuan hears that it was seen");
    assertEquals(licun.link().view(id), shiyuan.link().view(id));
    assertEquals(
        new Answer.Refused(Refusal.CASE_CHANGED),
        shiyuan.answer(MANAGER, new Command.SeeConflict(id)));
  }
}
