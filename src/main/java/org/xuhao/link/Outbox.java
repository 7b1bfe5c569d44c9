package org.xuhao.link;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xuhao.hall.CaseEvent;
import org.xuhao.hall.Entry;
import org.xuhao.hall.Event;
import org.xuhao.hall.value.CaseId;
import org.xuhao.journal.Journal;
import org.xuhao.journal.JournalReader;
import org.xuhao.journal.JournalTrouble;
import org.xuhao.journal.Position;

/**
 * Sends this hall's journal to the district, on a thread of its own. The journal is what is kept:
 * nothing is forgotten because the server acknowledged it, only because the district's tables say
 * that they hold it; what they do not hold after a while is sent again.
 */
final class Outbox implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

  /** Parts of the journal between two looks at anything else. Own choice. */
  private static final int TURN = 16;

  /** What the tables do not hold after this is sent again. */
  private static final Duration MARKED_WITHIN = Duration.ofSeconds(60);

  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration PAUSE_FIRST = Duration.ofMillis(500);
  private static final Duration PAUSE_LAST = Duration.ofSeconds(30);

  private final Address address;
  private final Server server;
  private final Journal journal;
  private final Shelf shelf;
  private final LongSupplier nanos;
  private final Semaphore news = new Semaphore(0);
  private final LinkThread thread;

  private volatile @Nullable Position told;
  private volatile @Nullable Position sent;
  private volatile Covered marked = Covered.NOTHING;
  private volatile Covered missing = Covered.NOTHING;
  private final AtomicInteger witness = new AtomicInteger();
  private volatile int borne;
  private final Unheard unheard;

  /** After the next failure; on the thread alone. */
  private Duration pause = PAUSE_FIRST;

  /** When the tables were last looked at with all that had been sent before, by {@link #nanos}. */
  private long lookedNanos;

  /** What had been sent then; by now they ought to hold it. */
  private @Nullable Position lookedAt;

  /** Whether the whole journal up to {@link #lookedAt} was found in the tables once. */
  private boolean whole;

  private @Nullable JournalReader reader;

  /** Goes on after {@code sent}; null: from the beginning. */
  Outbox(
      Address address,
      Server server,
      Journal journal,
      Shelf shelf,
      LongSupplier nanos,
      @Nullable Position sent,
      LinkWatch watch) {
    this.address = address;
    this.server = server;
    this.journal = journal;
    this.shelf = shelf;
    this.nanos = nanos;
    this.sent = sent;
    unheard = new Unheard(sent);
    lookedNanos = nanos.getAsLong();
    thread = new LinkThread("link-send", this::round, watch);
  }

  /** Entries up to here are on the shelf, so that they may go. */
  void told(@Nullable Position position) {
    told = position;
    wake();
  }

  /** The tables hold this of the journal, and know that there is more of it. */
  void marked(Covered covered, Covered lacking) {
    marked = covered;
    missing = lacking;
    wake();
  }

  /** The stream of cases lost something: all that this hall holds of them is sent once more. */
  void witness() {
    witness.incrementAndGet();
    wake();
  }

  /** Whether that is still to be done. */
  boolean owes() {
    return borne != witness.get();
  }

  /** The stream of cases was read up to this number. */
  void heard(long seq) {
    unheard.heard(seq);
  }

  /** A line is there again, and the stream is read on behind this number. */
  void again(long seq) {
    unheard.again(seq);
    wake();
  }

  void wake() {
    if (news.availablePermits() == 0) news.release();
  }

  /** The last entry that need not be sent again with another line. */
  Optional<Position> sent() {
    return Optional.ofNullable(unheard.settled());
  }

  private Duration round() throws InterruptedException {
    boolean done = false;
    try {
      boolean went = server.isUp() && turn();
      if (went) pause = PAUSE_FIRST;
      done = true;
      if (isAll() || !server.isUp()) await(LOOK.toMillis());
      return Duration.ZERO;
    } catch (IOException | TimeoutException e) {
      Duration now = pause;
      LOG.info("Not sent, again in {}: {}", now, e.getMessage());
      server.doubt();
      pause = Duration.ofMillis(Math.min(now.toMillis() * 2, PAUSE_LAST.toMillis()));
      return unevenly(now);
    } catch (JournalTrouble e) {
      LOG.warn("The journal cannot be read to be sent", e);
      pause = PAUSE_LAST;
      return unevenly(PAUSE_LAST);
    } finally {
      // Also after an error of ours.
      if (!done) rewind();
    }
  }

  private boolean isAll() {
    Position all = told;
    return all == null || all.equals(sent);
  }

  private void await(long ms) throws InterruptedException {
    if (news.tryAcquire(ms, TimeUnit.MILLISECONDS)) news.drainPermits();
  }

  /** Half as long again at most, so that halls do not march. */
  private static Duration unevenly(Duration time) {
    long ms = time.toMillis();
    return Duration.ofMillis(ms + ThreadLocalRandom.current().nextLong(ms / 2 + 1));
  }

  /** Whether anything went. */
  private boolean turn()
      throws IOException, JournalTrouble, TimeoutException, InterruptedException {
    server.prepare();
    if (owes()) {
      int due = witness.get();
      bearWitness();
      borne = due;
    }
    if (unheard.takeAgain()) {
      sent = unheard.settled();
      rewind();
    }
    checkMark();
    Position limit = told;
    if (limit == null || limit.equals(sent)) return false;
    Position at = sent;
    JournalReader reading = reader();
    var under = underWay();
    for (int parts = 0; parts < TURN && !limit.equals(at); parts++) {
      List<Entry> batch = batch(reading, limit);
      if (batch.isEmpty()) break;
      sendEntries(batch, under);
      for (Entry entry : batch) sendFacts(entry, under);
      at = new Position(batch.getLast().incarnation(), batch.getLast().lastSeq());
    }
    under.await();
    sent = at;
    unheard.sent(at);
    return true;
  }

  /** The next entries of one incarnation, up to {@code limit}. */
  private List<Entry> batch(JournalReader reading, Position limit) throws JournalTrouble {
    var batch = new ArrayList<Entry>();
    int events = 0;
    while (events < Message.EVENTS_MAX) {
      Entry entry = held != null ? held : first(reading.next(1));
      held = null;
      if (entry == null) break;
      if (!batch.isEmpty() && !entry.incarnation().equals(batch.getFirst().incarnation())) {
        held = entry;
        break;
      }
      batch.add(entry);
      events += entry.events().size();
      if (entry.incarnation().equals(limit.incarnation()) && entry.lastSeq() >= limit.seq()) break;
    }
    return batch;
  }

  /** The first entry of the next incarnation, already read. */
  private @Nullable Entry held;

  private static @Nullable Entry first(List<Entry> entries) {
    return entries.isEmpty() ? null : entries.getFirst();
  }

  private void sendEntries(List<Entry> entries, UnderWay under)
      throws IOException, TimeoutException, InterruptedException {
    for (EntryBatch part : Message.cut(EntryBatch.of(entries)))
      under.send(address.factSubject(), part.id(), Message.entries(part));
  }

  private void sendFacts(Entry entry, UnderWay under)
      throws IOException, TimeoutException, InterruptedException {
    List<CaseFact> facts = new ArrayList<>();
    for (int i = 0; i < entry.events().size(); i++) {
      var key = new Key(entry.hall(), entry.incarnation(), entry.seq() + i);
      Event event = entry.events().get(i);
      if (event instanceof CaseEvent e) shelf.fact(e.file(), key).ifPresent(facts::add);
      else if (Shelf.isOfVisit(event)) shelf.ofVisit(key).ifPresent(facts::add);
    }
    if (facts.isEmpty()) return;
    for (List<CaseFact> part : Message.cut(facts))
      under.send(address.caseSubject(), Message.id(part), Message.facts(part));
  }

  private UnderWay underWay() {
    return new UnderWay(
        server,
        ack -> {
          if (ack.getStream().equals(address.caseStream())) unheard.acknowledged(ack.getSeqno());
        });
  }

  private void bearWitness() throws IOException, TimeoutException, InterruptedException {
    LOG.warn("The stream of cases lost something; all {} facts go once more", shelf.facts());
    var under = underWay();
    for (CaseId id : shelf.ids()) for (CaseFact fact : shelf.facts(id)) under.again(address, fact);
    under.await();
  }

  /** Finds, now and then, the first entry that the tables ought to hold and do not. */
  private void checkMark() throws IOException, JournalTrouble {
    if (nanos.getAsLong() - lookedNanos < MARKED_WITHIN.toNanos()) return;
    lookedNanos = nanos.getAsLong();
    missing.giveUp(journal, address, server);
    Position due = lookedAt;
    lookedAt = sent;
    Covered held = marked;
    if (due == null || held.ranges().isEmpty() || (whole && held.holds(due))) return;
    Position before = null;
    try (JournalReader all = journal.reader()) {
      for (Entry entry = first(all.next(1)); entry != null; entry = first(all.next(1))) {
        if (!held.holds(entry)) {
          LOG.info(
              "The district's tables lack {}/{}: sent again", entry.incarnation(), entry.seq());
          sent = before;
          unheard.back(before);
          lookedAt = null;
          rewind();
          return;
        }
        before = new Position(entry.incarnation(), entry.lastSeq());
        if (before.equals(due)) break;
      }
    }
    whole = true;
  }

  private JournalReader reader() throws JournalTrouble {
    JournalReader now = reader;
    if (now != null) return now;
    Position from = sent;
    Optional<JournalReader> found = from == null ? Optional.empty() : journal.readerAfter(from);
    if (from != null && found.isEmpty()) LOG.info("{} is not in the journal: all is sent", from);
    now = found.orElseGet(journal::reader);
    reader = now;
    return now;
  }

  private void rewind() {
    held = null;
    JournalReader now = reader;
    reader = null;
    if (now == null) return;
    try {
      now.close();
    } catch (IOException e) {
      LOG.debug("closing a reader", e);
    }
  }

  @Override
  public void close() {
    thread.close(UnderWay.ACK_WITHIN);
    rewind();
  }
}
