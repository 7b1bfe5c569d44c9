package org.xuhao.app.keys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.xuhao.web.paired.PairedDevice;
import org.xuhao.web.paired.PairedStore;
import org.xuhao.web.paired.PairedText;

/**
 * The paired browsers in {@code keys/paired-<n>.key}. Each change is a new file under the next
 * number, forced before the one before is deleted: no file ever changes under its name, so that a
 * backup that was interrupted leaves the earlier one whole.
 */
public final class PairedFile implements PairedStore {
  private static final Pattern NAME = Pattern.compile("paired-(\\d{1,9})\\.key");

  private final Path folder;

  /** Those in {@code folder}, which need not be there yet. */
  public PairedFile(Path folder) {
    this.folder = folder;
  }

  /** Whether a file of that name may go while the hall lives, and then must go from backups. */
  public static boolean isOne(String name) {
    return NAME.matcher(name).matches();
  }

  @Override
  public List<PairedDevice> load() throws IOException {
    Map.Entry<Integer, Path> last = files().lastEntry();
    if (last == null) return List.of();
    try {
      return PairedText.parse(Files.readString(last.getValue()));
    } catch (IllegalArgumentException e) {
      throw new IOException(
          "%s: %s; move it away, start again, and pair the tablets and screens anew"
              .formatted(last.getValue(), e.getMessage()),
          e);
    }
  }

  @Override
  public void save(List<PairedDevice> all) throws IOException {
    NavigableMap<Integer, Path> before = files();
    int number = before.isEmpty() ? 1 : before.lastKey() + 1;
    SecretFile.write(
        folder.resolve("paired-" + number + ".key"),
        PairedText.of(all).getBytes(StandardCharsets.UTF_8));
    for (Path old : before.values()) Files.deleteIfExists(old);
    SecretFile.force(folder);
  }

  private NavigableMap<Integer, Path> files() throws IOException {
    var files = new TreeMap<Integer, Path>();
    if (!Files.isDirectory(folder)) return files;
    try (Stream<Path> all = Files.list(folder)) {
      for (Path file : all.toList()) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (name.matches()) files.put(Integer.parseInt(name.group(1)), file);
      }
    }
    return files;
  }
}
