package org.xuhao.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.DistrictEvent;
import org.xuhao.hall.Entry;
import org.xuhao.journal.EntryText;
import org.xuhao.journal.Position;

/**
 * The tables of a district while they are being folded: one connection, one thread. After an error
 * it is closed and opened anew, since what it has in memory may be ahead of the tables.
 */
final class DistrictTables implements AutoCloseable {

  /** Events folded between two commits when many wait: some second of work. */
  private static final int COMMIT_EVENTS = 10_000;

  /** Events after which a server first counts its tables, and each time so many times more. */
  private static final int COUNTED_FIRST = 2_000;

  private static final int COUNTED_TIMES = 10;

  private final Connection connection;
  private final boolean server;
  private final Statements sql;
  private final HeardRows heard;
  private final LineageRows rows;
  private final Aside aside;
  private final InstantSource clock;
  private final Map<String, Line> lines = new HashMap<>();

  /** Whether each event is tried alone, because one of many does not fit. */
  private final boolean careful;

  private long sinceCommit;
  private long committed;
  private long countAt = COUNTED_FIRST;

  /**
   * Opens what is there; the connection is closed with it.
   *
   * @param server whether each statement is a way to a server and back
   */
  DistrictTables(
      Connection connection,
      boolean server,
      boolean careful,
      DistrictWatch watch,
      InstantSource clock)
      throws SQLException {
    this.connection = connection;
    this.clock = clock;
    this.careful = careful;
    this.server = server;
    connection.setAutoCommit(false);
    sql = new Statements(connection, server && !careful ? new Waves(connection) : null);
    heard = new HeardRows(sql);
    rows = new LineageRows(sql);
    aside = new Aside(sql, watch, clock);
    connection.commit();
  }

  /** Folds what waits in any hall: a stop may have come between. */
  void advanceAll() throws SQLException {
    Set<String> understood = aside.understood();
    for (Lineage hall : List.copyOf(rows.halls().values()))
      advance(hall, understood.contains(hall.hall()));
    commit();
  }

  LineageRows rows() {
    return rows;
  }

  HeardRows heard() {
    return heard;
  }

  Aside aside() {
    return aside;
  }

  /** Takes what came and how far the stream was read, and folds what has its turn. */
  void fold(String stream, String cursor, List<Batch> batches) throws SQLException {
    Set<String> touched = new TreeSet<>();
    Set<String> late = new HashSet<>();
    for (Batch batch : batches) if (hear(batch, late)) touched.add(batch.hall());
    heard.keep();
    keepCursor(stream, cursor);
    for (String hall : touched) advance(rows.of(hall), late.contains(hall));
    commit();
    heard.forget();
  }

  /**
   * Whether there was anything new; {@code late}: halls of which something comes after its turn.
   */
  private boolean hear(Batch batch, Set<String> late) throws SQLException {
    Incarnation of = rows.of(batch.hall()).of(batch.incarnation());
    for (Range known : of.heard.within(batch.from(), batch.to()))
      compare(batch.part(known.from(), known.to()));
    List<Range> parts = of.heard.missing(batch.from(), batch.to());
    for (Range range : parts) {
      Batch part = batch.part(range.from(), range.to());
      heard.take(part);
      of.heard.add(range.from(), range.to());
      of.lost.remove(range.from(), range.to());
      if (range.from() <= of.folded) late.add(batch.hall());
      if (range.from() > 1) continue;
      of.startedAt = part.entries().getFirst().at();
      of.previous = part.started().flatMap(e -> Position.parse(e.previous())).orElse(null);
      rows.keep(batch.hall(), of);
    }
    return !parts.isEmpty();
  }

  /** Looks whether what came again is the same; the first that came is kept. */
  private void compare(Batch again) throws SQLException {
    long at = again.from();
    while (at <= again.to()) {
      Batch slice = heard.slice(again.hall(), again.incarnation(), at).orElse(null);
      if (slice == null) throw new SQLException("what was heard is gone: " + again);
      long to = Math.min(slice.to(), again.to());
      compare(slice.part(at, to), again.part(at, to));
      at = to + 1;
    }
  }

  private void compare(Batch first, Batch second) throws SQLException {
    if (first.equals(second)) return;
    List<Entry> kept = first.events();
    List<Entry> others = second.events();
    // By their texts, since what is kept has been a text, and that has milliseconds only.
    for (int i = 0; i < kept.size(); i++)
      if (!Arrays.equals(EntryText.write(kept.get(i)), EntryText.write(others.get(i))))
        aside.put(Aside.Kind.OTHER, others.get(i), "another content under a known name");
  }

  private void keepCursor(String stream, String cursor) throws SQLException {
    if (sql.changed("update cursors set position = ? where stream = ?", cursor, stream) == 0)
      sql.changed("insert into cursors (position, stream) values (?, ?)", cursor, stream);
  }

  Optional<String> cursor(String stream) throws SQLException {
    var query = sql.of("select position from cursors where stream = ?", stream);
    try (ResultSet row = query.executeQuery()) {
      return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
    }
  }

  /** Folds all that has its turn; from the beginning where the order turned out to be another. */
  void advance(Lineage hall, boolean anew) throws SQLException {
    List<Lineage.Line> chains = hall.lines();
    if (anew || Lineage.contradicts(chains)) empty(hall);
    Set<Incarnation> moved = new HashSet<>();
    for (Lineage.Line chain : chains) {
      Lineage.@Nullable Step step = Lineage.next(chain);
      while (step != null) {
        step.of().line = step.key();
        fold(hall.hall(), step);
        moved.add(step.of());
        if (sinceCommit >= COMMIT_EVENTS) {
          keep(hall, moved);
          commit();
        }
        step = Lineage.next(chain);
      }
    }
    keep(hall, moved);
    rows.keepGaps(hall, clock.instant());
  }

  private void keep(Lineage hall, Set<Incarnation> moved) throws SQLException {
    for (Incarnation each : moved) rows.keep(hall.hall(), each);
    Set<String> keys = new HashSet<>();
    for (Incarnation each : moved) keys.add(String.valueOf(each.line));
    moved.clear();
    for (String key : keys) line(key).keepPosition();
  }

  /** Folds at most to the end of one slice. */
  private void fold(String hall, Lineage.Step step) throws SQLException {
    Incarnation of = step.of();
    long from = step.from();
    if (!of.heard.holds(from)) {
      of.folded = Math.min(of.lost.reach(from), step.to());
      return;
    }
    Batch slice =
        heard
            .slice(hall, of.name, from)
            .orElseThrow(() -> new SQLException("what was heard is gone: " + step));
    long to = Math.min(slice.to(), step.to());
    for (Entry entry : slice.part(from, to).entries())
      if (careful) foldAlone(step.key(), entry);
      else foldWhole(step.key(), entry);
    sinceCommit += to - from + 1;
    of.folded = to;
  }

  /** No table takes what is not understood; it is folded in its place after an update. */
  private void foldWhole(String key, Entry entry) throws SQLException {
    line(key).fold(entry);
    if (!Aside.isNewer(entry)) return;
    for (Entry event : Batch.of(List.of(entry)).events())
      if (event.events().getFirst() instanceof DistrictEvent.Newer newer)
        aside.newer(event, newer.kind());
  }

  /** Each event by itself; one that the tables refuse is put aside, and the rest goes on. */
  private void foldAlone(String key, Entry entry) throws SQLException {
    for (Entry event : Batch.of(List.of(entry)).events()) {
      Savepoint before = connection.setSavepoint();
      try {
        foldWhole(key, event);
        connection.releaseSavepoint(before);
      } catch (SQLException e) {
        if (!isUnfit(e)) throw e;
        connection.rollback(before);
        line(key).keepPosition();
        lines.remove(key);
        aside.put(Aside.Kind.UNFIT, event, String.valueOf(e.getMessage()));
      }
    }
  }

  /** Whether the database refused a value: its own trouble has other states. */
  static boolean isUnfit(SQLException e) {
    for (@Nullable Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (!(cause instanceof SQLException sql) || sql.getSQLState() == null) continue;
      // Classes of SQL states: 22 a value that cannot be, 23 a key that is there already.
      if (sql.getSQLState().startsWith("22") || sql.getSQLState().startsWith("23")) return true;
    }
    return false;
  }

  private Line line(String key) throws SQLException {
    Line line = lines.get(key);
    if (line == null) {
      line = new Line(sql, key);
      lines.put(key, line);
    }
    return line;
  }

  /** Takes the rows of a hall out, so that they are folded again from what was heard. */
  void empty(Lineage hall) throws SQLException {
    Set<String> keys = new HashSet<>(Set.of(hall.hall()));
    for (Incarnation each : hall.all()) if (each.line != null) keys.add(each.line);
    for (String key : keys) {
      for (String table : Line.TABLES) sql.changed("delete from " + table + " where hall = ?", key);
      lines.remove(key);
    }
    for (Incarnation each : hall.all()) {
      each.folded = 0;
      each.line = null;
      rows.keep(hall.hall(), each);
    }
    aside.refold(hall.hall());
  }

  void commit() throws SQLException {
    sql.flush();
    connection.commit();
    committed += sinceCommit;
    sinceCommit = 0;
    if (server && committed >= countAt) count();
  }

  /**
   * PostgreSQL plans a statement for an empty table by another index than that of its key, keeps
   * the plan, and reads a hall's whole history at each change until the table is counted; its own
   * vacuum comes too late for a district that catches up.
   */
  private void count() throws SQLException {
    countAt = committed * COUNTED_TIMES;
    try (var statement = connection.createStatement()) {
      statement.execute("analyze");
    }
    connection.commit();
  }

  /** Makes what was committed durable, by {@code database}. */
  void force(DistrictDatabase database) throws SQLException {
    database.force(connection);
  }

  @Override
  public void close() throws SQLException {
    if (connection.isClosed()) return;
    try (connection) {
      connection.rollback();
      sql.close();
    }
  }
}
