package org.xuhao.app.setup;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the hall's file said before, each edition in a small file of the folder beside it. */
final class Editions {
  private static final Logger LOG = LoggerFactory.getLogger(Editions.class);

  /** So many are kept: a year of a change a week; at 100 KiB each they are 5 MB. */
  static final int KEPT_MAX = 50;

  private static final Pattern NAME = Pattern.compile("([0-9]{6,9})\\.json");

  private final Path folder;
  private final WholeFile.Disk disk;

  /** In {@code folder}, which need not be there yet. */
  Editions(Path folder, WholeFile.Disk disk) {
    this.folder = folder;
    this.disk = disk;
  }

  /**
   * One edition.
   *
   * @param by the account that wrote it; empty: it was found, written with an editor
   * @param digest of its bytes
   */
  record Edition(long number, Instant at, String by, String why, String digest, String text) {
    JsonObject json() {
      return new JsonObject()
          .put("number", number)
          .put("at", at.toString())
          .put("by", by)
          .put("why", why)
          .put("digest", digest);
    }

    private static Edition of(JsonObject json) {
      return new Edition(
          json.getLong("number"),
          Instant.parse(json.getString("at")),
          json.getString("by"),
          json.getString("why"),
          json.getString("digest"),
          json.getString("text"));
    }
  }

  /** All that can be read, the newest first. */
  List<Edition> all() throws IOException {
    var all = new ArrayList<Edition>();
    for (Path file : files().descendingMap().values()) read(file).ifPresent(all::add);
    return all;
  }

  Optional<Edition> one(long number) throws IOException {
    Path file = files().get(number);
    return file == null ? Optional.empty() : read(file);
  }

  /** Keeps one under the next number; gives its file. */
  Path keep(Instant at, String by, String why, String digest, String text) throws IOException {
    NavigableMap<Long, Path> files = files();
    long number = files.isEmpty() ? 1 : files.lastKey() + 1;
    var edition = new Edition(number, at, by, why, digest, text);
    Path file = folder.resolve("%06d.json".formatted(number));
    WholeFile.makeFolder(folder);
    String json = edition.json().put("text", text).encode();
    disk.write(file, json.getBytes(StandardCharsets.UTF_8));
    return file;
  }

  /** Deletes the oldest beyond {@link #KEPT_MAX}. */
  void prune() throws IOException {
    NavigableMap<Long, Path> files = files();
    while (files.size() > KEPT_MAX) Files.deleteIfExists(files.pollFirstEntry().getValue());
  }

  private static Optional<Edition> read(Path file) throws IOException {
    try {
      return Optional.of(Edition.of(new JsonObject(Files.readString(file))));
    } catch (DecodeException | DateTimeException | ClassCastException | NullPointerException e) {
      LOG.warn("{} is no edition of a hall's file: {}", file, e.toString());
      return Optional.empty();
    }
  }

  private NavigableMap<Long, Path> files() throws IOException {
    var files = new TreeMap<Long, Path>();
    if (!Files.isDirectory(folder)) return files;
    try (Stream<Path> all = Files.list(folder)) {
      for (Path file : all.toList()) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (name.matches()) files.put(Long.parseLong(name.group(1)), file);
      }
    }
    return files;
  }
}
