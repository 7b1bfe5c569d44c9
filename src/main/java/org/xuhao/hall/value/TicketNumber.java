package org.xuhao.hall.value;

import java.util.Optional;

/**
 * The number on a ticket, unique in one hall and business day: a prefix of one or two letters and a
 * count of at least three digits, such as {@code A001}.
 */
public record TicketNumber(String prefix, int number) implements Comparable<TicketNumber> {

  /** The largest count of one prefix and day. Five digits still fit every display and slip. */
  public static final int NUMBER_MAX = 99_999;

  public TicketNumber {
    if (prefix.length() > 2 || prefix.isEmpty() || letters(prefix) != prefix.length())
      throw new IllegalArgumentException("prefix " + prefix);
    if (number < 1 || number > NUMBER_MAX) throw new IllegalArgumentException("number " + number);
  }

  /** Reads what {@link #toString} writes; empty when {@code text} is no ticket number. */
  public static Optional<TicketNumber> parse(String text) {
    int letters = letters(text);
    int digits = text.length() - letters;
    if (letters < 1 || letters > 2 || digits < 3 || digits > 5) return Optional.empty();
    int number = 0;
    for (int i = letters; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) return Optional.empty();
      number = number * 10 + digit;
    }
    if (number == 0) return Optional.empty();
    return Optional.of(new TicketNumber(text.substring(0, letters), number));
  }

  /** How many letters A to Z it begins with. */
  private static int letters(String text) {
    int count = 0;
    while (count < text.length() && text.charAt(count) >= 'A' && text.charAt(count) <= 'Z') count++;
    return count;
  }

  @Override
  public int compareTo(TicketNumber other) {
    // Of the letters by hand: without the optimising compiler a fifth of a replay was String's.
    int byPrefix = prefix.charAt(0) - other.prefix.charAt(0);
    if (byPrefix == 0) byPrefix = secondLetter() - other.secondLetter();
    return byPrefix != 0 ? byPrefix : Integer.compare(number, other.number);
  }

  /** 0, before all letters, where there is none. */
  private int secondLetter() {
    return prefix.length() < 2 ? 0 : prefix.charAt(1);
  }

  @Override
  public String toString() {
    String digits = Integer.toString(number);
    return prefix + "0".repeat(Math.max(0, 3 - digits.length())) + digits;
  }
}
