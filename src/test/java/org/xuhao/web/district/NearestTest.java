package org.xuhao.web.district;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.xuhao.forecast.Wait;
import org.xuhao.web.district.LoadReport.ServiceLoad;

/** Which halls are offered, in which order, and what is said of those that are not. */
@NullMarked
class NearestTest {
  private static final Instant NOW = Instant.parse("2026-11-24T02:00:00Z");
  private static final Duration FRESH = Duration.ofSeconds(3);

  private final List<HallCard> cards = new ArrayList<>();
  private final Map<String, DistrictHooks.Heard> heard = new HashMap<>();
  private boolean reached = true;

  private final DistrictHooks hooks =
      new DistrictHooks() {
        @Override
        public Optional<Standing> district() {
          return Optional.of(new Standing("licang", "李沧区", "", reached, card("licun", 0)));
        }

        @Override
        public List<HallCard> others() {
          return cards;
        }

        @Override
        public DistrictHooks.@Nullable Heard heard(String hall) {
          return heard.get(hall);
        }

        @Override
        public Optional<LoadReport> own() {
          return Optional.empty();
        }
      };

  private static HallCard card(String id, int minutes) {
    return new HallCard(id, id, id, minutes, Optional.empty(), Optional.empty());
  }

  private static ServiceLoad taking(int likely, int atMost) {
    var range = new Wait(Duration.ofMinutes(likely), Duration.ofMinutes(atMost));
    return new ServiceLoad("SC", "企业", "Business", true, 4, null, 2, range);
  }

  private void hall(String id, int minutes, Duration age, ServiceLoad... services) {
    cards.add(card(id, minutes));
    var report =
        new LoadReport(
            id,
            id,
            id,
            "1.0.0",
            "00000000000000a1",
            true,
            List.of(services),
            new LoadReport.Windows(4, 2, 1),
            2,
            0,
            List.of(),
            List.of(3),
            null,
            NOW);
    heard.put(id, new DistrictHooks.Heard(report, age, Duration.ZERO));
  }

  private List<JsonObject> offers() {
    return Nearest.halls(hooks, "SC", NOW).stream().map(JsonObject.class::cast).toList();
  }

  private List<String> order() {
    return offers().stream().map(one -> one.getString("hall")).toList();
  }

  @Test
  void theSoonestServedComesFirstTheWayThereCounted() {
    hall("far", 40, FRESH, taking(2, 5));
    hall("near", 10, FRESH, taking(35, 50));
    hall("middle", 20, FRESH, taking(15, 30));
    assertEquals(List.of("middle", "far", "near"), order());
    JsonObject first = offers().getFirst();
    assertEquals(15 * 60, first.getJsonObject("wait").getInteger("likelySeconds"));
    assertEquals(20, first.getInteger("minutes"));
    assertTrue(first.getBoolean("can"));
  }

  @Test
  void anOldFigureIsNotToldAndThatHallComesAfterThoseOfWhichMoreIsKnown() {
    hall("old", 5, Duration.ofMinutes(3), taking(1, 2));
    hall("known", 30, FRESH, taking(20, 30));
    assertEquals(List.of("known", "old"), order());
    JsonObject old = offers().getLast();
    assertFalse(old.containsKey("wait"));
    assertFalse(old.containsKey("waiting"));
    assertEquals(180, old.getInteger("ageSeconds"));
    assertTrue(old.getBoolean("can"), "it may still be asked");
  }

  @Test
  void whoCannotBeGoneToStandsLastWithTheReason() {
    Instant soon = NOW.plus(Duration.ofMinutes(19));
    var wait = new Wait(Duration.ofMinutes(1), Duration.ofMinutes(2));
    var ends = new ServiceLoad("SC", "企业", "Business", true, 0, null, 2, wait, soon, null);
    var stopped = new ServiceLoad("SC", "企业", "Business", false, 0, null, 0, null);
    hall("cut", 1, Duration.ofMinutes(12), taking(1, 2));
    hall("closed", 2, FRESH, stopped);
    hall("ends", 19, FRESH, ends);
    hall("open", 18, FRESH, new ServiceLoad("SC", "", "", true, 0, null, 2, wait, soon, null));
    hall("other", 1, FRESH, new ServiceLoad("RS", "社保", "", true, 0, null, 1, wait));
    hall("gone", 1, Duration.ofMinutes(31), taking(1, 2));
    cards.add(card("never", 1));
    assertEquals(List.of("open", "cut", "closed", "ends"), order());
    assertEquals(
        List.of("NO_LINK", "CLOSED", "CLOSES_BEFORE"),
        offers().stream().skip(1).map(one -> one.getString("why")).toList());
    assertTrue(Nearest.answers(hooks, "open"));
    assertFalse(Nearest.answers(hooks, "cut"));
    assertFalse(Nearest.answers(hooks, "never"));
  }

  @Test
  void aHallThatIsCutOffItselfSendsNobodyAway() {
    hall("near", 10, FRESH, taking(5, 9));
    reached = false;
    assertEquals("NO_LINK", offers().getFirst().getString("why"));
    assertFalse(Nearest.answers(hooks, "near"));
  }

  @Test
  void theOriginWindowIsSaidToBeStaffedOnlyWhileThatIsKnown() {
    hall("near", 10, FRESH, taking(5, 9));
    assertEquals(true, origin("near", 3).getBoolean("staffed"));
    assertEquals(false, origin("near", 4).getBoolean("staffed"));
    hall("old", 10, Duration.ofMinutes(40), taking(5, 9));
    assertFalse(origin("old", 3).containsKey("staffed"));
    assertEquals("NO_LINK", origin("old", 3).getString("why"));
    assertTrue(Nearest.origin(hooks, "elsewhere", 3, "SC", NOW).isEmpty());
  }

  private JsonObject origin(String hall, int window) {
    return Nearest.origin(hooks, hall, window, "SC", NOW).orElseThrow();
  }
}
