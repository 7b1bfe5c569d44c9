package org.xuhao.app.district;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.xuhao.app.settings.Settings;
import org.xuhao.board.Slips;
import org.xuhao.hall.value.Words;

/** How slips tell the way to another hall. */
public final class SlipHalls {
  private SlipHalls() {}

  /** Those of the settings; none where the hall stands alone. */
  public static Slips.Halls of(Optional<Settings.District> district) {
    Map<String, Slips.Other> all = new HashMap<>();
    district.ifPresent(of -> {
      for (Settings.OtherHall hall : of.halls()) all.put(hall.id(), other(hall));
    });
    return all::get;
  }

  private static Slips.Other other(Settings.OtherHall hall) {
    String name = line(new Words(hall.name(), hall.nameEn()));
    List<String> directions =
        Stream.of(line(hall.address()), line(hall.way()), minutes(hall.minutes()))
            .filter(text -> !text.isEmpty())
            .toList();
    return new Slips.Other(name, directions);
  }

  private static String line(Words words) {
    return (words.zh() + " " + words.en()).strip();
  }

  private static String minutes(int minutes) {
    return minutes == 0 ? "" : "路程约 " + minutes + " 分钟 min";
  }
}
