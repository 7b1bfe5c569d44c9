package org.xuhao.store;

import org.jspecify.annotations.Nullable;

/** The tables cannot be read or written now. The queue goes on without them. */
public final class StoreDown extends Exception {
  private static final long serialVersionUID = 1;

  public StoreDown(String why, @Nullable Throwable cause) {
    super(why, cause);
  }
}
