package org.xuhao.app;

import io.vertx.core.Future;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for the parts at start and stop, off every event loop. */
final class Waiting {
  private static final Logger LOG = LoggerFactory.getLogger(Waiting.class);

  /** How long a part may take to open or close before that is an error. */
  private static final long PATIENCE_S = 10;

  private Waiting() {}

  /** Something that reads or writes a file. */
  interface Filed<T> {
    T get() throws IOException;
  }

  static <T> T on(Future<T> future, String part) throws NotStarted {
    try {
      return future.toCompletionStage().toCompletableFuture().get(PATIENCE_S, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      Throwable why = e.getCause() == null ? e : e.getCause();
      throw new NotStarted(part + ": " + why.getMessage(), why);
    } catch (TimeoutException e) {
      throw new NotStarted(part + " did not open within " + PATIENCE_S + " s", e);
    } catch (InterruptedException e) {
      throw new NotStarted("interrupted while opening " + part, e);
    }
  }

  static <T> T file(Filed<T> filed) throws NotStarted {
    try {
      return filed.get();
    } catch (IOException e) {
      throw new NotStarted(String.valueOf(e.getMessage()), e);
    }
  }

  /** At a stop nothing is left to do about a part that does not close but to say so. */
  static void quietly(Future<?> future, String part) {
    try {
      on(future, part);
    } catch (NotStarted e) {
      LOG.warn("Stopping goes on although {}", e.getMessage());
    }
  }
}
