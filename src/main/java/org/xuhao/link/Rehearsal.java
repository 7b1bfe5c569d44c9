package org.xuhao.link;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xuhao.hall.Ask;
import org.xuhao.hall.Decision;
import org.xuhao.hall.Entry;
import org.xuhao.hall.Hall;
import org.xuhao.journal.EntryText;
import org.xuhao.loop.Answer;

/**
 * Asks the hall what others had this one ask, after it was tried on the hall as last published:
 * decided, applied and written as a text. An error of ours that what others said brings out ends
 * the asking; in the loop it would end the hall, and again at every start, since what was said
 * stands on the shelf.
 */
final class Rehearsal {
  private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);

  private final Function<Ask, ? extends CompletionStage<Answer>> ask;
  private final Supplier<@Nullable Hall> latest;
  private final String incarnation;

  Rehearsal(
      Function<Ask, ? extends CompletionStage<Answer>> ask,
      Supplier<@Nullable Hall> latest,
      String incarnation) {
    this.ask = ask;
    this.latest = latest;
    this.incarnation = incarnation;
  }

  /** The hall's answer; fails where the hall could not have done it. */
  CompletionStage<Answer> ask(Ask asked) {
    return CompletableFuture.completedFuture(asked).thenApply(this::tried).thenCompose(ask);
  }

  private Ask tried(Ask asked) {
    Hall hall = latest.get();
    if (hall == null) return asked;
    if (hall.decide(asked, hall.at()) instanceof Decision.Accepted(var events)
        && !events.isEmpty()) {
      Entry entry = hall.entry(asked, hall.at(), events, incarnation, 1);
      if (!EntryText.fits(entry))
        throw new IllegalStateException("more than one entry holds: " + asked.request());
      Hall after = hall.apply(entry);
      LOG.debug("{} would be due at {}", asked.request(), after.nextDeadline());
    }
    return asked;
  }
}
