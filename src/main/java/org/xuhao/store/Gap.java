package org.xuhao.store;

import java.time.Instant;

/**
 * Events of a hall that are known to have happened and have not come.
 *
 * @param since when the store noticed
 */
public record Gap(String hall, String incarnation, long from, long to, Instant since, State state) {

  /** How it stands with it. */
  public enum State {
    /** What comes behind it waits for it. */
    WAITING,

    /** Nobody has it; what comes behind it was folded. Should it come yet, all is put right. */
    LOST
  }
}
