package org.xuhao.app.reference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.xuhao.app.keys.SecretFile;
import org.xuhao.link.Edition;

/**
 * Editions on the disk of a hall, {@code <kind>-<number>.edition} as they were sent, so that a hall
 * that is cut off goes on with them.
 */
final class EditionFolder {
  private static final Pattern NAME = Pattern.compile("([a-z]{1,16})-(\\d{1,18})\\.edition");

  private final Path folder;

  /** {@code folder} need not be there yet. */
  EditionFolder(Path folder) {
    this.folder = folder;
  }

  /** Keeps one, forced to the disk. */
  void save(Edition edition) throws IOException {
    SecretFile.write(file(edition), edition.bytes());
  }

  /** Forgets one that no time will ask for. */
  void remove(Edition edition) throws IOException {
    Files.deleteIfExists(file(edition));
  }

  private Path file(Edition edition) {
    return folder.resolve(edition.kind() + "-" + edition.number() + ".edition");
  }

  /**
   * All that are whole; another is put aside under another name and told, by kind and why.
   *
   * @throws IOException when the folder cannot be read
   */
  List<Edition> load(BiConsumer<String, String> damaged) throws IOException {
    var all = new ArrayList<Edition>();
    if (!Files.isDirectory(folder)) return all;
    List<Path> files;
    try (Stream<Path> there = Files.list(folder)) {
      files = there.sorted().toList();
    }
    for (Path file : files) {
      Matcher name = NAME.matcher(file.getFileName().toString());
      if (!name.matches()) continue;
      String kind = name.group(1);
      long number = Long.parseLong(name.group(2));
      Optional<Edition> read =
          Edition.read(Files.readAllBytes(file))
              .filter(one -> one.kind().equals(kind) && one.number() == number);
      if (read.isPresent()) {
        all.add(read.get());
        continue;
      }
      Path aside = file.resolveSibling(file.getFileName() + ".damaged");
      Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
      damaged.accept(kind, "its file is not as it was written; it is now " + aside.getFileName());
    }
    return all;
  }
}
