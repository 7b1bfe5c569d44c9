package org.xuhao.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.xuhao.app.keys.NumbersMove;
import org.xuhao.app.keys.SecretFile;
import org.xuhao.app.verb.Exit;

/**
 * Makes a data folder of a backup. What does not fit the manifest is not copied; the journal gets
 * its name last and only when its chain and seals hold, so that no hall ever opens half of it.
 */
final class Restore {
  private static final String UNFINISHED = "journal.restoring";

  private Restore() {}

  /** Checks and copies; gives the exit code. */
  static int tell(Path from, Path data, PrintWriter out) {
    try {
      if (!isEmpty(data)) {
        out.println("xuhao: " + data + " is not empty; name a new folder. 目标目录不是空的。");
        return Exit.REFUSED;
      }
      Optional<Manifest> manifest = Manifest.read(from);
      if (manifest.isEmpty()) {
        out.println("xuhao: " + from + " holds no finished backup. 没有完整的备份。");
        return Exit.REFUSED;
      }
      check(from, manifest.get());
      return copy(from, data, manifest.get(), out);
    } catch (BackupDamaged e) {
      out.println("xuhao: " + e.getMessage());
      out.println("  The backup is damaged; take another one. 备份已损坏，请换用其他备份。");
      return Exit.DAMAGED;
    } catch (IOException e) {
      out.println("xuhao: not restored: " + e);
      out.println("  Check both disks; empty " + data + " before you try again. 未恢复；重试前请清空目标目录。");
      return Exit.REFUSED;
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    if (!Files.exists(folder)) return true;
    if (!Files.isDirectory(folder)) return false;
    try (Stream<Path> inside = Files.list(folder)) {
      return inside.findAny().isEmpty();
    }
  }

  private static void check(Path from, Manifest manifest) throws IOException, BackupDamaged {
    for (Map.Entry<String, Manifest.Part> file : manifest.files().entrySet()) {
      Path path = from.resolve(file.getKey());
      Manifest.Part part = file.getValue();
      if (!Files.exists(path)) throw new BackupDamaged(path + " is missing");
      if (Files.size(path) < part.bytes())
        throw new BackupDamaged(
            "%s has %d bytes, not %d".formatted(path, Files.size(path), part.bytes()));
      if (!Manifest.sha(path, part.bytes()).equals(part.sha()))
        throw new BackupDamaged(path + " is not as it was when it was backed up");
    }
  }

  private static int copy(Path from, Path data, Manifest manifest, PrintWriter out)
      throws IOException, BackupDamaged {
    Files.createDirectories(data);
    for (Map.Entry<String, Manifest.Part> file : manifest.files().entrySet()) {
      Path path = from.resolve(file.getKey());
      String to = file.getKey().replaceFirst("^journal/", UNFINISHED + "/");
      Path target = data.resolve(to);
      long bytes = file.getValue().bytes();
      if (to.startsWith("keys/")) {
        Copied.ownFolder(data.resolve("keys"));
        SecretFile.write(target, Files.readAllBytes(path));
      } else {
        Path folder = data.resolve(to.substring(0, to.indexOf('/')));
        Files.createDirectories(folder);
        if (!Copied.copy(path, target, bytes, 0, "").equals(file.getValue().sha()))
          throw new BackupDamaged(path + " changed while it was copied");
        SecretFile.force(folder);
      }
    }
    int proved =
        Proof.tell(data.resolve(UNFINISHED), SealKeeper.folder(data), Optional.empty(), out);
    if (proved != Exit.DONE) {
      out.println("xuhao: not restored; the journal in the backup does not hold. 备份中的日志有误。");
      return proved;
    }
    Files.move(data.resolve(UNFINISHED), data.resolve("journal"), StandardCopyOption.ATOMIC_MOVE);
    NumbersMove.ask(data);
    out.printf(
        "Restored: %d files. Start the hall with this data folder. 已恢复 %d 个文件。%n",
        manifest.files().size(), manifest.files().size());
    return Exit.DONE;
  }
}
