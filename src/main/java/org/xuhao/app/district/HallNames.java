package org.xuhao.app.district;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.xuhao.app.settings.Settings;

/** How people read the names of the district's halls. */
final class HallNames {

  /** One hall's name; {@code nameEn} may be empty. */
  record Name(String name, String nameEn) {}

  private final Map<String, Name> names = new HashMap<>();
  private final String own;

  HallNames(Settings.Card own, List<Settings.OtherHall> others) {
    this.own = own.id();
    names.put(own.id(), new Name(own.name(), own.nameEn()));
    for (var other : others) names.put(other.id(), new Name(other.name(), other.nameEn()));
  }

  /** The short name of this hall. */
  String own() {
    return own;
  }

  /** The short name itself where the settings do not name that hall. */
  Name of(String hall) {
    return names.getOrDefault(hall, new Name(hall, hall));
  }
}
