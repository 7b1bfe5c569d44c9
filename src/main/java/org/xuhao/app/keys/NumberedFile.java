package org.xuhao.app.keys;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A small text in {@code <name>-<n>.<ending>}. Each change is a new file under the next number,
 * forced before the one before is deleted: no file ever changes under its name, so that a backup
 * that was interrupted leaves the earlier one whole.
 */
final class NumberedFile {
  private final Path folder;
  private final String name;
  private final String ending;

  /** In {@code folder}, which need not be there yet. */
  NumberedFile(Path folder, String name, String ending) {
    this.folder = folder;
    this.name = name;
    this.ending = ending;
  }

  /** What the files of such a name look like. */
  static Pattern names(String name, String ending) {
    return Pattern.compile(Pattern.quote(name) + "-(\\d{1,9})\\." + Pattern.quote(ending));
  }

  /** The one that counts; empty: none was ever written. */
  Optional<Path> last() throws IOException {
    return Optional.ofNullable(files().lastEntry()).map(Map.Entry::getValue);
  }

  /** Writes {@code text} in place of the one before. */
  void save(String text) throws IOException {
    NavigableMap<Integer, Path> before = files();
    int number = before.isEmpty() ? 1 : before.lastKey() + 1;
    SecretFile.write(
        folder.resolve(name + "-" + number + "." + ending), text.getBytes(StandardCharsets.UTF_8));
    for (Path old : before.values()) Files.deleteIfExists(old);
    SecretFile.force(folder);
  }

  /**
   * Reads the one that counts; what cannot be read is put aside under another name and told, and
   * the one before it counts, or none.
   *
   * @param parse throws IllegalArgumentException where the text is no such list
   * @param damage null: nothing is put aside, and it is thrown with the {@code remedy}
   */
  <T> List<T> read(Function<String, List<T>> parse, @Nullable Damage damage, String remedy)
      throws IOException {
    Optional<Path> last = last();
    if (last.isEmpty()) return List.of();
    try {
      return parse.apply(Files.readString(last.get()));
    } catch (IllegalArgumentException | CharacterCodingException e) {
      String why = last.get() + ": " + e.getMessage();
      if (damage == null) throw new IOException(why + "; " + remedy, e);
      Path aside = last.get().resolveSibling(last.get().getFileName() + ".damaged");
      Files.move(last.get(), aside, StandardCopyOption.REPLACE_EXISTING);
      SecretFile.force(folder);
      damage.found(why + "; it is now " + aside.getFileName());
      return read(parse, damage, remedy); // the one before it is there if the power had gone
    }
  }

  private NavigableMap<Integer, Path> files() throws IOException {
    var files = new TreeMap<Integer, Path>();
    if (!Files.isDirectory(folder)) return files;
    Pattern names = names(name, ending);
    try (Stream<Path> all = Files.list(folder)) {
      for (Path file : all.toList()) {
        Matcher matcher = names.matcher(file.getFileName().toString());
        if (matcher.matches()) files.put(Integer.parseInt(matcher.group(1)), file);
      }
    }
    return files;
  }
}
