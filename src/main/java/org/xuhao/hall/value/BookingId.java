package org.xuhao.hall.value;

/**
 * An appointment's number (预约编号): the hall and a count of that hall's appointments, such as {@code
 * haixi-B000123}.
 */
public record BookingId(String id) implements Comparable<BookingId> {
  public BookingId {
    if (id.isEmpty() || id.length() > 64) throw new IllegalArgumentException("booking " + id);
  }

  public static BookingId of(String hall, long count) {
    return new BookingId("%s-B%06d".formatted(hall, count));
  }

  @Override
  public int compareTo(BookingId other) {
    return id.compareTo(other.id);
  }

  @Override
  public String toString() {
    return id;
  }
}
