package org.xuhao.report;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Sums of one line of a hall on one day, added up by the database. Plain SQL: runs on H2 and on
 * PostgreSQL.
 */
final class DistrictRows {

  /** Seconds from where the place counts to the first call, as {@link DayRows.Taken#waited}. */
  private static final String WAIT =
      "case when first_called_at is null then null"
          + " when since_at > issued_at and since_at <= first_called_at"
          + " then extract(epoch from first_called_at) - extract(epoch from since_at)"
          + " when issued_at > first_called_at then 0"
          + " else extract(epoch from first_called_at) - extract(epoch from issued_at) end";

  private static final String SERVED =
      "case when ended_why = 'OUTCOME'"
          + " then extract(epoch from ended_at) - extract(epoch from called_at) end";

  private static final String TAKEN =
      "select service, count(*), count(first_called_at), sum("
          + WAIT
          + "), max("
          + WAIT
          + "), count(case when state = 'GONE' and first_called_at is null then 1 end)"
          + " from tickets where hall = ? and business_day = ? group by service";

  private static final String VISITS =
      "select service, count(case when ended_why = 'OUTCOME' then 1 end), sum("
          + SERVED
          + "), max("
          + SERVED
          + "), count(case when ended_why = 'NO_SHOW' then 1 end)"
          + " from visits where hall = ? and business_day = ? group by service";

  private static final String WINDOWS =
      "select distinct window_no from visits where hall = ? and business_day = ?";

  private static final String RATED =
      "select count(rating_level), coalesce(sum(rating_level), 0),"
          + " count(case when rating_level <= 2 then 1 end)"
          + " from ratings where hall = ? and business_day = ? and state = 'GIVEN'";

  private DistrictRows() {}

  /** Several durations, in milliseconds. */
  static final class Sum {
    int count;
    long millis;
    long longest;

    void add(int more, double seconds, double longestSeconds) {
      count += more;
      millis += Math.round(seconds * 1_000);
      longest = Math.max(longest, Math.round(longestSeconds * 1_000));
    }

    void add(Sum other) {
      count += other.count;
      millis += other.millis;
      longest = Math.max(longest, other.longest);
    }

    DistrictDay.@Nullable Times times() {
      if (count == 0) return null;
      return new DistrictDay.Times(
          count, Duration.ofMillis(millis / count), Duration.ofMillis(longest));
    }
  }

  /** Work of one service, or of all. */
  static final class Work {
    int taken;
    final Sum waits = new Sum();
    final Sum served = new Sum();

    void add(Work other) {
      taken += other.taken;
      waits.add(other.waits);
      served.add(other.served);
    }

    DistrictDay.Work done() {
      return new DistrictDay.Work(taken, served.count, waits.times(), served.times());
    }
  }

  /** What all lines of one hall come to. */
  static final class Sums {
    final TreeMap<String, Work> services = new TreeMap<>();
    final TreeSet<Integer> windows = new TreeSet<>();
    int left;
    int noShows;
    int rated;
    int levels;
    int negative;

    private Work of(String service) {
      return services.computeIfAbsent(service, none -> new Work());
    }
  }

  /** Adds what the rows named {@code line} say of {@code day}. */
  static void add(Sums to, Connection connection, String line, LocalDate day) throws SQLException {
    each(
        connection,
        TAKEN,
        line,
        day,
        row -> {
          Work work = to.of(row.getString(1));
          work.taken += row.getInt(2);
          work.waits.add(row.getInt(3), row.getDouble(4), row.getDouble(5));
          to.left += row.getInt(6);
        });
    each(
        connection,
        VISITS,
        line,
        day,
        row -> {
          to.of(row.getString(1)).served.add(row.getInt(2), row.getDouble(3), row.getDouble(4));
          to.noShows += row.getInt(5);
        });
    each(connection, WINDOWS, line, day, row -> to.windows.add(row.getInt(1)));
    each(
        connection,
        RATED,
        line,
        day,
        row -> {
          to.rated += row.getInt(1);
          to.levels += row.getInt(2);
          to.negative += row.getInt(3);
        });
  }

  /** Something done with a row. */
  private interface Reading {
    void of(ResultSet row) throws SQLException;
  }

  private static void each(
      Connection connection, String sql, String line, LocalDate day, Reading reading)
      throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      statement.setString(1, line);
      statement.setObject(2, day);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) reading.of(row);
      }
    }
  }
}
