package org.xuhao.store;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The table {@code heard}: what came, in slices that never overlap. */
final class HeardRows {

  /** Events of one slice: some 70 KB of text, some 8 KB packed. */
  static final int SLICE_MAX = 256;

  /** Smaller arrivals are put to the slice before them, so that a quiet hall has few rows. */
  private static final int SMALL = 64;

  private static final String COVERING =
      "select from_seq, to_seq, entries from heard where hall = ? and incarnation = ?"
          + " and from_seq > ? and from_seq <= ? and to_seq >= ? order by from_seq";

  private final Statements sql;

  /** What came since the last {@link #keep}, by its first number, for each incarnation. */
  private final TreeMap<String, TreeMap<Long, Batch>> fresh = new TreeMap<>();

  HeardRows(Statements sql) {
    this.sql = sql;
  }

  private static String name(String hall, String incarnation) {
    return hall + "/" + incarnation;
  }

  /** Takes what has not come before; it is written by {@link #keep}. */
  void take(Batch part) {
    var parts =
        fresh.computeIfAbsent(name(part.hall(), part.incarnation()), none -> new TreeMap<>());
    long from = part.from();
    while (from <= part.to()) {
      long to = Math.min(part.to(), from + SLICE_MAX - 1);
      Batch slice = part.part(from, to);
      var before = parts.floorEntry(from);
      boolean joins =
          before != null && before.getValue().to() == from - 1 && to - before.getKey() < SLICE_MAX;
      if (joins) slice = before.getValue().and(slice);
      parts.put(slice.from(), slice);
      from = to + 1;
    }
  }

  /** Writes what was taken; it can still be read from memory until {@link #forget}. */
  void keep() throws SQLException {
    for (var parts : fresh.values()) for (Batch slice : parts.values()) keep(slice);
  }

  void forget() {
    fresh.clear();
  }

  private void keep(Batch came) throws SQLException {
    Batch slice = came;
    if (slice.to() - slice.from() < SMALL) {
      Optional<Batch> before = stored(slice.hall(), slice.incarnation(), slice.from() - 1);
      if (before.isPresent() && slice.to() - before.get().from() < SLICE_MAX) {
        slice = before.get().and(slice);
        sql.changed(
            "delete from heard where hall = ? and incarnation = ? and from_seq = ?",
            slice.hall(),
            slice.incarnation(),
            slice.from());
      }
    }
    sql.change(
        "insert into heard (hall, incarnation, from_seq, to_seq, entries) values (?, ?, ?, ?, ?)",
        slice.hall(),
        slice.incarnation(),
        slice.from(),
        slice.to(),
        Pack.of(slice.entries()));
  }

  /** The slice that holds {@code seq}, from memory or from the table. */
  Optional<Batch> slice(String hall, String incarnation, long seq) throws SQLException {
    var parts = fresh.get(name(hall, incarnation));
    var part = parts == null ? null : parts.floorEntry(seq);
    if (part != null && part.getValue().to() >= seq) return Optional.of(part.getValue());
    return stored(hall, incarnation, seq);
  }

  private Optional<Batch> stored(String hall, String incarnation, long seq) throws SQLException {
    return stored(hall, incarnation, seq, seq).stream().findFirst();
  }

  /** The slices of the table that hold any of {@code from} to {@code to}. */
  List<Batch> stored(String hall, String incarnation, long from, long to) throws SQLException {
    List<Batch> found = new ArrayList<>();
    var query = sql.of(COVERING, hall, incarnation, from - SLICE_MAX, to, from);
    try (ResultSet row = query.executeQuery()) {
      while (row.next())
        found.add(
            new Batch(
                hall, incarnation, row.getLong(1), row.getLong(2), Pack.read(row.getBytes(3))));
    } catch (IOException e) {
      throw new SQLException("a slice of " + name(hall, incarnation) + " cannot be read", e);
    }
    return found;
  }
}
