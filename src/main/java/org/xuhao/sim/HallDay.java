package org.xuhao.sim;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * How a working day of the Haixi prefecture hall goes: who comes when, for what, and how long it
 * takes. Sources: the hall's bulletin for the first quarter of 2022 (the file {@code
 * haixi-2022q1.csv}) for volume and shares; for the rest the model of the prefecture hall with
 * which the calling rules were compared (there: {@code PROF}, {@code lognorm}, {@code noshow}).
 */
final class HallDay {

  /** Window intakes of the quarter over its 62 working days: 12,464 / 62 = 201 a day. */
  static final int WORKING_DAYS = 62;

  /** The hall is open from 9:00 to 17:00. */
  static final int OPENS_AT_MINUTE = 9 * 60;

  static final int OPEN_MINUTES = 480;

  /** A demo begins at 10:00, in the busiest half hour. */
  static final int BEGINS_AT_MINUTE = 60;

  /** Arrivals of each half hour from 9:00: two peaks and a thin noon. Relative weights. */
  private static final double[] PROFILE = {
    1.3, 1.7, 1.8, 1.6, 1.3, 0.9, 0.45, 0.35, 0.45, 0.9, 1.3, 1.35, 1.2, 0.9, 0.6, 0.3
  };

  /** Mean service time and its coefficient of variation. */
  private static final double SERVICE_MINUTES = 14;

  private static final double SERVICE_CV = 0.8;

  /** Nobody is served in less than a minute. */
  private static final double SERVICE_LEAST = 1;

  /** Share of called visitors who do not come. */
  static final double NO_SHOW = 0.05;

  /** Share of visitors who press the rating pad. Assumed: no figure was published. */
  static final double RATED = 0.55;

  /** Shares of the pad's four keys, best first. Assumed: halls publish little but praise. */
  private static final double[] RATINGS = {0.80, 0.14, 0.045, 0.015};

  private final Map<String, Integer> intakes;
  private final int all;

  HallDay() {
    intakes = read();
    all = intakes.values().stream().mapToInt(Integer::intValue).sum();
  }

  private static Map<String, Integer> read() {
    var intakes = new LinkedHashMap<String, Integer>();
    try (var in =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(HallDay.class.getResourceAsStream("/sim/haixi-2022q1.csv")),
                StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String[] cells = line.split(",", -1);
        boolean department = cells.length == 5 && cells[2].matches("[0-9]+");
        if (department && !cells[0].equals("合计") && !cells[2].equals("0"))
          intakes.put(cells[0], Integer.parseInt(cells[2]));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.copyOf(intakes);
  }

  /** Window intakes of the quarter by department; only those that had any. */
  Map<String, Integer> intakes() {
    return intakes;
  }

  /** Visitors of one day on average. */
  double perDay() {
    return (double) all / WORKING_DAYS;
  }

  /** Visitors a minute at {@code minute} of the day, 0 at the opening. */
  double perMinute(double minute) {
    double sum = 0;
    for (double weight : PROFILE) sum += weight;
    int half = Math.clamp((int) (minute / 30), 0, PROFILE.length - 1);
    return perDay() * PROFILE[half] / sum / 30;
  }

  /** Most visitors a minute at any time of the day. */
  double mostPerMinute() {
    double most = 0;
    for (int half = 0; half < PROFILE.length; half++) most = Math.max(most, perMinute(30.0 * half));
    return most;
  }

  /** Minute of the day at {@code elapsed} after the beginning; the day goes round. */
  static double minute(Duration elapsed) {
    return (BEGINS_AT_MINUTE + elapsed.toMillis() / 60_000.0) % OPEN_MINUTES;
  }

  /** Lognormal, as service times are. */
  static Duration serviceTime(RandomGenerator chance) {
    double variance = Math.log(1 + SERVICE_CV * SERVICE_CV);
    double mean = Math.log(SERVICE_MINUTES) - variance / 2;
    double minutes = Math.exp(mean + Math.sqrt(variance) * chance.nextGaussian());
    return Duration.ofMillis((long) (60_000 * Math.max(SERVICE_LEAST, minutes)));
  }

  /** The rating key that a visitor presses, 0 the best. */
  static int rating(RandomGenerator chance) {
    double drawn = chance.nextDouble();
    for (int key = 0; key < RATINGS.length; key++) {
      drawn -= RATINGS[key];
      if (drawn < 0) return key;
    }
    return 0;
  }
}
