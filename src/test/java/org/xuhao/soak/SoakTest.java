package org.xuhao.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.xuhao.hall.Entry;
import org.xuhao.hall.Event;

/** A few hundred seeds of what {@code bin/soak} plays by the ten thousand. */
class SoakTest {
  private static final int DAYS = 150;
  private static final int APPLIANCES = 5;

  private static String run(Soak.Kind kind, long count, int threads) throws InterruptedException {
    var bytes = new ByteArrayOutputStream();
    var out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    int violations = new Soak(kind, "--days", 1, count).run(threads, out);
    String said = bytes.toString(StandardCharsets.UTF_8);
    assertTrue(said.endsWith(", " + violations + " violations\n"), said);
    return said;
  }

  @Test
  void drawnDaysKeepTheRules() throws InterruptedException {
    String said = run(new Soak.Days(), DAYS, 2);
    assertTrue(said.matches(DAYS + " days, [0-9]{5,} steps, 0 violations\n"), said);
  }

  @Test
  void wholeAppliancesKeepThemThroughTroubles() throws InterruptedException {
    String said = run(new Soak.Appliances(), APPLIANCES, 2);
    assertTrue(said.matches(APPLIANCES + " days, [0-9]{5,} steps, 0 violations\n"), said);
  }

  @Test
  void whatIsFoundDoesNotDependOnTheThreads() throws InterruptedException {
    var odd = new Broken();
    assertEquals(run(odd, 40, 1), run(odd, 40, 3));
    assertEquals(run(new Soak.Days(), 20, 1), run(new Soak.Days(), 20, 3));
    assertEquals(run(new Soak.Appliances(), 3, 1), run(new Soak.Appliances(), 3, 2));
  }

  @Test
  void aViolationTellsItsSeedAndHowToPlayItAgain() throws InterruptedException {
    String said = run(new Broken(), 3, 2);
    String wanted =
        """
        seed 1: odd
        in full: 1
          again with: bin/soak --days 1 --seed 1
        seed 3: odd
        in full: 3
          again with: bin/soak --days 1 --seed 3
        3 days, 6 steps, 2 violations
        """;
    assertEquals(wanted, said);
  }

  /** Every odd seed is a violation. */
  private static final class Broken implements Soak.Kind {
    @Override
    public Soak.Result play(long seed) {
      return new Soak.Result(seed, seed % 2 == 1 ? "odd" : null);
    }

    @Override
    public String tell(long seed) {
      return "in full: " + seed;
    }
  }

  @Test
  void theDrawnDaysReachEveryEventAndEveryReason() {
    var reached = new TreeSet<String>();
    for (long seed = 1; seed <= 120; seed++)
      for (Entry entry : DayPlay.journalOf(StepDraw.day(new Random(seed))))
        for (Event event : entry.events()) {
          reached.add(event.getClass().getSimpleName());
          if (event instanceof Event.TicketCalled e) reached.add(e.why().name());
        }
    var wanted = new TreeSet<String>();
    for (var kind : Event.kinds()) wanted.add(kind.getSimpleName());
    for (var why : Event.Why.values()) wanted.add(why.name());
    // The journal's own, which the whole appliance has; and two open cases of one person, which so
    // few days may not have (case-expiry.day plays them); and news of other halls, of which these
    // halls have none (DistrictTest has), nor ask any for a number (ReservationsTest does).
    var others = List.of("CaseHeard", "ConflictSeen", "ReservationAsked", "ReservationSettled");
    var rares = new ArrayList<>(List.of("Started", "CaseMerged"));
    rares.addAll(others);
    rares.addAll(List.of("EditionTaken", "ClerkSent"));
    for (String rare : rares) {
      wanted.remove(rare);
      reached.remove(rare);
    }
    assertEquals(wanted, reached);
  }
}
