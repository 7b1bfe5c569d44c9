package org.xuhao.seal;

import org.jspecify.annotations.Nullable;

/** A seal or a key that cannot be made, read or believed. The message says what was seen. */
public final class SealTrouble extends Exception {
  private static final long serialVersionUID = 1;

  SealTrouble(String seen, @Nullable Throwable cause) {
    super(seen, cause);
  }
}
