package org.xuhao.loop;

/**
 * The figures of one turn of the loop that decided something.
 *
 * @param asks answered in this turn; 0 when only the clock had something to say
 * @param entries put on disk with one force; 0 when nothing was accepted
 * @param queued asks that waited for the next turn when this one ended
 * @param appendNanos the write and the force; 0 without entries
 * @param slowestNanos from the asking of the ask that waited longest to its answer
 */
public record Turn(
    int asks, int entries, int events, int queued, long appendNanos, long slowestNanos) {}
