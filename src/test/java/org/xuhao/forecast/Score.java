package org.xuhao.forecast;

import java.util.List;
import org.jspecify.annotations.NullMarked;

/**
 * How good forecasts were.
 *
 * @param withinLikely share of those who waited no longer than was said to be likely
 * @param withinAtMost share of those who waited no longer than the upper end
 * @param missed minutes by which the middle was wrong, on average
 * @param simpleMissed the same for people ahead × mean time ÷ windows
 */
@NullMarked
public record Score(
    int count, double withinLikely, double withinAtMost, double missed, double simpleMissed) {

  public static Score of(List<LivedDays.Lived> lived) {
    int n = lived.size();
    double likely = 0;
    double atMost = 0;
    double missed = 0;
    double simple = 0;
    for (var one : lived) {
      if (one.waited().compareTo(one.foretold().likely()) <= 0) likely++;
      if (one.waited().compareTo(one.foretold().atMost()) <= 0) atMost++;
      double said = one.foretold().likely().toMillis() / 60_000.0;
      missed += Math.abs(said - one.minutes());
      simple += Math.abs(one.simple() - one.minutes());
    }
    return new Score(n, likely / n, atMost / n, missed / n, simple / n);
  }
}
