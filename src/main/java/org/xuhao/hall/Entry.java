package org.xuhao.hall;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.xuhao.hall.value.By;

/**
 * What one accepted command did. It is journaled, applied and answered whole or not at all.
 *
 * <p>Event {@code i} is named for ever by ({@code hall}, {@code incarnation}, {@code seq + i}).
 *
 * @param incarnation 16 hexadecimal digits, drawn at every start of the journal for writing
 * @param seq the first event's number; dense, from 1 in each incarnation
 * @param at hall time: never goes back
 * @param wall what the clock on the wall said
 * @param day the business day it belongs to
 * @param command the command in words, for the same request and the double press; see {@link Hall}
 */
public record Entry(
    String hall,
    String incarnation,
    long seq,
    Instant at,
    Instant wall,
    LocalDate day,
    String request,
    By by,
    String command,
    List<Event> events)
    implements Kept {
  public Entry {
    events = List.copyOf(events);
    if (events.isEmpty()) throw new IllegalArgumentException("an entry without events");
  }

  @Override
  public Entry entry() {
    return this;
  }

  /** The same command with {@code other} events. */
  public Entry with(List<Event> other) {
    return new Entry(hall, incarnation, seq, at, wall, day, request, by, command, other);
  }

  /** The events numbered {@code from} to {@code to} alone, or all that there are of these. */
  public Entry part(long from, long to) {
    if (from <= seq && to >= lastSeq()) return this;
    long first = Math.max(from, seq);
    return new Entry(
        hall,
        incarnation,
        first,
        at,
        wall,
        day,
        request,
        by,
        command,
        events.subList((int) (first - seq), (int) (Math.min(to, lastSeq()) - seq) + 1));
  }

  /** The number of the last event. */
  public long lastSeq() {
    return seq + events.size() - 1;
  }
}
