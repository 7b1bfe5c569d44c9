package org.xuhao.journal;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * An instant as ISO 8601 with milliseconds, {@code 2026-11-20T01:00:00.280Z}; more digits only
 * where it has them. By hand, because an entry holds up to six and the JDK's own formatter takes a
 * third of a replay.
 */
final class InstantText {
  private static final String SHAPE = "0000-00-00T00:00:00.000Z";
  private static final long DAY_S = 86_400;
  private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  private InstantText() {}

  static String write(Instant at) {
    if (!isPlain(at) || !at.equals(at.truncatedTo(ChronoUnit.MILLIS))) return at.toString();
    long second = at.getEpochSecond();
    LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(second, DAY_S));
    int ofDay = (int) Math.floorMod(second, DAY_S);
    char[] text = SHAPE.toCharArray();
    put(text, 0, 4, date.getYear());
    put(text, 5, 2, date.getMonthValue());
    put(text, 8, 2, date.getDayOfMonth());
    put(text, 11, 2, ofDay / 3_600);
    put(text, 14, 2, ofDay / 60 % 60);
    put(text, 17, 2, ofDay % 60);
    put(text, 20, 3, at.getNano() / 1_000_000);
    return new String(text);
  }

  /** Reads any instant in ISO 8601; throws where it is none. */
  static Instant read(String text) {
    if (!isPlain(text)) return Instant.parse(text);
    int hour = number(text, 11, 2);
    int minute = number(text, 14, 2);
    int second = number(text, 17, 2);
    if (hour > 23 || minute > 59 || second > 59) return Instant.parse(text);
    LocalDate date = LocalDate.of(number(text, 0, 4), number(text, 5, 2), number(text, 8, 2));
    long seconds = date.toEpochDay() * DAY_S + hour * 3_600L + minute * 60L + second;
    return Instant.ofEpochSecond(seconds, number(text, 20, 3) * 1_000_000L);
  }

  /** Whether it is of the years 0 to 9999: a LocalDate does not hold all that an Instant does. */
  private static boolean isPlain(Instant at) {
    return !at.isBefore(FIRST) && !at.isAfter(LAST);
  }

  /** The same as {@link #read} of others; throws also outside the years 0 to 9999. */
  static Instant heard(String text) {
    Instant at = read(text);
    if (!isPlain(at)) throw new DateTimeException("outside the years 0 to 9999");
    return at;
  }

  /** The same of a day. */
  static LocalDate heardDay(String text) {
    LocalDate day = LocalDate.parse(text);
    if (day.getYear() < 0 || day.getYear() > 9_999)
      throw new DateTimeException("outside the years 0 to 9999");
    return day;
  }

  private static boolean isPlain(String text) {
    if (text.length() != SHAPE.length()) return false;
    for (int i = 0; i < SHAPE.length(); i++) {
      char wanted = SHAPE.charAt(i);
      char there = text.charAt(i);
      if (wanted == '0' ? there < '0' || there > '9' : there != wanted) return false;
    }
    return true;
  }

  private static int number(String text, int from, int digits) {
    int number = 0;
    for (int i = from; i < from + digits; i++) number = number * 10 + text.charAt(i) - '0';
    return number;
  }

  private static void put(char[] text, int from, int digits, int number) {
    int rest = number;
    for (int i = from + digits - 1; i >= from; i--) {
      text[i] = (char) ('0' + rest % 10);
      rest /= 10;
    }
  }
}
