package org.xuhao.app.district;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.xuhao.app.settings.Settings;
import org.xuhao.fault.Fault;
import org.xuhao.fault.FaultCode;
import org.xuhao.fault.OpenFaults;
import org.xuhao.hall.Entry;
import org.xuhao.link.EntryBatch;
import org.xuhao.link.Office;
import org.xuhao.store.Batch;
import org.xuhao.store.DistrictDatabase;
import org.xuhao.store.DistrictStore;
import org.xuhao.store.DistrictWatch;
import org.xuhao.store.Gap;
import org.xuhao.store.Range;
import org.xuhao.store.StoreDown;

/** The district's tables as the office of the link feeds them. */
final class OfficeTables implements Office.Tables, AutoCloseable {
  /** What STORE-DOWN is about. */
  private static final String TABLES = "FACT";

  /**
   * What is missing for so long is not merely late: a hall that is linked sends it again within two
   * minutes, and says within the next one that it has not got it. Own choice.
   */
  static final Duration GAP_AFTER = Duration.ofMinutes(5);

  private final DistrictDatabase database;
  private final OpenFaults faults;
  private final Supplier<Instant> wall;

  /** Opened when it is first asked for: a hall starts whether its database is there or not. */
  private @Nullable DistrictStore store;

  OfficeTables(DistrictDatabase database, OpenFaults faults, Supplier<Instant> wall) {
    this.database = database;
    this.faults = faults;
    this.wall = wall;
  }

  /** In {@code folder}, or in the database that the settings name. */
  static OfficeTables open(
      Settings.District district, Path folder, OpenFaults faults, Supplier<Instant> wall) {
    var database =
        district
            .store()
            .map(url -> DistrictDatabase.at(url, "", "", folder))
            .orElse(DistrictDatabase.inFolder(folder));
    return new OfficeTables(database, faults, wall);
  }

  /** The tables themselves, for reports. */
  synchronized DistrictStore store() throws StoreDown {
    DistrictStore open = store;
    if (open == null) {
      open = DistrictStore.open(database, new Watch(faults, wall), wall::get);
      store = open;
    }
    return open;
  }

  @Override
  public void fold(String stream, String cursor, List<EntryBatch> batches) throws IOException {
    try {
      store().fold(stream, cursor, batches.stream().map(OfficeTables::batch).toList());
      faults.clear(FaultCode.STORE_DOWN, TABLES);
    } catch (StoreDown e) {
      throw down(e);
    }
  }

  private static Batch batch(EntryBatch batch) {
    return new Batch(batch.hall(), batch.incarnation(), batch.from(), batch.to(), batch.entries());
  }

  @Override
  public Optional<String> cursor(String stream) throws IOException {
    try {
      return store().cursor(stream);
    } catch (StoreDown e) {
      throw down(e);
    }
  }

  @Override
  public Map<String, SortedMap<String, List<long[]>>> covered() throws IOException {
    try {
      var all = new TreeMap<String, SortedMap<String, List<long[]>>>();
      for (String hall : store().halls()) all.put(hall, covered(hall));
      return all;
    } catch (StoreDown e) {
      throw down(e);
    }
  }

  @Override
  public List<Entry> heard(String hall, String incarnation, long from, long to) throws IOException {
    try {
      return store().heard(hall, incarnation, from, to);
    } catch (StoreDown e) {
      throw down(e);
    }
  }

  @Override
  public Map<String, SortedMap<String, List<long[]>>> missing() throws IOException {
    try {
      var all = new TreeMap<String, SortedMap<String, List<long[]>>>();
      var late = new HashSet<String>();
      Instant due = wall.get().minus(GAP_AFTER);
      for (Gap gap : store().gaps()) {
        if (gap.state() == Gap.State.LOST) continue;
        all.computeIfAbsent(gap.hall(), hall -> new TreeMap<>())
            .computeIfAbsent(gap.incarnation(), incarnation -> new ArrayList<>())
            .add(new long[] {gap.from(), gap.to()});
        if (gap.since().isAfter(due) || !late.add(gap.hall())) continue;
        String what = gap.incarnation() + "/" + gap.from() + "-" + gap.to();
        faults.raise(new Fault(FaultCode.HISTORY_GAP, gap.hall(), what, wall.get()));
      }
      for (String hall : store().halls())
        if (!late.contains(hall)) faults.clear(FaultCode.HISTORY_GAP, hall);
      return all;
    } catch (StoreDown e) {
      throw down(e);
    }
  }

  @Override
  public void gone(String hall, String incarnation, long from, long to) throws IOException {
    try {
      store().lost(hall, incarnation, from, to);
    } catch (StoreDown e) {
      throw down(e);
    }
  }

  private SortedMap<String, List<long[]>> covered(String hall) throws StoreDown {
    var covered = new TreeMap<String, List<long[]>>();
    for (var one : store().covered(hall).entrySet()) {
      var ranges = new ArrayList<long[]>();
      for (Range range : one.getValue()) ranges.add(new long[] {range.from(), range.to()});
      covered.put(one.getKey(), ranges);
    }
    return covered;
  }

  private IOException down(StoreDown e) {
    String why = String.valueOf(e.getMessage());
    faults.raise(new Fault(FaultCode.STORE_DOWN, TABLES, why, wall.get()));
    return new IOException(why, e);
  }

  @Override
  public synchronized void close() {
    if (store != null) store.close();
  }

  private record Watch(OpenFaults faults, Supplier<Instant> wall) implements DistrictWatch {
    @Override
    public void raise(FaultCode code, String where, String what) {
      faults.raise(new Fault(code, where, what, wall.get()));
    }

    @Override
    public void clear(FaultCode code, String where) {
      faults.clear(code, where);
    }
  }
}
