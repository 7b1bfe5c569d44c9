package org.xuhao.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.xuhao.link.LinkedHall.BUSINESS;
import static org.xuhao.link.LinkedHall.FIRST;
import static org.xuhao.link.LinkedHall.PATIENCE;
import static org.xuhao.link.LinkedHall.await;
import static org.xuhao.link.LinkedHall.under;

import io.nats.client.Connection;
import io.nats.client.Nats;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.hall.Booking;
import org.xuhao.hall.BookingEvent.AppointmentBooked;
import org.xuhao.hall.BookingEvent.Settled;
import org.xuhao.hall.Command;
import org.xuhao.hall.value.BookingId;
import org.xuhao.hall.value.By;
import org.xuhao.hall.value.CaseId;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.link.Reservations.Outcome;

/** Numbers that one hall keeps for another one's visitors, over a real server. */
class ReservationsTest {
  private static final By DISPENSER = new By(By.Role.DISPENSER, "d1", "dispenser 1");
  private static final By CLERK = new By(By.Role.CLERK, "c1", "window 1");
  private static final int WAY = 20;

  /** Drawn once; another seed finds other moments. */
  private static final long SEED = 20261123;

  @TempDir Path folder;
  private NatsServer nats;
  private LinkedHall licun;
  private LinkedHall licang;
  private Connection bare;

  @BeforeEach
  void start() throws Exception {
    nats = new NatsServer(under(folder, "nats"));
    licun = new LinkedHall("licun", under(folder, "licun"), "test", nats.address());
    licang = new LinkedHall("licang", under(folder, "licang"), "test", nats.address());
    await(() -> licun.link().isUp() && licang.link().isUp(), "both are joined");
    bare = Nats.connect(nats.address());
  }

  @AfterEach
  void stop() throws Exception {
    bare.close();
    for (LinkedHall hall : List.of(licun, licang)) hall.close();
    nats.kill();
  }

  private static BookingId id(long chance) {
    return BookingId.reserved("licun", chance);
  }

  private CompletionStage<Outcome> wish(BookingId id, ServiceCode service) {
    var wish = new Command.AskReservation(id, "licang", service, null);
    return licun.link().reservations().ask("wish/" + id, DISPENSER, wish, null, WAY);
  }

  private Outcome take(BookingId id, ServiceCode service) throws Exception {
    return wish(id, service).toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  private @Nullable Settled settled(BookingId id) {
    return Objects.requireNonNull(licun.hall().bookings().asked().get(id)).settled();
  }

  /** What the asked hall journalled of it. */
  private long kept() {
    return licang.journalled.stream()
        .flatMap(entry -> entry.events().stream())
        .filter(AppointmentBooked.class::isInstance)
        .count();
  }

  @Test
  void whatIsKeptThereIsANumberOnceItsVisitorHasCome() throws Exception {
    var kept = assertInstanceOf(Outcome.Kept.class, take(id(1), BUSINESS));
    assertEquals(Settled.KEPT, settled(id(1)));
    Booking there = licang.hall().bookings().find(id(1)).orElseThrow();
    assertEquals(there.ends(), kept.until());
    assertEquals(0, licang.hall().waiting(BUSINESS), "nobody stands in the queue before coming");
    assertEquals(Booking.State.BOOKED, there.state());

    licang.ask(DISPENSER, new Command.CheckIn(id(1), null));
    licang.ask(CLERK, new Command.CallNext(FIRST));
    var first = new TicketNumber("A", 1);
    var visit = Objects.requireNonNull(licang.hall().window(FIRST).visit());
    assertEquals(first, visit.ticket());
    Booking arrived = licang.hall().bookings().find(id(1)).orElseThrow();
    assertEquals(first, arrived.ticket());
  }

  @Test
  void theSameWishIsOneNumberHoweverOftenItComes() throws Exception {
    var all = new ArrayList<CompletionStage<Outcome>>();
    for (int i = 0; i < 5; i++) all.add(wish(id(2), BUSINESS));
    Outcome first = take(id(2), BUSINESS);
    for (var one : all) assertEquals(first, one.toCompletableFuture().get());
    String again = say("licun", ErrandText.RESERVE, reserve(id(2)));
    assertEquals(again, say("licun", ErrandText.RESERVE, reserve(id(2))));
    assertTrue(again.contains(((Outcome.Kept) first).until().toString()), again);
    assertEquals(1, kept());
    licun.close();
    licun.open();
    await(() -> licun.hall().bookings().asked().containsKey(id(2)), "it is remembered");
    assertEquals(first, take(id(2), BUSINESS));
    assertEquals(1, kept());
  }

  @Test
  void theOtherHallRefusesInItsOwnWordsAndAlwaysTheSame() throws Exception {
    var unknown = new Outcome.Refused("NO-SUCH-SERVICE");
    assertEquals(unknown, take(id(3), new ServiceCode("XX")));
    assertEquals(Settled.REFUSED, settled(id(3)));
    assertEquals(unknown, take(id(3), new ServiceCode("XX")));
    for (int i = 0; i < 20; i++) assertInstanceOf(Outcome.Kept.class, take(id(100 + i), BUSINESS));
    assertEquals(new Outcome.Refused("RESERVATIONS-FULL"), take(id(4), BUSINESS));
    licang.ask(DISPENSER, new Command.CheckIn(id(100), null));
    assertTrue(say("licun", ErrandText.RESERVE, reserve(id(4))).contains("RESERVATIONS-FULL"));
  }

  @Test
  void nobodyAsksInTheNameOfAnotherHall() throws Exception {
    assertTrue(say("shiyuan", ErrandText.RESERVE, reserve(id(5))).contains("NOT-ALLOWED"));
    assertInstanceOf(Outcome.Kept.class, take(id(6), BUSINESS));
    assertTrue(say("shiyuan", ErrandText.CANCEL, cancel(id(6))).contains("NOT-ALLOWED"));
    assertEquals(Booking.State.BOOKED, licang.hall().bookings().find(id(6)).orElseThrow().state());
  }

  @Test
  void whatWasGivenBackBeforeItWasAskedForDoesNotComeAnyMore() throws Exception {
    assertTrue(say("licun", ErrandText.CANCEL, cancel(id(7))).contains("back"));
    licang.close();
    licang.open();
    await(() -> licang.link().isUp(), "licang is back");
    assertTrue(say("licun", ErrandText.RESERVE, reserve(id(7))).contains("NO-SUCH-BOOKING"));
    assertTrue(licang.hall().bookings().find(id(7)).isEmpty());
    assertTrue(say("licun", ErrandText.CANCEL, cancel(id(7))).contains("back"));
  }

  @Test
  void aWishThatWasNotedBeforeACrashIsGivenBackAndNotAskedAgain() throws Exception {
    var wish = new Command.AskReservation(id(8), "licang", BUSINESS, null);
    licun.ask(DISPENSER, wish);
    licun.close();
    assertTrue(say("licun", ErrandText.RESERVE, reserve(id(8))).contains("kept"), "it had gone");
    licun.open();
    await(() -> settled(id(8)) == Settled.GIVEN_BACK, "it is given back");
    assertEquals(
        Booking.State.CANCELLED, licang.hall().bookings().find(id(8)).orElseThrow().state());
  }

  @Test
  void theVisitorsCaseGoesOnThere() throws Exception {
    licun.serve(null);
    CaseId file = licun.lacks("租赁合同");
    await(() -> licang.link().view(file).isPresent(), "licang heard of it");
    var wish = new Command.AskReservation(id(10), "licang", BUSINESS, file);
    licun
        .link()
        .reservations()
        .ask("wish/10", DISPENSER, wish, null, WAY)
        .toCompletableFuture()
        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    await(() -> licang.hall().cases().file(file).isPresent(), "licang expects it");
    licang.ask(DISPENSER, new Command.CheckIn(id(10), null));
    var ticket = licang.hall().ticket(new TicketNumber("A", 1)).orElseThrow();
    assertEquals(file, ticket.matter().file());
  }

  private Reservations.Return giveBack(BookingId id) throws Exception {
    return licun
        .link()
        .reservations()
        .giveBack(id)
        .toCompletableFuture()
        .get(PAGE_WAITS_S, TimeUnit.SECONDS);
  }

  private Booking.State there(BookingId id) {
    return licang.hall().bookings().find(id).orElseThrow().state();
  }

  @Test
  void aVisitorGivesAKeptNumberBackAndTheOtherHallIsToldSo() throws Exception {
    assertInstanceOf(Outcome.Kept.class, take(id(13), BUSINESS));
    assertEquals(Reservations.Return.BACK, giveBack(id(13)));
    assertEquals(Booking.State.CANCELLED, there(id(13)));
    assertEquals(Settled.GIVEN_BACK, settled(id(13)));
    assertEquals(Reservations.Return.BACK, giveBack(id(13)), "once more");
    assertInstanceOf(Outcome.Kept.class, take(id(14), BUSINESS));
    licang.ask(DISPENSER, new Command.CheckIn(id(14), null));
    assertEquals(Reservations.Return.ARRIVED, giveBack(id(14)));
    assertEquals(Settled.KEPT, settled(id(14)));
  }

  @Test
  void whatAnotherDeskCancelledOrAHallDoesNotHearOfIsGivenBackAllTheSame() throws Exception {
    assertInstanceOf(Outcome.Kept.class, take(id(15), BUSINESS));
    licang.ask(new By(By.Role.DESK, "d1", "desk"), new Command.CancelAppointment(id(15)));
    assertEquals(Reservations.Return.BACK, giveBack(id(15)));
    assertEquals(Settled.GIVEN_BACK, settled(id(15)));
    assertInstanceOf(Outcome.Kept.class, take(id(16), BUSINESS));
    licang.close();
    assertEquals(Reservations.Return.BACK, giveBack(id(16)));
    assertEquals(Settled.SILENT, settled(id(16)), "it is not heard of yet");
    licang.open();
    await(() -> settled(id(16)) == Settled.GIVEN_BACK, "it is, once that hall answers");
    assertEquals(Booking.State.CANCELLED, there(id(16)));
  }

  /** A page that waits longer is told that its own hall is busy. Source: Bounds of the web. */
  private static final long PAGE_WAITS_S = 10;

  @Test
  void aHallThatIsStoppedIsSilentBeforeThePageGivesUp() throws Exception {
    bare.subscribe("xh.test.cmd.shiyuan.>"); // it is there, and never answers
    bare.flush(PATIENCE);
    var wish = new Command.AskReservation(id(11), "shiyuan", BUSINESS, null);
    var flight = licun.link().reservations().ask("wish/11", DISPENSER, wish, null, WAY);
    var outcome = flight.toCompletableFuture().get(PAGE_WAITS_S, TimeUnit.SECONDS);
    assertInstanceOf(Outcome.Silent.class, outcome);
    assertEquals(Settled.SILENT, settled(id(11)));
  }

  @Test
  void soIsOneBehindAServerThatIsStopped() throws Exception {
    nats.halt(true);
    try {
      var outcome =
          wish(id(12), BUSINESS).toCompletableFuture().get(PAGE_WAITS_S, TimeUnit.SECONDS);
      assertInstanceOf(Outcome.Silent.class, outcome);
    } finally {
      nats.halt(false);
    }
    await(() -> settled(id(12)) == Settled.GIVEN_BACK, "it is given back once that hall answers");
  }

  /** Whatever moment the server dies at: what one hall tells its visitor the other one keeps. */
  @Test
  void anAnswerThatIsLostLeavesNoNumberThatNobodyKnowsOf() throws Exception {
    var chance = new Random(SEED);
    var outcomes = new ArrayList<Outcome>();
    int halves = 4;
    for (int i = 0; i < halves; i++) {
      var flight = wish(id(200 + i), BUSINESS);
      LockSupport.parkNanos(chance.nextLong(Duration.ofMillis(40).toNanos()));
      nats.kill();
      Outcome outcome = flight.toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      outcomes.add(outcome);
      nats.start();
      await(() -> licun.link().isUp() && licang.link().isUp(), "both are joined again");
      BookingId id = id(200 + i);
      if (outcome instanceof Outcome.Kept) assertEquals(Settled.KEPT, settled(id));
      else await(() -> settled(id) == Settled.GIVEN_BACK, id + " is given back after " + outcome);
      var there = licang.hall().bookings().find(id).map(Booking::state);
      boolean keeps = there.filter(state -> state == Booking.State.BOOKED).isPresent();
      assertEquals(outcome instanceof Outcome.Kept, keeps, id + " " + outcome + " " + there);
    }
    assertEquals(halves, outcomes.size());
  }

  private String say(String from, String verb, byte[] body) throws Exception {
    await(() -> bare.getStatus() == Connection.Status.CONNECTED, "the bare line");
    String subject = "xh.test.cmd.licang." + from + "." + verb;
    long until = System.nanoTime() + PATIENCE.toNanos();
    var answer = bare.request(subject, body, PATIENCE);
    // A hall that has just come back listens a moment after it is reached.
    while (answer == null && System.nanoTime() < until)
      answer = bare.request(subject, body, PATIENCE);
    return new String(Objects.requireNonNull(answer, subject).getData(), StandardCharsets.UTF_8);
  }

  private static byte[] reserve(BookingId id) {
    return ErrandText.of(new Command.Reserve(id, BUSINESS, null, null, WAY));
  }

  private static byte[] cancel(BookingId id) {
    return ErrandText.of(new Command.GiveBack(id));
  }
}
