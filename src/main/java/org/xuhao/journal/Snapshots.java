package org.xuhao.journal;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import org.xuhao.hall.Hall;

/**
 * Writes snapshots of a hall beside its journal, so that a start reads only what followed the
 * newest. Used from one thread, which need not be that of the journal: a hall never changes.
 *
 * <p>Source of the format and of what is kept: docs/adr/0013-snapshots.md.
 */
public final class Snapshots {
  /** The last two: one that rots or was never finished leaves the one before. */
  static final int KEPT = 2;

  private static final String SUFFIX = ".snapshot";
  private static final String UNFINISHED = "unfinished" + SUFFIX;

  private final Disk disk;
  private final String release;

  /** Writes to the disk that the journal lies on. */
  public Snapshots(Disk disk, String release) {
    this.disk = disk;
    this.release = release;
  }

  /**
   * Writes the hall as it was at {@code point}: under another name, forced, then renamed. Older
   * ones go only when the new one lasts.
   */
  public void write(Hall hall, JournalPoint point) throws IOException {
    String name = name(point);
    try (Disk.File file = disk.create(UNFINISHED)) {
      SnapshotFile.write(file, hall, point, release);
    }
    disk.rename(UNFINISHED, name);
    disk.forceFolder();
    List<String> newest = newestFirst(disk);
    // One that calls itself newer belongs to a journal that was here before a backup was put back.
    int first = newest.indexOf(name);
    for (int i = 0; i < newest.size(); i++)
      if (i < first || i >= first + KEPT) disk.delete(newest.get(i));
  }

  /** Segment and offset in ten digits each, so that names sort as points do. */
  static String name(JournalPoint point) {
    return digits(point.segment()) + "-" + digits(point.recordAt()) + SUFFIX;
  }

  private static String digits(long number) {
    String digits = Long.toString(number);
    return "0".repeat(Math.max(0, 10 - digits.length())) + digits;
  }

  /** The names of all that were finished. */
  static List<String> newestFirst(Disk disk) throws IOException {
    return disk.list().stream()
        .filter(name -> name.matches("[0-9]{10}-[0-9]{10}\\" + SUFFIX))
        .sorted(Comparator.reverseOrder())
        .toList();
  }
}
