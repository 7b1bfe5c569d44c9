package org.xuhao.hall;

import java.time.Instant;

/**
 * An accepted entry that is kept for the same request. After a start it may still be the text it
 * was written as: few are ever asked for again, and a hall keeps those of two days.
 */
public interface Kept {
  Instant at();

  String request();

  /** The command in words. */
  String command();

  Entry entry();
}
