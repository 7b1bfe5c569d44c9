package org.xuhao.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.xuhao.link.LinkedHall.BUSINESS;
import static org.xuhao.link.LinkedHall.DISPENSER;
import static org.xuhao.link.LinkedHall.FIRST;
import static org.xuhao.link.LinkedHall.PATIENCE;
import static org.xuhao.link.LinkedHall.await;
import static org.xuhao.link.LinkedHall.under;

import java.nio.file.Path;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.hall.CaseEvent.NoticeGiven;
import org.xuhao.hall.CaseFile.State;
import org.xuhao.hall.Command;
import org.xuhao.hall.Plan;
import org.xuhao.hall.Refusal;
import org.xuhao.hall.value.BookingId;
import org.xuhao.hall.value.CaseId;
import org.xuhao.link.Reservations.Outcome;
import org.xuhao.loop.Answer;

/** A hall without windows in a bank sends a visitor on, over a real server. */
class GuideHallTest {
  private static final BookingId KEPT = BookingId.reserved("bank", 1);

  @TempDir Path folder;
  private NatsServer nats;
  private LinkedHall bank;
  private LinkedHall licun;

  @BeforeEach
  void start() throws Exception {
    nats = new NatsServer(under(folder, "nats"));
    licun = new LinkedHall("licun", under(folder, "licun"), "test", nats.address());
    bank =
        new LinkedHall(
            "bank", under(folder, "bank"), "test", nats.address(), GuideHallTest::withoutWindows);
    await(() -> licun.link().isUp() && bank.link().isUp(), "both are joined");
  }

  @AfterEach
  void stop() throws Exception {
    bank.close();
    licun.close();
    nats.kill();
  }

  private static Plan withoutWindows() {
    Plan plan = LinkedHall.plan("bank");
    return new Plan(
        "bank", plan.zone(), null, plan.services(), new TreeMap<>(), plan.rules(), false);
  }

  @Test
  void theCodeOfANoticeIsEnoughToKeepANumberWhereTheMatterGoesOn() throws Exception {
    licun.serve(null);
    CaseId id = licun.lacks("租赁合同");
    String code =
        licun.journalled.stream()
            .flatMap(entry -> entry.events().stream())
            .filter(NoticeGiven.class::isInstance)
            .map(event -> ((NoticeGiven) event).code())
            .findFirst()
            .orElseThrow();
    await(() -> bank.link().named(code).isPresent(), "the bank finds the matter");
    bank.learn(id);

    assertEquals(
        Refusal.NOT_SERVED,
        assertInstanceOf(
                Answer.Refused.class,
                bank.answer(DISPENSER, new Command.TakeTicket(BUSINESS, null, null)))
            .why());
    var wish = new Command.AskReservation(KEPT, "licun", BUSINESS, id);
    var kept =
        bank.link()
            .reservations()
            .ask("wish", DISPENSER, wish, null, 10)
            .toCompletableFuture()
            .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertInstanceOf(Outcome.Kept.class, kept);

    licun.ask(DISPENSER, new Command.CheckIn(KEPT, null));
    licun.ask(LinkedHall.CLERK, new Command.CallNext(FIRST));
    licun.ask(LinkedHall.CLERK, new Command.StartVisit(FIRST));
    assertEquals(State.RESUMED, licun.file(id).state());
  }
}
