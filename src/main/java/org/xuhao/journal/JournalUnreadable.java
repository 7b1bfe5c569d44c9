package org.xuhao.journal;

import java.io.IOException;

/** The disk did not let the journal be read, or its end be put in order. */
public final class JournalUnreadable extends JournalTrouble {
  private static final long serialVersionUID = 1;

  JournalUnreadable(String where, IOException cause) {
    super(
        where + ": " + cause,
        "检查磁盘、挂载和目录权限。 Check the disk, that it is mounted writable, and the folder's" + " owner.",
        cause);
  }
}
