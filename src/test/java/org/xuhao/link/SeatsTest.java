package org.xuhao.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.xuhao.link.LinkedHall.BUSINESS;
import static org.xuhao.link.LinkedHall.CLERK;
import static org.xuhao.link.LinkedHall.DISPENSER;
import static org.xuhao.link.LinkedHall.FIRST;
import static org.xuhao.link.LinkedHall.await;
import static org.xuhao.link.LinkedHall.under;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.app.loan.Seats;
import org.xuhao.hall.Command;
import org.xuhao.hall.Event;
import org.xuhao.hall.Plan;
import org.xuhao.hall.Plan.ClerkPlan;
import org.xuhao.hall.value.By;
import org.xuhao.hall.value.ClerkId;
import org.xuhao.hall.value.Outcome;

/** A clerk of the district who signs in at a second hall, over a real server. */
class SeatsTest {
  private static final ClerkId WANG = new ClerkId("LC7");
  private static final ClerkId OWN = new ClerkId("c1");

  @TempDir Path folder;
  private NatsServer nats;
  private One licang;
  private One shiyuan;

  /** A hall with who sits in it. */
  private static final class One {
    final LinkedHall hall;
    final Seats seats;

    One(String name, Path folder, String server) throws Exception {
      hall = new LinkedHall(name, under(folder, name), "test", server, () -> plan(name));
      seats =
          new Seats(
              new Seats.Of(
                  name,
                  "s1",
                  hall::hall,
                  clerk -> clerk.id().startsWith("LC"),
                  () -> hall.link().neighbours().reports(),
                  hall::send,
                  System::nanoTime));
      hall.subscribe(seats::published);
    }

    /** As a load report, of which this is a part. */
    void tell() {
      var report = new JsonObject().put("name", hall.name + "大厅").put("clerks", seats.told());
      hall.link().neighbours().report(report);
    }

    void signIn(ClerkId clerk) throws Exception {
      hall.ask(CLERK, new Command.SignIn(FIRST, clerk));
    }

    @Nullable String paused() {
      return hall.hall().window(FIRST).pauseReason();
    }

    boolean isElsewhere() {
      return seats.isElsewhere(FIRST, WANG);
    }

    boolean hears(One other) {
      return hall.link().neighbours().reports().containsKey(other.hall.name);
    }

    void close() throws Exception {
      seats.close();
      hall.close();
    }
  }

  private static Plan plan(String name) {
    Plan usual = LinkedHall.plan(name);
    var clerks = new TreeMap<ClerkId, ClerkPlan>();
    for (ClerkId one : List.of(WANG, OWN))
      clerks.put(one, new ClerkPlan(one, "王芳", Set.of(BUSINESS)));
    return new Plan(
        name,
        usual.zone(),
        null,
        usual.services(),
        usual.windows(),
        usual.rules(),
        false,
        usual.classes(),
        clerks,
        usual.calendar());
  }

  @BeforeEach
  void start() throws Exception {
    nats = new NatsServer(under(folder, "nats"));
    licang = new One("licang", folder, nats.address());
    shiyuan = new One("shiyuan", folder, nats.address());
    await(() -> licang.hall.reached && shiyuan.hall.reached, "both are in the district");
  }

  @AfterEach
  void stop() throws Exception {
    for (One one : List.of(licang, shiyuan)) one.close();
    nats.kill();
  }

  /** Reports come every few seconds. */
  private void bothTell() {
    licang.tell();
    shiyuan.tell();
  }

  private void awaitTelling(BooleanSupplier condition, String what) {
    await(
        () -> {
          bothTell();
          return condition.getAsBoolean();
        },
        what);
  }

  @Test
  void theOlderWindowPausesAfterTheVisitAndWhoComesBackWorksThere() throws Exception {
    licang.signIn(WANG);
    licang.hall.ask(DISPENSER, new Command.TakeTicket(BUSINESS));
    licang.hall.ask(CLERK, new Command.CallNext(FIRST));
    licang.hall.ask(CLERK, new Command.StartVisit(FIRST));
    shiyuan.hall.wrongSeconds.set(-3_600); // the newer hall's clock is an hour behind
    shiyuan.signIn(WANG);
    awaitTelling(() -> "已在shiyuan大厅 1 号窗口签到".equals(licang.paused()), "the older one pauses");
    assertTrue(licang.hall.hall().window(FIRST).visit() != null, "the visit goes on");
    assertTrue(licang.isElsewhere(), "and counts as staff where it is newer");
    assertFalse(shiyuan.isElsewhere());
    assertNull(shiyuan.paused());
    licang.hall.ask(CLERK, new Command.EndVisit(FIRST, Outcome.COMPLETED));
    var pauses =
        licang.hall.journalled.stream()
            .filter(entry -> entry.events().stream().anyMatch(e -> e instanceof Event.WindowPaused))
            .toList();
    assertEquals(1, pauses.size(), "journaled once");
    assertEquals(new By(By.Role.LINK, "shiyuan", "district"), pauses.getFirst().by());

    licang.hall.ask(CLERK, new Command.Reopen(FIRST));
    awaitTelling(() -> shiyuan.paused() != null, "who goes on here has left there");
    assertNull(licang.paused());
  }

  @Test
  void aHallThatIsCutOffPausesOnceItHearsOfIt() throws Exception {
    licang.signIn(WANG);
    awaitTelling(() -> shiyuan.hears(licang), "who sits there is known");
    nats.kill();
    shiyuan.signIn(WANG);
    bothTell();
    assertNull(licang.paused());
    nats.start();
    awaitTelling(() -> licang.paused() != null, "the line is back");
    assertNull(shiyuan.paused(), "the newer never waits");
  }

  @Test
  void clerksOfAHallsOwnFileWithTheSameNumberAreOtherPeople() throws Exception {
    licang.signIn(OWN);
    shiyuan.signIn(OWN);
    awaitTelling(() -> licang.hears(shiyuan) && shiyuan.hears(licang), "both told");
    assertEquals(0, shiyuan.seats.told().size());
    assertFalse(licang.seats.isElsewhere(FIRST, OWN));
    assertNull(licang.paused());
  }
}
