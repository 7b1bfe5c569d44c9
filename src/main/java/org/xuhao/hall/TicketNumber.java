package org.xuhao.hall;

import java.util.Optional;

/**
 * The number on a ticket, unique in one hall and business day: a prefix of one or two letters and a
 * count of at least three digits, such as {@code A001}.
 */
public record TicketNumber(String prefix, int number) implements Comparable<TicketNumber> {

  /** The largest count of one prefix and day. Five digits still fit every display and slip. */
  public static final int NUMBER_MAX = 99_999;

  public TicketNumber {
    if (!prefix.matches("[A-Z]{1,2}")) throw new IllegalArgumentException("prefix " + prefix);
    if (number < 1 || number > NUMBER_MAX) throw new IllegalArgumentException("number " + number);
  }

  /** Reads what {@link #toString} writes; empty when {@code text} is no ticket number. */
  public static Optional<TicketNumber> parse(String text) {
    if (!text.matches("[A-Z]{1,2}[0-9]{3,5}")) return Optional.empty();
    int letters = Character.isLetter(text.charAt(1)) ? 2 : 1;
    int number = Integer.parseInt(text.substring(letters));
    if (number == 0) return Optional.empty();
    return Optional.of(new TicketNumber(text.substring(0, letters), number));
  }

  @Override
  public int compareTo(TicketNumber other) {
    int byPrefix = prefix.compareTo(other.prefix);
    return byPrefix != 0 ? byPrefix : Integer.compare(number, other.number);
  }

  @Override
  public String toString() {
    String digits = Integer.toString(number);
    return prefix + "0".repeat(Math.max(0, 3 - digits.length())) + digits;
  }
}
