package org.xuhao.journal;

import java.util.Optional;

/**
 * What a journal held when it was read to its end.
 *
 * @param cutBytes of a torn, never acknowledged end; 0: it ended cleanly
 * @param last the last event; empty in a new journal
 */
public record Found(
    long segments, long entries, long events, long cutBytes, Optional<Position> last) {}
