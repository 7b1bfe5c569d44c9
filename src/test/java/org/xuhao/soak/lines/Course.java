package org.xuhao.soak.lines;

import java.time.Duration;
import java.util.Random;

/**
 * How long a soak lasts and how its troubles lie in time.
 *
 * @param garbles how long bytes are changed, from the start
 * @param gapMost the longest time between two troubles of a line
 * @param lastsMost the longest trouble; two of five last at most a twentieth of it, two at most a
 *     quarter
 * @param killEvery time between two kills of the appliance, and by chance up to half of it longer
 * @param wholeDecks whether it lasts long enough for every trouble of every device
 */
record Course(
    long seed,
    Duration lasts,
    Duration garbles,
    Duration gapMost,
    Duration lastsMost,
    Duration killEvery,
    boolean wholeDecks) {

  /** A share of 0.1 % of all bytes is changed. Source: issue 4, "What must be seen". */
  static final double GARBLE = 0.001;

  /** The soak as people start it. */
  static Course ofMinutes(long minutes, long seed) {
    Duration whole = Duration.ofMinutes(minutes);
    return new Course(
        seed,
        whole,
        whole,
        Duration.ofSeconds(30),
        Duration.ofSeconds(50),
        Duration.ofMinutes(4),
        minutes >= WHOLE_DECKS_MINUTES);
  }

  /** A deck of seven troubles takes some four minutes. */
  private static final int WHOLE_DECKS_MINUTES = 15;

  /** The same in brief: every line is pulled, the appliance killed once. */
  static Course brief(long seed) {
    return new Course(
        seed,
        Duration.ofSeconds(15),
        Duration.ofSeconds(8),
        Duration.ofMillis(1500),
        Duration.ofSeconds(4),
        Duration.ofSeconds(8),
        false);
  }

  Duration gap(Random chance) {
    return Duration.ofMillis(gapMost.toMillis() / 6 + chance.nextLong(gapMost.toMillis() * 5 / 6));
  }

  Duration lasts(Random chance) {
    int length = chance.nextInt(5);
    long most = lastsMost.toMillis() / (length < 2 ? 20 : length < 4 ? 4 : 1);
    return Duration.ofMillis(1 + chance.nextLong(most));
  }

  Duration toKill(Random chance) {
    return killEvery.plusMillis(chance.nextLong(killEvery.toMillis() / 2));
  }
}
