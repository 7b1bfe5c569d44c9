package org.xuhao.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.xuhao.fault.FaultCode;
import org.xuhao.hall.Entry;

/** The table {@code aside}: events that could not be taken, for a person to look at. */
final class Aside {

  /** Why an event is there. */
  enum Kind {
    /** Another content had come under its name. */
    OTHER(FaultCode.HISTORY_CONFLICT),

    /** It does not go with the rows that were there. */
    UNFIT(FaultCode.HISTORY_UNFIT);

    final FaultCode code;

    Kind(FaultCode code) {
      this.code = code;
    }
  }

  /** As many letters as the column {@code why} has. */
  private static final int WHY_MAX = 1_000;

  private final Statements sql;
  private final DistrictWatch watch;
  private final InstantSource clock;

  /** Tells what is there already. */
  Aside(Statements sql, DistrictWatch watch, InstantSource clock) throws SQLException {
    this.sql = sql;
    this.watch = watch;
    this.clock = clock;
    for (Kind kind : Kind.values())
      for (String hall : events(kind).keySet()) watch.raise(kind.code, hall, "kept from before");
  }

  /** How many events of each hall are aside. */
  SortedMap<String, Long> events(Kind kind) throws SQLException {
    var halls = new TreeMap<String, Long>();
    String query = "select hall, count(*) from aside where kind = ? group by hall";
    try (ResultSet row = sql.of(query, kind).executeQuery()) {
      while (row.next()) halls.put(row.getString(1), row.getLong(2));
    }
    return halls;
  }

  /** Keeps one event once, and says so. */
  void put(Kind kind, Entry event, String why) throws SQLException {
    String one =
        "select count(*) from aside where hall = ? and incarnation = ? and seq = ? and kind = ?";
    String hall = event.hall();
    try (ResultSet row = sql.of(one, hall, event.incarnation(), event.seq(), kind).executeQuery()) {
      if (row.next() && row.getLong(1) > 0) return;
    }
    sql.changed(
        "insert into aside (hall, incarnation, seq, kind, why, noticed_at, entry)"
            + " values (?, ?, ?, ?, ?, ?, ?)",
        hall,
        event.incarnation(),
        event.seq(),
        kind,
        why.length() > WHY_MAX ? why.substring(0, WHY_MAX) : why,
        clock.instant(),
        Pack.of(List.of(event)));
    watch.raise(kind.code, hall, event.incarnation() + "/" + event.seq() + ": " + why);
  }

  /** A person has looked at those of {@code hall}. */
  void settle(String hall) throws SQLException {
    sql.changed("delete from aside where hall = ?", hall);
    for (Kind kind : Kind.values()) watch.clear(kind.code, hall);
  }

  /** What does not fit is tried again with all else of the hall. */
  void refold(String hall) throws SQLException {
    int gone = sql.changed("delete from aside where hall = ? and kind = ?", hall, Kind.UNFIT);
    if (gone > 0) watch.clear(Kind.UNFIT.code, hall);
  }
}
