package org.xuhao.app;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xuhao.forecast.Pace;
import org.xuhao.loop.Published;
import org.xuhao.store.ServedMatter;

/**
 * Watches how fast the hall works. What it did before this start is read from the tables once they
 * stand: nobody waits for that, until then less is known.
 */
final class PaceKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(PaceKeeper.class);

  private static final Duration TRY_EVERY = Duration.ofSeconds(1);

  /** Visits read back: some two weeks of a small hall, a day of a large one. */
  private static final int VISITS_MAX = 2_000;

  private volatile Pace pace = Pace.UNKNOWN;

  Pace pace() {
    return pace;
  }

  /** On the publisher's event loop. */
  void published(Published news) {
    pace = pace.next(news.hall(), news.entries());
  }

  /** Reads back what is known, on the publisher's event loop, as soon as the tables can be read. */
  void begin(Vertx vertx, Memory memory) {
    vertx.setTimer(
        TRY_EVERY.toMillis(),
        tried ->
            vertx
                .executeBlocking(() -> memory.served(VISITS_MAX))
                .onSuccess(this::remember)
                .onFailure(notYet -> begin(vertx, memory)));
  }

  private void remember(List<ServedMatter> served) {
    pace =
        pace.remembering(
            served.stream().map(one -> new Pace.Served(one.service(), one.busy())).toList());
    LOG.debug("The hall's pace is known from {} visits", served.size());
  }
}
