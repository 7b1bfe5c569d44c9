package org.xuhao.hall.value;

import java.time.LocalDate;

/**
 * The journal may lack numbers that were given out, of tickets on this day and of cases, so they go
 * on higher up and none is given out twice.
 *
 * @param above numbers of {@code day} begin behind this one
 * @param cases numbers of cases begin behind this one; 0: as they were, in entries of older
 *     releases
 */
public record NumbersMoved(LocalDate day, int above, long cases) {}
