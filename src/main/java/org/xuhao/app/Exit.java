package org.xuhao.app;

/** How a verb ended. Documented in docs/operating.md. */
final class Exit {
  static final int DONE = 0;

  /** We are wrong: a crash with its stack trace. */
  static final int CRASH = 1;

  /** The command line is wrong.. */
  static final int USAGE = 2;

  /** The hall's file is wrong; the mistakes were printed. */
  static final int CONFIG = 3;

  /** Not now: the port or the data folder is taken, or the disk refuses. */
  static final int REFUSED = 4;

  /** What was checked is damaged. */
  static final int DAMAGED = 5;

  private Exit() {}
}
