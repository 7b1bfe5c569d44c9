package org.xuhao.web.account;

import java.io.IOException;
import java.util.List;

/**
 * Who did what that stands in no journal: sign-ins and failures, changes of accounts, what was done
 * to devices. Safe from any thread; blocks.
 */
public interface Trail {

  /**
   * One line.
   *
   * @param what a short word that never changes, such as {@code sign-in}
   * @param who the account's name; empty: nobody's
   * @param address where it was asked from; empty: on the machine itself
   * @param detail what else is to be known; no password, nothing of a visitor
   */
  record Line(String what, String who, String address, String detail) {}

  /**
   * Writes a line and forces it to the disk.
   *
   * @throws IOException when it is not there for sure; then what it tells of must not be done
   */
  void write(Line line) throws IOException;

  /** The latest lines, at most {@code most}, oldest first, as {@link TrailText} wrote them. */
  List<String> latest(int most) throws IOException;
}
