package org.xuhao.app.verb;

/** How a verb ended. Documented in docs/operating.md. */
public final class Exit {
  /** It was done. */
  public static final int DONE = 0;

  /** We are wrong: a crash with its stack trace. */
  public static final int CRASH = 1;

  /** The command line is wrong. */
  public static final int USAGE = 2;

  /** The hall's file is wrong; the mistakes were printed. */
  public static final int CONFIG = 3;

  /** Not now: the port or the data folder is taken, or the disk refuses. */
  public static final int REFUSED = 4;

  /** What was checked is damaged. */
  public static final int DAMAGED = 5;

  private Exit() {}
}
