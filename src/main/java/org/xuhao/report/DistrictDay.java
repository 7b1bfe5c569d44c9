package org.xuhao.report;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A business day in all halls of a district, or so far: the same figures of each, to be compared.
 *
 * @param halls by name; those of which the store knows anything, also where nothing happened
 * @param services by code, then by hall
 */
public record DistrictDay(LocalDate day, List<HallDay> halls, List<ServiceDay> services) {
  public DistrictDay {
    halls = List.copyOf(halls);
    services = List.copyOf(services);
  }

  /**
   * One hall.
   *
   * @param noShows calls that nobody answered
   * @param left who gave up, or was sent home, without having been called
   * @param windows that called somebody
   * @param incomplete events of this day, or around it, have not come or are lost
   */
  public record HallDay(
      String hall,
      Work work,
      int noShows,
      int left,
      Rated rated,
      int windows,
      boolean incomplete) {}

  /** One service in one hall; the service is that of the ticket now, of the visit at its call. */
  public record ServiceDay(String service, String hall, Work work) {}

  /**
   * What was asked for and done.
   *
   * @param taken numbers given out
   * @param visits that ended with an outcome
   * @param waited from the taking, or from when it could be called, to the first call
   * @param served of those visits, from the call to the end
   */
  public record Work(int taken, int visits, @Nullable Times waited, @Nullable Times served) {}

  /** Of several people; there is none of nobody. */
  public record Times(int people, Duration mean, Duration longest) {}

  /**
   * Ratings that visitors gave.
   *
   * @param levels their sum, each 5 (best) to 1
   * @param negative 2 or 1
   */
  public record Rated(int given, int levels, int negative) {}
}
