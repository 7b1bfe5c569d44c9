package org.xuhao.link;

import java.util.Comparator;

/**
 * The name of an event in its district, for ever.
 *
 * @param hall whose journal holds it
 * @param incarnation 16 hexadecimal digits, drawn at every start of that journal for writing
 * @param seq from 1 in each incarnation
 */
public record Key(String hall, String incarnation, long seq) implements Comparable<Key> {
  private static final Comparator<Key> ORDER =
      Comparator.comparing(Key::hall).thenComparing(Key::incarnation).thenComparingLong(Key::seq);

  public Key {
    if (!hall.matches("[a-z0-9][a-z0-9-]{0,31}") || !incarnation.matches("[0-9a-f]{16}") || seq < 1)
      throw new IllegalArgumentException("event " + hall + "/" + incarnation + "/" + seq);
    // A district has few of both, and read from text each would be one of its own: a third of what
    // an open case took in memory.
    hall = hall.intern();
    incarnation = incarnation.intern();
  }

  /** Reads what {@link #toString} writes. */
  public static Key parse(String text) {
    String[] parts = text.split("/", -1);
    if (parts.length != 3 || !parts[2].matches("[0-9]{1,18}"))
      throw new IllegalArgumentException("event " + text);
    return new Key(parts[0], parts[1], Long.parseLong(parts[2]));
  }

  @Override
  public int compareTo(Key other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return hall + "/" + incarnation + "/" + seq;
  }
}
