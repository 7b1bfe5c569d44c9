package org.xuhao.released;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xuhao.journal.FileDisk;
import org.xuhao.journal.Journal;
import org.xuhao.seal.Ed25519;
import org.xuhao.seal.SealAudit;
import org.xuhao.seal.SealFolder;
import org.xuhao.trial.PlayedDays;

/** The data folder of every release that ever was opens, and holds what it held then. */
@NullMarked
class ReleasedTest {
  private static final Path ALL = Path.of("src/test/resources/released");

  @TempDir Path folder = Path.of("");

  static List<Path> releases() throws IOException {
    try (Stream<Path> folders = Files.list(ALL)) {
      return folders.filter(Files::isDirectory).sorted().toList();
    }
  }

  @Test
  void atLeastTheFirstReleaseIsKept() throws IOException {
    assertTrue(releases().contains(ALL.resolve("0.1.0")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("releases")
  void itHoldsWhatItHeld(Path release) throws Exception {
    Map<String, Long> expected = new TreeMap<>();
    for (String line : Files.readAllLines(release.resolve("expected"))) {
      int at = line.lastIndexOf(' ');
      expected.put(line.substring(0, at), Long.valueOf(line.substring(at + 1)));
    }
    assertTrue(expected.getOrDefault("event TicketIssued", 0L) > 0, "no tickets");
    assertTrue(expected.getOrDefault("event VisitEnded", 0L) > 0, "no visits");
    assertEquals(expected, Counted.in(copy(release)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("releases")
  void itsChainAndSealsHold(Path release) throws Exception {
    var seals = new SealFolder(release.resolve("seals"));
    String key = seals.openKey().orElseThrow();
    var audit = new SealAudit(PlayedDays.PLAN.hall(), seals.all(), new Ed25519(), key);
    var disk = new FileDisk(copy(release).resolve("journal"));
    assertEquals(Optional.empty(), Journal.verify(disk, PlayedDays.PLAN.hall(), audit).trouble());
    assertEquals(Optional.empty(), audit.end());
    assertTrue(!audit.fitting().isEmpty(), "no day is sealed");
    assertEquals(List.of(), audit.gaps());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("releases")
  void theHallGoesOnWithIt(Path release) throws Exception {
    Path data = copy(release);
    long before = Counted.in(data).getOrDefault("entries", 0L);
    try (var played = PlayedDays.play(data, 99, 30, 1, 5)) {
      assertTrue(played.hall().day().isPresent());
    }
    assertTrue(Counted.in(data).getOrDefault("entries", 0L) > before);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("releases")
  void itIsSmall(Path release) throws Exception {
    long bytes = 0;
    try (Stream<Path> files = Files.walk(release)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) bytes += Files.size(file);
    }
    assertTrue(bytes < KeepRelease.BYTES_MAX, release + " has " + bytes + " bytes");
  }

  /** Opening a journal writes to its folder. */
  private Path copy(Path release) throws IOException {
    Path data = folder.resolve(release.getFileName());
    Path journal = Files.createDirectories(data.resolve("journal"));
    try (Stream<Path> files = Files.list(release.resolve("journal"))) {
      for (Path file : files.toList())
        try (var in = new GZIPInputStream(Files.newInputStream(file))) {
          Files.copy(in, journal.resolve(file.getFileName().toString().replace(".gz", "")));
        }
    }
    return data;
  }
}
