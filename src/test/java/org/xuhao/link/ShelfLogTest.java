package org.xuhao.link;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.journal.FileDisk;

/** The shelf's file: lines longer and shorter than the pieces in which it is read. */
class ShelfLogTest {
  private static final int[] LENGTHS = {1, 65_000, 65_536, 3, 200_000, 70_000, 2};

  @TempDir Path folder;

  private static List<JsonObject> lines(int... lengths) {
    return IntStream.of(lengths)
        .mapToObj(length -> new JsonObject().put("text", "办".repeat(length)))
        .toList();
  }

  private List<JsonObject> read() throws IOException {
    var read = new ArrayList<JsonObject>();
    ShelfLog.open(new FileDisk(folder), read::add).close();
    return read;
  }

  @Test
  void whatWasWrittenIsReadAgainWhateverItsLength() throws IOException {
    List<JsonObject> written = lines(LENGTHS);
    try (var log = ShelfLog.open(new FileDisk(folder), line -> {})) {
      for (JsonObject line : written) log.append(line);
    }
    assertEquals(written, read());
  }

  @Test
  void aTornLineIsCutOffAndWhatFollowsIsWrittenInItsPlace() throws IOException {
    List<JsonObject> written = lines(LENGTHS);
    try (var log = ShelfLog.open(new FileDisk(folder), line -> {})) {
      for (JsonObject line : written) log.append(line);
    }
    Path file = folder.resolve("shelf");
    long whole = Files.size(file);
    Files.writeString(file, "0badc0de {\"text\":\"torn", StandardOpenOption.APPEND);
    assertEquals(written, read());
    assertEquals(whole, Files.size(file));
  }

  @Test
  void whatIsWrittenAnewStandsInThePlaceOfAllAndIsGoneOnWith() throws IOException {
    List<JsonObject> kept = lines(5, 90_000);
    JsonObject later = new JsonObject().put("text", "later");
    try (var log = ShelfLog.open(new FileDisk(folder), line -> {})) {
      for (JsonObject line : lines(LENGTHS)) log.append(line);
      log.rewrite(kept.stream());
      assertEquals(Files.size(folder.resolve("shelf")), log.size());
      log.append(later);
    }
    assertEquals(List.of(kept.get(0), kept.get(1), later), read());
  }
}
