package org.xuhao.app.settings;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xuhao.app.settings.ConfigError.Code;
import org.xuhao.hall.Plan.Calendar;
import org.xuhao.hall.Plan.Hours;
import org.xuhao.hall.Plan.SpecialDay;

/** Days that are not as usual, and lunch. */
final class CalendarReader {
  private static final String EXAMPLE = "SATURDAY, 2026-10-01 or 2026-10-01..2026-10-07";

  private final Section root;
  private final Optional<Section> hall;

  CalendarReader(Section root, Optional<Section> hall) {
    this.root = root;
    this.hall = hall;
  }

  /** {@code lunchClears}: as the rules say. */
  Calendar calendar(boolean lunchClears) {
    var exceptions = new ArrayList<SpecialDay>();
    for (Section entry : root.maps("calendar", "calendar[]"))
      exception(entry).ifPresent(exceptions::add);
    Hours lunch = hall.flatMap(h -> h.hours("lunch")).orElse(null);
    return new Calendar(List.copyOf(exceptions), lunch, lunchClears);
  }

  private static Optional<SpecialDay> exception(Section entry) {
    Optional<String> on = entry.text("on");
    boolean closed = entry.isWord("hours", "closed");
    Optional<Hours> hours = closed ? Optional.empty() : entry.hours("hours");
    String mode =
        WindowReader.matching(entry, "mode", "[A-Z0-9_]+", "A-Z and _, such as EXTENDED")
            .orElse(null);
    if (on.isEmpty() || (!closed && hours.isEmpty())) return Optional.empty();
    try {
      return Optional.of(exception(on.get().strip(), hours.orElse(null), mode));
    } catch (DateTimeException | IllegalArgumentException e) {
      entry.wrong(Code.BAD_VALUE, "on", entry.path("on") + " is '" + on.get() + "'", EXAMPLE);
      return Optional.empty();
    }
  }

  private static SpecialDay exception(String on, @Nullable Hours hours, @Nullable String mode) {
    if (!Character.isDigit(on.charAt(0)))
      return new SpecialDay(null, null, DayOfWeek.valueOf(on), hours, mode);
    String[] ends = on.split("\\.\\.", 2);
    LocalDate from = LocalDate.parse(ends[0]);
    LocalDate until = ends.length == 2 ? LocalDate.parse(ends[1]) : from;
    if (until.isBefore(from)) throw new DateTimeException("ends before it begins");
    return new SpecialDay(from, until, null, hours, mode);
  }
}
