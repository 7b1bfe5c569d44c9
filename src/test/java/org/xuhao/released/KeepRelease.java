package org.xuhao.released;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.NullMarked;
import org.xuhao.seal.Ed25519;
import org.xuhao.seal.SealFolder;
import org.xuhao.seal.Sealer;
import org.xuhao.trial.PlayedDays;

/**
 * Makes the data folder that a release leaves behind for the releases after it: short days, all but
 * the last closed and sealed, and what they held. Run by {@code bin/keep-release}, once a release.
 */
@NullMarked
public final class KeepRelease {
  /** Below 100 kB a folder, so that the tree stays small over many releases. */
  static final long BYTES_MAX = 100_000;

  /** The last of them stays open. */
  private static final int DAYS = 4;

  /** Of a day, at most. */
  private static final int STEPS = 230;

  private static final long SEED = 20_261_122;

  private KeepRelease() {}

  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    if (Files.exists(folder)) throw new IOException(folder + " is there already");
    for (int day = 0; day < DAYS - 1; day++) play(folder, day).close();
    try (var played = play(folder, DAYS - 1)) {
      var seals = new SealFolder(folder.resolve("seals"));
      var way = new Ed25519();
      var keys = way.draw();
      seals.openKey(keys.open());
      new Sealer(PlayedDays.PLAN.hall(), seals, way, keys).sealAll(played.journal());
    }
    List<String> lines = new ArrayList<>();
    for (Map.Entry<String, Long> count : Counted.in(folder).entrySet())
      lines.add(count.getKey() + " " + count.getValue());
    Files.write(folder.resolve("expected"), lines);
    pack(folder.resolve("journal"));
    System.out.println(folder + ": " + lines);
  }

  private static PlayedDays play(Path folder, int day) throws Exception {
    return PlayedDays.play(PlayedDays.PLAN, folder, day + 1, day, 1, SEED + day, STEPS);
  }

  private static void pack(Path journal) throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.list(journal)) {
      all = files.toList();
    }
    for (Path file : all) {
      if (file.toString().endsWith(".journal"))
        try (var out = new GZIPOutputStream(Files.newOutputStream(Path.of(file + ".gz")))) {
          Files.copy(file, out);
        }
      Files.delete(file);
    }
  }
}
