package org.xuhao.web.district;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xuhao.report.DistrictReports;
import org.xuhao.store.StoreDown;

/**
 * The district as the pages see it. From any thread; everything that is no future answers at once
 * from what was heard before.
 */
public interface DistrictHooks {

  /** A hall that stands alone. */
  DistrictHooks NONE =
      new DistrictHooks() {
        @Override
        public Optional<Standing> district() {
          return Optional.empty();
        }

        @Override
        public List<HallCard> others() {
          return List.of();
        }

        @Override
        public @Nullable Heard heard(String hall) {
          return null;
        }

        @Override
        public Optional<LoadReport> own() {
          return Optional.empty();
        }
      };

  /**
   * The district and this hall in it.
   *
   * @param nameEn may be empty
   * @param reached whether its server is reached now
   * @param hall this one
   */
  record Standing(String id, String name, String nameEn, boolean reached, HallCard hall) {}

  /**
   * The latest that was heard of a hall.
   *
   * @param age how long ago it came, by this hall's own even clock
   * @param skew how far that hall's clock goes before this one's; below zero: behind it
   */
  record Heard(LoadReport report, Duration age, Duration skew) {
    /** Clocks this far apart are told to somebody. Source: the district's design, section 2. */
    public static final Duration SKEW_MAX = Duration.ofMinutes(2);

    /** How far it may be relied upon. */
    public Freshness freshness() {
      return Freshness.of(age);
    }

    /** Whether one of the two clocks is wrong. */
    public boolean isSkewed() {
      return skew.abs().compareTo(SKEW_MAX) > 0;
    }
  }

  /** Clerks between halls; at the district's office alone. */
  default LoanHooks loans() {
    return LoanHooks.NONE;
  }

  /** The district's own tables; empty: this hall is not its office. */
  default Optional<Tables> tables() {
    return Optional.empty();
  }

  /** Opens them where they are not open yet, and throws while they cannot be; blocks. */
  interface Tables {
    DistrictReports reports() throws StoreDown;

    /** A person has looked at what was put aside of a hall's history: the faults of it end. */
    void settle(String hall) throws StoreDown;
  }

  /** Empty: the hall stands alone. */
  Optional<Standing> district();

  /** The other halls, in the order of the hall's file. */
  List<HallCard> others();

  /** Null: nothing was heard of it since this hall started. */
  @Nullable Heard heard(String hall);

  /** What this hall says of itself; empty: a moment after the start. */
  Optional<LoadReport> own();

  /** What this hall holds that the district's office publishes: what counts and what waits. */
  default List<EditionCard> editions() {
    return List.of();
  }

  /** Numbers in the other halls. */
  default Elsewhere elsewhere() {
    return Elsewhere.NONE;
  }
}
