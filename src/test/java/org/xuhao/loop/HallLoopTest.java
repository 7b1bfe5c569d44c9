package org.xuhao.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.xuhao.trial.BusyHour.take;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.hall.Ask;
import org.xuhao.hall.Command;
import org.xuhao.hall.Entry;
import org.xuhao.hall.Event;
import org.xuhao.hall.Hall;
import org.xuhao.hall.value.By;
import org.xuhao.hall.value.WindowId;
import org.xuhao.journal.Disk;
import org.xuhao.journal.FileDisk;
import org.xuhao.journal.Journal;
import org.xuhao.journal.JournalInUse;
import org.xuhao.journal.JournalTrouble;
import org.xuhao.trial.BusyHour;

/** The loop on its own thread, with real files. */
class HallLoopTest {
  private static final long WAIT_S = 20;

  @TempDir Path data;

  private final Semaphore forces = new Semaphore(1_000_000);
  private final ConcurrentLinkedQueue<Published> published = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Turn> turns = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Long> beats = new ConcurrentLinkedQueue<>();
  private final CompletableFuture<Throwable> broken = new CompletableFuture<>();
  private final List<Entry> replayed = new ArrayList<>();
  private volatile long speed = 1;
  private HallLoop loop;

  /** The real clock, or one that runs {@link #speed} times as fast. */
  private final class RealClock implements HallClock {
    private final Instant since = Instant.now();
    private final long sinceNanos = System.nanoTime();

    @Override
    public long elapsedNanos() {
      return (System.nanoTime() - sinceNanos) * speed;
    }

    @Override
    public Instant wall() {
      return since.plusNanos(elapsedNanos());
    }
  }

  private final class Watch implements LoopWatch {
    @Override
    public void alive() {
      beats.add(System.nanoTime());
    }

    @Override
    public void turned(Turn turn) {
      turns.add(turn);
    }
  }

  /** A real folder whose forces wait for a permit each. */
  private record Gated(Disk disk, Semaphore forces) implements Disk {
    @Override
    public String name() {
      return disk.name();
    }

    @Override
    public List<String> list() throws IOException {
      return disk.list();
    }

    @Override
    public File open(String name) throws IOException {
      return new GatedFile(disk.open(name), forces);
    }

    @Override
    public File create(String name) throws IOException {
      return new GatedFile(disk.create(name), forces);
    }

    @Override
    public void rename(String from, String to) throws IOException {
      disk.rename(from, to);
    }

    @Override
    public void delete(String name) throws IOException {
      disk.delete(name);
    }

    @Override
    public void forceFolder() throws IOException {
      disk.forceFolder();
    }

    @Override
    public Closeable lock(String name) throws IOException, JournalInUse {
      return disk.lock(name);
    }
  }

  private record GatedFile(Disk.File file, Semaphore forces) implements Disk.File {
    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public int read(ByteBuffer into, long at) throws IOException {
      return file.read(into, at);
    }

    @Override
    public void write(ByteBuffer from, long at) throws IOException {
      file.write(from, at);
    }

    @Override
    public void truncate(long size) throws IOException {
      file.truncate(size);
    }

    @Override
    public void force() throws IOException {
      forces.acquireUninterruptibly();
      file.force();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }

  private HallLoop open(int incarnation) {
    try {
      replayed.clear();
      var disk = new Gated(new FileDisk(data.resolve("journal")), forces);
      Journal journal =
          Journal.open(
              disk, BusyHour.HALL, String.format("%016x", incarnation), 256 << 10, replayed::add);
      Hall hall = Hall.empty(BusyHour.plan(4));
      for (Entry entry : replayed) hall = hall.apply(entry);
      return new HallLoop(
          hall,
          journal,
          new RealClock(),
          new Event.Started("", "0.1.0", "test"),
          new Watch(),
          (thread, why) -> broken.complete(why));
    } catch (IOException | JournalTrouble e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeEach
  void prepare() {
    loop = open(1);
    loop.subscribe(published::add);
  }

  @AfterEach
  void letTheLoopEnd() throws Exception {
    forces.release(1_000_000);
    loop.stop().toCompletableFuture().get(WAIT_S, TimeUnit.SECONDS);
  }

  private CompletableFuture<Answer> ask(Ask ask) {
    return loop.ask(ask).toCompletableFuture();
  }

  private static Answer get(CompletableFuture<Answer> answer) throws Exception {
    return answer.get(WAIT_S, TimeUnit.SECONDS);
  }

  private static Entry entry(Answer answer) {
    return assertInstanceOf(Answer.Accepted.class, answer).entry();
  }

  @Test
  void answersComeInTheOrderOfTheAsksAndManyShareOneForce() throws Exception {
    loop.start();
    get(ask(take("first")));
    forces.drainPermits();
    List<CompletableFuture<Answer>> answers = new ArrayList<>();
    for (int i = 0; i < 150; i++) answers.add(ask(take("r" + i)));
    assertFalse(answers.getFirst().isDone(), "nothing is answered before it is forced");
    forces.release(1_000_000);
    long seq = 0;
    for (var answer : answers) {
      Entry entry = entry(get(answer));
      assertTrue(entry.seq() > seq);
      seq = entry.lastSeq();
    }
    loop.stop().toCompletableFuture().get(WAIT_S, TimeUnit.SECONDS);
    assertEquals(1 + 150, turns.stream().mapToInt(Turn::asks).sum());
    assertTrue(turns.size() <= 1 + 5, () -> turns.size() + " forces for 1 and 150 asks");
    for (Turn turn : turns) assertTrue(turn.entries() <= HallLoop.BATCH_MAX);
    List<Entry> all = published.stream().flatMap(p -> p.entries().stream()).toList();
    loop = open(2);
    assertEquals(all, replayed, "what was published, in order, is what the journal holds");
  }

  @Test
  void atTheBoundItSaysBusyAndNothingIsLost() throws Exception {
    loop.start();
    get(ask(take("first")));
    forces.drainPermits();
    List<CompletableFuture<Answer>> answers = new ArrayList<>();
    answers.add(ask(take("at the disk")));
    // Else the loop might take a batch out of a full queue, and make room behind the first refusal.
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_S);
    while (!forces.hasQueuedThreads()) {
      assertTrue(System.nanoTime() < until, "the loop is at the disk");
      Thread.onSpinWait();
    }
    for (int i = 0; i < HallLoop.WAITING_MAX + 10; i++) answers.add(ask(take("r" + i)));
    long busy = answers.stream().filter(a -> a.isDone()).count();
    assertEquals(10, busy);
    assertEquals(new Answer.Busy(), answers.getLast().getNow(new Answer.Unwritable("it waits")));
    forces.release(1_000_000);
    int accepted = 0;
    for (var answer : answers) if (get(answer) instanceof Answer.Accepted) accepted++;
    assertEquals(answers.size() - busy, accepted);
    assertInstanceOf(Answer.Accepted.class, get(ask(take("afterwards"))));
  }

  @Test
  void whoHasAnAnswerFindsItPublished() throws Exception {
    loop.start();
    for (int i = 0; i < 50; i++) {
      Entry entry = entry(get(ask(take("r" + i))));
      assertEquals(
          entry.lastSeq(),
          published.stream().reduce((a, b) -> b).orElseThrow().entries().getLast().lastSeq());
      var issued = (Event.TicketIssued) entry.events().getFirst();
      assertTrue(loop.hall().ticket(issued.ticket()).isPresent());
    }
  }

  @Test
  void aDeadlineIsMetWithoutAnyAskAndTheWatchdogIsFed() throws Exception {
    speed = 20;
    var unknown = new CountDownLatch(1);
    loop.subscribe(news -> {
      for (Entry entry : news.entries())
        for (Event event : entry.events())
          if (event instanceof Event.PrintUnknown) unknown.countDown();
    });
    loop.start();
    get(ask(take("r")));
    int before = beats.size();
    assertTrue(unknown.await(WAIT_S, TimeUnit.SECONDS), "15 s of the hall after the taking");
    loop.stop().toCompletableFuture().get(WAIT_S, TimeUnit.SECONDS);
    assertTrue(beats.size() > before);
  }

  @Test
  void anErrorOfOursInASubscriberIsLoud() throws Exception {
    loop.subscribe(news -> {
      if (news.entries().getLast().by().role() == By.Role.CLERK)
        throw new IllegalStateException("a bug");
    });
    loop.start();
    get(ask(take("r")));
    var clerk = new By(By.Role.CLERK, "c1", "window 1");
    var open = ask(new Ask("o", clerk, new Command.OpenWindow(new WindowId(2))));
    var failed = assertThrows(ExecutionException.class, () -> open.get(WAIT_S, TimeUnit.SECONDS));
    assertInstanceOf(IllegalStateException.class, failed.getCause());
    assertEquals("a bug", broken.get(WAIT_S, TimeUnit.SECONDS).getMessage());
    assertEquals(new Answer.Busy(), get(ask(take("later"))));
  }

  @Test
  void stoppingAnswersWhatWaitsAndLeavesTheJournalInOrder() throws Exception {
    loop.start();
    List<CompletableFuture<Answer>> answers = new ArrayList<>();
    for (int i = 0; i < 100; i++) answers.add(ask(take("r" + i)));
    loop.stop().toCompletableFuture().get(WAIT_S, TimeUnit.SECONDS);
    for (var answer : answers) assertTrue(answer.isDone());
    assertEquals(new Answer.Busy(), get(ask(take("later"))));
    long accepted = answers.stream().filter(a -> a.join() instanceof Answer.Accepted).count();
    assertEquals(100, accepted);
    loop = open(2);
    assertEquals(102, replayed.size(), "started, the day, and a hundred tickets");
    assertFalse(published.isEmpty());
  }
}
