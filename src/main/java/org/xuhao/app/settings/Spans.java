package org.xuhao.app.settings;

import java.time.Duration;
import java.time.LocalTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.xuhao.hall.Plan.Hours;

/** Durations, times of day and hours as people write them. */
final class Spans {
  private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|min|h)");
  private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):([0-5][0-9])");

  private Spans() {}

  static Optional<Duration> duration(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) return Optional.empty();
    long count = Long.parseLong(matcher.group(1));
    return Optional.of(
        switch (matcher.group(2)) {
          case "ms" -> Duration.ofMillis(count);
          case "s" -> Duration.ofSeconds(count);
          case "min" -> Duration.ofMinutes(count);
          default -> Duration.ofHours(count);
        });
  }

  /** The shortest way to write {@code ms}. */
  static String text(long ms) {
    if (ms % 3_600_000 == 0 && ms > 0) return ms / 3_600_000 + "h";
    if (ms % 60_000 == 0 && ms > 0) return ms / 60_000 + "min";
    return ms % 1_000 == 0 ? ms / 1_000 + "s" : ms + "ms";
  }

  static Optional<LocalTime> time(String text) {
    return TIME.matcher(text).matches() ? Optional.of(LocalTime.parse(text)) : Optional.empty();
  }

  /** {@code 24:00} is the end of the day; a closing before the opening is on the next day. */
  static Optional<Hours> hours(String text) {
    int dash = text.indexOf('-');
    if (dash < 0) return Optional.empty();
    Optional<LocalTime> opens = time(text.substring(0, dash).strip());
    String end = text.substring(dash + 1).strip();
    Optional<LocalTime> closes = end.equals("24:00") ? Optional.of(LocalTime.MIDNIGHT) : time(end);
    if (opens.isEmpty() || closes.isEmpty()) return Optional.empty();
    return Optional.of(new Hours(opens.get(), closes.get()));
  }
}
