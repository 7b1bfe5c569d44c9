package org.xuhao.journal;

import java.util.Optional;

/**
 * The name of an event inside one hall's journal.
 *
 * @param seq from 1 in each incarnation; 0 stands for before its first event
 */
public record Position(String incarnation, long seq) {
  public Position {
    if (!incarnation.matches("[0-9a-f]{16}"))
      throw new IllegalArgumentException("incarnation " + incarnation);
    if (seq < 0) throw new IllegalArgumentException("seq " + seq);
  }

  /** Reads what {@link #toString} writes; empty when {@code text} is no position. */
  public static Optional<Position> parse(String text) {
    if (!text.matches("[0-9a-f]{16}/[0-9]{1,18}")) return Optional.empty();
    return Optional.of(new Position(text.substring(0, 16), Long.parseLong(text.substring(17))));
  }

  @Override
  public String toString() {
    return incarnation + "/" + seq;
  }
}
