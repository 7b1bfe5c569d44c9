package org.xuhao.hall;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.hall.value.VisitId;

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
    Instant nextRecallAt) {}
