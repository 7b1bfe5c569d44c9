package org.xuhao.report;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Talks at remote windows in one or more days: those booked in them, and those whose slot began in
 * them, however long before they were booked.
 *
 * @param booked in these days, for whichever day, also those cancelled since
 * @param due whose slot began, and which had a number then
 * @param held of those: somebody was spoken with
 * @param missed of those: nobody was, and the number is given up
 * @param corrected of those held: something was put right
 * @param accepted of those held
 * @param rated of those held
 * @param toTalk from the booking to when the talk began; null: none was held
 * @param toAcceptance from there to the acceptance; null: none was accepted
 */
public record TalkFigures(
    int booked,
    int due,
    int held,
    int missed,
    int corrected,
    int accepted,
    int rated,
    @Nullable Spread toTalk,
    @Nullable Spread toAcceptance) {

  /** Nine in ten, as promises of halls are measured. */
  private static final double NINE_IN_TEN = 0.9;

  /**
   * Several durations; there is none of nothing.
   *
   * @param median half took no longer; of an even number the lower of the two in the middle
   * @param nineInTen nine of ten took no longer
   */
  public record Spread(Duration median, Duration nineInTen) {

    /** Null: of none. */
    static @Nullable Spread of(List<Duration> all) {
      if (all.isEmpty()) return null;
      List<Duration> sorted = all.stream().sorted().toList();
      int nine = (int) Math.ceil(NINE_IN_TEN * sorted.size()) - 1;
      return new Spread(sorted.get((sorted.size() - 1) / 2), sorted.get(nine));
    }
  }

  /** Whether there is anything to tell. */
  public boolean isEmpty() {
    return booked == 0 && due == 0;
  }
}
