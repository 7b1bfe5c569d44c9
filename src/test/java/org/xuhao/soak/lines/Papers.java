package org.xuhao.soak.lines;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.xuhao.sim.SimView;

/**
 * What came out of the printer. No check guards its line: a byte of the number may be changed on
 * the slip, in its row or in its code, hardly ever in both.
 */
final class Papers {

  /** So far apart a slip and its confirmation may be seen: the line may hold the answer. */
  private static final Duration NEAR = Duration.ofSeconds(60);

  private record Slip(String text, Instant seen) {}

  private final HallOfLines hall;
  private final List<Slip> slips = new ArrayList<>();
  private long cuts;

  Papers(HallOfLines hall) {
    this.hall = hall;
  }

  /** Takes what was cut since the last look; look often, for only the latest are kept. */
  void look() throws Exception {
    List<SimView.PaperView> papers = hall.view().printers().getFirst().tickets();
    for (int i = papers.size() - 1; i >= 0; i--) {
      SimView.PaperView paper = papers.get(i);
      if (paper.number() <= cuts) continue;
      cuts = paper.number();
      String text =
          paper.rows().stream()
              .map(row -> row.text() + " " + row.qr())
              .collect(Collectors.joining("\n"));
      slips.add(new Slip(text, Instant.now()));
    }
  }

  int count() {
    return slips.size();
  }

  /** Whether a slip carries {@code number}. */
  boolean isOnPaper(String number) {
    return slips.stream().anyMatch(slip -> slip.text().contains(number));
  }

  /**
   * Takes away a slip on which none of {@code numbers} can be read and that was seen about {@code
   * at}; false: there is none. What it says goes to {@code told}.
   */
  boolean takeUnreadable(Instant at, Set<String> numbers, List<String> told) {
    for (Slip slip : slips)
      if (Duration.between(slip.seen(), at).abs().compareTo(NEAR) < 0
          && numbers.stream().noneMatch(slip.text()::contains)) {
        slips.remove(slip);
        told.add(slip.text());
        return true;
      }
    return false;
  }

  /** Numbers that stand on two slips or more, in row and code of each. */
  Set<String> printedTwice(Set<String> numbers) {
    var twice = new TreeSet<String>();
    for (String number : numbers) {
      long times =
          slips.stream()
              .map(Slip::text)
              .filter(text -> text.indexOf(number) != text.lastIndexOf(number))
              .count();
      if (times > 1) twice.add(number);
    }
    return twice;
  }
}
