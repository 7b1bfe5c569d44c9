package org.xuhao.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xuhao.app.district.Regain;
import org.xuhao.app.keys.NumbersMove;
import org.xuhao.app.reference.Reference;
import org.xuhao.app.settings.Settings;
import org.xuhao.app.verb.Exit;
import org.xuhao.hall.Entry;
import org.xuhao.hall.Event;
import org.xuhao.hall.Hall;
import org.xuhao.hall.Plan;
import org.xuhao.journal.FileDisk;
import org.xuhao.journal.Journal;
import org.xuhao.journal.JournalTrouble;
import org.xuhao.journal.JournalUnwritable;
import org.xuhao.journal.Snapshots;
import org.xuhao.loop.HallLoop;
import org.xuhao.loop.Published;
import org.xuhao.report.Reports;
import org.xuhao.store.ServedMatter;
import org.xuhao.store.Store;
import org.xuhao.store.StoreDown;
import org.xuhao.store.StoreWatch;

/** The hall's memory and its one writer: journal, loop, and the tables that follow. */
final class Memory {
  private static final Logger LOG = LoggerFactory.getLogger(Memory.class);

  /** Entries at windows that the board is made from at a start: more than hold its latest calls. */
  private static final int RECENT_MAX = 200;

  /** How long the loop may take to answer what waits and close the journal. */
  private static final long CLOSE_S = 10;

  private final Journal journal;
  private final HallLoop loop;
  private final Hall hall;
  private final SnapshotKeeper snapshots;
  private final SealKeeper seals;
  private final Path data;
  private final StoreWatch watch;
  private volatile @Nullable Store store;

  /** On the loop's thread alone. */
  private boolean begun;

  private Memory(
      Journal journal,
      HallLoop loop,
      Hall hall,
      SnapshotKeeper snapshots,
      SealKeeper seals,
      Path data,
      StoreWatch watch) {
    this.journal = journal;
    this.loop = loop;
    this.hall = hall;
    this.snapshots = snapshots;
    this.seals = seals;
    this.data = data;
    this.watch = watch;
  }

  /**
   * Finds the hall that the journal holds, to go on as the district says; the loop is ready and not
   * yet started.
   */
  static Memory open(
      Settings settings, Optional<Reference> reference, Path data, Care care, PrintWriter out)
      throws NotStarted {
    Plan plan = reference.map(Reference::plan).orElse(settings.plan());
    Journal.Opened opened;
    try {
      Regain.ifLost(settings, data, care.faults(), care.time()::wall, out);
    } catch (IOException | JournalTrouble e) {
      throw new NotStarted("what the district has of this hall: " + e.getMessage(), e);
    }
    FileDisk disk = disk(data);
    try {
      opened = Journal.open(disk, plan, incarnation(), Release.text());
      if (Regain.ifOld(settings, data, opened, care.faults(), care.time()::wall, out))
        opened = Journal.open(disk, plan, incarnation(), Release.text());
    } catch (JournalTrouble e) {
      throw new NotStarted(e.getMessage() + "\n  " + e.remedy(), e);
    } catch (IOException e) {
      throw new NotStarted("what the district has of this hall: " + e.getMessage(), e);
    }
    Journal journal = opened.journal();
    care.journalFound(journal.found());
    var loop =
        new HallLoop(
            opened.hall(),
            journal,
            care.time(),
            new Event.Started(
                "",
                Release.text(),
                "start",
                NumbersMove.of(data, opened.hall(), care.time().wall())),
            care,
            (thread, why) -> Runtime.getRuntime().halt(Exit.CRASH));
    var snapshots = new SnapshotKeeper(new Snapshots(disk, Release.text()), journal);
    var seals = new SealKeeper(data, plan.hall(), journal, care);
    return new Memory(journal, loop, opened.hall(), snapshots, seals, data, care);
  }

  static FileDisk disk(Path data) throws NotStarted {
    return Waiting.file(() -> new FileDisk(data.resolve("journal")));
  }

  static Path tables(Path data) {
    return data.resolve("tables");
  }

  /** Drawn at every start, so that a copied disk can never continue an old sequence. */
  private static String incarnation() {
    byte[] bits = new byte[8];
    new SecureRandom().nextBytes(bits);
    return HexFormat.of().formatHex(bits);
  }

  HallLoop loop() {
    return loop;
  }

  Journal journal() {
    return journal;
  }

  /** The hall as the journal gave it back. */
  Hall hall() {
    return hall;
  }

  /** What happened at windows before the start, oldest first, as far as a board shows it. */
  List<Entry> recent() {
    return hall.latestCalls(RECENT_MAX);
  }

  /**
   * Lets tables, snapshots and seals follow, once the hall issues: nobody waits for them at a
   * start.
   */
  void follow() {
    snapshots.begin();
    seals.begin();
    store = Store.follow(tables(data), hall.plan().hall(), journal, watch);
  }

  /** On the loop's thread: tells tables, snapshots and seals that the journal holds more. */
  void published(Published news) {
    if (!begun) begin();
    snapshots.published(news);
    seals.published(news);
    Store following = store;
    if (following != null) following.wake();
  }

  /** The journal holds this start. */
  private void begin() {
    begun = true;
    try {
      NumbersMove.done(data);
    } catch (IOException e) {
      LOG.warn("A note in {} stays; the next start moves the day's numbers again", data, e);
    }
  }

  /** Days out of the tables. */
  Reports reports() {
    return new Reports(this::store, hall.plan().zone());
  }

  /** The tables; empty while they are not followed yet. */
  Optional<Store> store() {
    return Optional.ofNullable(store);
  }

  /** The latest visits that have ended, at most {@code most}, oldest first. */
  List<ServedMatter> served(int most) throws StoreDown {
    Store following = store;
    if (following == null) throw new StoreDown("the tables are not followed yet", null);
    return following.served(most);
  }

  /** Answers what waits and closes. */
  void close() {
    try {
      loop.stop().toCompletableFuture().get(CLOSE_S, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("The hall's writer did not stop in time; the next start puts the journal right", e);
    } catch (InterruptedException e) {
      LOG.warn("Interrupted while the hall's writer stopped", e);
    }
    snapshots.close();
    seals.close();
    closeStore();
  }

  private void closeStore() {
    Store following = store;
    if (following != null) following.close();
  }

  /** Closes after a start that failed half way. */
  void abandon() {
    snapshots.close();
    seals.close();
    closeStore();
    try {
      journal.close();
    } catch (JournalUnwritable e) {
      LOG.warn("The journal could not be closed after a failed start", e);
    }
  }
}
