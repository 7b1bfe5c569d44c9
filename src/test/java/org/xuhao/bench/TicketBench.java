package org.xuhao.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.NullMarked;
import org.xuhao.hall.Ask;
import org.xuhao.hall.Command;
import org.xuhao.hall.Entry;
import org.xuhao.hall.Event.Started;
import org.xuhao.hall.Hall;
import org.xuhao.hall.Plan;
import org.xuhao.hall.value.By;
import org.xuhao.hall.value.WindowId;
import org.xuhao.journal.EntryText;
import org.xuhao.journal.FileDisk;
import org.xuhao.journal.Journal;
import org.xuhao.journal.JournalTrouble;
import org.xuhao.loop.Answer;
import org.xuhao.loop.HallClock;
import org.xuhao.loop.HallLoop;
import org.xuhao.loop.LoopWatch;
import org.xuhao.loop.Turn;
import org.xuhao.trial.BusyHour;

/**
 * Prints durable tickets per second beside what one thread gets from write and force of the same
 * bytes on the same disk, and how long a call takes at three lengths of the queue. Takes a folder
 * on the disk to measure; under a minute.
 */
@NullMarked
public final class TicketBench {
  private static final long TICKETS_NANOS = Duration.ofSeconds(4).toNanos();
  private static final long RAW_NANOS = Duration.ofSeconds(3).toNanos();
  private static final long CALLS_NANOS = Duration.ofSeconds(6).toNanos();
  private static final int CALLS_MAX = 1_500;
  private static final int WINDOWS = 10;

  /** Fewer than one prefix has numbers, with room for those under way. */
  private static final int TICKETS_MAX = 90_000;

  /** Head and chain of one record beside its text. */
  private static final int RECORD_BYTES = 64;

  private final Path folder;
  private final AtomicLong requests = new AtomicLong();

  private TicketBench(Path folder) {
    this.folder = folder;
  }

  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args.length > 0 ? args[0] : "target/bench");
    Files.createDirectories(folder);
    var bench = new TicketBench(folder);
    bench.tickets(1, RAW_NANOS);
    System.out.printf("%-28s %10s %10s %8s %8s%n", "", "tickets/s", "raw/s", "ratio", "batch");
    for (int clients : new int[] {1, 16}) {
      Tickets measured = bench.tickets(clients, TICKETS_NANOS);
      double raw = bench.raw(measured) * measured.perBatch;
      System.out.printf(
          "%-28s %10.0f %10.0f %8.2f %8.1f%n",
          "take a ticket, " + clients + " clients",
          measured.perSecond,
          raw,
          measured.perSecond / raw,
          measured.perBatch);
    }
    System.out.printf("%n%-28s %10s %10s %8s%n", "", "p50 ms", "p99 ms", "calls");
    double first = 0;
    for (int waiting : new int[] {20, 200, 2_000}) {
      long[] nanos = bench.calls(waiting);
      double half = nanos[nanos.length / 2] / 1e6;
      if (first == 0) first = half;
      System.out.printf(
          "%-28s %10.2f %10.2f %8d   p50 x %.2f%n",
          "call next, " + waiting + " waiting",
          half,
          nanos[nanos.length * 99 / 100] / 1e6,
          nanos.length,
          half / first);
    }
  }

  private record Tickets(double perSecond, double perBatch, int bytes) {}

  /** Durable tickets per second of so many clients, each of which waits for its answer. */
  private Tickets tickets(int clients, long nanos) throws Exception {
    var batches = new AtomicLong();
    var entries = new AtomicLong();
    var watch =
        new LoopWatch() {
          @Override
          public void turned(Turn turn) {
            batches.incrementAndGet();
            entries.addAndGet(turn.entries());
          }
        };
    HallLoop loop = start(watch, 1);
    int bytes = RECORD_BYTES + EntryText.write(take(loop)).length;
    long from = System.nanoTime();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < clients; i++)
      threads.add(
          Thread.ofPlatform()
              .start(() -> {
                while (System.nanoTime() - from < nanos && entries.get() < TICKETS_MAX) take(loop);
              }));
    for (Thread thread : threads) thread.join();
    double seconds = (System.nanoTime() - from) / 1e9;
    double perBatch = (double) entries.get() / batches.get();
    loop.stop().toCompletableFuture().get();
    return new Tickets(entries.get() / seconds, perBatch, bytes);
  }

  /** Batches per second that one thread writes and forces, of the same size, into made room. */
  private double raw(Tickets like) throws IOException {
    byte[] bytes = new byte[(int) Math.round(like.bytes * like.perBatch)];
    ThreadLocalRandom.current().nextBytes(bytes);
    Path file = folder.resolve("raw-" + requests.incrementAndGet());
    try (var channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.allocate(Journal.SEGMENT_BYTES), 0);
      channel.force(true);
      long from = System.nanoTime();
      long at = 0;
      long count = 0;
      while (System.nanoTime() - from < RAW_NANOS) {
        if (at + bytes.length > Journal.SEGMENT_BYTES) at = 0;
        at += channel.write(ByteBuffer.wrap(bytes), at);
        channel.force(false);
        count++;
      }
      return count / ((System.nanoTime() - from) / 1e9);
    } finally {
      Files.delete(file);
    }
  }

  /** The times of calls at ten windows, sorted, while so many wait; one comes for each called. */
  private long[] calls(int waiting) throws Exception {
    // A thousandfold clock: the same window calls again sooner than a person's double press.
    HallLoop loop = start(LoopWatch.QUIET, 1_000);
    for (int i = 0; i < waiting + WINDOWS; i++) take(loop);
    for (int i = 0; i < WINDOWS; i++) call(loop, i);
    long from = System.nanoTime();
    long[] nanos = new long[CALLS_MAX];
    int count = 0;
    while (count < CALLS_MAX && System.nanoTime() - from < CALLS_NANOS) {
      long before = System.nanoTime();
      call(loop, count % WINDOWS);
      nanos[count++] = System.nanoTime() - before;
      take(loop);
    }
    loop.stop().toCompletableFuture().get();
    long[] sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    return sorted;
  }

  private Entry take(HallLoop loop) {
    return accepted(loop, BusyHour.take("r" + requests.incrementAndGet()));
  }

  private void call(HallLoop loop, int window) {
    var id = new WindowId(window + 1);
    var by = new By(By.Role.PAD, "pads/" + id, "window " + id);
    accepted(loop, new Ask("r" + requests.incrementAndGet(), by, new Command.CallNext(id)));
  }

  private static Entry accepted(HallLoop loop, Ask ask) {
    try {
      Answer answer = loop.ask(ask).toCompletableFuture().get();
      if (answer instanceof Answer.Accepted(var entry, var repeated) && !repeated) return entry;
      throw new IllegalStateException(ask + " was answered " + answer);
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private HallLoop start(LoopWatch watch, int speed) throws IOException, JournalTrouble {
    var disk = new FileDisk(folder.resolve("journal-" + requests.incrementAndGet()));
    String incarnation = String.format("%016x", requests.incrementAndGet());
    Journal journal = Journal.open(disk, BusyHour.HALL, incarnation, entry -> {});
    var clock =
        new HallClock() {
          private final long since = System.nanoTime();

          @Override
          public long elapsedNanos() {
            return (System.nanoTime() - since) * speed;
          }

          @Override
          public Instant wall() {
            return BusyHour.TEN.plusNanos(elapsedNanos());
          }
        };
    var loop =
        new HallLoop(
            Hall.empty(plan()),
            journal,
            clock,
            new Started("", "bench", "bench"),
            watch,
            (dead, why) -> {});
    loop.start();
    return loop;
  }

  /** Windows whose call ends the visit, without deadlines that a fast clock would reach. */
  private static Plan plan() {
    Plan like = BusyHour.plan(WINDOWS);
    var windows = new TreeMap<WindowId, Plan.WindowPlan>();
    for (var w : like.windows().values())
      windows.put(
          w.id(), new Plan.WindowPlan(w.id(), w.name(), w.services(), false, false, true, null));
    return new Plan(like.hall(), like.zone(), null, like.services(), windows, like.rules(), false);
  }
}
