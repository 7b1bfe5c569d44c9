package org.xuhao.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On the H2 file that a district has unless told otherwise. */
@NullMarked
class DistrictStoreTest implements DistrictStoreRules {
  @TempDir private Path data = Path.of("");
  private int databases;

  @Override
  public DistrictDatabase fresh() {
    return DistrictDatabase.inFolder(data.resolve("d" + databases++));
  }

  @Override
  public int seeds() {
    return 6;
  }

  @Test
  void aDamagedFileIsPutAsideAndAllMayComeAgain() throws Exception {
    var journal = new PlayedJournal("haixi");
    journal.start(1, 0);
    journal.play(0, 5);
    Batch all = Batch.of(journal.drain());
    DistrictDatabase database = fresh();
    Map<String, List<String>> before;
    try (var store = DistrictStore.open(database, DistrictWatch.QUIET, CLOCK)) {
      store.fold(STREAM, "9", List.of(all));
      before = store.read(TableText::of);
    }
    Path file = data.resolve("d0").resolve("district.mv.db");
    byte[] rubbish = Files.readAllBytes(file);
    new Random(1).nextBytes(rubbish);
    Files.write(file, rubbish);
    var said = new TreeSet<String>();
    try (var store = DistrictStore.open(database, new SaidWatch(said), CLOCK)) {
      assertEquals(List.of("rebuilding"), List.copyOf(said));
      assertTrue(store.cursor(STREAM).isEmpty());
      assertTrue(store.covered("haixi").isEmpty());
      store.fold(STREAM, "9", List.of(all));
      assertEquals(before, store.read(TableText::of));
    }
    assertTrue(Files.exists(data.resolve("d0").resolve("district.damaged.mv.db")));
  }
}
