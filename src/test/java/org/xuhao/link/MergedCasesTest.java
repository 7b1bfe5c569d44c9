package org.xuhao.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.xuhao.link.LinkedHall.BUSINESS;
import static org.xuhao.link.LinkedHall.CLERK;
import static org.xuhao.link.LinkedHall.DISPENSER;
import static org.xuhao.link.LinkedHall.FIRST;
import static org.xuhao.link.LinkedHall.await;
import static org.xuhao.link.LinkedHall.under;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.hall.CaseEvent;
import org.xuhao.hall.CaseFile;
import org.xuhao.hall.CaseFile.State;
import org.xuhao.hall.Command;
import org.xuhao.hall.Matter;
import org.xuhao.hall.value.By;
import org.xuhao.hall.value.CaseId;

/** Two cases of one person from different halls are made one in a third, over a real server. */
class MergedCasesTest {
  private static final By DESK = new By(By.Role.DESK, "d9", "service desk");

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

  /** The same visitor, in any hall. */
  private static CaseFile lacks(LinkedHall hall, String material, String... checked)
      throws Exception {
    var matter = new Matter(List.of(), Matter.Order.IN_ORDER, null, null, "v1", List.of());
    hall.ask(DISPENSER, new Command.TakeTicket(BUSINESS, null, matter));
    hall.ask(CLERK, new Command.CallNext(FIRST));
    hall.ask(CLERK, new Command.StartVisit(FIRST));
    return hall.file(hall.lacks(material, checked));
  }

  private void merge(CaseId one, CaseId other) throws Exception {
    licang.learn(one);
    licang.learn(other);
    licang.ask(DESK, new Command.MergeCases(one, other));
  }

  @Test
  void whatWasCheckedForBothStaysAndBothNoticesLeadToTheOlderInEveryHall() throws Exception {
    CaseFile older = lacks(licun, "租赁合同", "身份证");
    CaseFile younger = lacks(shiyuan, "租赁合同", "照片");
    merge(younger.id(), older.id());
    await(() -> shiyuan.file(younger.id()).state() == State.MERGED, "shiyuan hears of it");
    for (LinkedHall hall : List.of(licang, licun, shiyuan)) {
      for (String code : List.of(older.codes().getLast(), younger.codes().getLast())) {
        await(() -> leadsTo(hall, code, older.id()), hall.name + " goes on with the older");
        assertEquals(older.id(), hall.hall().cases().named(code).orElseThrow().id(), hall.name);
      }
      await(
          () -> Set.of("身份证", "照片").equals(Set.copyOf(hall.file(older.id()).checked())),
          hall.name + " knows what was checked for both");
    }
    licun.close();
    licun.open();
    await(() -> leadsTo(licun, younger.codes().getLast(), older.id()), "after a start, too");
    shiyuan.serve(older.id());
    shiyuan.finish();
    await(() -> licun.file(older.id()).state() == State.COMPLETED, "and it goes on as any");
  }

  /** As a page does that somebody shows the notice at. */
  private static boolean leadsTo(LinkedHall hall, String code, CaseId older) {
    CaseView view = hall.link().named(code).orElse(null);
    if (view == null || !view.file().id().equals(older)) return false;
    hall.link().learn(older).orTimeout(10, TimeUnit.SECONDS).join();
    return hall.hall().cases().named(code).map(CaseFile::id).filter(older::equals).isPresent();
  }

  @Test
  void theOneThatWasOpenedFirstStaysWhateverItsNumber() throws Exception {
    CaseFile older = lacks(shiyuan, "租赁合同");
    CaseFile younger = lacks(licun, "租赁合同");
    licang.learn(older.id());
    licang.learn(younger.id());
    var merged = licang.ask(DESK, new Command.MergeCases(younger.id(), older.id()));
    assertEquals(List.of(new CaseEvent.CaseMerged(younger.id(), older.id())), merged.events());
  }
}
