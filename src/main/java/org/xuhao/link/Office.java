package org.xuhao.link;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xuhao.hall.Entry;

/**
 * Feeds the district's tables from the journals of all halls, and tells each hall how much of its
 * own they hold: only then does a hall forget that something may have to be sent again.
 */
public final class Office implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Office.class);

  /** Source: the district's design, section 2: MARK at most every 5 s. */
  private static final Duration MARK_EVERY = Duration.ofSeconds(5);

  /** A server that was down while the streams were to be copied is asked again so soon. */
  private static final Duration COPY_EVERY = Duration.ofSeconds(5);

  /** Of forty days ten are left when it is due. Own choice. */
  private static final Duration REFRESH_EVERY = Duration.ofMinutes(10);

  private static final Duration CLOSE = Duration.ofSeconds(10);

  /** The district's tables. Methods block and throw where the tables cannot be used now. */
  public interface Tables {
    /** The stream of all journals. */
    String FACT = "FACT";

    /** The stream of cases, as far as it was refreshed. */
    String CASE = "CASE";

    /**
     * Takes parts of journals and how far a stream was read, whole or not at all.
     *
     * @param stream {@link #FACT} or {@link #CASE}
     */
    void fold(String stream, String cursor, List<EntryBatch> batches) throws IOException;

    /** How far a stream was read; empty: not at all. */
    Optional<String> cursor(String stream) throws IOException;

    /** What is kept for good, by hall and incarnation: numbers from and to. */
    Map<String, SortedMap<String, List<long[]>>> covered() throws IOException;

    /** What is known to have happened and has not come, in the same way. */
    Map<String, SortedMap<String, List<long[]>>> missing() throws IOException;

    /** Gives up what is missing of a range: the hall has none of it either. */
    void gone(String hall, String incarnation, long from, long to) throws IOException;

    /** What came of a hall's journal, in order. */
    List<Entry> heard(String hall, String incarnation, long from, long to) throws IOException;
  }

  private final Address address;
  private final Server server;
  private final Tables tables;
  private final Refresh refresh;
  private final LongSupplier nanos;
  private final LinkWatch watch;
  private volatile @Nullable Inbox inbox;

  /** Marks go on while cases are sent again. */
  private final List<LinkThread> threads = new ArrayList<>();

  /**
   * Begins.
   *
   * @param refresh of cases that get old in their stream
   * @param nanos goes on evenly
   */
  Office(
      Address address,
      Server server,
      Tables tables,
      Refresh refresh,
      LongSupplier nanos,
      LinkWatch watch) {
    this.address = address;
    this.server = server;
    this.tables = tables;
    this.refresh = refresh;
    this.nanos = nanos;
    this.watch = watch;
    server.answer(address.all("past"), new PastAnswer(tables)::of);
    threads.add(new LinkThread("link-mark", this::mark, watch));
    threads.add(new LinkThread("link-refresh", REFRESH_EVERY, this::refresh, watch));
    if (address.copies() > 1) threads.add(new LinkThread("link-copy", this::copy, watch));
  }

  /** Whether all was read that the district has. */
  public boolean isCurrent() {
    Inbox reading = inbox;
    return reading != null && reading.isCurrent();
  }

  /** Nothing is read before the tables can say where to begin. */
  private void begin() throws IOException {
    if (inbox != null) return;
    Inbox.@Nullable Cursor from = tables.cursor(Tables.FACT).map(Inbox.Cursor::parse).orElse(null);
    inbox = new Inbox(server, address.factStream(), from, new Folding(tables, watch), nanos, watch);
  }

  private Duration refresh() {
    refresh.run();
    return REFRESH_EVERY;
  }

  private Duration copy() {
    try {
      if (!server.isUp()) return COPY_EVERY;
      server.copy(address.copies());
      watch.copied();
    } catch (IOException e) {
      LOG.info("The streams are not kept {} times yet: {}", address.copies(), e.getMessage());
      watch.fewCopies(String.valueOf(e.getMessage()));
    }
    return COPY_EVERY;
  }

  private Duration mark() {
    try {
      begin();
      if (!server.isUp()) return MARK_EVERY;
      var missing = tables.missing();
      for (var hall : tables.covered().entrySet())
        mark(hall.getKey(), hall.getValue(), missing.getOrDefault(hall.getKey(), new TreeMap<>()));
    } catch (IOException e) {
      LOG.info("Halls are not told what the tables hold: {}", e.getMessage());
    }
    return MARK_EVERY;
  }

  private void mark(
      String hall, SortedMap<String, List<long[]>> covered, SortedMap<String, List<long[]>> missing)
      throws IOException {
    var message = new JsonObject().put("v", Message.VERSION);
    message.put("covered", new Covered(covered).json());
    if (!missing.isEmpty()) message.put("missing", new Covered(missing).json());
    server.say(address.markSubject(hall), message.toBuffer().getBytes());
  }

  @Override
  public void close() {
    refresh.close();
    threads.forEach(thread -> thread.finish(CLOSE));
    Inbox reading = inbox;
    if (reading != null) reading.close();
  }
}
