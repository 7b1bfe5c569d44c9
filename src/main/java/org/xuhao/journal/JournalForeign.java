package org.xuhao.journal;

import org.jspecify.annotations.Nullable;

/** The folder holds another hall's journal, or one that only another release can read. */
public final class JournalForeign extends JournalTrouble {
  private static final long serialVersionUID = 1;

  private JournalForeign(String seen, String remedy, @Nullable Throwable cause) {
    super(seen, remedy, cause);
  }

  static JournalForeign ofHall(String file, String theirs, String ours) {
    return new JournalForeign(
        file + " is the journal of hall '" + theirs + "', not of '" + ours + "'",
        "请核对 hall.yaml 中的 hall.id 与 data。 Put hall.id back to '"
            + theirs
            + "', or let data point to another folder.",
        null);
  }

  static JournalForeign ofRelease(String file, long offset, String what, @Nullable Throwable why) {
    return new JournalForeign(
        file + " was written by another release (byte " + offset + "): " + what,
        "请使用写入该日志的版本或更新的版本。"
            + " Start the release that wrote it, or a newer one; nothing was changed.",
        why);
  }
}
