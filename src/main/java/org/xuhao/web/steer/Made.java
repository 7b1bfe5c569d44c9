package org.xuhao.web.steer;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.report.DayBook;
import org.xuhao.report.DayFigures.Waits;

/**
 * A move that was agreed to.
 *
 * @param alert what it was made for
 * @param at hall time
 * @param until when the window serves as planned again, hall time
 */
public record Made(String alert, Proposal proposal, String by, Instant at, Instant until) {

  /** How long before and after are compared. Source: screens, 7. */
  public static final Duration LOOK = Duration.ofMinutes(20);

  /** Waits of those called within 20 minutes before, and after so far; null: nobody was called. */
  public record Effect(ServiceCode service, @Nullable Waits before, @Nullable Waits after) {}

  /** What came of it for {@code service}. */
  public Effect effect(ServiceCode service, DayBook book) {
    return effect(service, at, book);
  }

  /** The same of something that was done {@code at} a time, hall time. */
  public static Effect effect(ServiceCode service, Instant at, DayBook book) {
    return new Effect(
        service,
        book.waits(service.code(), at.minus(LOOK), at),
        book.waits(service.code(), at, at.plus(LOOK)));
  }

  /** Whether the 20 minutes after it are over. */
  public boolean isSettled(Instant now) {
    return !now.isBefore(at.plus(LOOK));
  }
}
