package org.xuhao.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xuhao.app.keys.SecretFile;
import org.xuhao.hall.Event;
import org.xuhao.journal.Journal;
import org.xuhao.journal.JournalTrouble;
import org.xuhao.loop.Published;
import org.xuhao.seal.Ed25519;
import org.xuhao.seal.SealFolder;
import org.xuhao.seal.SealTrouble;
import org.xuhao.seal.Sealer;
import org.xuhao.seal.Signatures;

/**
 * Has every closed day sealed, on a thread of its own: at a start what was left open, and when a
 * day closes. Nobody waits for it.
 */
final class SealKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(SealKeeper.class);

  /** When it failed, 10 min later again: a full disk is seldom emptied sooner. */
  private static final long AGAIN_S = 600;

  /** How long a stop waits for a seal that is being made; the next start makes it otherwise. */
  private static final long END_S = 5;

  private final Path data;
  private final String hall;
  private final Journal journal;
  private final Care care;
  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("seals").factory());
  private volatile boolean begun;

  SealKeeper(Path data, String hall, Journal journal, Care care) {
    this.data = data;
    this.hall = hall;
    this.journal = journal;
    this.care = care;
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** The seals of a hall's data folder. */
  static SealFolder folder(Path data) {
    return new SealFolder(data.resolve("seals"));
  }

  /** Makes what is missing, once the hall issues: a start needs its cores for itself. */
  void begin() {
    begun = true;
    later(0);
  }

  /** On the thread of the hall's writer, after each batch. */
  void published(Published news) {
    if (!begun) return;
    for (var entry : news.entries())
      for (Event event : entry.events()) if (event instanceof Event.DayClosed) later(0);
  }

  private void later(long seconds) {
    try {
      var due = thread.schedule(this::seal, seconds, TimeUnit.SECONDS);
      LOG.debug("Sealing in {} s", due.getDelay(TimeUnit.SECONDS));
    } catch (RejectedExecutionException stopping) {
      LOG.debug("A day is sealed at the next start", stopping);
    }
  }

  private void seal() {
    try {
      SealFolder seals = folder(data);
      var signatures = new Ed25519();
      Signatures.Pair keys = keys(data, seals, signatures);
      List<LocalDate> days = new Sealer(hall, seals, signatures, keys).sealAll(journal);
      for (LocalDate day : days) LOG.info("Sealed the day {}", day);
      care.sealed();
    } catch (JournalTrouble | SealTrouble | IOException e) {
      care.unsealed(String.valueOf(e.getMessage()));
      later(AGAIN_S);
    } catch (RuntimeException ours) {
      // Our mistake. The hall goes on; a fault on the page and the log tell of it.
      LOG.error("Sealing failed", ours);
      care.unsealed(ours.toString());
    }
  }

  /**
   * The keys of this hall. They are drawn once: where seals lie that an earlier key made and that
   * key is gone, a new one in silence would look like a forgery.
   */
  static Signatures.Pair keys(Path data, SealFolder seals, Signatures signatures)
      throws IOException, SealTrouble {
    Path file = data.resolve("keys").resolve("seal.key");
    Optional<String> open = seals.openKey();
    if (!Files.exists(file)) {
      if (open.isPresent())
        throw new IOException(
            file
                + " is gone: put it back from a backup; or move the folder seals away and keep it,"
                + " then all days are sealed anew with a new key");
      Signatures.Pair drawn = signatures.draw();
      String both = drawn.secret() + drawn.open();
      SecretFile.write(file, both.getBytes(StandardCharsets.US_ASCII));
    }
    String both = Files.readString(file);
    int at = both.indexOf("-----BEGIN PUBLIC KEY-----");
    if (at < 0) throw new IOException(file + " holds no public key");
    var pair = new Signatures.Pair(both.substring(0, at), both.substring(at));
    if (open.isEmpty()) seals.openKey(pair.open());
    else if (!open.get().equals(pair.open()))
      throw new IOException(
          SealFolder.OPEN_KEY + " does not belong to " + file + ": put both back from a backup");
    return pair;
  }

  void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(END_S, TimeUnit.SECONDS))
        LOG.info("A seal is left unfinished; the next start makes it");
    } catch (InterruptedException e) {
      LOG.debug("Interrupted while a day was sealed", e);
    }
  }
}
