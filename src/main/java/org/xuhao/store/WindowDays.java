package org.xuhao.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Reads {@link WindowDay}s. */
final class WindowDays {
  private static final String SQL =
      """
      select w.window_no,
        (select count(*) from calls c where c.hall = w.hall and c.business_day = w.business_day
          and c.window_no = w.window_no and c.kind <> 'RECALL'),
        (select count(*) from calls c where c.hall = w.hall and c.business_day = w.business_day
          and c.window_no = w.window_no and c.kind = 'RECALL'),
        (select count(*) from visits v where v.hall = w.hall and v.business_day = w.business_day
          and v.window_no = w.window_no and v.ended_why = 'OUTCOME'),
        (select count(*) from visits v where v.hall = w.hall and v.business_day = w.business_day
          and v.window_no = w.window_no and v.ended_why = 'NO_SHOW'),
        (select count(*) from ratings r where r.hall = w.hall
          and r.business_day = w.business_day and r.window_no = w.window_no
          and r.state = 'GIVEN'),
        (select coalesce(sum(r.rating_level), 0) from ratings r where r.hall = w.hall
          and r.business_day = w.business_day and r.window_no = w.window_no)
      from (select distinct hall, business_day, window_no from visits
        where hall = ? and business_day = ?) w
      order by w.window_no
      """;

  private WindowDays() {}

  static List<WindowDay> of(Connection connection, String hall, LocalDate day) throws SQLException {
    List<WindowDay> windows = new ArrayList<>();
    try (var statement = connection.prepareStatement(SQL)) {
      statement.setString(1, hall);
      statement.setObject(2, day);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next())
          windows.add(
              new WindowDay(
                  row.getInt(1),
                  row.getLong(2),
                  row.getLong(3),
                  row.getLong(4),
                  row.getLong(5),
                  row.getLong(6),
                  row.getLong(7)));
      }
    }
    return windows;
  }
}
