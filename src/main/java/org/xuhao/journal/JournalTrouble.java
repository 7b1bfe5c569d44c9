package org.xuhao.journal;

import org.jspecify.annotations.Nullable;

/** Why a journal cannot be opened or read. The message says what was seen. */
public abstract sealed class JournalTrouble extends Exception
    permits JournalDamaged, JournalForeign, JournalInUse, JournalUnreadable {
  private static final long serialVersionUID = 1;

  private final String remedy;

  JournalTrouble(String seen, String remedy, @Nullable Throwable cause) {
    super(seen, cause);
    this.remedy = remedy;
  }

  /** What a person can do now, Chinese first. */
  public String remedy() {
    return remedy;
  }
}
