package org.xuhao.app;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.xuhao.driver.Output.Figure;
import org.xuhao.driver.PaperRoll;
import org.xuhao.web.paired.PairedDevices;

/** What was counted of each device since the start; for the page of devices. Any thread. */
final class DeviceFigures implements PairedDevices.Figures {

  /** Told of every figure too; bound to the meters. */
  interface Meters {
    void count(String device, Figure figure, long count);

    void roundTrip(String device, Duration took);

    void paper(String device, long ticketsLeft);
  }

  private final Map<String, Map<Figure, Long>> counts = new ConcurrentHashMap<>();
  private final Map<String, Duration> roundTrips = new ConcurrentHashMap<>();
  private final Map<String, PaperRoll> papers = new ConcurrentHashMap<>();
  private final Meters meters;

  DeviceFigures(Meters meters) {
    this.meters = meters;
  }

  void count(String device, Figure figure, long count) {
    counts.merge(device, Map.of(figure, count), DeviceFigures::sum);
    meters.count(device, figure, count);
  }

  @Override
  public void heard(String device) {
    count(device, Figure.FRAMES_IN, 1);
  }

  @Override
  public void roundTrip(String device, Duration took) {
    roundTrips.put(device, took);
    meters.roundTrip(device, took);
  }

  void paper(String device, PaperRoll roll) {
    papers.put(device, roll);
    meters.paper(device, roll.left());
  }

  /** What is known of the paper of each printer that counts it. */
  Map<String, PaperRoll> papers() {
    return Map.copyOf(papers);
  }

  long of(String device, Figure figure) {
    return counts.getOrDefault(device, Map.of()).getOrDefault(figure, 0L);
  }

  /** How long the device's last answer took. */
  Optional<Duration> roundTripOf(String device) {
    return Optional.ofNullable(roundTrips.get(device));
  }

  private static Map<Figure, Long> sum(Map<Figure, Long> one, Map<Figure, Long> other) {
    var sum = new EnumMap<Figure, Long>(one);
    other.forEach((figure, count) -> sum.merge(figure, count, Long::sum));
    return sum;
  }
}
