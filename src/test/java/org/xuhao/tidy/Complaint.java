package org.xuhao.tidy;

import org.jspecify.annotations.NullMarked;

/**
 * One breach of the house rules.
 *
 * @param line from 1; 0 where the whole file is meant
 * @param doThis what to write instead
 */
@NullMarked
record Complaint(String file, long line, String what, String doThis) {
  @Override
  public String toString() {
    return "%s:%d: %s; %s".formatted(file, line, what, doThis);
  }
}
