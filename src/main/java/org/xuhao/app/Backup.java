package org.xuhao.app;

import java.io.Closeable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.xuhao.app.keys.AccountFile;
import org.xuhao.app.keys.PairedFile;
import org.xuhao.app.keys.SecretFile;
import org.xuhao.app.keys.VisitorKeys;
import org.xuhao.app.verb.Exit;
import org.xuhao.journal.FileDisk;
import org.xuhao.journal.Journal;
import org.xuhao.journal.JournalInUse;
import org.xuhao.journal.JournalReader;
import org.xuhao.journal.JournalTrouble;

/**
 * Copies journal, trail, seals and keys beside the running hall, without its lock. Files only ever
 * grow, so only what is new is copied, behind what an earlier backup has; the manifest that counts
 * it in is written last. Interrupted at any moment, the earlier backup is whole.
 */
final class Backup {
  private final Path data;
  private final Path to;
  private final SortedMap<String, Manifest.Part> files = new TreeMap<>();
  private long newBytes;

  private Backup(Path data, Path to) {
    this.data = data;
    this.to = to;
  }

  /** Makes or continues the backup in {@code to}; gives the exit code. */
  static int tell(Path data, Path to, PrintWriter out) {
    Path from = data.toAbsolutePath().normalize();
    Path target = to.toAbsolutePath().normalize();
    if (!Files.isDirectory(from.resolve("journal"))) {
      out.println("xuhao: " + data + " holds no journal; name the hall's data folder. 没有日志。");
      return Exit.REFUSED;
    }
    if (target.startsWith(from) || from.startsWith(target)) {
      out.println(
          "xuhao: "
              + to
              + " and the data folder lie in each other; name another disk's folder."
              + " 备份目录不能与数据目录互相包含。");
      return Exit.REFUSED;
    }
    try {
      new Backup(from, target).makeAlone(out);
      return Exit.DONE;
    } catch (JournalInUse e) {
      out.println("xuhao: another backup to " + to + " is under way. 另一个备份正在进行。");
      return Exit.REFUSED;
    } catch (JournalTrouble e) {
      out.println("xuhao: " + e.getMessage());
      out.println("  " + e.remedy());
      return Exit.DAMAGED;
    } catch (BackupDamaged e) {
      out.println("xuhao: " + e.getMessage());
      out.println("  Nothing was counted in. 备份目录与数据目录不一致，请换用新目录。");
      return Exit.DAMAGED;
    } catch (IOException e) {
      out.println("xuhao: the backup was not made: " + e);
      out.println(
          "  Check the disk's space and mount; an earlier backup there is still good."
              + " 备份未完成；此前的备份仍可用。");
      return Exit.REFUSED;
    }
  }

  private void makeAlone(PrintWriter out) throws IOException, JournalTrouble, BackupDamaged {
    Closeable alone = new FileDisk(to).lock("lock");
    try {
      make(out);
    } finally {
      alone.close();
    }
  }

  private void make(PrintWriter out) throws IOException, JournalTrouble, BackupDamaged {
    Optional<Manifest> before = Manifest.read(to);
    var disk = new FileDisk(data.resolve("journal"));
    String hall = Journal.hallOf(disk).orElse("");
    if (before.isPresent() && !before.get().hall().equals(hall))
      throw new BackupDamaged(to + " is the backup of hall '" + before.get().hall() + "'");
    Map<String, Manifest.Part> earlier =
        before.map(Manifest::files).map(Map::copyOf).orElseGet(Map::of);
    // Seals first: one that is made meanwhile would stand for records that are not copied.
    for (String name : names("seals", "seal", "pub")) copyWhole("seals", name, earlier);
    for (String name : names("keys", "key")) copyWhole("keys", name, earlier);
    for (String name : names("trail", "trail")) copy("trail", name, wholeLines(name), earlier);
    SortedMap<String, Long> segments = JournalReader.wholeFiles(disk);
    for (var segment : segments.entrySet())
      copy("journal", segment.getKey(), segment.getValue(), earlier);
    for (String name : earlier.keySet())
      if (!files.containsKey(name) && !isForgotten(name))
        throw new BackupDamaged(name + " is in the backup and no longer in " + data);
    for (String folder : new String[] {"seals", "keys", "trail", "journal"})
      if (Files.isDirectory(to.resolve(folder))) SecretFile.force(to.resolve(folder));
    var manifest = new Manifest(hall, files);
    SecretFile.write(to.resolve(Manifest.FILE), manifest.text().getBytes(StandardCharsets.UTF_8));
    forget();
    out.printf(
        "Backed up: %d files, %d bytes, of which %d are new. 备份完成：%d 个文件，新增 %d 字节。%n",
        files.size(), manifest.bytes(), newBytes, files.size(), newBytes);
  }

  /** A visitors' key that the hall has destroyed, or a list of browsers or accounts of before. */
  private static boolean isForgotten(String path) {
    if (!path.startsWith("keys/")) return false;
    String name = path.substring("keys/".length());
    return VisitorKeys.isOne(name) || PairedFile.isOne(name) || AccountFile.isOne(name);
  }

  /**
   * After the manifest, which no longer names them: killed before this, the next backup does it.
   */
  private void forget() throws IOException {
    Path keys = to.resolve("keys");
    if (!Files.isDirectory(keys)) return;
    SecretFile.finishDestroying(keys);
    List<Path> there;
    try (Stream<Path> all = Files.list(keys)) {
      there = all.toList();
    }
    for (Path key : there) {
      String path = "keys/" + key.getFileName();
      if (isForgotten(path) && !files.containsKey(path)) SecretFile.destroy(key);
    }
  }

  private String[] names(String folder, String... endings) throws IOException {
    Path from = data.resolve(folder);
    if (!Files.isDirectory(from)) return new String[0];
    try (Stream<Path> all = Files.list(from)) {
      return all.map(file -> file.getFileName().toString())
          .filter(name -> Stream.of(endings).anyMatch(end -> name.endsWith("." + end)))
          .sorted()
          .toArray(String[]::new);
    }
  }

  private void copyWhole(String folder, String name, Map<String, Manifest.Part> earlier)
      throws IOException, BackupDamaged {
    copy(folder, name, Files.size(data.resolve(folder).resolve(name)), earlier);
  }

  /** What is being written beyond belongs to the next backup. */
  private long wholeLines(String name) throws IOException {
    byte[] all = Files.readAllBytes(data.resolve("trail").resolve(name));
    int end = all.length;
    while (end > 0 && all[end - 1] != '\n') end--;
    return end;
  }

  private void copy(String folder, String name, long bytes, Map<String, Manifest.Part> earlier)
      throws IOException, BackupDamaged {
    String path = folder + "/" + name;
    Manifest.@Nullable Part there = earlier.get(path);
    Path from = data.resolve(folder).resolve(name);
    Path file = to.resolve(folder).resolve(name);
    Copied.ownFolder(to.resolve(folder));
    long kept = there == null ? 0 : there.bytes();
    if (kept > bytes)
      throw new BackupDamaged(from + " is shorter than it was: take a new folder for this backup");
    if (there != null && folder.equals("keys") && !Manifest.sha(from, bytes).equals(there.sha()))
      throw new BackupDamaged(from + " is another key: take a new folder for this backup");
    if (there != null && (!Files.exists(file) || Files.size(file) < kept))
      throw new BackupDamaged(file + " is gone or cut: take a new folder for this backup");
    newBytes += bytes - kept;
    if (there != null && kept == bytes) {
      // Files only grow: one of the same length is the same. What rots is found at the restore.
      files.put(path, there);
      return;
    }
    if (folder.equals("keys")) {
      byte[] key = Files.readAllBytes(from);
      SecretFile.write(file, key);
      files.put(path, new Manifest.Part(Manifest.sha(file, key.length), key.length));
      return;
    }
    String before = there == null ? "" : there.sha();
    files.put(path, new Manifest.Part(Copied.copy(from, file, bytes, kept, before), bytes));
  }
}
