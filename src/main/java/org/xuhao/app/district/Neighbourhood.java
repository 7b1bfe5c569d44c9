package org.xuhao.app.district;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.xuhao.app.settings.Settings;
import org.xuhao.link.Link;
import org.xuhao.link.Neighbours;
import org.xuhao.loop.HallClock;
import org.xuhao.web.district.DistrictHooks;
import org.xuhao.web.district.HallCard;
import org.xuhao.web.district.LoadReport;

/** Shows the pages what the link heard. */
final class Neighbourhood implements DistrictHooks {
  private final Settings.District district;
  private final HallCard hall;
  private final List<HallCard> others;
  private final Link link;
  private final HallClock clock;
  private final Supplier<Optional<LoadReport>> own;

  Neighbourhood(
      Settings.Card hall,
      Settings.District district,
      Link link,
      HallClock clock,
      Supplier<Optional<LoadReport>> own) {
    this.district = district;
    this.link = link;
    this.clock = clock;
    this.own = own;
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
        other.place().map(Neighbourhood::place));
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

  @Override
  public Optional<LoadReport> own() {
    return own.get();
  }
}
