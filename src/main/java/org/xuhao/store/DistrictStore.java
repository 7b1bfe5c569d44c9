package org.xuhao.store;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xuhao.hall.Entry;

/**
 * The tables of many halls, folded from parts of their journals that come at least once, in any
 * order and cut anywhere. Each event is folded once and in the order of its journal; what comes
 * before its turn is kept until what is missing has come or is given up.
 *
 * <p>All that came is kept as it came beside the rows, so that the rows can be folded again at any
 * time, what comes twice can be compared, and a hall that lost its disk finds its past. Methods
 * block and may be called from any thread; those that fold one at a time.
 */
public final class DistrictStore implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DistrictStore.class);

  private final DistrictDatabase database;
  private final DistrictWatch watch;
  private final InstantSource clock;
  private @Nullable DistrictTables tables;

  /** Whether something was committed that H2 has not forced. */
  private boolean unforced;

  private DistrictStore(DistrictDatabase database, DistrictWatch watch, InstantSource clock) {
    this.database = database;
    this.watch = watch;
    this.clock = clock;
  }

  /**
   * Opens the tables, or makes them. A damaged file is put aside and begun anew, and said so: then
   * there is no cursor, nothing is covered, and all must come again.
   */
  public static DistrictStore open(
      DistrictDatabase database, DistrictWatch watch, InstantSource clock) throws StoreDown {
    var store = new DistrictStore(database, watch, clock);
    store.open();
    return store;
  }

  private synchronized void open() throws StoreDown {
    boolean before = database.hasFile();
    try {
      work(tables -> true);
    } catch (StoreDown e) {
      if (!before || Store.isInUse(e)) throw e;
      LOG.warn("The district's tables are put aside and begun anew: {}", e.getMessage());
      watch.rebuilding(String.valueOf(e.getMessage()));
      try {
        database.moveAside();
      } catch (IOException again) {
        throw down(again);
      }
      work(tables -> true);
    }
  }

  /** Something done with the tables; on error they are closed, and opened by the next. */
  private interface Work<T> {
    T on(DistrictTables tables) throws SQLException;
  }

  private synchronized <T> T work(Work<T> work) throws StoreDown {
    try {
      return work.on(tables());
    } catch (SQLException first) {
      drop();
      if (!DistrictTables.isUnfit(first)) throw down(first);
      LOG.warn("An event does not fit; each is tried alone: {}", first.getMessage());
      try (DistrictTables careful = open(true)) {
        unforced = true;
        return work.on(careful);
      } catch (SQLException | IOException | FlywayException e) {
        throw down(e);
      }
    } catch (IOException | FlywayException e) {
      drop();
      throw down(e);
    }
  }

  private DistrictTables tables() throws SQLException, IOException {
    @Nullable DistrictTables now = tables;
    if (now != null) return now;
    database.shape();
    now = open(false);
    tables = now;
    unforced = true;
    return now;
  }

  private DistrictTables open(boolean careful) throws SQLException, IOException {
    Connection connection = database.source().getConnection();
    boolean open = false;
    try {
      if (database.isServer()) database.force(connection);
      var opened = new DistrictTables(connection, database.isServer(), careful, watch, clock);
      opened.advanceAll();
      open = true;
      return opened;
    } finally {
      if (!open) connection.close();
    }
  }

  private void drop() {
    @Nullable DistrictTables old = tables;
    tables = null;
    try {
      if (old != null) old.close();
    } catch (SQLException e) {
      LOG.debug("Closing what failed", e);
    }
  }

  private static StoreDown down(Exception e) {
    return new StoreDown("the district's tables: " + e.getMessage(), e);
  }

  /**
   * Takes parts of journals, and how far their stream was read, whole or not at all. What is known
   * is passed over.
   *
   * @param stream at most 64 letters
   * @param cursor anything of at most 256 letters
   */
  public void fold(String stream, String cursor, List<Batch> batches) throws StoreDown {
    work(tables -> {
      tables.fold(stream, cursor, batches);
      unforced = true;
      return true;
    });
  }

  /** How far {@code stream} was read; empty: not at all. */
  public Optional<String> cursor(String stream) throws StoreDown {
    return work(tables -> tables.cursor(stream));
  }

  /** The halls of which anything has come. */
  public List<String> halls() throws StoreDown {
    return work(tables -> List.copyOf(tables.rows().halls().keySet()));
  }

  /**
   * What of {@code hall} is here for good, by incarnation: on disk, whether it had its turn or not.
   */
  public SortedMap<String, List<Range>> covered(String hall) throws StoreDown {
    return work(tables -> {
      if (unforced && !database.isServer()) tables.force(database);
      unforced = false;
      var covered = new TreeMap<String, List<Range>>();
      @Nullable Lineage lineage = tables.rows().halls().get(hall);
      if (lineage == null) return covered;
      for (Incarnation each : lineage.all())
        if (!each.heard.isEmpty()) covered.put(each.name, each.heard.all());
      return covered;
    });
  }

  /**
   * The newest that has come of each hall.
   *
   * @param at by that hall's clock
   */
  public record Newest(Instant at, LocalDate day) {}

  /** How far each hall has come, whatever is missing before. */
  public Map<String, Newest> newest() throws StoreDown {
    return work(tables -> {
      var all = new TreeMap<String, Newest>();
      for (var hall : tables.rows().halls().entrySet())
        for (Lineage.Line line : hall.getValue().lines()) {
          Newest end = end(tables, hall.getKey(), line.chain().getLast());
          if (end != null)
            all.merge(hall.getKey(), end, (one, other) -> one.at.isBefore(other.at) ? other : one);
        }
      return all;
    });
  }

  private static @Nullable Newest end(DistrictTables tables, String hall, Incarnation of)
      throws SQLException {
    long last = of.heard.last();
    if (last == 0) return null;
    return tables
        .heard()
        .slice(hall, of.name, last)
        .map(slice -> slice.part(last, last).entries().getFirst())
        .map(entry -> new Newest(entry.at(), entry.day()))
        .orElse(null);
  }

  /** What is missing, by hall, incarnation and number. */
  public List<Gap> gaps() throws StoreDown {
    return work(tables -> tables.rows().gaps());
  }

  /** The same with the days that they concern. */
  public List<GapDays> gapDays() throws StoreDown {
    return work(tables -> {
      List<GapDays> all = new ArrayList<>();
      for (Gap gap : tables.rows().gaps())
        all.add(new GapDays(gap, day(tables, gap, gap.from() - 1), day(tables, gap, gap.to() + 1)));
      return all;
    });
  }

  private static @Nullable LocalDate day(DistrictTables tables, Gap gap, long seq)
      throws SQLException {
    return tables.heard().stored(gap.hall(), gap.incarnation(), seq, seq).stream()
        .map(slice -> slice.part(seq, seq).entries().getFirst().day())
        .findFirst()
        .orElse(null);
  }

  /** Gives up what is missing of a range: nobody has it. What waited behind it is folded. */
  public void lost(String hall, String incarnation, long from, long to) throws StoreDown {
    work(tables -> {
      Lineage lineage = tables.rows().of(hall);
      Incarnation of = lineage.of(incarnation);
      for (Range range : of.heard.missing(from, to)) of.lost.add(range.from(), range.to());
      tables.advance(lineage, false);
      tables.commit();
      unforced = true;
      return true;
    });
  }

  /** What came of one hall's journal, as it came: for a hall that lost its disk, and as witness. */
  public List<Entry> heard(String hall, String incarnation, long from, long to) throws StoreDown {
    return work(tables -> {
      List<Entry> entries = new ArrayList<>();
      for (Batch slice : tables.heard().stored(hall, incarnation, from, to))
        entries.addAll(
            slice.part(Math.max(from, slice.from()), Math.min(to, slice.to())).entries());
      return entries;
    });
  }

  /** Folds all rows again from what came; {@code folded} is told of each hall. */
  public void rebuild(Consumer<String> folded) throws StoreDown {
    work(tables -> {
      for (Lineage hall : List.copyOf(tables.rows().halls().values())) {
        tables.advance(hall, true);
        tables.commit();
        folded.accept(hall.hall());
      }
      unforced = true;
      return true;
    });
  }

  /** A person has looked at the events of {@code hall} that were put aside. */
  public void settle(String hall) throws StoreDown {
    work(tables -> {
      tables.aside().settle(hall);
      tables.commit();
      return true;
    });
  }

  /**
   * The names under which the rows of {@code hall} stand, in the first column of every table: its
   * own, and one more for each time it began without its past.
   */
  public List<String> lines(String hall) throws StoreDown {
    return work(tables -> {
      @Nullable Lineage lineage = tables.rows().halls().get(hall);
      if (lineage == null) return List.of();
      return lineage.lines().stream().map(Lineage.Line::key).toList();
    });
  }

  /** Something that is read out of the tables. */
  public interface Question<T> {

    /** Only reads. */
    T ask(Connection connection) throws SQLException;
  }

  /** Asks the tables on a connection of its own, beside whoever folds. */
  public <T> T read(Question<T> question) throws StoreDown {
    try (Connection connection = database.source().getConnection()) {
      return question.ask(connection);
    } catch (SQLException e) {
      throw down(e);
    }
  }

  /** Closes the tables. */
  @Override
  public synchronized void close() {
    drop();
  }
}
