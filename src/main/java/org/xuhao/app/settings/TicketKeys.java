package org.xuhao.app.settings;

import static org.xuhao.app.settings.Keys.list;
import static org.xuhao.app.settings.Keys.text;

import java.util.List;
import org.xuhao.app.settings.Key.Kind;

/** The keys of tickets. */
final class TicketKeys {
  private TicketKeys() {}

  static List<Key> all() {
    String in = "ticket";
    return List.of(
        list(
            in,
            "zones",
            1,
            12,
            "all, in this order",
            "From top to bottom: LOGO, HALL, MARKS, NUMBER, SERVICE, AHEAD, WAIT, WINDOWS, TAKEN,"
                + " QR, NO_SHOW, NOTE."),
        text(in, "logo", 1, 200, "", "A PNG of at most 384 by 240 dots; from the file."),
        text(in, "noShow", 1, 60, "过号请到服务台 …", "What to do when the call was missed."),
        text(in, "note", 1, 90, "", "The hall's own words, last of all."),
        new Key(
            in,
            "ways",
            Kind.MAP,
            0,
            999,
            List.of(),
            "",
            "Window → how to get there, such as 一楼东侧."));
  }
}
