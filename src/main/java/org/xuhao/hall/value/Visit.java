package org.xuhao.hall.value;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One visit that has not ended.
 *
 * @param call counts calls and recalls from 1
 * @param startedAt null: called, not yet started
 * @param noShowAt when the clock gives the ticket up; null: only the clerk does
 */
public record Visit(
    VisitId id,
    TicketNumber ticket,
    int call,
    Instant calledAt,
    @Nullable Instant startedAt,
    @Nullable Instant noShowAt,
    Instant nextRecallAt) {

  /** Called once more. */
  public Visit recalled(int again, @Nullable Instant givenUpAt, Instant recallAt) {
    return new Visit(id, ticket, again, calledAt, startedAt, givenUpAt, recallAt);
  }

  /** Begun, with this matter or the next. */
  public Visit started(Instant at) {
    return new Visit(id, ticket, call, calledAt, at, null, nextRecallAt);
  }
}
