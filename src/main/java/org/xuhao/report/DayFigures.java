package org.xuhao.report;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a business day was like, or is so far. Waits count from the taking to the first call.
 *
 * @param hours from the first hour in which something happened to the last; none: nothing did
 * @param services by code; those of which a number was taken
 * @param windows by number; those that called somebody
 * @param talks at remote windows
 */
public record DayFigures(
    LocalDate day,
    Sums all,
    List<Hour> hours,
    List<ServiceFigures> services,
    List<WindowFigures> windows,
    TalkFigures talks) {
  public DayFigures {
    hours = List.copyOf(hours);
    services = List.copyOf(services);
    windows = List.copyOf(windows);
  }

  /**
   * The day as a whole.
   *
   * @param taken numbers given out
   * @param finished visits that ended with an outcome
   * @param noShows calls that nobody answered
   * @param left who gave up, or was sent home, without having been served
   * @param waits of those who were called; null: nobody was
   */
  public record Sums(int taken, int finished, int noShows, int left, @Nullable Waits waits) {}

  /**
   * Waits of several people.
   *
   * @param nineInTen nine of ten waited no longer
   */
  public record Waits(Duration mean, Duration nineInTen, Duration longest) {}

  /** {@code hour} of the hall's clock, 0 to 23; numbers taken and visits finished in it. */
  public record Hour(int hour, int taken, int finished) {}

  public record ServiceFigures(String service, int taken, int finished, @Nullable Waits waits) {}

  /**
   * One window. Nothing of ratings: a window is not to be ranked by them.
   *
   * @param mean of its visits, from the call to the end; null: none has ended
   * @param busy how long it had somebody
   * @param sent whom it transferred away, the latest first, each ticket once
   */
  public record WindowFigures(
      int window,
      int finished,
      int noShows,
      @Nullable Duration mean,
      Duration busy,
      List<Sent> sent) {
    public WindowFigures {
      sent = List.copyOf(sent);
    }
  }

  /** {@code at}: when it left the window, in hall time. */
  public record Sent(String ticket, Instant at) {}
}
