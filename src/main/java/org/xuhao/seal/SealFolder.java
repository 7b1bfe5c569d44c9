package org.xuhao.seal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The seals of a hall, a small file a day, and the public key they were signed for. Each is written
 * whole: another name, force, rename, force the folder.
 */
public final class SealFolder {
  /** The name of the public key's file. */
  public static final String OPEN_KEY = "seal.pub";

  private static final String SUFFIX = ".seal";

  private final Path folder;

  /** Nothing is made until something is written. */
  public SealFolder(Path folder) {
    this.folder = folder;
  }

  /** All seals, by day. Throws for the first file that is none. */
  public List<Seal> all() throws IOException, SealTrouble {
    List<Seal> seals = new ArrayList<>();
    for (Path file : files()) seals.add(read(file));
    return seals;
  }

  /** The latest day's seal. */
  Optional<Seal> newest() throws IOException, SealTrouble {
    List<Path> files = files();
    return files.isEmpty() ? Optional.empty() : Optional.of(read(files.getLast()));
  }

  private List<Path> files() throws IOException {
    if (!Files.isDirectory(folder)) return List.of();
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(SUFFIX))
          .sorted(Comparator.comparing(Path::getFileName))
          .toList();
    }
  }

  private static Seal read(Path file) throws IOException, SealTrouble {
    Seal seal;
    try {
      seal = Seal.read(Files.readString(file));
    } catch (SealTrouble e) {
      throw new SealTrouble(file + ": " + e.getMessage(), e);
    } catch (java.nio.charset.CharacterCodingException e) {
      throw new SealTrouble(file + ": it is no text", e);
    }
    if (file.getFileName().toString().equals(name(seal.day()))) return seal;
    throw new SealTrouble(file + ": it is the seal of " + seal.day(), null);
  }

  private static String name(LocalDate day) {
    return day + SUFFIX;
  }

  /** The public key that lies here. */
  public Optional<String> openKey() throws IOException {
    Path file = folder.resolve(OPEN_KEY);
    return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
  }

  /** Puts the public key here. */
  public void openKey(String key) throws IOException {
    write(OPEN_KEY, key);
  }

  /** Adds a seal; one that is there is never replaced. */
  void add(Seal seal) throws IOException, SealTrouble {
    Path file = folder.resolve(name(seal.day()));
    if (Files.exists(file)) throw new SealTrouble(file + " is there already", null);
    write(name(seal.day()), seal.text());
  }

  private void write(String name, String text) throws IOException {
    Files.createDirectories(folder);
    Path part = folder.resolve(name + ".part");
    ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
    try (FileChannel channel =
        FileChannel.open(
            part,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      while (bytes.hasRemaining()) channel.write(bytes);
      channel.force(true);
    }
    Files.move(part, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
