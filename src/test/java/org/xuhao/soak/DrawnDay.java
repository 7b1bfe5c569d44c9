package org.xuhao.soak;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.xuhao.hall.Command;
import org.xuhao.hall.Plan;
import org.xuhao.hall.value.By;

/** A hall and all that is asked of it, over one business day or a few. */
record DrawnDay(Plan plan, Instant start, List<Step> steps) {
  DrawnDay {
    steps = List.copyOf(steps);
  }

  /** The same hall on a day with fewer steps. */
  DrawnDay with(List<Step> fewer) {
    return new DrawnDay(plan, start, fewer);
  }

  /** One thing that happens, {@code after} the one before. */
  sealed interface Step {
    Duration after();

    /** Somebody asks. Request ids are given by the draw, so that they survive a shortening. */
    record Asks(Duration after, String request, By by, Command command) implements Step {}

    /** The clock on the wall is moved. */
    record Jumps(Duration after, Duration by) implements Step {}

    /** Nothing but time passes, and the hall's clock is looked at. */
    record Rests(Duration after) implements Step {}
  }

  boolean hasJumps() {
    return steps.stream().anyMatch(Step.Jumps.class::isInstance);
  }

  /** The local date of the first step. */
  LocalDate date() {
    return LocalDate.ofInstant(start, plan.zone());
  }
}
