package org.xuhao.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.hall.Entry;

/** On a real PostgreSQL server, reached by its URL. */
@NullMarked
class DistrictServerTest implements DistrictStoreRules {
  private static final List<PostgresServer> SERVER = new ArrayList<>();

  @TempDir private Path data = Path.of("");

  @BeforeAll
  static void start() throws Exception {
    SERVER.add(PostgresServer.start("fsync=off", "autovacuum=off"));
  }

  @AfterAll
  static void stop() throws Exception {
    for (PostgresServer server : SERVER) server.close();
    SERVER.clear();
  }

  @Override
  public DistrictDatabase fresh() throws Exception {
    return DistrictDatabase.at(SERVER.getFirst().database(), "", "", data);
  }

  @Override
  public int seeds() {
    return 3;
  }

  private static List<Entry> day() {
    var journal = new PlayedJournal("haixi");
    journal.start(1, 0);
    for (int day = 0; day < 4; day++) journal.play(day, 5 + day);
    return journal.drain();
  }

  @Test
  void aServerThatWentAwayIsFoundAgain() throws Exception {
    Batch all = Batch.of(day());
    try (var store = DistrictStore.open(fresh(), DistrictWatch.QUIET, CLOCK)) {
      store.fold(STREAM, "1", List.of(all.part(1, 40)));
      store.read(connection -> {
        try (var statement = connection.createStatement()) {
          return statement.execute(
              "select pg_terminate_backend(pid) from pg_stat_activity where datname ="
                  + " current_database() and pid <> pg_backend_pid()");
        }
      });
      assertThrows(StoreDown.class, () -> store.fold(STREAM, "2", List.of(all)));
      assertEquals("1", store.cursor(STREAM).orElseThrow());
      store.fold(STREAM, "2", List.of(all));
      assertEquals(List.of(new Range(1, all.to())), store.covered("haixi").get(all.incarnation()));
    }
  }

  @Test
  void theServerHoldsWhatTheFileHolds() throws Exception {
    Batch all = Batch.of(day());
    var random = new Random(2);
    Map<String, List<String>> onServer;
    try (var store = DistrictStore.open(fresh(), DistrictWatch.QUIET, CLOCK)) {
      for (long from = 1, to; from <= all.to(); from = to + 1) {
        to = Math.min(all.to(), from + random.nextInt(90));
        store.fold(STREAM, "" + to, List.of(all.part(from, to)));
      }
      onServer = store.read(TableText::of);
    }
    DistrictDatabase file = DistrictDatabase.inFolder(data.resolve("h2"));
    try (var store = DistrictStore.open(file, DistrictWatch.QUIET, CLOCK)) {
      store.fold(STREAM, "1", List.of(all));
      assertEquals(store.read(TableText::of), onServer);
    }
  }

  /** Else each change reads a hall's whole history: a database that catches up came to a crawl. */
  @Test
  void theServerCountsWhatItsTablesHold() throws Exception {
    try (var store = DistrictStore.open(fresh(), DistrictWatch.QUIET, CLOCK)) {
      Batch all = Batch.of(day());
      store.fold(STREAM, "1", List.of(all));
      var journal = new PlayedJournal("licun");
      journal.start(2, 0);
      for (int day = 0; day < 20; day++) journal.play(day, 50 + day);
      store.fold(STREAM, "2", List.of(Batch.of(journal.drain())));
      long counted =
          store.read(connection -> {
            try (var statement = connection.createStatement();
                var row =
                    statement.executeQuery(
                        "select reltuples from pg_class where relname = 'window_states'")) {
              return row.next() ? row.getLong(1) : -1;
            }
          });
      assertTrue(counted > 0, "" + counted);
    }
  }
}
