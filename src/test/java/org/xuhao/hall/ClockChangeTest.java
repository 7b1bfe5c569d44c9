package org.xuhao.hall;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.xuhao.hall.value.NoShowRule;
import org.xuhao.hall.value.Offered;
import org.xuhao.hall.value.ServiceCode;

/** Days on which the local clock is changed. Source: rules of the hall, section 4. */
class ClockChangeTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  /** On the morning of 2026-03-29 there is no 02:30; on that of 2026-10-25 there are two. */
  @Test
  void inAGapTheLaterAndInAnOverlapTheEarlier() {
    assertEquals(
        Instant.parse("2026-03-29T01:30:00Z"),
        Day.instant(LocalDateTime.parse("2026-03-29T02:30"), BERLIN));
    assertEquals(
        Instant.parse("2026-10-25T00:30:00Z"),
        Day.instant(LocalDateTime.parse("2026-10-25T02:30"), BERLIN));
    assertEquals(
        Instant.parse("2026-10-25T08:00:00Z"),
        Day.instant(LocalDateTime.parse("2026-10-25T09:00"), BERLIN));
  }

  @Test
  void theDayOpensAndClosesByTheClockOnTheWall() {
    Event.DayOpened winter =
        Day.plan(open("09:00", "17:00"), Instant.parse("2026-03-28T12:00:00Z"));
    Event.DayOpened summer =
        Day.plan(open("09:00", "17:00"), Instant.parse("2026-03-29T12:00:00Z"));
    assertEquals(LocalDate.parse("2026-03-28"), winter.day());
    assertEquals(Instant.parse("2026-03-28T16:00:00Z"), winter.closesWall());
    assertEquals(Instant.parse("2026-03-28T16:30:00Z"), winter.clearsWall());
    assertEquals(Instant.parse("2026-03-29T02:00:00Z"), winter.endsWall());
    assertEquals(LocalDate.parse("2026-03-29"), summer.day());
    assertEquals(Instant.parse("2026-03-29T15:00:00Z"), summer.closesWall());
    assertEquals(Instant.parse("2026-03-30T02:00:00Z"), summer.endsWall());
  }

  /** A hall that closes after the next day's start has cleared by then. */
  @Test
  void noDayClosesOrClearsAfterTheNextBegan() {
    Event.DayOpened late = Day.plan(open("20:00", "03:45"), Instant.parse("2026-06-01T12:00:00Z"));
    assertEquals(Instant.parse("2026-06-02T01:45:00Z"), late.closesWall());
    assertEquals(late.endsWall(), late.clearsWall());
    Event.DayOpened longer =
        Day.plan(open("20:00", "06:00"), Instant.parse("2026-06-01T12:00:00Z"));
    assertEquals(longer.endsWall(), longer.closesWall());
  }

  @Test
  void aSlotEndsBeforeTheServiceDoes() {
    Plan plan = open("09:00", "10:50");
    var service = plan.services().values().iterator().next();
    assertEquals(
        "[2026-06-01T07:00:00Z, 2026-06-01T07:30:00Z, 2026-06-01T08:00:00Z]",
        plan.slots(service, LocalDate.parse("2026-06-01")).toString());
  }

  private static Plan open(String opens, String closes) {
    var code = new ServiceCode("A");
    var services = new TreeMap<ServiceCode, Plan.ServicePlan>();
    services.put(
        code,
        new Plan.ServicePlan(
            code,
            "A",
            "业务",
            "",
            "部门",
            null,
            null,
            NoShowRule.VOID,
            null,
            new Plan.Slots(Duration.ofMinutes(30), 1),
            null,
            List.of(),
            List.of(),
            Offered.ALWAYS));
    var hours = new Plan.Hours(LocalTime.parse(opens), LocalTime.parse(closes));
    return new Plan("test", BERLIN, hours, services, new TreeMap<>(), Plan.Rules.DEFAULT, false);
  }
}
