package org.xuhao.web;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the page of devices says of one line.
 *
 * @param uri without secrets
 * @param since when it came up or went down; null: never tried
 * @param dropped bytes that were not sent because the line was down or too slow
 * @param detail why it is down, in one line; empty while it is up
 */
public record LineView(
    String name,
    String uri,
    boolean up,
    @Nullable Instant since,
    long bytesIn,
    long bytesOut,
    long dropped,
    long reconnects,
    String detail) {}
