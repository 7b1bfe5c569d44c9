package org.xuhao.link;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xuhao.hall.CaseEvent.CaseHeard;
import org.xuhao.hall.Entry;
import org.xuhao.hall.value.CaseId;
import org.xuhao.journal.Disk;
import org.xuhao.journal.Position;

/**
 * Keeps the shelf on disk, together with how far the journal was told, was sent, and the district
 * was heard. Used from one thread; the shelf itself is read from any.
 */
final class Keeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);

  private static final String LEAVES_OUT = "leavesOut";

  /** The file is written anew when it is larger than this, and twice what it was written as. */
  static final long COMPACT_BYTES = 16L << 20;

  /**
   * Halls that were cut off for so long still find the case that they heard news of. Own choice.
   */
  private static final Duration OVER_KEPT = Duration.ofDays(7);

  /** At 1.7 KiB each, a sixth of the appliance's memory. Source: docs/growth.md, measured. */
  private static final int OVER_MAX = 10_000;

  /** Own choice; each case is looked at, which takes some seconds where there are very many. */
  private static final Duration TIDY_EVERY = Duration.ofHours(6);

  /**
   * Facts that two fifths of the memory hold; the hall itself takes a quarter of what an appliance
   * has. At 512 bytes each, as measured. Source: docs/growth.md.
   */
  private static final long FACTS_MAX = Runtime.getRuntime().maxMemory() / 5 * 2 / 512;

  private final String hall;
  private final long most;
  private final Shelf shelf = new Shelf();
  private final Telling telling = new Telling(shelf);
  private final ShelfLog log;
  private final Deque<JsonObject> unwritten = new ArrayDeque<>();

  private @Nullable Position told;
  private @Nullable Position sent;
  private Inbox.@Nullable Cursor heard;
  private @Nullable Instant tidied;
  private boolean leavesOut;
  private long writtenAs;

  /** Takes up what an earlier run kept. */
  Keeper(String hall, Disk disk) throws IOException {
    this(hall, disk, FACTS_MAX);
  }

  /**
   * The same.
   *
   * @param most facts, of which those of cases that begin elsewhere are left out above it
   */
  Keeper(String hall, Disk disk, long most) throws IOException {
    this.hall = hall;
    this.most = most;
    var heads = new HashMap<CaseId, List<Key>>();
    var said = new AtomicBoolean();
    log = ShelfLog.open(disk, line -> read(line, heads, said));
    leavesOut |= said.get();
    var own = new ArrayList<CaseFact>();
    for (CaseId id : shelf.ids())
      for (CaseFact fact : shelf.facts(id)) if (fact.key().hall().equals(hall)) own.add(fact);
    own.sort(CaseFact.ORDER);
    telling.recall(own, heads);
    compact();
    LOG.info("The shelf holds {} cases; the journal was told up to {}", shelf.cases(), told);
  }

  private void read(JsonObject line, Map<CaseId, List<Key>> heads, AtomicBoolean said) {
    for (Object one : line.getJsonArray("facts", new JsonArray())) {
      CaseFact fact = CaseFact.of((JsonObject) one);
      if (!isSound(fact) || !admits(fact)) continue;
      shelf.add(fact);
      if (fact.key().hall().equals(hall)) heads.put(fact.file(), List.of(fact.key()));
    }
    JsonObject known = line.getJsonObject("heads", new JsonObject());
    for (String id : known.fieldNames())
      heads.put(
          new CaseId(id),
          known.getJsonArray(id).stream().map(key -> Key.parse((String) key)).toList());
    told = position(line, "told").orElse(told);
    sent = position(line, "sent").orElse(sent);
    said.set(line.getBoolean(LEAVES_OUT, false));
    JsonObject at = line.getJsonObject("cursor");
    if (at != null)
      heard = new Inbox.Cursor(at.getString("created"), at.getLong("seq"), at.getString("id"));
  }

  /** What an earlier release took and this one would not does not come back from the disk. */
  private static boolean isSound(CaseFact fact) {
    try {
      fact.check();
      return true;
    } catch (Message.Wrong e) {
      LOG.warn("The shelf goes on without {}", e.getMessage());
      return false;
    }
  }

  /**
   * Whether there is room for it. What goes on with a case that is known here is taken in any case,
   * for a hall that knows half of a case is worse than one that does not know it.
   */
  private boolean admits(CaseFact fact) {
    if (shelf.facts() < most || fact.key().hall().equals(hall)) return true;
    boolean known = !shelf.facts(fact.file()).isEmpty();
    leavesOut |= !known;
    return known;
  }

  private static Optional<Position> position(JsonObject line, String name) {
    return Optional.ofNullable(line.getString(name)).flatMap(Position::parse);
  }

  /** Made one by one: all of them at once are more than the shelf itself. */
  private Stream<JsonObject> lines() {
    Stream<JsonObject> cases =
        shelf.ids().stream().map(id -> ShelfLog.line(shelf.facts(id), Map.of()));
    return Stream.concat(cases, Stream.of(where(ShelfLog.line(List.of(), telling.heads()))));
  }

  private void compact() throws IOException {
    if (log.size() <= COMPACT_BYTES || log.size() <= 2 * writtenAs) return;
    log.rewrite(lines());
    unwritten.clear();
    writtenAs = log.size();
  }

  /**
   * Forgets cases that have long been over, now and then; all that are over where some had to be
   * left out.
   *
   * @param wall of the hall's newest entry
   * @return whether there is room again for what was left out: the district is to be heard anew
   */
  boolean tidy(Instant wall, LinkWatch watch) throws IOException {
    Instant last = tidied;
    if (last != null && !wall.isBefore(last) && wall.isBefore(last.plus(TIDY_EVERY))) return false;
    tidied = wall;
    Set<CaseId> gone = shelf.forget(wall.minus(OVER_KEPT), leavesOut ? 0 : OVER_MAX);
    telling.forget(gone);
    compact();
    if (!gone.isEmpty())
      LOG.info("{} cases are long over; the shelf holds {}", gone.size(), shelf.cases());
    boolean again = leavesOut && shelf.facts() < most / 10 * 9;
    if (again) leavesOut = false;
    if (leavesOut) watch.crowded(shelf.cases());
    else watch.roomy();
    return again;
  }

  private JsonObject where(JsonObject line) {
    if (told != null) line.put("told", told.toString());
    if (sent != null) line.put("sent", sent.toString());
    if (heard != null)
      line.put(
          "cursor",
          new JsonObject()
              .put("created", heard.created())
              .put("seq", heard.seq())
              .put("id", heard.id()));
    if (leavesOut) line.put(LEAVES_OUT, true);
    return line;
  }

  Shelf shelf() {
    return shelf;
  }

  /** The last entry that stands on the shelf; null: none yet. */
  @Nullable Position told() {
    return told;
  }

  /** The last entry that the server had acknowledged. */
  @Nullable Position sent() {
    return sent;
  }

  /** How far the district was heard. */
  Inbox.@Nullable Cursor heard() {
    return heard;
  }

  boolean isTold(Entry entry) {
    Position now = told;
    return now != null
        && now.incarnation().equals(entry.incarnation())
        && entry.lastSeq() <= now.seq();
  }

  /**
   * Puts what entries say of cases on the shelf, on disk when it returns.
   *
   * @param acknowledged how far the server has them, to be kept with it
   * @return the cases they touch
   */
  Set<CaseId> tell(List<Entry> entries, @Nullable Position acknowledged) throws IOException {
    var facts = new ArrayList<CaseFact>();
    var heads = new HashMap<CaseId, List<Key>>();
    for (Entry entry : entries) {
      List<CaseFact> some = telling.tell(entry);
      // In a line, heads count after its facts: what came before goes into a line of its own.
      if (!some.isEmpty() && !heads.isEmpty()) {
        write(ShelfLog.line(facts, heads));
        facts.clear();
        heads.clear();
      }
      facts.addAll(some);
      for (var event : entry.events())
        if (event instanceof CaseHeard e) heads.put(e.file(), telling.heads().get(e.file()));
    }
    Entry last = entries.getLast();
    told = new Position(last.incarnation(), last.lastSeq());
    if (acknowledged != null) sent = acknowledged;
    var touched = new LinkedHashSet<CaseId>(heads.keySet());
    for (CaseFact fact : facts) touched.add(fact.file());
    // Entries without a case are told again after a power cut; that says nothing twice.
    if (!touched.isEmpty()) write(where(ShelfLog.line(facts, heads)));
    return touched;
  }

  /**
   * Keeps what was heard, on disk when it returns; the cases that it is news of.
   *
   * @param cursor null: it stays where it is on disk
   */
  Set<CaseId> keep(List<CaseFact> facts, Inbox.@Nullable Cursor cursor, LinkWatch watch)
      throws IOException {
    // Before anything is taken: it comes again, and would heap up here while the disk is full.
    flush();
    var fresh = new ArrayList<CaseFact>();
    var touched = new LinkedHashSet<CaseId>();
    for (CaseFact fact : facts.stream().filter(this::admits).toList())
      switch (shelf.add(fact)) {
        case NEW -> {
          fresh.add(fact);
          touched.add(fact.file());
        }
        case KNOWN -> {}
        case OTHER -> watch.twice(fact.key());
        case FULL -> watch.full(fact.file());
      }
    if (cursor != null) heard = cursor;
    write(where(ShelfLog.line(fresh, Map.of())));
    if (leavesOut) watch.crowded(shelf.cases());
    return touched;
  }

  /** Whether all that stands on the shelf is on disk. */
  boolean isKept() {
    return unwritten.isEmpty();
  }

  /** Writes a line, after those that the disk did not take before. */
  private void write(JsonObject line) throws IOException {
    unwritten.add(line);
    flush();
  }

  private void flush() throws IOException {
    while (!unwritten.isEmpty()) {
      log.append(unwritten.getFirst());
      unwritten.removeFirst();
    }
  }

  /** Keeps how far everything is. */
  void close(@Nullable Position acknowledged) throws IOException {
    if (acknowledged != null) sent = acknowledged;
    write(where(new JsonObject()));
    close();
  }

  @Override
  public void close() throws IOException {
    log.close();
  }
}
