package org.xuhao.web.steer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.xuhao.fault.Fault;
import org.xuhao.fault.FaultCode;
import org.xuhao.forecast.Wait;
import org.xuhao.hall.Command;
import org.xuhao.hall.value.Outcome;
import org.xuhao.hall.value.WindowId;
import org.xuhao.report.NegativeRating;

/** What a manager is told, from when on, and when it is over. */
@NullMarked
class AlertsTest {
  private static final Limits LIMITS = new Limits(Duration.ofMinutes(30), Duration.ofMinutes(5), 2);

  private final SteeredHall hall = new SteeredHall();
  private Alerts alerts = Alerts.NONE;

  private List<String> told() {
    return told(hall.moment());
  }

  private List<String> told(Moment now) {
    alerts = alerts.next(now, LIMITS);
    return alerts.worstFirst().stream().map(Alert::id).toList();
  }

  @Test
  void aWaitOverTheLimitIsToldUntilItIsATenthBelow() {
    hall.take(SteeredHall.A, 1);
    hall.later(Duration.ofMinutes(1));
    hall.take(SteeredHall.A, 1);
    hall.later(Duration.ofMinutes(29));
    assertEquals(List.of(), told(), "at the limit it is not over it");
    hall.later(Duration.ofSeconds(1));
    assertEquals(List.of("wait-A"), told());
    var since = alerts.open().firstEntry().getValue().since();
    hall.later(Duration.ofMinutes(3));
    hall.open(1);
    hall.call(1);
    assertEquals(List.of("wait-A"), told(), "the next waits 32 minutes");
    assertEquals(since, alerts.open().firstEntry().getValue().since());
    hall.window(1, new Command.EndVisit(new WindowId(1), Outcome.COMPLETED));
    hall.later(Duration.ofSeconds(2));
    hall.call(1);
    assertEquals(List.of(), told());
  }

  @Test
  void nothingFlickersBetweenTheLimitAndATenthBelow() {
    hall.take(SteeredHall.A, 1);
    hall.later(Duration.ofMinutes(3));
    hall.take(SteeredHall.A, 1);
    hall.later(Duration.ofMinutes(28));
    assertEquals(List.of("wait-A"), told());
    hall.open(1);
    hall.call(1);
    assertEquals(List.of("wait-A"), told(), "28 minutes are more than 27");
    var fresh = Alerts.NONE.next(hall.moment(), LIMITS);
    assertTrue(fresh.open().isEmpty(), "and no reason to raise it");
  }

  @Test
  void aPeakIsToldOnlyOfAServiceForWhichPeopleCome() {
    var long40 = new Wait(Duration.ofMinutes(40), Duration.ofMinutes(50));
    var outlook = Map.of(SteeredHall.A, long40, SteeredHall.B, long40);
    hall.take(SteeredHall.A, 1);
    assertEquals(List.of("peak-A"), told(hall.moment(outlook, List.of(), List.of())));
    hall.later(Duration.ofMinutes(31));
    assertEquals(
        List.of("wait-A"),
        told(hall.moment(outlook, List.of(), List.of())),
        "what is here is not coming");
  }

  @Test
  void aFreeWindowIsToldOnlyWhileItCouldCall() {
    hall.open(1, 2);
    hall.later(Duration.ofMinutes(20));
    assertEquals(List.of(), told());
    hall.take(SteeredHall.A, 1);
    assertEquals(List.of(), told(), "nobody waited until now");
    hall.later(Duration.ofMinutes(6));
    assertEquals(List.of("idle-1"), told(), "window 2 has nobody to call");
    hall.call(1);
    assertEquals(List.of(), told());
  }

  @Test
  void aVisitIsLongBesideWhatItsServiceTakes() {
    hall.open(1);
    hall.take(SteeredHall.A, 1);
    hall.call(1);
    hall.later(Duration.ofMinutes(25));
    assertEquals(List.of(), told(), "nobody knows what is usual");
    hall.takes(SteeredHall.A, Duration.ofMinutes(12));
    assertEquals(List.of("visit-1"), told());
    var words = AlertWords.of(alerts.worstFirst().getFirst(), hall.hall, LIMITS, true);
    assertEquals("manager.alert-long-visit", words.what().getString("key"));
    var values = Map.of("window", "01", "minutes", 25L, "usual", "12");
    assertEquals(values, words.what().getJsonObject("values").getMap());
  }

  @Test
  void faultsAndNegativeRatingsAreToldAfterTheQueues() {
    hall.take(SteeredHall.B, 1);
    hall.later(Duration.ofMinutes(31));
    var fault = new Fault(FaultCode.PAPER_OUT, "device printer", "", hall.at);
    var rating = new NegativeRating(7, 3, 2, hall.at);
    List<String> told = told(hall.moment(Map.of(), List.of(fault), List.of(rating)));
    assertEquals("wait-B", told.getFirst());
    assertTrue(told.get(1).startsWith("fault-"), told.toString());
    assertEquals("rating-7", told.get(2));
    for (Alert alert : alerts.worstFirst()) {
      assertTrue(Alert.KINDS.contains(alert.kind()), alert.id());
      assertTrue(alert.id().matches("[a-z]+-[A-Za-z0-9-]{1,40}"), alert.id());
      var words = AlertWords.of(alert, hall.hall, LIMITS, true);
      assertTrue(words.remedy().containsKey("key") || words.remedy().containsKey("zh"), alert.id());
    }
    var words = AlertWords.of(alerts.worstFirst().getLast(), hall.hall, LIMITS, true);
    var values = words.what().getJsonObject("values");
    assertEquals("manager.alert-rating", words.what().getString("key"));
    assertEquals("03", values.getString("window"));
    assertEquals("common.dissatisfied", values.getJsonObject("level").getString("key"));
  }

  @Test
  void whatWasDeclinedIsSilentForTwentyMinutes() {
    hall.take(SteeredHall.A, 1);
    hall.later(Duration.ofMinutes(31));
    assertEquals(List.of("wait-A"), told());
    alerts = alerts.silence("wait-A", hall.at.plus(Alerts.QUIET));
    assertEquals(List.of(), told());
    hall.later(Duration.ofMinutes(19));
    assertEquals(List.of(), told());
    hall.later(Duration.ofMinutes(1));
    assertEquals(List.of("wait-A"), told());
  }
}
