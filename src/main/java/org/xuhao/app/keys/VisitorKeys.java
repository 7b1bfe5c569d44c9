package org.xuhao.app.keys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The keys that visitors' identity numbers are hashed with: one for each month, in {@code keys/},
 * each destroyed so many days after its month. From then on nobody can tell whose hash of that
 * month it is that stands in the journal, not even by trying all identity numbers there are; and no
 * byte of the journal was touched. Why so: docs/adr/0017-forgetting-visitors.md.
 *
 * <p>A key is destroyed in steps that may be interrupted anywhere: it loses its name, is
 * overwritten, is deleted; whatever lost its name is finished later.
 */
public final class VisitorKeys {
  /** The one key that releases before the months had; it becomes the key of a month. */
  private static final String FIRST = "identity.key";

  private static final String BEGIN = "identity-";
  private static final String END = ".key";

  private final Path folder;
  private final int days;
  private volatile List<VisitorHash> living = List.of();

  /**
   * The keys in {@code folder}.
   *
   * @param days how long a key is kept after the end of its month
   */
  public VisitorKeys(Path folder, int days) {
    this.folder = folder;
    this.days = days;
  }

  /** Whether a file of that name may go while the hall lives, and then must go from backups. */
  public static boolean isOne(String name) {
    return name.equals(FIRST) || monthOf(name).isPresent();
  }

  /**
   * The hashes of a visitor under all keys that are left, the newest first; never empty after
   * {@link #load}.
   */
  public List<String> hashes(String identity) {
    return living.stream().map(key -> key.of(identity)).toList();
  }

  /** Of how many months visitors are known. */
  public int months() {
    return living.size();
  }

  /**
   * Draws the key of this month where there is none, and takes up those whose time is not over;
   * gives how many.
   *
   * @param today in the hall
   */
  public synchronized int load(LocalDate today) throws IOException {
    var month = YearMonth.from(today);
    Path now = file(month);
    if (!Files.exists(now) && Files.exists(folder.resolve(FIRST))) {
      Files.move(folder.resolve(FIRST), now, StandardCopyOption.ATOMIC_MOVE);
      SecretFile.force(folder);
    }
    SecretFile.key(now);
    var keys = new ArrayList<VisitorHash>();
    for (var key : files().descendingMap().entrySet())
      if (!isDue(key.getKey(), today)) keys.add(new VisitorHash(SecretFile.key(key.getValue())));
    living = List.copyOf(keys);
    return months();
  }

  /** Destroys the keys whose time is over, after {@link #load}; gives their months. */
  public synchronized List<YearMonth> destroyDue(LocalDate today) throws IOException {
    SecretFile.finishDestroying(folder);
    List<YearMonth> gone = new ArrayList<>();
    for (Map.Entry<YearMonth, Path> key : files().entrySet())
      if (isDue(key.getKey(), today)) {
        SecretFile.destroy(key.getValue());
        gone.add(key.getKey());
      }
    return gone;
  }

  private boolean isDue(YearMonth month, LocalDate today) {
    return !today.isBefore(month.plusMonths(1).atDay(1).plusDays(days));
  }

  private Path file(YearMonth month) {
    return folder.resolve(BEGIN + month + END);
  }

  private NavigableMap<YearMonth, Path> files() throws IOException {
    var files = new TreeMap<YearMonth, Path>();
    try (Stream<Path> all = Files.list(folder)) {
      for (Path file : all.toList())
        monthOf(file.getFileName().toString()).ifPresent(month -> files.put(month, file));
    }
    return files;
  }

  private static Optional<YearMonth> monthOf(String name) {
    if (!name.startsWith(BEGIN) || !name.endsWith(END)) return Optional.empty();
    try {
      return Optional.of(
          YearMonth.parse(name.substring(BEGIN.length(), name.length() - END.length())));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
