package org.xuhao.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Ranges told at the taking, beside what came true. */
class ForecastTest {

  @Test
  void aRangeHoldsWhatItSays() {
    var seen = Score.of(LivedDays.live(4, 7, 1.05, 4));
    assertTrue(seen.count() > 150, seen.count() + " were called");
    assertEquals(0.5, seen.withinLikely(), 0.15, "waits up to likely");
    assertEquals(0.85, seen.withinAtMost(), 0.1, "waits up to atMost");
  }

  @Test
  void itIsMuchNearerThanPeopleAheadTimesMeanTime() {
    var seen = Score.of(LivedDays.live(3, 8, 1.15, 4));
    assertTrue(seen.missed() < 0.6 * seen.simpleMissed(), seen.toString());
  }

  @Test
  void aSecondHallOfTheSameKindIsToldTheSame() {
    List<LivedDays.Lived> once = LivedDays.live(2, 3, 1, 20);
    assertTrue(once.size() > 2, once.toString());
    assertEquals(once, LivedDays.live(2, 3, 1, 20));
  }
}
