package org.xuhao.link;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.xuhao.hall.Entry;
import org.xuhao.store.Batch;
import org.xuhao.store.DistrictDatabase;
import org.xuhao.store.DistrictStore;
import org.xuhao.store.DistrictWatch;
import org.xuhao.store.Gap;
import org.xuhao.store.Range;
import org.xuhao.store.StoreDown;

/** The district's real tables, on a file of their own, as the office feeds them. */
final class StoredTables implements Office.Tables, AutoCloseable {
  final DistrictStore store;

  StoredTables(DistrictDatabase database, DistrictWatch watch) throws StoreDown {
    store = DistrictStore.open(database, watch, Instant::now);
  }

  /** An office of a hall that has no shelf. */
  static Office office(Address address, Server server, StoredTables tables, LinkWatch watch) {
    var refresh = new Refresh(address, server, new Shelf(), () -> false, tables, watch);
    return new Office(address, server, tables, refresh, System::nanoTime, watch);
  }

  @Override
  public void fold(String stream, String cursor, List<EntryBatch> batches) throws IOException {
    var all = new ArrayList<Batch>();
    for (EntryBatch each : batches)
      all.add(new Batch(each.hall(), each.incarnation(), each.from(), each.to(), each.entries()));
    try {
      store.fold(stream, cursor, all);
    } catch (StoreDown e) {
      throw new IOException(e);
    }
  }

  @Override
  public Optional<String> cursor(String stream) throws IOException {
    try {
      return store.cursor(stream);
    } catch (StoreDown e) {
      throw new IOException(e);
    }
  }

  @Override
  public Map<String, SortedMap<String, List<long[]>>> covered() throws IOException {
    var all = new TreeMap<String, SortedMap<String, List<long[]>>>();
    try {
      for (String hall : store.halls()) {
        var covered = new TreeMap<String, List<long[]>>();
        for (var one : store.covered(hall).entrySet()) {
          var ranges = new ArrayList<long[]>();
          for (Range range : one.getValue()) ranges.add(new long[] {range.from(), range.to()});
          covered.put(one.getKey(), ranges);
        }
        all.put(hall, covered);
      }
      return all;
    } catch (StoreDown e) {
      throw new IOException(e);
    }
  }

  @Override
  public Map<String, SortedMap<String, List<long[]>>> missing() throws IOException {
    var all = new TreeMap<String, SortedMap<String, List<long[]>>>();
    try {
      for (Gap gap : store.gaps())
        if (gap.state() != Gap.State.LOST)
          all.computeIfAbsent(gap.hall(), hall -> new TreeMap<>())
              .computeIfAbsent(gap.incarnation(), incarnation -> new ArrayList<>())
              .add(new long[] {gap.from(), gap.to()});
      return all;
    } catch (StoreDown e) {
      throw new IOException(e);
    }
  }

  @Override
  public void gone(String hall, String incarnation, long from, long to) throws IOException {
    try {
      store.lost(hall, incarnation, from, to);
    } catch (StoreDown e) {
      throw new IOException(e);
    }
  }

  @Override
  public List<Entry> heard(String hall, String incarnation, long from, long to) throws IOException {
    try {
      return store.heard(hall, incarnation, from, to);
    } catch (StoreDown e) {
      throw new IOException(e);
    }
  }

  /** Whether all of an incarnation up to {@code last} is there for good. */
  boolean holds(String hall, String incarnation, long last) {
    try {
      List<Range> held = store.covered(hall).getOrDefault(incarnation, List.of());
      return held.equals(List.of(new Range(1, last)));
    } catch (StoreDown e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    store.close();
  }
}
