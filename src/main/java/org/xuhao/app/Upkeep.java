package org.xuhao.app;

import java.io.PrintWriter;
import java.nio.file.Path;

/** What is done to a hall's data while the hall does not run. */
final class Upkeep {
  private Upkeep() {}

  static int rebuild(Path data, PrintWriter out) {
    out.println("rebuild " + data);
    return Exit.REFUSED;
  }

  static int verify(Path data, PrintWriter out) {
    out.println("verify " + data);
    return Exit.REFUSED;
  }
}
