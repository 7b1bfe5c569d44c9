package org.xuhao.report;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what a day left in the tables. Plain SQL: runs on H2 and on PostgreSQL. */
final class DayRows {

  /**
   * Who took a number.
   *
   * @param since where its place counts from; later than {@code called} after a transfer
   * @param called first; null: never
   * @param over when it was done or gone; null: not yet
   */
  record Taken(
      String service,
      Instant issued,
      Instant since,
      @Nullable Instant called,
      @Nullable Instant over,
      String state) {

    /** From the taking, or from when it could be called; null: not called yet. */
    @Nullable Duration waited() {
      if (called == null) return null;
      Instant from = since.isAfter(issued) && !since.isAfter(called) ? since : issued;
      return from.isAfter(called) ? Duration.ZERO : Duration.between(from, called);
    }
  }

  /** {@code ended} and {@code why} null: it goes on. */
  record Visit(
      String ticket,
      String service,
      int window,
      Instant called,
      @Nullable Instant ended,
      @Nullable String why) {

    boolean finished() {
      return "OUTCOME".equals(why);
    }
  }

  private static final String TAKEN =
      "select service, issued_at, since_at, first_called_at, over_at, state"
          + " from tickets where hall = ? and business_day = ?";

  private static final String VISITS =
      "select ticket, service, window_no, called_at, ended_at, ended_why"
          + " from visits where hall = ? and business_day = ?";

  /** By the numbers of visits, which rise: no other index of ratings is needed. */
  private static final String NEGATIVE =
      "select visit, window_no, rating_level, given_at from ratings where hall = ?"
          + " and visit >= (select min(visit) from visits where hall = ? and business_day >= ?)"
          + " and rating_level <= 2 and given_at >= ? order by given_at";

  private DayRows() {}

  static List<Taken> taken(Connection connection, String hall, LocalDate day) throws SQLException {
    var all = new ArrayList<Taken>();
    try (var statement = connection.prepareStatement(TAKEN)) {
      statement.setString(1, hall);
      statement.setObject(2, day);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next())
          all.add(
              new Taken(
                  row.getString(1),
                  at(row, 2),
                  at(row, 3),
                  atOrNull(row, 4),
                  atOrNull(row, 5),
                  row.getString(6)));
      }
    }
    return all;
  }

  static List<Visit> visits(Connection connection, String hall, LocalDate day) throws SQLException {
    var all = new ArrayList<Visit>();
    try (var statement = connection.prepareStatement(VISITS)) {
      statement.setString(1, hall);
      statement.setObject(2, day);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next())
          all.add(
              new Visit(
                  row.getString(1),
                  row.getString(2),
                  row.getInt(3),
                  at(row, 4),
                  atOrNull(row, 5),
                  row.getString(6)));
      }
    }
    return all;
  }

  static List<NegativeRating> negative(
      Connection connection, String hall, LocalDate visitedFrom, Instant givenFrom)
      throws SQLException {
    var all = new ArrayList<NegativeRating>();
    try (var statement = connection.prepareStatement(NEGATIVE)) {
      statement.setString(1, hall);
      statement.setString(2, hall);
      statement.setObject(3, visitedFrom);
      statement.setObject(4, givenFrom.atOffset(ZoneOffset.UTC));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next())
          all.add(new NegativeRating(row.getLong(1), row.getInt(2), row.getInt(3), at(row, 4)));
      }
    }
    return all;
  }

  private static Instant at(ResultSet row, int column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static @Nullable Instant atOrNull(ResultSet row, int column) throws SQLException {
    OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }
}
