package org.xuhao.journal;

/** Another process writes this journal. */
public final class JournalInUse extends JournalTrouble {
  private static final long serialVersionUID = 1;

  /** Says whose lock {@code file} is; {@code pid} as that process wrote it there, may be empty. */
  public JournalInUse(String file, String pid) {
    super(
        file + " is locked by process " + (pid.isEmpty() ? "(unknown)" : pid),
        "另一个 xuhao 正在使用此数据目录：先停止它，或换一个 data 目录。"
            + " Stop the other xuhao first, or give this one another data folder.",
        null);
  }
}
