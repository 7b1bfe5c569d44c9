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

  /**
   * How long a part may take to open before that is an error. Of a dozen halls on two cores one
   * took over ten seconds for its port. Own choice.
   */
  private static final long OPENS_WITHIN_S = 60;

  /** A stop does not wait for longer than that for one part. */
  private static final long CLOSES_WITHIN_S = 10;

  private Waiting() {}

  /** Something that reads or writes a file. */
  interface Filed<T> {
    T get() throws IOException;
  }

  static <T> T on(Future<T> future, String part) throws NotStarted {
    return on(future, part, OPENS_WITHIN_S);
  }

  private static <T> T on(Future<T> future, String part, long seconds) throws NotStarted {
    try {
      return future.toCompletionStage().toCompletableFuture().get(seconds, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      Throwable why = e.getCause() == null ? e : e.getCause();
      throw new NotStarted(part + ": " + why.getMessage(), why);
    } catch (TimeoutException e) {
      throw new NotStarted(part + ": not within " + seconds + " s", e);
    } catch (InterruptedException e) {
      throw new NotStarted("interrupted while waiting for " + part, e);
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
      on(future, part, CLOSES_WITHIN_S);
    } catch (NotStarted e) {
      LOG.warn("Stopping goes on although {}", e.getMessage());
    }
  }
}
