package org.xuhao.web.account;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * The trail as text. Each line ends with the SHA-256 of itself and the one before, so that none can
 * be changed, removed or put in between without all that follow:
 *
 * <pre>
 *   xuhao-trail 1 (tab) (mark of the last line of the file before, or 64 zeros)
 *   (number) (time) (what) (who) (address) (detail) (mark)       divided by tabs
 * </pre>
 */
public final class TrailText {
  private static final String FIRST = "xuhao-trail 1\t";

  /** The mark before the very first line. */
  public static final String BEGINNING = "0".repeat(64);

  /** Longest text of one part of a line. */
  private static final int PART_MAX = 300;

  private TrailText() {}

  /**
   * Where a trail has got to.
   *
   * @param number of its last line; 0: none
   * @param mark of its last line
   */
  public record End(long number, String mark) {
    public static final End BEGINNING = new End(0, TrailText.BEGINNING);
  }

  /** The first line of a file that goes on after {@code mark}, with its line break. */
  public static String head(String mark) {
    return FIRST + mark + "\n";
  }

  /** The mark that a file goes on after; empty: its first line is not one. */
  public static Optional<String> after(String head) {
    return head.matches("xuhao-trail 1\t[0-9a-f]{64}")
        ? Optional.of(head.substring(FIRST.length()))
        : Optional.empty();
  }

  /** The line after {@code end}, with its line break. */
  public static String line(End end, Instant at, Trail.Line line) {
    String text =
        String.join(
            "\t",
            String.valueOf(end.number() + 1),
            at.toString(),
            part(line.what()),
            part(line.who()),
            part(line.address()),
            part(line.detail()));
    return text + "\t" + mark(end.mark(), text) + "\n";
  }

  /** Nothing that a person types can look like another line. */
  private static String part(String text) {
    String plain = text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]", " ").strip();
    if (plain.isEmpty()) return "-";
    return plain.length() > PART_MAX ? plain.substring(0, PART_MAX) : plain;
  }

  private static String mark(String before, String text) {
    return Sha.of(before + "\n" + text);
  }

  /** What a line says it is, without its line break; nothing is compared. */
  public static Optional<End> read(String line) {
    String[] part = line.split("\t", -1);
    if (part.length != 7 || !part[0].matches("[0-9]{1,18}") || !part[6].matches("[0-9a-f]{64}"))
      return Optional.empty();
    try {
      Instant.parse(part[1]);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
    return Optional.of(new End(Long.parseLong(part[0]), part[6]));
  }

  /**
   * The end after {@code line}; empty: it does not follow from {@code before} as it was written.
   */
  public static Optional<End> follow(End before, String line) {
    Optional<End> end = read(line);
    String text = line.substring(0, Math.max(0, line.lastIndexOf('\t')));
    return end.filter(
        is -> is.number() == before.number() + 1 && is.mark().equals(mark(before.mark(), text)));
  }
}
