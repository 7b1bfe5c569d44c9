package org.xuhao.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.flywaydb.core.api.FlywayException;
import org.h2.api.ErrorCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xuhao.hall.Entry;
import org.xuhao.journal.Journal;
import org.xuhao.journal.JournalReader;
import org.xuhao.journal.JournalTrouble;
import org.xuhao.journal.Position;

/**
 * Tables for history and search, folded from the journal on a thread of its own. It may be lost at
 * any moment: what is damaged, missing or another journal's is put aside and folded anew, and the
 * hall never waits for it.
 */
public final class Store implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Store.class);

  /** Entries folded in one transaction: some 100 ms of work, so that a stop is quick. */
  static final int BATCH_MAX = 500;

  /** Looks at the journal this often even if nobody wakes it: well under the second allowed. */
  private static final Duration LOOK = Duration.ofMillis(500);

  /** Pauses after trouble grow from the first to the second. */
  private static final Duration RETRY_FIRST = Duration.ofSeconds(1);

  private static final Duration RETRY_LAST = Duration.ofMinutes(1);

  /** How long {@link #close} waits for the thread; H2 shrinks its file when it is closed. */
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);

  private final StoreFiles files;
  private final String hall;
  private final Journal journal;
  private final StoreWatch watch;
  private final Semaphore news = new Semaphore(0);
  private volatile Thread thread;

  private volatile boolean closing;
  private volatile @Nullable Position folded;

  /** Whether the tables can be read now. */
  private volatile boolean open;

  /** After the next trouble; on the thread alone. */
  private Duration pause = RETRY_FIRST;

  /** How often the tables failed since they last took something. */
  private int failures;

  /** Whether the latest attempt folded anything. */
  private boolean progressed;

  private Store(Path folder, String hall, Journal journal, StoreWatch watch) {
    this.files = new StoreFiles(folder);
    this.hall = hall;
    this.journal = journal;
    this.watch = watch;
    this.thread = thread(this::run);
  }

  private Thread thread(Runnable life) {
    return Thread.ofPlatform()
        .daemon()
        .name("hall-store")
        .uncaughtExceptionHandler((dead, ours) -> died(ours))
        .unstarted(life);
  }

  /** Nobody looks after a hall for a year: it begins again, later and later if that repeats. */
  private void died(Throwable ours) {
    LOG.error("The store died of an error of ours and begins again in {}", pause, ours);
    watch.down("an error of ours: " + ours);
    open = false;
    failures++;
    Thread next =
        thread(() -> {
          rest();
          run();
        });
    thread = next;
    next.start();
  }

  /** Begins to follow {@code journal} in the background and returns at once. */
  public static Store follow(Path folder, String hall, Journal journal, StoreWatch watch) {
    var store = new Store(folder, hall, journal, watch);
    store.thread.start();
    return store;
  }

  /** Says that the journal holds more; from any thread. */
  public void wake() {
    if (news.availablePermits() == 0) news.release();
  }

  /** The last event the tables hold; empty while they are being opened. */
  public Optional<Position> folded() {
    return Optional.ofNullable(folded);
  }

  /** The day's figures of each window that called or was rated, by window. */
  public List<WindowDay> windowDays(LocalDate day) throws StoreDown {
    return read((connection, hall) -> WindowDays.of(connection, hall, day));
  }

  /** The latest visits that have ended, at most {@code most}, oldest first. */
  public List<ServedMatter> served(int most) throws StoreDown {
    return read((connection, hall) -> ServedMatters.latest(connection, hall, most));
  }

  /** Something that is read out of the tables. */
  public interface Question<T> {

    /** Only reads; {@code hall} is in the first column of every table. */
    T ask(Connection connection, String hall) throws SQLException;
  }

  /** Asks the tables on the caller's thread, which may block. */
  public <T> T read(Question<T> question) throws StoreDown {
    if (!open) throw new StoreDown("the tables are not open", null);
    try (Connection connection = files.source().getConnection()) {
      return question.ask(connection, hall);
    } catch (SQLException e) {
      throw new StoreDown("the tables cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * Folds a whole journal into new tables; those that were there are put aside.
   *
   * @param progress told the number of entries folded so far
   */
  public static long rebuild(Path folder, String hall, JournalReader entries, LongConsumer progress)
      throws StoreDown, JournalTrouble {
    var files = new StoreFiles(folder);
    try {
      files.moveAside();
      try (Tables tables = Tables.open(files.source(), hall)) {
        long count = 0;
        for (var next = entries.next(BATCH_MAX); !next.isEmpty(); next = entries.next(BATCH_MAX)) {
          tables.fold(next);
          count += next.size();
          progress.accept(count);
        }
        return count;
      }
    } catch (IOException | SQLException | FlywayException e) {
      throw new StoreDown("the tables cannot be made: " + e.getMessage(), e);
    }
  }

  private void run() {
    while (!closing) {
      String why = attempt();
      open = false;
      if (closing || why == null) continue;
      LOG.warn("The store is down: {}", why);
      watch.down(why);
      rest();
    }
  }

  private void rest() {
    if (progressed) pause = RETRY_FIRST;
    if (!closing) await(pause);
    if (pause.compareTo(RETRY_LAST) < 0) pause = pause.multipliedBy(2);
  }

  /** Opens and follows until closed, or until something goes wrong: then says what. */
  private @Nullable String attempt() {
    progressed = false;
    try {
      // Opened once more and failed again: the file is worth less than a new one.
      if (failures == 2) putAside("the tables failed twice");
      Files.createDirectories(files.folder());
      try (Tables tables = open()) {
        return follow(tables);
      }
    } catch (SQLException | FlywayException e) {
      if (!isInUse(e)) failures++;
      return String.valueOf(e.getMessage());
    } catch (JournalTrouble | IOException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** The tables as they are, or empty ones where these cannot be opened. */
  private Tables open() throws SQLException, IOException {
    boolean before = files.exist();
    try {
      return Tables.open(files.source(), hall);
    } catch (SQLException | FlywayException e) {
      if (!before || isInUse(e)) throw e;
      putAside(String.valueOf(e.getMessage()));
      return Tables.open(files.source(), hall);
    }
  }

  /** Another process has the file open: it is not damaged, and not ours to move. */
  static boolean isInUse(Exception e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause())
      if (cause instanceof SQLException sql
          && sql.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1) return true;
    return false;
  }

  private void putAside(String why) throws IOException {
    LOG.warn("The tables are put aside and folded anew: {}", why);
    watch.rebuilding(why);
    files.moveAside();
  }

  /** Null when closed or when the tables turned out to be another journal's and were put aside. */
  private @Nullable String follow(Tables tables) throws SQLException, JournalTrouble, IOException {
    Position position = tables.position().orElse(null);
    folded = position;
    JournalReader reader =
        position == null ? journal.reader() : journal.readerAfter(position).orElse(null);
    if (reader == null) {
      tables.close();
      putAside("this journal does not hold " + position);
      return null;
    }
    if (position == null && journal.found().entries() > 0) watch.rebuilding("the tables are empty");
    try (reader) {
      follow(tables, reader);
    }
    return null;
  }

  private void follow(Tables tables, JournalReader reader) throws SQLException, JournalTrouble {
    boolean behind = true;
    while (!closing) {
      List<Entry> entries = reader.next(BATCH_MAX);
      if (!entries.isEmpty()) {
        tables.fold(entries);
        folded = tables.position().orElse(null);
        failures = 0;
        progressed = true;
      } else {
        open = true;
        if (behind) watch.current();
        behind = false;
        await(LOOK);
      }
    }
  }

  private void await(Duration atMost) {
    try {
      if (news.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) news.drainPermits();
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts the store", e);
    }
  }

  /** Stops following and closes the tables. */
  @Override
  public void close() {
    closing = true;
    wake();
    try {
      if (!thread.join(CLOSE_WITHIN)) LOG.warn("The store did not close in time");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
