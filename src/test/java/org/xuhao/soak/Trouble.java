package org.xuhao.soak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.xuhao.journal.LyingDisk;

/** One thing that goes wrong, at a time after the start. Those with a length end by themselves. */
sealed interface Trouble {
  Duration at();

  record PowerCut(Duration at, LyingDisk.Model model, Duration dark) implements Trouble {}

  record DiskFull(Duration at, Duration lasts) implements Trouble {}

  record DiskSlow(Duration at, Duration lasts, Duration force) implements Trouble {}

  record Unplugged(Duration at, Duration lasts, int line) implements Trouble {}

  record Noisy(Duration at, Duration lasts, int line, double chance) implements Trouble {}

  /** A device without power. */
  record Dark(Duration at, Duration lasts, int line, int device) implements Trouble {}

  record PaperOut(Duration at, Duration lasts) implements Trouble {}

  record ClockJump(Duration at, Duration by) implements Trouble {}

  /** No trouble lasts longer. */
  Duration LASTS_MOST = Duration.ofSeconds(95);

  /**
   * Every third one comes in the last minute: what it leaves behind is then not covered up by what
   * happens later.
   */
  Duration LATE = Duration.ofMinutes(1);

  /** Up to a dozen within {@code within}; about one appliance in eight has a quiet day. */
  static List<Trouble> draw(Random random, Duration within, int lines) {
    var troubles = new ArrayList<Trouble>();
    int count = random.nextInt(8) == 0 ? 0 : 1 + random.nextInt(12);
    for (int i = 0; i < count; i++) {
      boolean late = random.nextInt(3) == 0;
      Duration from = late ? within.minus(LATE) : Duration.ZERO;
      long over = within.minus(from).toMillis();
      Duration at = from.plusMillis((long) (random.nextDouble() * over));
      troubles.add(one(random, at, lines));
    }
    troubles.sort(Comparator.comparing(Trouble::at));
    return List.copyOf(troubles);
  }

  private static Trouble one(Random random, Duration at, int lines) {
    Duration lasts = Duration.ofMillis(500 + random.nextInt(random.nextBoolean() ? 5_000 : 90_000));
    int line = random.nextInt(lines);
    return switch (random.nextInt(10)) {
      case 0, 1, 2 -> {
        var models = List.of(LyingDisk.Model.values());
        var model = models.get(random.nextInt(models.size()));
        yield new PowerCut(at, model, Duration.ofMillis(200 + random.nextInt(20_000)));
      }
      case 3 -> new DiskFull(at, lasts);
      case 4 -> new DiskSlow(at, lasts, Duration.ofMillis(50 + random.nextInt(1_500)));
      case 5 -> new Unplugged(at, lasts, line);
      case 6 -> new Noisy(at, lasts, line, 0.02 + random.nextDouble() / 2);
      case 7 -> new Dark(at, lasts, line, random.nextInt(8));
      case 8 -> new PaperOut(at, lasts);
      default -> {
        int most = List.of(5, 600, 30_000).get(random.nextInt(3));
        yield new ClockJump(at, Duration.ofSeconds(random.nextInt(2 * most) - most));
      }
    };
  }
}
