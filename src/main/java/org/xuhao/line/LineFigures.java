package org.xuhao.line;

/**
 * What went over a line since the start, at one moment.
 *
 * @param up whether it is open now
 * @param reads runs of bytes that arrived in one piece; a frame may need several
 * @param writes frames put on the line
 * @param drops frames not sent: the line was down, or too many bytes were waiting already
 * @param lostBytes received bytes thrown away because nobody took them in time
 * @param openings how often it came up; all but the first are reconnects
 */
public record LineFigures(
    boolean up,
    long bytesIn,
    long bytesOut,
    long reads,
    long writes,
    long drops,
    long lostBytes,
    long openings) {}
