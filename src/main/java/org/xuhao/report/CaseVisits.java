package org.xuhao.report;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The visits of one case in this hall. Plain SQL: runs on H2 and on PostgreSQL. */
public final class CaseVisits {
  /** A case has some; more nobody reads. */
  private static final int MOST = 200;

  private static final String OF_CASE =
      "select c.window_no, c.clerk, c.began_at, v.outcome from case_visits c"
          + " left join visits v on v.hall = c.hall and v.visit = c.visit"
          + " where c.hall = ? and c.case_no = ? order by c.visit";

  private CaseVisits() {}

  /**
   * One of them.
   *
   * @param wall when it began for the case, by the clock on the wall
   * @param outcome null: none yet, or it ended without one
   */
  public record One(int window, @Nullable String clerk, Instant wall, @Nullable String outcome) {}

  static List<One> of(Connection connection, String hall, String caseNo) throws SQLException {
    var all = new ArrayList<One>();
    try (var statement = connection.prepareStatement(OF_CASE)) {
      statement.setMaxRows(MOST);
      statement.setString(1, hall);
      statement.setString(2, caseNo);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next())
          all.add(
              new One(
                  row.getInt(1),
                  row.getString(2),
                  row.getObject(3, OffsetDateTime.class).toInstant(),
                  row.getString(4)));
      }
    }
    return all;
  }
}
