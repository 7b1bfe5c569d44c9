package org.xuhao.hall.value;

import java.util.regex.Pattern;

/**
 * An appointment's number (预约编号): the hall and a count of that hall's appointments, such as {@code
 * haixi-B000123}. A number that is kept for a visitor of another hall (跨厅留号) is named by the hall
 * that asked for it, with a code that nobody guesses: {@code licun-R7K2M9QXA}.
 */
public record BookingId(String id) implements Comparable<BookingId> {
  /** Digits and letters that nobody takes for one another. Source: Crockford's Base32. */
  private static final String LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  /** 40 bits: short enough to be typed, too many to be guessed at a dispenser. */
  private static final int CODE_LETTERS = 8;

  private static final int LETTER_BITS = 5;

  /** A code alone, as a visitor types it. */
  private static final Pattern CODE = Pattern.compile("R[" + LETTERS + "]{" + CODE_LETTERS + "}");

  /** Start and factor of the hash FNV-1a of 64 bits. Source: Fowler, Noll, Vo. */
  private static final long FNV_START = 0xCBF29CE484222325L;

  private static final long FNV_PRIME = 0x100000001B3L;

  public BookingId {
    if (id.isEmpty() || id.length() > 64) throw new IllegalArgumentException("booking " + id);
  }

  public static BookingId of(String hall, long count) {
    return new BookingId("%s-B%06d".formatted(hall, count));
  }

  /** What {@code hall} calls a number that it asks another one to keep; {@code chance}: 40 bits. */
  public static BookingId reserved(String hall, long chance) {
    var code = new StringBuilder("R");
    for (int i = 0; i < CODE_LETTERS; i++)
      code.append(LETTERS.charAt((int) (chance >>> (i * LETTER_BITS)) & LETTERS.length() - 1));
    return new BookingId(hall + "-" + code);
  }

  /** Whether {@code typed} is the code of a reservation, without its hall. */
  public static boolean isCode(String typed) {
    return CODE.matcher(typed).matches();
  }

  /** Whether it is a number kept for a visitor of another hall. */
  public boolean isReserved() {
    return id.lastIndexOf('-') > 0 && isCode(code());
  }

  /** Of a reservation: the hall that asked. */
  public String hall() {
    return id.substring(0, Math.max(id.lastIndexOf('-'), 0));
  }

  /** What follows the hall. */
  public String code() {
    return id.substring(id.lastIndexOf('-') + 1);
  }

  /** Tells those from one another that are due at one instant. */
  public long number() {
    if (!isReserved()) return Long.parseLong(id.substring(id.lastIndexOf('B') + 1));
    long hash = FNV_START;
    for (int i = 0; i < id.length(); i++) hash = (hash ^ id.charAt(i)) * FNV_PRIME;
    return hash;
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
