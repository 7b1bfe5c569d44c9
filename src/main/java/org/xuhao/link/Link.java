package org.xuhao.link;

import io.nats.client.Connection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xuhao.hall.Ask;
import org.xuhao.hall.CaseFile;
import org.xuhao.hall.Command;
import org.xuhao.hall.Entry;
import org.xuhao.hall.Hall;
import org.xuhao.hall.value.By;
import org.xuhao.hall.value.CaseId;
import org.xuhao.journal.Disk;
import org.xuhao.journal.Journal;
import org.xuhao.journal.JournalReader;
import org.xuhao.journal.JournalTrouble;
import org.xuhao.journal.Position;
import org.xuhao.loop.Answer;
import org.xuhao.loop.Published;

/**
 * Joins this hall with its district. It only ever follows the hall: nothing in the hall waits for
 * it, and a line that is cut for days costs nothing but news.
 *
 * <p>The flow: an entry of the journal becomes facts on the shelf, on disk before anything else;
 * the outbox sends it; every hall's inbox puts the facts on its own shelf; and where a hall knows
 * the case its loop is told what the shelf now says of it. Source: docs/adr/0030-the-link.md.
 */
public final class Link implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Link.class);

  /** Who asks when the district has news. */
  private static final By BY = new By(By.Role.LINK, "district", "link");

  /** Entries made into facts between two forces of the shelf. */
  private static final int CATCH_UP = 500;

  private static final long CLOSE_MS = 5_000;

  private final Address address;
  private final Journal journal;
  private final Function<Ask, ? extends CompletionStage<Answer>> ask;
  private final LongSupplier nanos;
  private final LinkWatch watch;
  private final Keeper keeper;
  private final Shelf shelf;
  private final OwnFacts own;
  private final ExecutorService desk =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform()
              .daemon()
              .name("link-shelf")
              .uncaughtExceptionHandler(this::broken)
              .factory());
  private final Neighbours neighbours;
  private final Server server;
  private final StaffDesk staff;
  private final Outbox outbox;
  private final Inbox inbox;
  private final ErrandDesk errands;
  private final Reservations reservations;

  /** As last published. */
  private volatile @Nullable Hall latest;

  /** As of the last entry on the shelf; on the desk's thread alone. */
  private @Nullable Hall hall;

  /** Cases to be looked at when the hall is known as of the shelf; on the desk's thread alone. */
  private final Set<CaseId> later = new LinkedHashSet<>();

  private boolean met;

  /** Whether the shelf's work failed last. */
  private volatile boolean ill;

  /**
   * Takes up the shelf and begins, in the background, to tell what the journal holds.
   *
   * @param disk the folder of the shelf
   * @param ask of the hall's loop
   * @param nanos goes on evenly, whatever the clock on the wall does
   */
  public Link(
      Address address,
      Journal journal,
      Disk disk,
      Function<Ask, ? extends CompletionStage<Answer>> ask,
      LongSupplier nanos,
      LinkWatch watch)
      throws IOException {
    this.address = address;
    this.journal = journal;
    this.ask = new Rehearsal(ask, () -> latest, journal.incarnation())::ask;
    this.nanos = nanos;
    this.watch = watch;
    keeper = new Keeper(address.hall(), disk);
    shelf = keeper.shelf();
    own = new OwnFacts(address.hall(), journal, shelf);
    neighbours = new Neighbours(address, nanos);
    errands = new ErrandDesk(address, this.ask, this::expect, watch);
    server = new Server(address, this::up, this::begin);
    staff = new StaffDesk(address, server, this::knows);
    outbox = new Outbox(address, server, journal, shelf, nanos, keeper.sent(), watch);
    neighbours.onMark(outbox::marked);
    neighbours.onOwn(this::own);
    inbox = new Inbox(server, address.caseStream(), keeper.heard(), new Hearing(), nanos, watch);
    reservations = new Reservations(address, server, ask, () -> Optional.ofNullable(latest), watch);
    onDesk(this::catchUp);
  }

  /** Feeds {@code tables} from the journals of all halls; of one hall in the district. */
  public Office office(Office.Tables tables) {
    var refresh = new Refresh(address, server, shelf, inbox::isCurrent, tables, watch);
    return new Office(address, server, tables, refresh, nanos, watch);
  }

  /** Reads what the district keeps once for all halls. */
  public Editions editions(Editions.Taker taker) {
    return new Editions(address, server, taker, nanos, watch);
  }

  /** Numbers in other halls. */
  public Reservations reservations() {
    return reservations;
  }

  /** What is known of the other halls. */
  public Neighbours neighbours() {
    return neighbours;
  }

  /** Whether the district's server is reached and answers. */
  public boolean isUp() {
    return server.isUp() && server.answers();
  }

  /** Whether all was read that the district has of cases. */
  public boolean isCurrent() {
    return inbox.isCurrent();
  }

  /** The last entry that the district's server acknowledged; empty: none yet. */
  Optional<Position> sent() {
    return outbox.sent();
  }

  /** What the district knows of a case; from any thread. */
  public Optional<CaseView> view(CaseId id) {
    return shelf.view(id);
  }

  /** The case with this number, or with a notice of this code. */
  public Optional<CaseView> named(String numberOrCode) {
    return shelf.named(numberOrCode).flatMap(shelf::view);
  }

  /** The cases of whoever has one of these hashes. */
  public List<CaseView> ofVisitor(Collection<String> hashes) {
    return shelf.ofVisitor(hashes).stream().flatMap(id -> shelf.view(id).stream()).toList();
  }

  /** Has the hall know a case as the district knows it; completes once it was told. */
  public CompletableFuture<Void> learn(CaseId id) {
    var learnt = new CompletableFuture<Void>();
    onDesk(() -> {
      Optional<Ask> news = news(id, true);
      if (news.isEmpty()) learnt.complete(null);
      else ask.apply(news.get()).whenComplete((answer, broken) -> learnt.complete(null));
    });
    return learnt;
  }

  /** Somebody is coming for this case. */
  private void expect(CaseId id) {
    var told = learn(id);
    LOG.debug("{} is expected: {}", id, told);
  }

  /** On the loop's thread, after each batch. */
  public void published(Published news) {
    latest = news.hall();
    onDesk(() -> follow(news));
  }

  private void begin(Connection reached) {
    neighbours.listen(reached);
    errands.listen(reached);
    staff.listen(reached);
  }

  private boolean knows(String hall) {
    return shelf.hasOf(hall) || neighbours.reports().containsKey(hall);
  }

  private void own(String incarnation) {
    if (!incarnation.equals(journal.incarnation())) watch.second(address.hall(), incarnation);
  }

  /** Where halls ask each other of clerks. */
  public StaffDesk staff() {
    return staff;
  }

  private void up(boolean reached) {
    watch.reached(reached);
    LOG.info(reached ? "The district is reached" : "The district is not reached; the hall goes on");
  }

  private void broken(Thread thread, Throwable ours) {
    LOG.error("{} died of an error of ours", thread.getName(), ours);
    ill = true;
    watch.unkept("an error of ours: " + ours);
  }

  /** Work of the shelf's thread that may meet its disk. */
  private interface Work {
    void run() throws IOException, JournalTrouble;
  }

  private void onDesk(Work work) {
    try {
      desk.execute(() -> {
        try {
          work.run();
          if (!ill || !keeper.isKept()) return;
          watch.kept();
          ill = false;
        } catch (IOException | JournalTrouble e) {
          ill = true;
          LOG.error("The shelf cannot be kept: {}", e.getMessage());
          watch.unkept(String.valueOf(e.getMessage()));
        }
      });
    } catch (RejectedExecutionException stopping) {
      LOG.debug("The shelf is closed", stopping);
    }
  }

  /** Tells what the journal holds and was not told before the last stop. */
  private void catchUp() throws IOException, JournalTrouble {
    Position from = keeper.told();
    Optional<JournalReader> found = from == null ? Optional.empty() : journal.readerAfter(from);
    try (JournalReader reader = found.orElseGet(journal::reader)) {
      for (var next = reader.next(CATCH_UP); !next.isEmpty(); next = reader.next(CATCH_UP)) {
        keeper.tell(next, null);
        outbox.told(keeper.told());
      }
    }
  }

  private void follow(Published news) throws IOException {
    List<Entry> fresh = news.entries().stream().filter(e -> !keeper.isTold(e)).toList();
    var touched = fresh.isEmpty() ? List.<CaseId>of() : told(fresh);
    Entry last = news.entries().getLast();
    // The shelf may be ahead of this news after a catch-up; the next ones bring the hall along.
    boolean same = new Position(last.incarnation(), last.lastSeq()).equals(keeper.told());
    hall = same ? news.hall() : null;
    later.addAll(touched);
    if (!same) return;
    if (!met) later.addAll(news.hall().cases().ids());
    met = true;
    lookAgain();
    if (keeper.tidy(last.wall(), watch)) inbox.again();
  }

  private void lookAgain() {
    List<CaseId> due = List.copyOf(later);
    later.clear();
    due.forEach(this::tellHall);
  }

  private List<CaseId> told(List<Entry> entries) throws IOException {
    var touched = keeper.tell(entries, outbox.sent().orElse(null));
    outbox.told(keeper.told());
    return List.copyOf(touched);
  }

  private void tellHall(CaseId id) {
    if (hall == null) {
      later.add(id);
      return;
    }
    Position asOf = keeper.told();
    Optional<Ask> news = news(id, false);
    if (news.isEmpty()) return;
    ask.apply(news.get())
        .whenComplete((answer, broken) -> {
          if (broken != null) LOG.error("The hall cannot be told of {}: our error", id, broken);
          else if (!(answer instanceof Answer.Accepted)) onDesk(() -> wentOn(id, asOf));
        });
  }

  /**
   * The hall went on meanwhile, and the case is looked at with the entry that it went on with: now
   * where that entry has come, for there may be no other one for long, else when it comes.
   */
  private void wentOn(CaseId id, @Nullable Position asOf) {
    later.add(id);
    if (hall != null && !Objects.equals(keeper.told(), asOf)) lookAgain();
  }

  /**
   * What the hall is to be told of a case, where the shelf says another thing than the hall knows.
   *
   * @param wanted also where the hall does not know the case yet
   */
  private Optional<Ask> news(CaseId id, boolean wanted) {
    Hall now = hall;
    CaseView view = shelf.view(id).orElse(null);
    if (now == null || view == null || !view.isWhole()) return Optional.empty();
    CaseFile known = now.cases().file(id).orElse(null);
    if (known == null && !wanted) return Optional.empty();
    // Of a case of its own the hall knows all, unless that went with its disk.
    if (known != null && own.areAll(id) && !lacksNotices(known)) return Optional.empty();
    CaseFile says = view.fileIn(address.hall());
    if (known != null && known.isAs(says)) return Optional.empty();
    int steps = known == null ? 0 : known.steps();
    List<String> heads = view.heads().stream().map(Key::toString).toList();
    String request = "case/" + id.id() + "/" + steps + "/" + heads.hashCode();
    return Optional.of(new Ask(request, BY, new Command.HearCase(says, steps, heads)));
  }

  /** Whether this hall lost its disk and the stream of cases what stood on its notices. */
  private static boolean lacksNotices(CaseFile known) {
    return known.codes().contains(Shared.NO_CODE);
  }

  /** Takes what other halls say of cases. */
  private final class Hearing implements Inbox.Taker {
    @Override
    public void take(List<io.nats.client.Message> batch, Inbox.Cursor cursor)
        throws IOException, InterruptedException {
      var facts = new ArrayList<CaseFact>();
      for (var message : batch) facts.addAll(own.read(address, message, watch));
      try {
        // Where the loss shows, so that a stop does not forget what is owed for it.
        Inbox.Cursor upTo = outbox.owes() ? null : cursor;
        var kept = desk.submit(() -> keeper.keep(facts, upTo, watch));
        Set<CaseId> news = kept.get();
        onDesk(() -> news.forEach(Link.this::tellHall));
        outbox.heard(cursor.seq());
      } catch (ExecutionException e) {
        // So that the next batch that is kept ends the fault.
        ill = true;
        watch.unkept(String.valueOf(e.getCause()));
        throw new IOException("not kept: " + e.getCause(), e);
      } catch (RejectedExecutionException e) {
        throw new InterruptedException("stopping");
      }
    }

    @Override
    public void lost() {
      outbox.witness();
    }

    @Override
    public void begins(long seq) {
      outbox.again(seq);
    }
  }

  @Override
  public void close() {
    reservations.close();
    inbox.close();
    outbox.close();
    neighbours.close();
    server.close();
    onDesk(() -> keeper.close(outbox.sent().orElse(null)));
    desk.shutdown();
    try {
      if (!desk.awaitTermination(CLOSE_MS, TimeUnit.MILLISECONDS))
        LOG.warn("The shelf's thread did not end in {} ms", CLOSE_MS);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }
}
