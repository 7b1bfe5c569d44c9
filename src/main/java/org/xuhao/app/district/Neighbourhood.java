package org.xuhao.app.district;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.xuhao.app.loan.LoanOffice;
import org.xuhao.app.settings.Settings;
import org.xuhao.link.Link;
import org.xuhao.link.Neighbours;
import org.xuhao.loop.HallClock;
import org.xuhao.report.DistrictReports;
import org.xuhao.store.StoreDown;
import org.xuhao.web.district.DistrictHooks;
import org.xuhao.web.district.EditionCard;
import org.xuhao.web.district.Elsewhere;
import org.xuhao.web.district.HallCard;
import org.xuhao.web.district.LoadReport;
import org.xuhao.web.district.LoanHooks;

/** Shows the pages what the link heard. */
final class Neighbourhood implements DistrictHooks {
  private final Settings.District district;
  private final HallCard hall;
  private final List<HallCard> others;
  private final Link link;
  private final HallClock clock;
  private final Supplier<Optional<LoadReport>> own;
  private final Supplier<List<EditionCard>> editions;

  /** Entries come within a second; a hall behind by more is catching up, or is not reached. */
  private static final Duration ON_ITS_WAY = Duration.ofSeconds(30);

  /** Both set once, while the hall starts. */
  private volatile Optional<Tables> tables = Optional.empty();

  private volatile @Nullable LoanOffice loans;

  Neighbourhood(
      Settings.Card hall,
      Settings.District district,
      Link link,
      HallClock clock,
      Supplier<Optional<LoadReport>> own,
      Supplier<List<EditionCard>> editions) {
    this.district = district;
    this.link = link;
    this.clock = clock;
    this.own = own;
    this.editions = editions;
    var place = district.place().map(Neighbourhood::place);
    this.hall = new HallCard(hall.id(), hall.name(), hall.nameEn(), 0, Optional.empty(), place);
    others =
        district.halls().stream()
            .filter(other -> !other.id().equals(hall.id()))
            .map(Neighbourhood::card)
            .toList();
  }

  private static HallCard card(Settings.OtherHall other) {
    return new HallCard(
        other.id(),
        other.name(),
        other.nameEn(),
        other.minutes(),
        other.url(),
        other.place().map(Neighbourhood::place),
        other.address(),
        other.way());
  }

  private static HallCard.Place place(Settings.Place at) {
    return new HallCard.Place(at.x(), at.y());
  }

  @Override
  public Optional<Standing> district() {
    return Optional.of(
        new Standing(district.id(), district.name(), district.nameEn(), link.isUp(), hall));
  }

  @Override
  public List<HallCard> others() {
    return others;
  }

  @Override
  public @Nullable Heard heard(String of) {
    Neighbours.Heard heard = link.neighbours().reports().get(of);
    if (heard == null) return null;
    LoadReport report = LoadReport.read(of, heard.report()).orElse(null);
    if (report == null) return null;
    Duration age = Duration.ofNanos(Math.max(0, clock.elapsedNanos() - heard.heardNanos()));
    Instant cameAt = clock.wall().minus(age);
    return new Heard(report, age, Duration.between(cameAt, report.told()));
  }

  /** How far the other halls' clocks are ahead of this one, where most of them are; or empty. */
  Optional<Duration> apart() {
    return apart(
        others.stream()
            .map(other -> heard(other.id()))
            .filter(heard -> heard != null && heard.freshness().tellsWaits())
            .map(Heard::skew)
            .toList());
  }

  /**
   * What at least half of {@code skews} go beyond, if that is too far: one wrong clock among
   * several is its own hall's fault.
   */
  static Optional<Duration> apart(List<Duration> skews) {
    if (skews.isEmpty()) return Optional.empty();
    List<Duration> sorted = skews.stream().sorted().toList();
    Duration low = sorted.get((sorted.size() - 1) / 2);
    Duration high = sorted.get(sorted.size() / 2);
    Duration middle = low.abs().compareTo(high.abs()) < 0 ? low : high;
    return Optional.of(middle).filter(by -> by.abs().compareTo(Heard.SKEW_MAX) > 0);
  }

  /** The halls that can be asked now: this one, and those heard of within a minute. */
  List<String> heardOf() {
    var all = new ArrayList<String>(List.of(hall.id()));
    for (HallCard other : others) {
      Heard heard = heard(other.id());
      if (heard != null && heard.freshness().tellsWaits()) all.add(other.id());
    }
    return all;
  }

  /** This hall is the office that looks where clerks are needed. */
  void lend(LoanOffice office) {
    loans = office;
  }

  /** This hall is the office that keeps the district's tables. */
  void keep(OfficeTables office) {
    tables =
        Optional.of(
            new Tables() {
              @Override
              public DistrictReports reports() throws StoreDown {
                return new DistrictReports(office.store(), new Told());
              }

              @Override
              public void settle(String hall) throws StoreDown {
                office.store().settle(hall);
              }
            });
  }

  /** What the halls told of themselves, beside what came of their journals. */
  private final class Told implements DistrictReports.Known {
    @Override
    public List<String> halls() {
      return Stream.concat(Stream.of(hall.id()), others.stream().map(HallCard::id)).toList();
    }

    @Override
    public boolean hasMore(String of, Instant newest) {
      if (!halls().contains(of)) return false;
      Optional<LoadReport> told = own.get();
      if (!of.equals(hall.id())) {
        Heard heard = heard(of);
        if (heard == null || !heard.freshness().tellsWaits()) return true;
        told = Optional.of(heard.report());
      }
      return told.map(LoadReport::newest).filter(newest.plus(ON_ITS_WAY)::isBefore).isPresent();
    }
  }

  @Override
  public Optional<Tables> tables() {
    return tables;
  }

  @Override
  public LoanHooks loans() {
    LoanOffice office = loans;
    return office == null ? LoanHooks.NONE : office;
  }

  void close() {
    LoanOffice office = loans;
    if (office != null) office.close();
  }

  @Override
  public List<EditionCard> editions() {
    return editions.get();
  }

  @Override
  public Elsewhere elsewhere() {
    return new OtherHalls(link.reservations(), district.visitorKey().isPresent());
  }

  @Override
  public Optional<LoadReport> own() {
    return own.get();
  }
}
