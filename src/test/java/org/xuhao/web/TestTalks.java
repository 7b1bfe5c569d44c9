package org.xuhao.web;

import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.TreeMap;
import org.xuhao.hall.Plan;
import org.xuhao.hall.value.NoShowRule;
import org.xuhao.hall.value.Offered;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.WindowId;
import org.xuhao.hall.value.WindowKind;

/** A hall with a remote window. */
final class TestTalks {
  static final ServiceCode TALKS = new ServiceCode("YBB");
  static final int WINDOW = 9;

  /** Talks in one slot. */
  static final int CAPACITY = 4;

  private TestTalks() {}

  /** The hall of the other tests with a remote window; a talk may be booked for today. */
  static Plan plan() {
    Plan noon = TestPlan.plan(true);
    var services = new TreeMap<ServiceCode, Plan.ServicePlan>(noon.services());
    services.put(TALKS, service());
    var windows = new TreeMap<WindowId, Plan.WindowPlan>(noon.windows());
    windows.put(new WindowId(WINDOW), window());
    return new Plan(
        noon.hall(), noon.zone(), null, services, windows, rules(noon.rules()), noon.printing());
  }

  private static Plan.ServicePlan service() {
    return new Plan.ServicePlan(
        TALKS,
        "Y",
        "医保云帮办",
        "Medical insurance, remote",
        "州医疗保障局",
        new Plan.Hours(LocalTime.of(6, 0), LocalTime.of(22, 0)),
        null,
        NoShowRule.DELAY_N,
        null,
        new Plan.Slots(Duration.ofMinutes(10), CAPACITY),
        null,
        List.of(),
        List.of(),
        Offered.ALWAYS);
  }

  private static Plan.WindowPlan window() {
    return new Plan.WindowPlan(
        new WindowId(WINDOW),
        "云帮办窗口",
        List.of(TALKS),
        false,
        false,
        false,
        null,
        WindowKind.REMOTE,
        null,
        new TreeMap<>());
  }

  private static Plan.Rules rules(Plan.Rules r) {
    return new Plan.Rules(
        r.overtakeLimit(),
        r.preferenceFirst(),
        r.preferenceSecond(),
        r.ownCredit(),
        r.priorityRate(),
        r.noShowPlaces(),
        r.noShowMax(),
        r.recallLimit(),
        r.recallSpacing(),
        r.holdLimit(),
        r.holdAnyWindow(),
        r.defaultOutcome(),
        r.takeBefore(),
        r.cutOff(),
        r.clearAfter(),
        r.printWithin(),
        r.rateWithin(),
        r.rateLateWorkingDays(),
        r.dayStarts(),
        r.cases(),
        sameDay(r.booking()));
  }

  private static Plan.BookingTerms sameDay(Plan.BookingTerms b) {
    return new Plan.BookingTerms(
        b.rate(),
        b.ratioBooked(),
        b.ratioWalkIn(),
        0,
        b.daysMost(),
        b.perDay(),
        b.perWeek(),
        b.perMonth(),
        b.missedMost(),
        b.barredDays(),
        b.cancelBefore(),
        b.accrueBefore(),
        b.checkInBefore());
  }
}
