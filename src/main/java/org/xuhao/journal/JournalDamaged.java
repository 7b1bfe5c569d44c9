package org.xuhao.journal;

/**
 * Something that was on disk for certain has changed or is gone. Never skipped: going on without it
 * could give a number out twice.
 */
public final class JournalDamaged extends JournalTrouble {
  private static final long serialVersionUID = 1;

  private final String file;
  private final long offset;

  JournalDamaged(String file, long offset, String what) {
    super(
        file + " is damaged at byte " + offset + ": " + what,
        "日志文件损坏。请停机，从备份恢复 journal 目录；"
            + "或更换磁盘后联系维护人员；"
            + "不要删除文件。 Stop, restore the journal folder from a backup or from another"
            + " disk's copy, and have this disk looked at; do not delete the file.",
        null);
    this.file = file;
    this.offset = offset;
  }

  public String file() {
    return file;
  }

  /** The first byte of the record that cannot be read. */
  public long offset() {
    return offset;
  }
}
