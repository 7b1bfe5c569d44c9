package org.xuhao.forecast;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.xuhao.hall.Hall;
import org.xuhao.hall.value.ServiceCode;

/**
 * What somebody will wait who comes a while from now, if the hall goes on as it stands: the measure
 * by which a manager compares a hall with the same hall after a move. Pure.
 */
public final class Outlook {
  private Outlook() {}

  /**
   * How long a newcomer of each of {@code services} would wait who came {@code in} from now. Left
   * out: a service that in more than 15 of 100 runs calls nobody more on this day, and all while
   * too little is known of the hall's pace. Two halls asked for the same {@code now} meet the same
   * chances, so that they differ by what is different in them.
   *
   * @param busier so many times as many people come as within the last hour; 1: as many
   * @param now hall time, not before the hall's
   */
  public static Map<ServiceCode, Wait> of(
      Hall hall,
      Pace pace,
      Collection<ServiceCode> services,
      Duration in,
      double busier,
      Instant now) {
    var waited = new TreeMap<ServiceCode, List<Duration>>();
    for (ServiceCode service : services) waited.put(service, new ArrayList<>());
    var waits = new TreeMap<ServiceCode, Wait>();
    if (waited.isEmpty() || !pace.isKnown()) return waits;
    var chance = new SplittableRandom(now.getEpochSecond());
    int runs = 0;
    for (int calls = 0;
        runs < Forecast.RUNS && (runs < Forecast.RUNS_LEAST || calls < Forecast.CALLS_MAX);
        runs++) {
      var run = new Run(hall, pace, chance.split(), now, busier);
      run.probe(services, in, (service, after) -> requireNonNull(waited.get(service)).add(after));
      calls += run.calls();
    }
    for (var each : waited.entrySet()) {
      Wait wait = Forecast.range(each.getValue(), runs);
      if (wait != null) waits.put(each.getKey(), wait);
    }
    return waits;
  }
}
