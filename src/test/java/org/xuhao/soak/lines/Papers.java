package org.xuhao.soak.lines;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.xuhao.sim.SimView;
import org.xuhao.sim.SimView.PaperView;

/**
 * What came out of the printer. No check guards its line: a byte of the number may be changed on
 * the slip, in its row or in its code, hardly ever in both.
 */
final class Papers {

  /** So far apart a slip and its confirmation may be seen: the line may hold the answer. */
  private static final Duration NEAR = Duration.ofSeconds(60);

  /** A cut piece: its rows of text, and what its codes say. */
  private record Slip(String rows, String codes, Instant seen) {
    static Slip of(PaperView paper, Instant seen) {
      return new Slip(
          paper.rows().stream()
              .filter(row -> row.qr() == null)
              .map(SimView.RowView::text)
              .collect(Collectors.joining("\n")),
          paper.rows().stream()
              .map(SimView.RowView::qr)
              .filter(Objects::nonNull)
              .collect(Collectors.joining("\n")),
          seen);
    }

    boolean bears(String number) {
      return rows.contains(number) || codes.contains(number);
    }

    /** Surely that ticket's: both would have had to be changed alike. */
    boolean isOf(String number) {
      return rows.contains(number) && codes.contains(number);
    }

    String text() {
      return rows + "\n" + codes;
    }
  }

  private final List<Slip> slips = new ArrayList<>();
  private long cuts;

  /** Takes what was cut since the last look; look often, for only the latest are kept. */
  void look(HallOfLines hall) throws Exception {
    take(hall.view().printers().getFirst().tickets());
  }

  /** The same of pieces, newest first. */
  void take(List<PaperView> papers) {
    for (int i = papers.size() - 1; i >= 0; i--) {
      PaperView paper = papers.get(i);
      if (paper.number() <= cuts) continue;
      cuts = paper.number();
      slips.add(Slip.of(paper, Instant.now()));
    }
  }

  int count() {
    return slips.size();
  }

  /** Whether a slip carries {@code number}. */
  boolean isOnPaper(String number) {
    return slips.stream().anyMatch(slip -> slip.bears(number));
  }

  /**
   * Takes away a slip on which none of {@code numbers} can be read and that was seen about {@code
   * at}; false: there is none. What it says goes to {@code told}.
   */
  boolean takeUnreadable(Instant at, Set<String> numbers, List<String> told) {
    for (Slip slip : slips)
      if (Duration.between(slip.seen(), at).abs().compareTo(NEAR) < 0
          && numbers.stream().noneMatch(slip::bears)) {
        slips.remove(slip);
        told.add(slip.text());
        return true;
      }
    return false;
  }

  /** What stands on the slips that were seen about {@code at}. */
  List<String> near(Instant at) {
    return slips.stream()
        .filter(slip -> Duration.between(slip.seen(), at).abs().compareTo(NEAR) < 0)
        .map(Slip::text)
        .toList();
  }

  /** The slips of each number that has two or more. */
  SortedMap<String, List<String>> printedTwice(Set<String> numbers) {
    var twice = new TreeMap<String, List<String>>();
    for (String number : numbers) {
      List<String> its = slips.stream().filter(slip -> slip.isOf(number)).map(Slip::text).toList();
      if (its.size() > 1) twice.put(number, its);
    }
    return twice;
  }
}
