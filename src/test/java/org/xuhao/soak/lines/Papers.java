package org.xuhao.soak.lines;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.xuhao.sim.SimView;

/** What came out of the printer. No check guards its line: a slip may carry a changed byte. */
final class Papers {

  /** A confirmation comes so long after its slip at most, or so long before it is looked at. */
  private static final Duration NEAR = Duration.ofSeconds(30);

  /** {@code spoilt}: bytes were changed on the line about when it was printed. */
  private record Slip(String text, Instant seen, boolean spoilt) {}

  private final HallOfLines hall;
  private final List<Slip> slips = new ArrayList<>();
  private long cuts;
  private long spoiltBefore;
  private long spoilt;

  Papers(HallOfLines hall) {
    this.hall = hall;
  }

  /** Takes what was cut since the last look; look often, for only the latest are kept. */
  void look() throws Exception {
    SimView.PrinterView printer = hall.view().printers().getFirst();
    long now = hall.spoiltAtPrinter();
    List<SimView.PaperView> papers = printer.tickets();
    for (int i = papers.size() - 1; i >= 0; i--) {
      SimView.PaperView paper = papers.get(i);
      if (paper.number() <= cuts) continue;
      cuts = paper.number();
      var text = new StringBuilder();
      for (SimView.RowView row : paper.rows()) text.append(row.text()).append('\n');
      slips.add(new Slip(text.toString(), Instant.now(), now > spoiltBefore));
    }
    spoiltBefore = spoilt;
    spoilt = now;
  }

  int count() {
    return slips.size();
  }

  /** Slips that may carry a changed byte. */
  int spoiltCount() {
    return (int) slips.stream().filter(Slip::spoilt).count();
  }

  /** Whether a ticket that was confirmed at {@code at} is on paper, be it with a changed byte. */
  boolean isOnPaper(String number, Instant at) {
    for (Slip slip : slips) if (slip.text().contains(number)) return true;
    return slips.stream()
        .anyMatch(
            slip -> slip.spoilt() && Duration.between(slip.seen(), at).abs().compareTo(NEAR) < 0);
  }

  /** Numbers that stand on two slips or more, none of them spoilt. */
  Set<String> printedTwice(Iterable<String> numbers) {
    Map<String, Integer> times = new HashMap<>();
    for (String number : numbers)
      for (Slip slip : slips)
        if (!slip.spoilt() && slip.text().contains(number)) times.merge(number, 1, Integer::sum);
    times.values().removeIf(count -> count < 2);
    return new TreeSet<>(times.keySet());
  }
}
