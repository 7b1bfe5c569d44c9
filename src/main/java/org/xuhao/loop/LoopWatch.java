package org.xuhao.loop;

/** Is told what the loop goes through, on the loop's own thread: it must be quick. */
public interface LoopWatch {

  /** For those who do not care. */
  LoopWatch QUIET = new LoopWatch() {};

  /** The loop lives; called at least once a second, and by nobody else. */
  default void alive() {}

  /** One turn with asks or entries is over. */
  default void turned(Turn turn) {}

  /** The disk refused a batch; called for every batch it refuses. */
  default void journalRefused(String why) {}

  /** The disk took a batch again after it had refused one. */
  default void journalWritable() {}
}
