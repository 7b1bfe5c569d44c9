package org.xuhao.app;

import org.jspecify.annotations.Nullable;

/** The hall could not be started; the message says why and what to do. */
final class NotStarted extends Exception {
  NotStarted(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
