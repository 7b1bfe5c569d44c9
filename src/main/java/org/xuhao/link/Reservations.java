package org.xuhao.link;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xuhao.hall.Ask;
import org.xuhao.hall.BookingEvent.Settled;
import org.xuhao.hall.Bookings;
import org.xuhao.hall.Command;
import org.xuhao.hall.Hall;
import org.xuhao.hall.Refusal;
import org.xuhao.hall.value.BookingId;
import org.xuhao.hall.value.By;
import org.xuhao.link.ErrandText.Reply;
import org.xuhao.loop.Answer;

/**
 * Has other halls keep numbers for visitors of this one. The wish is on this hall's disk before the
 * other one hears of it. What nobody answered is given back once that hall answers again, also
 * after a crash, so that no number is kept that no visitor knows of.
 */
public final class Reservations implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Reservations.class);

  /**
   * Source of all three: the district's design, section 4. All tries with their pauses end before
   * the bound of a request in {@code web}, 10 s.
   */
  private static final Duration TRY = Duration.ofSeconds(2);

  private static final int TRIES = 3;
  private static final int OUTSTANDING = 64;

  /** Where nobody listens at the other end, that is known at once: so long before the next try. */
  private static final Duration PAUSE = Duration.ofMillis(300);

  /** What was not answered is given back again and again, so often. */
  private static final Duration SWEEP = Duration.ofSeconds(5);

  /** Outcomes that are remembered until the hall itself is sure to know them. */
  private static final int FLIGHTS_MAX = 1_000;

  private static final By BY = new By(By.Role.LINK, "district", "link");

  /** What came of asking another hall for a number. */
  public sealed interface Outcome {

    /** It keeps one until then. */
    record Kept(Instant until) implements Outcome {}

    /** It does not; {@code code} of its refusal. */
    record Refused(String code) implements Outcome {}

    /** It did not answer in time; whatever it keeps is given back. */
    record Silent() implements Outcome {}

    /** This hall did not let it be asked for; {@code why} null: too much is under way here. */
    record Unasked(@Nullable Refusal why) implements Outcome {}
  }

  /** What came of giving a kept number back. */
  public enum Return {
    /** Nothing is kept any more, or it is given back once that hall answers. */
    BACK,
    /** The visitor has come there: the number was given out. */
    ARRIVED,
    /** This hall could not note it; it is kept as before. */
    UNDONE
  }

  private final Address address;
  private final Server server;
  private final Function<Ask, ? extends CompletionStage<Answer>> ask;
  private final Supplier<Optional<Hall>> hall;
  private final Map<BookingId, CompletableFuture<Outcome>> flights = new LinkedHashMap<>();
  private final Semaphore room = new Semaphore(OUTSTANDING);
  private final Semaphore news = new Semaphore(0);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final LinkThread sweeping;

  /**
   * Begins to give back what an earlier run left open.
   *
   * @param hall as last published; empty: nothing was published yet
   */
  Reservations(
      Address address,
      Server server,
      Function<Ask, ? extends CompletionStage<Answer>> ask,
      Supplier<Optional<Hall>> hall,
      LinkWatch watch) {
    this.address = address;
    this.server = server;
    this.ask = ask;
    this.hall = hall;
    sweeping = new LinkThread("link-give-back", this::round, watch);
  }

  /**
   * Asks for a number in another hall. The same booking again gets what came of the first.
   *
   * @param first name of the request that notes the wish
   * @param by who wishes it
   * @param visitor the district's keyed hash; null: not known, or not to be told
   * @param minutes usual way there
   */
  public CompletionStage<Outcome> ask(
      String first, By by, Command.AskReservation wish, @Nullable String visitor, int minutes) {
    var flight = new CompletableFuture<Outcome>();
    synchronized (flights) {
      CompletableFuture<Outcome> before = flights.get(wish.booking());
      if (before != null) return before;
      if (!room.tryAcquire()) return CompletableFuture.completedFuture(new Outcome.Unasked(null));
      forgetOld();
      flights.put(wish.booking(), flight);
    }
    var reserve =
        new Command.Reserve(wish.booking(), wish.service(), visitor, wish.file(), minutes);
    Thread.ofVirtual()
        .name("link-reserve")
        .uncaughtExceptionHandler((thread, ours) -> LOG.error("An error of ours", ours))
        .start(() -> {
          Outcome outcome = new Outcome.Silent();
          try {
            outcome = fly(new Ask(first, by, wish), wish.hall(), reserve);
          } finally {
            landed(wish.booking(), flight, outcome);
          }
        });
    return flight;
  }

  private void landed(BookingId id, CompletableFuture<Outcome> flight, Outcome outcome) {
    room.release();
    // Nothing was asked: the same may be wished for again.
    if (outcome instanceof Outcome.Unasked)
      synchronized (flights) {
        flights.remove(id);
      }
    flight.complete(outcome);
    wake();
  }

  /** On the lock of the flights. */
  private void forgetOld() {
    Iterator<CompletableFuture<Outcome>> all = flights.values().iterator();
    while (flights.size() >= FLIGHTS_MAX && all.hasNext()) if (all.next().isDone()) all.remove();
  }

  private Outcome fly(Ask first, String to, Command.Reserve reserve) {
    try {
      switch (ask.apply(first).toCompletableFuture().get()) {
        case Answer.Accepted(var entry, boolean repeated) when repeated -> {
          return known(reserve.booking());
        }
        case Answer.Accepted accepted -> {}
        case Answer.Refused(Refusal why) -> {
          return new Outcome.Unasked(why);
        }
        case Answer.Busy busy -> {
          return new Outcome.Unasked(null);
        }
        case Answer.Unwritable unwritable -> {
          return new Outcome.Unasked(null);
        }
      }
      Reply reply = insist(to, ErrandText.RESERVE, ErrandText.of(reserve));
      return settle(reserve.booking(), reply);
    } catch (ExecutionException | InterruptedException e) {
      LOG.warn("{} is given back: {}", reserve.booking(), e.toString());
      return new Outcome.Silent();
    }
  }

  /** What this hall knows of one that it was asked for before. */
  private Outcome known(BookingId id) {
    Bookings.Asked asked = hall.get().flatMap(now -> now.bookings().askedAs(id)).orElse(null);
    if (asked == null || asked.isOpen()) return new Outcome.Silent();
    return switch (asked.settled()) {
      case KEPT -> new Outcome.Kept(asked.until());
      case REFUSED -> new Outcome.Refused(String.valueOf(asked.refusal()));
      case SILENT, GIVEN_BACK -> new Outcome.Silent();
      case null -> new Outcome.Silent();
    };
  }

  /** Notes what came of it; what cannot be noted is told as if there was no answer. */
  private Outcome settle(BookingId id, @Nullable Reply reply)
      throws ExecutionException, InterruptedException {
    return switch (reply) {
      case Reply.Kept(Instant until) ->
          note(id, Settled.KEPT, null, until) ? new Outcome.Kept(until) : new Outcome.Silent();
      case Reply.Refused(String code) -> {
        note(id, Settled.REFUSED, code, null);
        yield new Outcome.Refused(code);
      }
      case null, default -> {
        note(id, Settled.SILENT, null, null);
        yield new Outcome.Silent();
      }
    };
  }

  private boolean note(
      BookingId id, Settled outcome, @Nullable String refusal, @Nullable Instant until)
      throws ExecutionException, InterruptedException {
    var command = new Command.SettleReservation(id, outcome, refusal, until);
    var noted = new Ask("settle/" + id + "/" + outcome, BY, command);
    return ask.apply(noted).toCompletableFuture().get() instanceof Answer.Accepted;
  }

  /** Null: that hall did not answer to any try. */
  private @Nullable Reply insist(String to, String verb, byte[] body) throws InterruptedException {
    Reply reply = null;
    for (int i = 0; i < TRIES && reply == null; i++) {
      reply = say(to, verb, body).orElse(null);
      if (reply == null
          && closed.await(i + 1 < TRIES ? PAUSE.toMillis() : 0, TimeUnit.MILLISECONDS)) break;
    }
    return reply;
  }

  /**
   * Gives a kept number back, as its visitor wishes. Where that hall does not answer, the wish is
   * on disk here, and the number is given back once it does; at the latest it lapses there.
   */
  public CompletionStage<Return> giveBack(BookingId id) {
    var end = new CompletableFuture<Return>();
    if (!room.tryAcquire()) return CompletableFuture.completedFuture(Return.UNDONE);
    Thread.ofVirtual()
        .name("link-return")
        .uncaughtExceptionHandler((thread, ours) -> LOG.error("An error of ours", ours))
        .start(() -> {
          Return outcome = Return.UNDONE;
          try {
            outcome = handBack(id);
          } catch (ExecutionException | InterruptedException e) {
            LOG.warn("{} is not given back: {}", id, e.toString());
          } finally {
            room.release();
            end.complete(outcome);
            wake();
          }
        });
    return end;
  }

  private Return handBack(BookingId id) throws ExecutionException, InterruptedException {
    Bookings.Asked asked = hall.get().flatMap(now -> now.bookings().askedAs(id)).orElse(null);
    if (asked == null || asked.settled() != Settled.KEPT) return Return.BACK;
    byte[] body = ErrandText.of(new Command.GiveBack(id));
    Reply reply = insist(asked.hall(), ErrandText.CANCEL, body);
    if (reply instanceof Reply.Arrived) return Return.ARRIVED;
    // From now on it is one that nobody here was told of.
    synchronized (flights) {
      flights.remove(id);
    }
    Settled how = reply == null ? Settled.SILENT : Settled.GIVEN_BACK;
    return note(id, how, null, null) ? Return.BACK : Return.UNDONE;
  }

  /** Empty: no answer that can be read in time. */
  private Optional<Reply> say(String to, String verb, byte[] body) throws InterruptedException {
    try {
      var answer =
          server
              .ask(address.commandSubject(to, verb), body, TRY)
              // The library's own bound is looked at every few seconds only.
              .get(TRY.toMillis(), TimeUnit.MILLISECONDS);
      return Optional.of(ErrandText.reply(answer.getData()));
    } catch (IOException | ExecutionException | TimeoutException | CancellationException e) {
      LOG.info("{} does not answer to {}: {}", to, verb, e.toString());
    } catch (Message.Wrong e) {
      LOG.warn("The answer of {} cannot be read", to, e);
    }
    return Optional.empty();
  }

  /** Looks at once whether something is to be given back. */
  void wake() {
    if (news.availablePermits() == 0) news.release();
  }

  private Duration round() throws InterruptedException {
    if (server.isUp()) sweep();
    if (news.tryAcquire(SWEEP.toMillis(), TimeUnit.MILLISECONDS)) news.drainPermits();
    return Duration.ZERO;
  }

  private void sweep() throws InterruptedException {
    Set<String> silent = new HashSet<>();
    Hall now = hall.get().orElse(null);
    if (now == null) return;
    for (Bookings.Asked asked : now.bookings().open()) {
      if (!isLost(asked.id()) || silent.contains(asked.hall())) continue;
      Reply reply =
          say(asked.hall(), ErrandText.CANCEL, ErrandText.of(new Command.GiveBack(asked.id())))
              .orElse(null);
      if (reply == null) silent.add(asked.hall());
      else givenBack(asked.id(), reply);
    }
  }

  /** Nobody waits for it here, and nobody was told that it is kept. */
  private boolean isLost(BookingId id) {
    synchronized (flights) {
      CompletableFuture<Outcome> flight = flights.get(id);
      return flight == null || flight.getNow(null) instanceof Outcome.Silent;
    }
  }

  private void givenBack(BookingId id, Reply reply) throws InterruptedException {
    try {
      boolean noted =
          switch (reply) {
            case Reply.Arrived arrived -> note(id, Settled.KEPT, null, null);
            case Reply.Refused(String code) -> note(id, Settled.REFUSED, code, null);
            case Reply.Kept kept -> false;
            case Reply.Back back -> note(id, Settled.GIVEN_BACK, null, null);
          };
      if (noted) LOG.info("{} is settled: {}", id, reply);
    } catch (ExecutionException e) {
      LOG.warn("That {} was given back is not noted", id, e);
    }
  }

  @Override
  public void close() {
    closed.countDown();
    sweeping.close(TRY);
  }
}
