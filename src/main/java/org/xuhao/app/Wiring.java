package org.xuhao.app;

import java.io.PrintWriter;
import java.nio.file.Path;

/** Binds the parts to one appliance. */
final class Wiring implements Appliance {
  @Override
  public int run(Start start, PrintWriter out) {
    return absent(out);
  }

  @Override
  public int rebuild(Path data, PrintWriter out) {
    return absent(out);
  }

  @Override
  public int verify(Path data, PrintWriter out) {
    return absent(out);
  }

  @Override
  public int replay(Path capture, boolean write, PrintWriter out) {
    return absent(out);
  }

  @Override
  public int train(PrintWriter out) {
    return absent(out);
  }

  private static int absent(PrintWriter out) {
    out.println("This build does not carry that part.");
    return Exit.REFUSED;
  }
}
