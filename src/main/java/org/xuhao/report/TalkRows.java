package org.xuhao.report;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads talks at remote windows out of the tables. Plain SQL: runs on H2 and on PostgreSQL. */
final class TalkRows {
  private static final String BOOKED =
      "select talk_booked_on, count(*) from appointments"
          + " where hall = ? and talk_booked_on between ? and ? group by talk_booked_on";

  private static final String DUE =
      "select a.business_day, t.state, a.talk_booked_at, a.guidance_at, a.correction_at,"
          + " a.acceptance_at, a.rating_at from appointments a left join tickets t"
          + " on t.hall = a.hall and t.business_day = a.business_day and t.ticket = a.ticket"
          + " where a.hall = ? and a.business_day between ? and ? and a.state = 'ARRIVED'"
          + " and a.talk_booked_at is not null";

  private final TreeMap<LocalDate, Integer> booked = new TreeMap<>();
  private final TreeMap<LocalDate, List<Talk>> due = new TreeMap<>();

  /**
   * One whose time came.
   *
   * @param given whether its number was given up
   */
  private record Talk(
      boolean given,
      Instant booked,
      @Nullable Instant guidance,
      boolean corrected,
      @Nullable Instant accepted,
      boolean rated) {

    @Nullable Duration toTalk() {
      return guidance == null ? null : lasted(booked, guidance);
    }

    @Nullable Duration toAcceptance() {
      return guidance == null || accepted == null ? null : lasted(guidance, accepted);
    }

    /** A clock that was put back between does not make it less than nothing. */
    private static Duration lasted(Instant from, Instant to) {
      return to.isBefore(from) ? Duration.ZERO : Duration.between(from, to);
    }
  }

  /** Adds what the rows named {@code line} say of the days from the first to the last. */
  void add(Connection connection, String line, LocalDate from, LocalDate to) throws SQLException {
    try (var statement = asked(connection, BOOKED, line, from, to);
        ResultSet row = statement.executeQuery()) {
      while (row.next())
        booked.merge(row.getObject(1, LocalDate.class), row.getInt(2), Integer::sum);
    }
    try (var statement = asked(connection, DUE, line, from, to);
        ResultSet row = statement.executeQuery()) {
      while (row.next())
        due.computeIfAbsent(row.getObject(1, LocalDate.class), none -> new ArrayList<>())
            .add(talk(row));
    }
  }

  private static PreparedStatement asked(
      Connection connection, String sql, String line, LocalDate from, LocalDate to)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    statement.setString(1, line);
    statement.setObject(2, from);
    statement.setObject(3, to);
    return statement;
  }

  private static Talk talk(ResultSet row) throws SQLException {
    return new Talk(
        "GONE".equals(row.getString(2)),
        Objects.requireNonNull(at(row, 3)),
        at(row, 4),
        at(row, 5) != null,
        at(row, 6),
        at(row, 7) != null);
  }

  private static @Nullable Instant at(ResultSet row, int column) throws SQLException {
    OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }

  /** The same days of several halls in one. */
  void add(TalkRows other) {
    other.booked.forEach((day, count) -> booked.merge(day, count, Integer::sum));
    other.due.forEach((day, all) -> due.computeIfAbsent(day, n -> new ArrayList<>()).addAll(all));
  }

  /** Of each day of which there is anything to tell. */
  SortedMap<LocalDate, TalkFigures> days() {
    var days = new TreeMap<LocalDate, TalkFigures>();
    for (LocalDate day : booked.keySet()) days.put(day, on(day));
    for (LocalDate day : due.keySet()) days.put(day, on(day));
    return days;
  }

  /** Of one of the days. */
  TalkFigures on(LocalDate day) {
    return figures(booked.getOrDefault(day, 0), due.getOrDefault(day, List.of()));
  }

  /** Of all of them together. */
  TalkFigures all() {
    int count = booked.values().stream().mapToInt(Integer::intValue).sum();
    return figures(count, due.values().stream().flatMap(List::stream).toList());
  }

  private static TalkFigures figures(int booked, List<Talk> due) {
    List<Talk> held = due.stream().filter(talk -> talk.guidance() != null).toList();
    return new TalkFigures(
        booked,
        due.size(),
        held.size(),
        (int) due.stream().filter(talk -> talk.guidance() == null && talk.given()).count(),
        (int) held.stream().filter(Talk::corrected).count(),
        (int) held.stream().filter(talk -> talk.accepted() != null).count(),
        (int) held.stream().filter(Talk::rated).count(),
        TalkFigures.Spread.of(held.stream().map(Talk::toTalk).filter(Objects::nonNull).toList()),
        TalkFigures.Spread.of(
            held.stream().map(Talk::toAcceptance).filter(Objects::nonNull).toList()));
  }
}
