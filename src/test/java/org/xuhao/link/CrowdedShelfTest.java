package org.xuhao.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.hall.value.CaseId;
import org.xuhao.journal.FileDisk;

/** More open cases in the district than the memory of a hall holds. */
class CrowdedShelfTest {
  private static final Instant NOW = Instant.parse("2026-11-23T01:00:00Z");
  private static final int MOST = 100;

  @TempDir Path folder;

  /** What is said of how many cases are kept; empty: that there is room. */
  private final List<Integer> said = new ArrayList<>();

  private final LinkWatch watch =
      new LinkWatch() {
        @Override
        public void crowded(int cases) {
          said.add(cases);
        }

        @Override
        public void roomy() {
          said.clear();
        }
      };

  private static CaseFact opened(String hall, int number) {
    String id = "%s-%06d".formatted(hall, number);
    String body =
        """
        {"type":"CaseOpened","file":"%s","service":"SC","visit":%d,"window":1,\
        "expires":"2027-02-21T01:00:00Z"}\
        """
            .formatted(id, number);
    var key = new Key(hall, "00000000000000aa", 10L * number);
    return new CaseFact(key, new CaseId(id), 1000, List.of(), NOW, body);
  }

  private static CaseFact completed(CaseFact opened) {
    String body =
        """
        {"type":"CaseCompleted","file":"%s","visit":1}\
        """
            .formatted(opened.file());
    Key before = opened.key();
    var key = new Key(before.hall(), before.incarnation(), before.seq() + 1);
    return new CaseFact(key, opened.file(), 1001, List.of(before), NOW, body);
  }

  private static List<CaseFact> openedIn(String hall, int from, int to) {
    return IntStream.range(from, to).mapToObj(number -> opened(hall, number)).toList();
  }

  private Keeper keeper(int most) throws IOException {
    return new Keeper("here", new FileDisk(folder), most);
  }

  @Test
  void whatBeginsElsewhereIsLeftOutAndWhatIsKnownGoesOn() throws IOException {
    try (var keeper = keeper(MOST)) {
      keeper.keep(openedIn("there", 1, MOST + 1), null, watch);
      assertEquals(List.of(), said);
      keeper.keep(openedIn("there", 1_001, 1_051), null, watch);
      assertEquals(List.of(MOST), said);
      CaseFact end = completed(opened("there", 1));
      assertTrue(keeper.keep(List.of(end), null, watch).contains(end.file()));
      assertFalse(keeper.shelf().isLive(end.file()));
      CaseFact own = opened("here", 1);
      assertTrue(keeper.keep(List.of(own), null, watch).contains(own.file()));
      assertEquals(MOST + 1, keeper.shelf().cases());
    }
  }

  @Test
  void aShelfThatIsTooLargeIsTakenUpWithoutTheRest() throws IOException {
    try (var keeper = keeper(1_000)) {
      keeper.keep(openedIn("there", 1, 501), null, watch);
    }
    try (var keeper = keeper(MOST)) {
      assertEquals(MOST, keeper.shelf().cases());
      assertFalse(keeper.tidy(NOW, watch));
      assertEquals(List.of(MOST), said);
    }
  }

  @Test
  void withMoreMemoryTheDistrictIsHeardAnewOnce() throws IOException {
    try (var keeper = keeper(MOST)) {
      keeper.keep(openedIn("there", 1, MOST + 1), null, watch);
      keeper.keep(openedIn("there", 1_001, 1_002), null, watch);
    }
    try (var keeper = keeper(1_000)) {
      assertTrue(keeper.tidy(NOW, watch));
      assertEquals(List.of(), said);
      keeper.keep(openedIn("there", 1_001, 1_002), null, watch);
      assertEquals(MOST + 1, keeper.shelf().cases());
    }
    try (var keeper = keeper(1_000)) {
      assertFalse(keeper.tidy(NOW, watch));
    }
  }

  @Test
  void casesThatAreOverMakeRoom() throws IOException {
    try (var keeper = keeper(MOST)) {
      assertFalse(keeper.tidy(NOW, watch));
      List<CaseFact> some = openedIn("there", 1, MOST / 2 + 1);
      keeper.keep(some, null, watch);
      keeper.keep(some.stream().map(CrowdedShelfTest::completed).toList(), null, watch);
      keeper.keep(openedIn("there", 1_001, 1_002), null, watch);
      assertEquals(List.of(MOST / 2), said);
      assertFalse(keeper.tidy(NOW, watch));
      assertTrue(keeper.tidy(NOW.plus(Duration.ofHours(6)), watch));
      assertEquals(List.of(), said);
      assertEquals(0, keeper.shelf().cases());
    }
  }
}
