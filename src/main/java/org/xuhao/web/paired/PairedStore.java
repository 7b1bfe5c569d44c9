package org.xuhao.web.paired;

import java.io.IOException;
import java.util.List;

/** Keeps the paired devices through restarts. */
public interface PairedStore {

  /** Those that were kept last; empty: none ever. */
  List<PairedDevice> load() throws IOException;

  /** Keeps {@code all} in place of those before, whole or not at all, and forced to the disk. */
  void save(List<PairedDevice> all) throws IOException;
}
