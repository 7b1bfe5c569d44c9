package org.xuhao.hall;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.xuhao.hall.HallPropertyTest.Play;
import org.xuhao.trial.Day;

/** What is drawn at random is worth drawing: nearly everything happens in it. */
class DrawnDaysTest {

  @Test
  void theDrawnDaysReachEveryReasonAndNearlyEveryEvent() {
    var reached = new TreeSet<String>();
    for (long seed = 0; seed < 60; seed++) {
      var play = new Play();
      play.all(Day.draw(new Random(seed)));
      play.tick(Day.START.plus(Duration.ofDays(8)));
      for (Entry entry : play.journal)
        for (Event event : entry.events()) {
          reached.add(event.getClass().getSimpleName());
          if (event instanceof Event.TicketCalled e) reached.add(e.why().name());
        }
    }
    var wanted = new TreeSet<String>();
    for (var kind : Event.kinds()) wanted.add(kind.getSimpleName());
    for (var why : Event.Why.values()) wanted.add(why.name());
    // Drawn by no day, or too seldom: the journal's own, a jumping clock, a printer out of paper,
    // a ratio, two cases of one person, talks (SoakTest has those), news of other halls and of the
    // district (DistrictTest and EditionsTest have those).
    wanted.removeAll(
        List.of(
            "Started",
            "ClockStepped",
            "PrintFailed",
            "RATIO",
            "CaseExpired",
            "CaseMerged",
            "CaseHeard",
            "ConflictSeen",
            "EditionTaken",
            "ClerkSent",
            "ReservationAsked",
            "ReservationSettled",
            "ReservationBarred",
            "StageReached"));
    assertEquals(wanted, reached);
  }
}
