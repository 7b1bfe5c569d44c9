package org.xuhao.journal;

import java.io.IOException;

/** The disk refused a batch. Nothing of it counts; a later append tries again. */
public final class JournalUnwritable extends Exception {
  private static final long serialVersionUID = 1;

  JournalUnwritable(String where, IOException cause) {
    super(where + ": " + cause, cause);
  }
}
