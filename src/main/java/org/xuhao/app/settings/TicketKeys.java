package org.xuhao.app.settings;

import static org.xuhao.app.settings.Keys.choice;
import static org.xuhao.app.settings.Keys.flag;
import static org.xuhao.app.settings.Keys.list;
import static org.xuhao.app.settings.Keys.number;
import static org.xuhao.app.settings.Keys.one;
import static org.xuhao.app.settings.Keys.text;

import java.util.List;
import java.util.stream.Stream;
import org.xuhao.app.settings.Key.Kind;

/** The keys of tickets and of the printers that print them. */
final class TicketKeys {
  private static final long SECOND = 1_000;

  private TicketKeys() {}

  static List<Key> all() {
    return Stream.of(ticket(), printer()).flatMap(List::stream).toList();
  }

  private static List<Key> ticket() {
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

  private static List<Key> printer() {
    String in = "devices[escpos]";
    return List.of(
        choice(in, "paper", List.of("80", "58"), "80", "The paper's width in mm."),
        flag(in, "qr", "true", "Its firmware makes QR codes; false: they go as pictures."),
        choice(
            in,
            "print",
            List.of("text", "picture"),
            "text",
            "picture: it has no Chinese font; needs fonts-noto-cjk and 57600 baud or a network."),
        choice(in, "cut", List.of("partial", "full"), "partial", "How the knife cuts."),
        text(in, "present", 2, 47, "", "The maker's bytes that hand a ticket out: 1D 65 03 0C."),
        text(in, "retract", 2, 47, "", "The maker's bytes that take it in again: 1D 65 02."),
        one(
            in,
            "retractAfter",
            Kind.DURATION,
            5 * SECOND,
            600 * SECOND,
            "30s",
            "How long a ticket is held out."),
        number(in, "roll", 5, 500, "", "Metres on a new roll; without: no forecast of its end."),
        number(in, "warnTickets", 1, 1_000, "50", "So many tickets before the end, PAPER-LOW."));
  }
}
