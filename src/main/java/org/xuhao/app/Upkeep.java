package org.xuhao.app;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.xuhao.app.verb.Exit;
import org.xuhao.journal.FileDisk;
import org.xuhao.journal.Journal;
import org.xuhao.journal.JournalReader;
import org.xuhao.journal.JournalTrouble;
import org.xuhao.store.DistrictDatabase;
import org.xuhao.store.DistrictStore;
import org.xuhao.store.DistrictWatch;
import org.xuhao.store.Store;
import org.xuhao.store.StoreDown;

/** What is done to a hall's data by hand. */
final class Upkeep {

  /** A line of progress each so many entries: about one a second. */
  private static final long PROGRESS_EVERY = 20_000;

  private final Path data;
  private final PrintWriter out;

  private Upkeep(Path data, PrintWriter out) {
    this.data = data;
    this.out = out;
  }

  /** Folds the history tables anew; the hall must not run. */
  static int rebuild(Path data, PrintWriter out) {
    return new Upkeep(data, out).rebuild();
  }

  /** Folds the district's tables of {@code folder} anew; the office must not run. */
  static int rebuildDistrict(Path folder, Optional<String> server, PrintWriter out) {
    return new Upkeep(folder, out).rebuildDistrict(server);
  }

  private int rebuildDistrict(Optional<String> server) {
    if (server.isEmpty() && !Files.isDirectory(data)) {
      out.println("xuhao: no tables of a district in " + data + "; name its office. 没有区级报表。");
      return Exit.REFUSED;
    }
    out.println("Folding the district's tables anew from what came… 正在重建区级报表数据…");
    out.flush();
    var database = DistrictDatabase.at(server.orElse(""), "", "", data);
    try (var store = DistrictStore.open(database, DistrictWatch.QUIET, InstantSource.system())) {
      store.rebuild(hall -> {
        out.println("  " + hall);
        out.flush();
      });
      out.println("Done. 完成。");
      return Exit.DONE;
    } catch (StoreDown e) {
      out.println("xuhao: " + e.getMessage());
      out.println("  Stop the office first if it runs. 区级大厅正在运行时请先停止。");
      return Exit.REFUSED;
    }
  }

  private int rebuild() {
    try {
      Optional<FileDisk> disk = journal();
      if (disk.isEmpty()) return noJournal();
      String hall = Journal.hallOf(disk.get()).orElse("");
      JournalReader entries = JournalReader.ofClosed(disk.get(), hall);
      out.println("Folding the history tables anew from the journal… 正在由日志重建报表数据…");
      out.flush();
      long count = Store.rebuild(Memory.tables(data), hall, entries, this::progress);
      out.printf("Done: %d entries are folded. 完成：共 %d 条。%n", count, count);
      return Exit.DONE;
    } catch (JournalTrouble e) {
      return trouble(e);
    } catch (StoreDown | NotStarted e) {
      out.println("xuhao: " + e.getMessage());
      out.println("  Stop the hall first if it runs. 大厅正在运行时请先停止。");
      return Exit.REFUSED;
    }
  }

  private void progress(long count) {
    if (count / PROGRESS_EVERY == (count - 1) / PROGRESS_EVERY && count % PROGRESS_EVERY != 0)
      return;
    out.printf("  %d%n", count);
    out.flush();
  }

  /** The journal's disk; empty where the folder holds none: nothing is made by looking. */
  private Optional<FileDisk> journal() throws NotStarted {
    if (!Files.isDirectory(data.resolve("journal"))) return Optional.empty();
    return Optional.of(Memory.disk(data));
  }

  private int noJournal() {
    out.println("xuhao: " + data + " holds no journal; name the hall's data folder. 没有日志。");
    return Exit.REFUSED;
  }

  private int trouble(JournalTrouble e) {
    out.println("xuhao: " + e.getMessage());
    out.println("  " + e.remedy());
    return Exit.DAMAGED;
  }
}
