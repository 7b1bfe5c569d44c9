package org.xuhao.hall.value;

import java.time.LocalDate;

/**
 * The journal may lack numbers that were given out on this day, so they go on higher up and none is
 * given out twice.
 *
 * @param above numbers of {@code day} begin behind this one
 */
public record NumbersMoved(LocalDate day, int above) {}
