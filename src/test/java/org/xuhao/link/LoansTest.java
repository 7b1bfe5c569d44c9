package org.xuhao.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.xuhao.link.LinkedHall.BUSINESS;
import static org.xuhao.link.LinkedHall.FIRST;
import static org.xuhao.link.LinkedHall.await;
import static org.xuhao.link.LinkedHall.under;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.app.keys.Damage;
import org.xuhao.app.keys.LoanFile;
import org.xuhao.app.loan.LoanOffice;
import org.xuhao.app.loan.StaffWork;
import org.xuhao.fault.OpenFaults;
import org.xuhao.forecast.Pace;
import org.xuhao.hall.Command;
import org.xuhao.hall.DistrictEvent;
import org.xuhao.hall.Hall;
import org.xuhao.hall.Plan;
import org.xuhao.hall.Plan.ClerkPlan;
import org.xuhao.hall.Plan.WindowPlan;
import org.xuhao.hall.value.By;
import org.xuhao.hall.value.ClerkId;
import org.xuhao.hall.value.WindowId;
import org.xuhao.loop.Answer;
import org.xuhao.loop.HallClock;
import org.xuhao.report.Reports;
import org.xuhao.store.Store;
import org.xuhao.store.StoreWatch;
import org.xuhao.web.district.Loan;
import org.xuhao.web.district.MadeLoan;
import org.xuhao.web.steer.Alert;
import org.xuhao.web.steer.Lending;
import org.xuhao.web.steer.Needs;

/** A clerk who is sent to the hall where people wait, over a real server. */
class LoansTest {
  private static final WindowId SECOND = new WindowId(2);
  private static final ClerkId WANG = new ClerkId("LC7");
  private static final By DISPENSER = new By(By.Role.DISPENSER, "d1", "dispenser 1");

  @TempDir Path folder;
  private final AtomicLong later = new AtomicLong();
  private final AtomicInteger keys = new AtomicInteger();
  private NatsServer nats;
  private LinkedHall licang;
  private Lender licun;
  private Lender shiyuan;
  private @Nullable LoanOffice office;

  /** A hall with what answers for it. */
  private record Lender(LinkedHall hall, Store store, StaffWork work) {
    void close() throws Exception {
      work.close();
      store.close();
      hall.close();
    }
  }

  @BeforeEach
  void start() throws Exception {
    nats = new NatsServer(under(folder, "nats"));
    licang = new LinkedHall("licang", under(folder, "licang"), "test", nats.address());
    licun = lender("licun");
    shiyuan = lender("shiyuan");
    // 世园: 王芳 at window 1, and nobody waits; the second window is open besides.
    shiyuan.hall().ask(LinkedHall.CLERK, new Command.SignIn(FIRST, WANG));
    shiyuan.hall().ask(new By(By.Role.CLERK, "c2", "2"), new Command.OpenWindow(SECOND));
    // 李村: eight wait for one window, the second is closed.
    for (int n = 0; n < 8; n++) licun.hall().ask(DISPENSER, new Command.TakeTicket(BUSINESS));
    office = office();
  }

  /** The usual plan with a second window and a clerk of the district. */
  private static Plan plan(String name) {
    Plan usual = LinkedHall.plan(name);
    var windows = new TreeMap<>(usual.windows());
    windows.put(SECOND, new WindowPlan(SECOND, "二号", List.of(BUSINESS), false, false, false, null));
    var clerks = new TreeMap<ClerkId, ClerkPlan>();
    clerks.put(WANG, new ClerkPlan(WANG, "王芳", Set.of(BUSINESS)));
    return new Plan(
        name,
        usual.zone(),
        null,
        usual.services(),
        windows,
        usual.rules(),
        false,
        usual.classes(),
        clerks,
        usual.calendar());
  }

  private Lender lender(String name) throws Exception {
    Path own = under(folder, name);
    var hall = new LinkedHall(name, own, "test", nats.address(), () -> plan(name));
    Store store = Store.follow(own.resolve("tables"), name, hall.journal(), QUIET);
    var reports = new Reports(() -> Optional.of(store), hall.hall().plan().zone());
    var work =
        new StaffWork(
            new StaffWork.Of(
                hall::hall, () -> pace(hall), () -> needs(hall), hall::send, reports, clock()));
    hall.link().staff().answerBy(work);
    return new Lender(hall, store, work);
  }

  /** Each matter takes ten minutes, as far as anybody saw. */
  private static Pace pace(LinkedHall hall) {
    Pace seen = Pace.UNKNOWN.next(hall.hall(), hall.journalled);
    var ten = new Pace.Served(BUSINESS, Duration.ofMinutes(10));
    return seen.remembering(Collections.nCopies(8, ten));
  }

  private Needs needs(LinkedHall of) {
    Hall hall = of.hall();
    Instant now = Instant.now().isBefore(hall.at()) ? hall.at() : Instant.now();
    int waiting = hall.waiting(BUSINESS);
    var over = new Alert.WaitOver(BUSINESS, Duration.ofMinutes(40), waiting);
    return new Needs(waiting < 5 ? List.of() : List.of(new Alert(over, now)), 1);
  }

  private HallClock clock() {
    return new HallClock() {
      @Override
      public long elapsedNanos() {
        return System.nanoTime();
      }

      @Override
      public Instant wall() {
        return Instant.now().plusSeconds(later.get());
      }
    };
  }

  private LoanOffice office() throws Exception {
    return office(folder);
  }

  private static LoanFile file(Path kept) {
    return new LoanFile(kept, new Damage(new OpenFaults(), Instant::now, "loans"));
  }

  private LoanOffice office(Path kept) throws Exception {
    return new LoanOffice(
        licang.link().staff()::ask,
        () -> List.of("licun", "shiyuan"),
        file(kept),
        clock(),
        () -> "k" + keys.incrementAndGet());
  }

  private static final StoreWatch QUIET =
      new StoreWatch() {
        @Override
        public void rebuilding(String why) {}

        @Override
        public void down(String why) {}

        @Override
        public void current() {}
      };

  @AfterEach
  void stop() throws Exception {
    if (office != null) office.close();
    licun.close();
    shiyuan.close();
    licang.close();
    nats.kill();
  }

  private LoanOffice at() {
    if (office == null) throw new AssertionError("no office");
    return office;
  }

  private static List<DistrictEvent.ClerkSent> sent(Lender of) {
    return of.hall().journalled.stream()
        .flatMap(entry -> entry.events().stream())
        .filter(DistrictEvent.ClerkSent.class::isInstance)
        .map(DistrictEvent.ClerkSent.class::cast)
        .toList();
  }

  @Test
  void whoSitsIdleIsProposedAgreedToSentOnceAndWhatCameOfItIsTold() throws Exception {
    await(() -> !at().proposed().isEmpty(), "a proposal");
    Loan loan = at().proposed().getFirst();
    assertEquals("LC7-shiyuan-licun-SC", loan.id());
    assertEquals("王芳", loan.name());
    assertEquals(2, loan.toWindow());
    Loan.Range without = loan.gain().without();
    Loan.Range with = loan.gain().with();
    assertTrue(without != null && with != null && with.likely() < without.likely(), "" + loan);

    licun.hall().ask(LinkedHall.CLERK, new Command.CallNext(FIRST));
    MadeLoan made = at().agree(loan.id(), "district").orElseThrow();
    assertTrue(at().agree(loan.id(), "district").isEmpty(), "it is gone");
    await(() -> at().made().getFirst().isTold(), "both halls have it");
    for (Lender hall : List.of(licun, shiyuan)) {
      assertEquals(1, sent(hall).size());
      assertEquals("licun", sent(hall).getFirst().to());
    }
    assertNull(shiyuan.hall().hall().window(FIRST).clerk(), "her window there is closed");
    assertFalse(shiyuan.hall().hall().window(FIRST).open());
    var signIn = new Command.SignIn(SECOND, WANG);
    assertInstanceOf(Answer.Accepted.class, licun.hall().answer(LinkedHall.CLERK, signIn));

    assertTrue(sendAgain(made).getBoolean("accepted"));
    assertEquals(1, sent(licun).size(), "the same key, once");

    licun.hall().ask(LinkedHall.CLERK, new Command.CallNext(SECOND));
    for (Lender hall : List.of(licun, shiyuan)) hall.store().wake();
    later.set(Duration.ofMinutes(21).toSeconds());
    await(() -> !at().made().getFirst().effects().isEmpty(), "what came of it");
    JsonObject effect = at().made().getFirst().effects().getFirst();
    assertEquals("licun", effect.getString("hall"));
    assertTrue(effect.containsKey("before") && effect.containsKey("after"), effect.encode());

    at().close();
    office = office();
    assertEquals(made.key(), at().made().getFirst().key(), "kept over a restart");
    assertFalse(at().made().getFirst().effects().isEmpty());
  }

  private JsonObject sendAgain(MadeLoan made) throws Exception {
    var again =
        new JsonObject()
            .put("key", made.key())
            .put("clerk", "LC7")
            .put("from", "shiyuan")
            .put("to", "licun")
            .put("until", made.until().toString());
    return licang.link().staff().ask("licun", "send", again).get();
  }

  @Test
  void whatIsAgreedToIsOnDiskAndWhatCannotBeKeptIsNotAgreedTo() throws Exception {
    at().close();
    Path kept = folder.resolve("kept");
    office = office(kept);
    await(() -> !at().proposed().isEmpty(), "a proposal");
    String id = at().proposed().getFirst().id();
    Files.writeString(kept, "a file where a folder is needed");
    assertThrows(IOException.class, () -> at().agree(id, "district"));
    assertEquals(List.of(), at().made());
    Files.delete(kept);
    MadeLoan made = at().agree(id, "district").orElseThrow();
    assertEquals(List.of(made.key()), file(kept).load().stream().map(MadeLoan::key).toList());
  }

  @Test
  void aHallThatIsCutOffIsToldWhenItsLineIsBack() throws Exception {
    await(() -> !at().proposed().isEmpty(), "a proposal");
    nats.kill();
    assertTrue(at().agree(at().proposed().getFirst().id(), "district").isPresent());
    assertFalse(at().made().getFirst().isTold());
    nats.start();
    await(() -> at().made().getFirst().isTold(), "both halls have it");
    assertEquals(1, sent(licun).size());
    assertEquals(1, sent(shiyuan).size());
  }

  @Test
  void whatIsDeclinedIsNotProposedAgainForAWhile() throws Exception {
    await(() -> !at().proposed().isEmpty(), "a proposal");
    Loan loan = at().proposed().getFirst();
    assertEquals(Lending.lasts(), Duration.ofHours(2));
    assertTrue(at().decline(loan.id(), "district", "later"));
    assertFalse(at().decline(loan.id(), "district", "later"), "it is gone");
    assertEquals(List.of(), at().proposed());
  }
}
