package org.xuhao.store;

/**
 * One window's business day in figures.
 *
 * @param calls first calls and calls back; recalls are counted apart
 * @param ended visits that ended with an outcome
 * @param rated visits that were rated, with the sum of their levels
 */
public record WindowDay(
    int window, long calls, long recalls, long ended, long noShows, long rated, long levels) {}
