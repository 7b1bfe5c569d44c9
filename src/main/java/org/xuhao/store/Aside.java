package org.xuhao.store;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.xuhao.fault.FaultCode;
import org.xuhao.hall.DistrictEvent;
import org.xuhao.hall.Entry;

/** The table {@code aside}: events that could not be taken, for a person to look at. */
final class Aside {

  /** Why an event is there. */
  enum Kind {
    /** Another content had come under its name. */
    OTHER(FaultCode.HISTORY_CONFLICT),

    /** It does not go with the rows that were there. */
    UNFIT(FaultCode.HISTORY_UNFIT),
    /** Only a newer release understands it; it is folded after an update. */
    NEWER(FaultCode.HISTORY_NEWER);

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

  /** Keeps one of each kind: that all must be folded again is known then. */
  void newer(Entry event, String kind) throws SQLException {
    String one = "select count(*) from aside where hall = ? and kind = ? and why = ?";
    String why = "a newer release wrote " + kind;
    try (ResultSet row = sql.of(one, event.hall(), Kind.NEWER, why).executeQuery()) {
      if (row.next() && row.getLong(1) > 0) return;
    }
    put(Kind.NEWER, event, why);
  }

  /** The halls of which something is here that this release understands: it was updated. */
  SortedSet<String> understood() throws SQLException {
    var halls = new TreeSet<String>();
    String query = "select hall, entry from aside where kind = ?";
    try (ResultSet row = sql.of(query, Kind.NEWER).executeQuery()) {
      while (row.next())
        if (!isNewer(Pack.read(row.getBytes(2)).getFirst())) halls.add(row.getString(1));
    } catch (IOException e) {
      throw new SQLException("what was put aside cannot be read", e);
    }
    return halls;
  }

  /** Whether an event of {@code entry} is not understood. */
  static boolean isNewer(Entry entry) {
    return entry.events().stream().anyMatch(DistrictEvent.Newer.class::isInstance);
  }

  /** A person has looked at those of {@code hall}; what awaits an update goes on to wait. */
  void settle(String hall) throws SQLException {
    for (Kind kind : List.of(Kind.OTHER, Kind.UNFIT)) drop(hall, kind);
  }

  /** What does not fit or was not understood is tried again with all else of the hall. */
  void refold(String hall) throws SQLException {
    for (Kind kind : List.of(Kind.UNFIT, Kind.NEWER)) drop(hall, kind);
  }

  private void drop(String hall, Kind kind) throws SQLException {
    int gone = sql.changed("delete from aside where hall = ? and kind = ?", hall, kind);
    if (gone > 0) watch.clear(kind.code, hall);
  }
}
