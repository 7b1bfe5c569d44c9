package org.xuhao.seal;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import org.xuhao.journal.JournalPoint;
import org.xuhao.journal.Position;

/**
 * What was signed when a day was closed. As text, UTF-8, one word and its value a line:
 *
 * <pre>
 *   xuhao-seal 1
 *   hall haixi
 *   day 2026-11-20
 *   from 1 512 &lt;SHA-256&gt; 0123456789abcdef/1    the place before; or: from beginning
 *   head 3 90210 &lt;SHA-256&gt; 0123456789abcdef/812  the record that closed the day
 *   marks 3fa0…                                      four digits a record, in lines of 24
 *   scheme Ed25519
 *   signature &lt;Base64, of all text before this line&gt;
 * </pre>
 *
 * <p>A place is segment, offset of its last record, that record's SHA-256 and its last event. The
 * head alone proves everything before it; the marks say where the first change is.
 *
 * @param from where the marks begin: the seal before; empty: at the first record of the journal
 * @param marks the first {@value #MARK_DIGITS} digits of the SHA-256 of each record behind {@code
 *     from}, to the head
 * @param signature of {@link #signed}
 */
public record Seal(
    String hall,
    LocalDate day,
    Optional<JournalPoint> from,
    JournalPoint head,
    String marks,
    String scheme,
    String signature) {

  /**
   * Digits of a mark: a forged record has the right one by chance once in 65,536; then the place
   * that is named is one record too late, and the head does not fit all the same.
   */
  public static final int MARK_DIGITS = 4;

  private static final String FIRST = "xuhao-seal 1";
  private static final int MARKS_A_LINE = 24;
  private static final String SIGNATURE = "signature ";

  /** The mark of a record with this SHA-256. */
  static String mark(JournalPoint point) {
    return point.hash().substring(0, MARK_DIGITS);
  }

  /** The mark of the record number {@code at}, from 0; empty behind the head. */
  Optional<String> mark(int at) {
    int from = at * MARK_DIGITS;
    if (from + MARK_DIGITS > marks.length()) return Optional.empty();
    return Optional.of(marks.substring(from, from + MARK_DIGITS));
  }

  /** How many records it has marks of. */
  int records() {
    return marks.length() / MARK_DIGITS;
  }

  Seal signedWith(String with) {
    return new Seal(hall, day, from, head, marks, scheme, with);
  }

  /** All that the signature is of. */
  String signed() {
    var text = new StringBuilder();
    line(text, FIRST);
    line(text, "hall " + hall);
    line(text, "day " + day);
    line(text, "from " + from.map(Seal::place).orElse("beginning"));
    line(text, "head " + place(head));
    int width = MARKS_A_LINE * MARK_DIGITS;
    for (int at = 0; at < marks.length(); at += width)
      line(text, "marks " + marks.substring(at, Math.min(marks.length(), at + width)));
    line(text, "scheme " + scheme);
    return text.toString();
  }

  /** The whole file. */
  String text() {
    return signed() + SIGNATURE + signature + "\n";
  }

  private static void line(StringBuilder text, String line) {
    text.append(line).append('\n');
  }

  private static String place(JournalPoint point) {
    return "%d %d %s %s".formatted(point.segment(), point.recordAt(), point.hash(), point.last());
  }

  /** Reads what {@link #text} wrote and nothing else. */
  static Seal read(String text) throws SealTrouble {
    try {
      var lines = new Lines(text);
      lines.next(FIRST);
      String hall = lines.next("hall ");
      LocalDate day = LocalDate.parse(lines.next("day "));
      String from = lines.next("from ");
      JournalPoint head = place(lines.next("head "));
      var marks = new StringBuilder();
      while (lines.has("marks ")) marks.append(lines.next("marks "));
      String scheme = lines.next("scheme ");
      String signature = lines.next(SIGNATURE);
      Optional<JournalPoint> begins =
          from.equals("beginning") ? Optional.empty() : Optional.of(place(from));
      var seal = new Seal(hall, day, begins, head, marks.toString(), scheme, signature);
      // One text for one seal: otherwise two files could tell the same and both be signed.
      if (!seal.text().equals(text)) throw new SealTrouble("it is not as a seal is written", null);
      return seal;
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new SealTrouble("it is no seal: " + e.getMessage(), e);
    }
  }

  private static JournalPoint place(String words) {
    String[] word = words.split(" ", -1);
    if (word.length != 4 || !word[2].matches("[0-9a-f]{64}"))
      throw new IllegalArgumentException("no place: " + words);
    Position last =
        Position.parse(word[3])
            .orElseThrow(() -> new IllegalArgumentException("no event: " + word[3]));
    return new JournalPoint(Long.parseLong(word[0]), Long.parseLong(word[1]), word[2], last);
  }

  private static final class Lines {
    private final String[] lines;
    private int at;

    Lines(String text) {
      lines = text.split("\n", -1);
    }

    boolean has(String word) {
      return at < lines.length && lines[at].startsWith(word);
    }

    String next(String word) {
      if (!has(word)) throw new IllegalArgumentException("'" + word.strip() + "' is not there");
      return lines[at++].substring(word.length());
    }
  }
}
