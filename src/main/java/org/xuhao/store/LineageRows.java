package org.xuhao.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.xuhao.journal.Position;

/** The tables {@code incarnations} and {@code gaps}, and how they stand in memory. */
final class LineageRows {
  private final Statements sql;
  private final SortedMap<String, Lineage> halls = new TreeMap<>();
  private final Map<String, List<Gap>> gaps = new HashMap<>();

  /** Reads what the tables hold. */
  LineageRows(Statements sql) throws SQLException {
    this.sql = sql;
    String incarnations =
        "select hall, incarnation, previous, started_at, line, folded_seq from incarnations";
    try (ResultSet row = sql.of(incarnations).executeQuery()) {
      while (row.next()) {
        Incarnation each = of(row.getString(1)).of(row.getString(2));
        String previous = row.getString(3);
        each.previous = previous == null ? null : Position.parse(previous).orElse(null);
        OffsetDateTime at = row.getObject(4, OffsetDateTime.class);
        each.startedAt = at == null ? null : at.toInstant();
        each.line = row.getString(5);
        each.folded = row.getLong(6);
      }
    }
    String heard = "select hall, incarnation, from_seq, to_seq from heard";
    try (ResultSet row = sql.of(heard).executeQuery()) {
      while (row.next())
        of(row.getString(1)).of(row.getString(2)).heard.add(row.getLong(3), row.getLong(4));
    }
    readGaps();
  }

  private void readGaps() throws SQLException {
    String query = "select hall, incarnation, from_seq, to_seq, since_at, state from gaps";
    try (ResultSet row = sql.of(query).executeQuery()) {
      while (row.next()) {
        var gap =
            new Gap(
                row.getString(1),
                row.getString(2),
                row.getLong(3),
                row.getLong(4),
                row.getObject(5, OffsetDateTime.class).toInstant(),
                Gap.State.valueOf(row.getString(6)));
        gaps.computeIfAbsent(gap.hall(), none -> new ArrayList<>()).add(gap);
        if (gap.state() == Gap.State.LOST)
          of(gap.hall()).of(gap.incarnation()).lost.add(gap.from(), gap.to());
      }
    }
  }

  SortedMap<String, Lineage> halls() {
    return halls;
  }

  Lineage of(String hall) {
    return halls.computeIfAbsent(hall, Lineage::new);
  }

  /** By hall, incarnation and number. */
  List<Gap> gaps() {
    List<Gap> all = new ArrayList<>();
    gaps.values().forEach(all::addAll);
    all.sort(
        Comparator.comparing(Gap::hall)
            .thenComparing(Gap::incarnation)
            .thenComparingLong(Gap::from));
    return all;
  }

  /** Writes how an incarnation stands. */
  void keep(String hall, Incarnation each) throws SQLException {
    @Nullable String previous = each.previous == null ? null : each.previous.toString();
    int rows =
        sql.changed(
            "update incarnations set previous = ?, started_at = ?, line = ?, folded_seq = ?"
                + " where hall = ? and incarnation = ?",
            previous,
            each.startedAt,
            each.line,
            each.folded,
            hall,
            each.name);
    if (rows == 0)
      sql.changed(
          "insert into incarnations (previous, started_at, line, folded_seq, hall, incarnation)"
              + " values (?, ?, ?, ?, ?, ?)",
          previous,
          each.startedAt,
          each.line,
          each.folded,
          hall,
          each.name);
  }

  /** Brings the gaps of a hall to what is missing now; those that stay keep when they began. */
  void keepGaps(Lineage lineage, Instant now) throws SQLException {
    List<Gap> before = gaps.getOrDefault(lineage.hall(), List.of());
    List<Gap> after = new ArrayList<>();
    for (var missing : lineage.missing().entrySet())
      for (Range range : missing.getValue())
        after.add(gap(lineage.hall(), missing.getKey(), range, Gap.State.WAITING, before, now));
    for (Incarnation each : lineage.all())
      for (Range range : each.lost.all())
        after.add(gap(lineage.hall(), each, range, Gap.State.LOST, before, now));
    var stay = new HashSet<>(before);
    stay.retainAll(new HashSet<>(after));
    for (Gap gap : before) if (!stay.contains(gap)) delete(gap);
    for (Gap gap : after) if (!stay.contains(gap)) insert(gap);
    gaps.put(lineage.hall(), after);
  }

  private static Gap gap(
      String hall, Incarnation of, Range range, Gap.State state, List<Gap> before, Instant now) {
    var gap = new Gap(hall, of.name, range.from(), range.to(), now, state);
    for (Gap old : before) {
      boolean same =
          old.incarnation().equals(of.name) && old.from() <= range.to() && old.to() >= range.from();
      if (!same) continue;
      return new Gap(hall, of.name, range.from(), range.to(), old.since(), state);
    }
    return gap;
  }

  private void delete(Gap gap) throws SQLException {
    sql.changed(
        "delete from gaps where hall = ? and incarnation = ? and from_seq = ?",
        gap.hall(),
        gap.incarnation(),
        gap.from());
  }

  private void insert(Gap gap) throws SQLException {
    sql.changed(
        "insert into gaps (hall, incarnation, from_seq, to_seq, since_at, state)"
            + " values (?, ?, ?, ?, ?, ?)",
        gap.hall(),
        gap.incarnation(),
        gap.from(),
        gap.to(),
        gap.since(),
        gap.state());
  }
}
