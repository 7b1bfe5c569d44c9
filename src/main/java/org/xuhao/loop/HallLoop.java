package org.xuhao.loop;

import java.lang.Thread.UncaughtExceptionHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xuhao.hall.Ask;
import org.xuhao.hall.Event.Started;
import org.xuhao.hall.Hall;
import org.xuhao.journal.Journal;
import org.xuhao.journal.JournalUnwritable;

/**
 * The only writer of the hall: one thread takes what is asked from any thread, in order, and
 * answers once it is on disk. While one batch is being forced the next one gathers.
 *
 * <p>A batch is on disk, then published, then answered: who has an answer finds it on every board.
 * Nobody may interrupt the loop's thread: an interrupt closes the file under the journal.
 */
public final class HallLoop {
  private static final Logger LOG = LoggerFactory.getLogger(HallLoop.class);

  /**
   * Asks that may wait. At one force of 3 ms a batch they wait some 12 ms; more would only hide
   * that the disk is ill.
   */
  public static final int WAITING_MAX = 256;

  /** Asks in one batch: four fill the queue, and one batch stays well under 100 KB. */
  public static final int BATCH_MAX = 64;

  /** The loop turns at least this often, for the watchdog and the hall's clock. */
  public static final Duration TURN_AT_LEAST = Duration.ofSeconds(1);

  /** The one answer at the bound and while stopping. */
  private static final Answer BUSY = new Answer.Busy();

  /** One ask on its way; without {@code ask} it only wakes the loop. */
  private record Pending(@Nullable Ask ask, long sinceNanos, CompletableFuture<Answer> answer) {}

  private final BlockingQueue<Pending> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
  private final List<Consumer<Published>> subscribers = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final Journal journal;
  private final HallClock clock;
  private final LoopWatch watch;
  private final HallWriter writer;
  private final Thread thread;
  private final List<Pending> batch = new ArrayList<>(BATCH_MAX);

  private volatile Hall hall;
  private volatile boolean stopping;

  /**
   * Prepares the loop; {@link #start} runs it.
   *
   * @param hall folded from what {@code journal} replayed
   * @param start the journal's first event of this run; what came before it is filled in
   * @param broken told when the loop dies of an error of ours; the process should end then
   */
  public HallLoop(
      Hall hall,
      Journal journal,
      HallClock clock,
      Started start,
      LoopWatch watch,
      UncaughtExceptionHandler broken) {
    this.hall = hall;
    this.journal = journal;
    this.clock = clock;
    this.watch = watch;
    this.writer = new HallWriter(hall, journal, clock, start, this::publish, watch);
    this.thread = new Thread(this::run, "hall-loop");
    thread.setUncaughtExceptionHandler((dead, why) -> {
      LOG.error("The hall's writer died", why);
      broken.uncaughtException(dead, why);
    });
  }

  /**
   * Adds one who is told: called in order, on the loop's thread, quickly. Before {@link #start}.
   */
  public void subscribe(Consumer<Published> subscriber) {
    subscribers.add(subscriber);
  }

  /** Starts the thread; the first thing it does is to journal that the hall started. */
  public synchronized void start() {
    thread.start();
  }

  /** The hall after the latest batch on disk; for reading, from any thread. */
  public Hall hall() {
    return hall;
  }

  /** Asks that wait now. */
  public int queued() {
    return waiting.size();
  }

  /**
   * Asks from any thread, without blocking. The answer completes on the loop's thread; it fails
   * only when the loop dies.
   */
  public CompletionStage<Answer> ask(Ask ask) {
    var pending = new Pending(ask, clock.elapsedNanos(), new CompletableFuture<>());
    if (stopping || !waiting.offer(pending)) return CompletableFuture.completedStage(BUSY);
    if (ended.isDone()) answerTheRest();
    return pending.answer();
  }

  /** Answers what waits, closes the journal and ends; completes when that is done. */
  public synchronized CompletionStage<Void> stop() {
    stopping = true;
    if (thread.getState() == Thread.State.NEW) {
      thread.start();
    } else {
      // When the queue is full the loop is awake anyway.
      boolean woken = waiting.offer(new Pending(null, 0, new CompletableFuture<>()));
      LOG.debug("Stopping with {} waiting, woken {}", waiting.size(), woken);
    }
    return ended.minimalCompletionStage();
  }

  private void run() {
    try {
      while (!stopping || !waiting.isEmpty()) turn();
      close();
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts the hall's writer", e);
    } finally {
      var died = new IllegalStateException("the hall's writer has ended");
      for (Pending pending : batch) pending.answer().completeExceptionally(died);
      ended.complete(null);
      answerTheRest();
    }
  }

  private void turn() throws InterruptedException {
    batch.clear();
    Duration idle = stopping ? Duration.ZERO : writer.idle(TURN_AT_LEAST);
    Pending first = waiting.poll(idle.toNanos(), TimeUnit.NANOSECONDS);
    if (first != null) {
      batch.add(first);
      waiting.drainTo(batch, BATCH_MAX - 1);
    }
    List<Ask> asks = new ArrayList<>(batch.size());
    for (Pending pending : batch) if (pending.ask() != null) asks.add(pending.ask());
    batch.removeIf(pending -> pending.ask() == null);
    List<Answer> answers = writer.turn(asks);
    for (int i = 0; i < answers.size(); i++) batch.get(i).answer().complete(answers.get(i));
    measure();
    watch.alive();
  }

  private void measure() {
    if (batch.isEmpty() && writer.written().isEmpty()) return;
    long now = clock.elapsedNanos();
    long slowest = 0;
    for (Pending pending : batch) slowest = Math.max(slowest, now - pending.sinceNanos());
    int events = 0;
    for (var entry : writer.written()) events += entry.events().size();
    int entries = writer.written().size();
    watch.turned(
        new Turn(batch.size(), entries, events, waiting.size(), writer.appendNanos(), slowest));
  }

  private void publish(Published news) {
    hall = news.hall();
    for (var subscriber : subscribers) subscriber.accept(news);
  }

  private void close() {
    try {
      journal.close();
    } catch (JournalUnwritable e) {
      LOG.warn("The journal could not be closed; the next start puts it in order", e);
    }
  }

  private void answerTheRest() {
    for (Pending rest = waiting.poll(); rest != null; rest = waiting.poll())
      rest.answer().complete(BUSY);
  }
}
