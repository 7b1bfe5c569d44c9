package org.xuhao.report;

import java.time.Instant;

/** A visit that was rated 2 or 1. Words that visitors wrote are not in it: a page may show it. */
public record NegativeRating(long visit, int window, int level, Instant given) {}
