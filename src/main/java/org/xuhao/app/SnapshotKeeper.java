package org.xuhao.app;

import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xuhao.hall.Event;
import org.xuhao.hall.Hall;
import org.xuhao.journal.Journal;
import org.xuhao.journal.JournalPoint;
import org.xuhao.journal.Snapshots;
import org.xuhao.loop.Published;

/**
 * Has a snapshot written when a day opens and every so many entries, on a thread of its own: the
 * hall's writer only hands over a hall that never changes.
 */
final class SnapshotKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(SnapshotKeeper.class);

  /**
   * Entries between two snapshots, and so about the most that a start reads: some 0.1 s of a start
   * in a cold JVM. A busy hall reaches it every hour. Source: docs/adr/0013-snapshots.md.
   */
  static final int EVERY = 1_000;

  /** How long a stop waits for one that is being written; half a one does no harm. */
  private static final long END_S = 5;

  private final Snapshots snapshots;
  private final Journal journal;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("snapshots").factory());
  private final AtomicBoolean writing = new AtomicBoolean();
  private volatile boolean begun;

  /** Only for the hall's writer. */
  private long since;

  SnapshotKeeper(Snapshots snapshots, Journal journal) {
    this.snapshots = snapshots;
    this.journal = journal;
    this.since = journal.found().entries();
  }

  /** Lets the first one be written, once the hall issues: a start needs its cores for itself. */
  void begin() {
    begun = true;
  }

  /** On the thread of the hall's writer, after each batch. */
  void published(Published news) {
    since += news.entries().size();
    if (opensDay(news)) since = Math.max(since, EVERY);
    if (since < EVERY || !begun || !writing.compareAndSet(false, true)) return;
    JournalPoint point = journal.point().orElseThrow();
    since = 0;
    thread.execute(() -> write(news.hall(), point));
  }

  private static boolean opensDay(Published news) {
    for (var entry : news.entries())
      for (Event event : entry.events()) if (event instanceof Event.DayOpened) return true;
    return false;
  }

  private void write(Hall hall, JournalPoint point) {
    try {
      snapshots.write(hall, point);
      LOG.debug("Snapshot at {}", point.last());
    } catch (IOException e) {
      LOG.warn("No snapshot was written; a start takes longer until one is: {}", e.toString());
    } finally {
      writing.set(false);
    }
  }

  void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(END_S, TimeUnit.SECONDS))
        LOG.info("A snapshot is left unfinished; the next start does without it");
    } catch (InterruptedException e) {
      LOG.debug("Interrupted while a snapshot was written", e);
    }
  }
}
