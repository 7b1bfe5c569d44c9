package org.xuhao.soak.lines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.xuhao.sim.SimView.PaperView;
import org.xuhao.sim.SimView.RowView;

class PapersTest {
  private static final Set<String> ISSUED = Set.of("A283", "B304");

  private final Papers papers = new Papers();

  /** A piece with its number and what its codes say. */
  private static PaperView paper(long cut, String number, String... codes) {
    var rows = new ArrayList<RowView>();
    rows.add(new RowView(number, "centre", 4, 4, false, null));
    for (String code : codes) rows.add(new RowView("", "centre", 1, 1, false, code));
    return new PaperView(cut, rows);
  }

  @Test
  void twoSlipsOfOneNumberAreFoundAndShown() {
    papers.take(List.of(paper(2, "A283", "/t/A283-7f"), paper(1, "A283", "/t/A283-7f")));
    assertEquals(
        Map.of("A283", List.of("A283\n/t/A283-7f", "A283\n/t/A283-7f")),
        papers.printedTwice(ISSUED));
  }

  @Test
  void aSlipThatBearsAnothersCodesOnlyIsNotAnothersSlip() {
    papers.take(List.of(paper(1, "A283", "/t/A283-7f")));
    papers.take(List.of(paper(2, "B304", "/t/A283-7f", "/t/A283-7f"), paper(1, "A283")));
    assertEquals(Map.of(), papers.printedTwice(ISSUED));
    assertEquals(2, papers.count());
    assertTrue(papers.isOnPaper("B304"));
  }

  @Test
  void aSlipWithoutANumberIsTakenOnceAndNearItsTimeOnly() {
    papers.take(List.of(paper(1, "@283")));
    var told = new ArrayList<String>();
    Instant now = Instant.now();
    assertFalse(papers.takeUnreadable(now.plus(Duration.ofMinutes(3)), ISSUED, told));
    assertTrue(papers.takeUnreadable(now, ISSUED, told));
    assertFalse(papers.takeUnreadable(now, ISSUED, told));
    assertEquals(List.of("@283\n"), told);
  }
}
