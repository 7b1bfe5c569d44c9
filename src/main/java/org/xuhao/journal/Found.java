package org.xuhao.journal;

import java.util.List;
import java.util.Optional;

/**
 * What was read of a journal, to its end.
 *
 * @param segments that were looked into; those before a snapshot are not
 * @param entries that were read, and their {@code events}
 * @param cutBytes of a torn, never acknowledged end; 0: it ended cleanly
 * @param last the last event; empty in a new journal
 * @param snapshot the last event before those that were read; empty: all were read
 * @param passedOver snapshots that were of no use, and why
 */
public record Found(
    long segments,
    long entries,
    long events,
    long cutBytes,
    Optional<Position> last,
    Optional<Position> snapshot,
    List<String> passedOver) {}
