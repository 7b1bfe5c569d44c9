package org.xuhao.sim;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A clerk at one window who sees the pad and presses its keys, and the visitor in front of it. The
 * clerk knows nothing but what the pad shows. Used on one context.
 */
final class SimClerk {

  /** A display is true within this much of the wall's time after a key. Assumed, generous. */
  private static final Duration DISPLAY_WITHIN = Duration.ofMillis(1500);

  private static final Duration LOOK_EVERY = Duration.ofSeconds(8);
  private static final Duration LONGEST_REACTION = Duration.ofSeconds(15);
  private static final Duration WALK = Duration.ofSeconds(25);

  /** Before a recall, and then before the ticket is a no-show: a minute and half in all. */
  private static final Duration NOT_THERE = Duration.ofSeconds(45);

  /** A visitor presses the rating pad within this time or not at all. */
  private static final Duration RATES_WITHIN = Duration.ofSeconds(30);

  /** Two short breaks of 8 minutes; lunch of 40 in two shifts. Source: as {@link HallDay}. */
  private static final double SHORT_BREAK = 8;

  private static final double LUNCH = 40;
  private static final double LUNCH_FIRST = 170;

  private final SimPadBus pads;
  private final int pad;
  private final int ratingPad;
  private final Pace pace;
  private final RandomGenerator chance;
  private final double[][] breaks;
  private boolean away;
  private long served;

  /**
   * A clerk who does nothing before {@link #start}.
   *
   * @param ratingPad address of the visitor's pad; the call pad's own where it has the rating keys
   */
  SimClerk(SimPadBus pads, SimDevice pad, int ratingPad, Pace pace, RandomGenerator chance) {
    this.pads = pads;
    this.pad = pad.address();
    this.ratingPad = ratingPad;
    this.pace = pace;
    this.chance = chance;
    double lunch = pad.window() % 2 == 0 ? LUNCH_FIRST : LUNCH_FIRST + LUNCH;
    breaks =
        new double[][] {
          {60 + 90 * chance.nextDouble(), SHORT_BREAK},
          {lunch, LUNCH},
          {290 + 130 * chance.nextDouble(), SHORT_BREAK}
        };
  }

  void start() {
    pace.after(reaction(), this::look);
  }

  long served() {
    return served;
  }

  private Duration reaction() {
    return Duration.ofMillis(chance.nextLong(2000, LONGEST_REACTION.toMillis()));
  }

  private void look() {
    if (onBreak()) {
      if (!away) pads.press(pad, SimPads.PAUSE);
      away = true;
      pace.after(Duration.ofMinutes(1), this::look);
    } else if (away) {
      away = false;
      pads.press(pad, SimPads.PAUSE);
      pace.after(reaction(), this::look);
    } else if (someoneIsHere()) {
      visitorComes();
    } else if (pads.lives(pad) && pads.waiting(pad).orElse(1) > 0) {
      pace.after(reaction(), this::callNext);
    } else {
      pace.after(LOOK_EVERY, this::look);
    }
  }

  private boolean onBreak() {
    double minute = HallDay.minute(pace.elapsed());
    for (double[] each : breaks) if (minute >= each[0] && minute < each[0] + each[1]) return true;
    return false;
  }

  private boolean someoneIsHere() {
    return pads.ticket(pad).isPresent();
  }

  private void callNext() {
    pads.press(pad, SimPads.CALL_NEXT);
    pace.afterReal(
        DISPLAY_WITHIN,
        () -> {
          if (someoneIsHere()) visitorComes();
          else pace.after(LOOK_EVERY, this::look);
        });
  }

  private void visitorComes() {
    if (chance.nextDouble() < HallDay.NO_SHOW) pace.after(NOT_THERE, this::recall);
    else pace.after(WALK.plus(HallDay.serviceTime(chance)), this::finish);
  }

  private void recall() {
    pads.press(pad, SimPads.RECALL);
    pace.after(
        NOT_THERE,
        () -> {
          pads.press(pad, 6, SimPads.OK);
          lookWhenShown();
        });
  }

  private void finish() {
    Optional<Integer> ticket = pads.ticket(pad);
    pads.press(pad, SimPads.EVALUATE);
    if (ticket.isPresent()) served++;
    if (chance.nextDouble() < HallDay.RATED)
      pace.after(
          Duration.ofMillis(chance.nextLong(3000, RATES_WITHIN.toMillis())),
          () -> pads.rate(ratingPad, HallDay.rating(chance)));
    // The next visitor is called once this one has gone.
    pace.after(RATES_WITHIN, this::lookWhenShown);
  }

  private void lookWhenShown() {
    pace.afterReal(DISPLAY_WITHIN, this::look);
  }
}
