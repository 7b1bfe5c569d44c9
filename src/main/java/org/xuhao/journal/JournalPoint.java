package org.xuhao.journal;

/**
 * A place between two records of one journal.
 *
 * @param segment number of the file
 * @param recordAt offset of the last record before the place
 * @param hash SHA-256 of that record, hexadecimal digits: it stands for all before it too
 * @param last the last event of that record
 */
public record JournalPoint(long segment, long recordAt, String hash, Position last) {}
