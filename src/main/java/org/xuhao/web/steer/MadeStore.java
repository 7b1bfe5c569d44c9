package org.xuhao.web.steer;

import java.io.IOException;
import java.util.List;

/** Keeps the moves that were agreed to through restarts. */
public interface MadeStore {

  /** Those that were kept last, newest first; empty: none ever. */
  List<Made> load() throws IOException;

  /** Keeps {@code all} in place of those before, whole or not at all. Blocks. */
  void save(List<Made> all) throws IOException;
}
