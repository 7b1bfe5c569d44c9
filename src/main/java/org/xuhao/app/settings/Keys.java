package org.xuhao.app.settings;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.xuhao.app.settings.Key.Kind;
import org.xuhao.driver.Drivers;
import org.xuhao.hall.value.NoShowRule;
import org.xuhao.hall.value.TicketNumber;

/** Every key there is. A key that is not here cannot be read; the manual is checked against it. */
public final class Keys {
  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final String NEEDED = Key.REQUIRED;

  /** In the order of the manual. */
  public static final List<Key> ALL =
      Stream.of(
              top(),
              http(),
              privacy(),
              hall(),
              services(),
              calendar(),
              windows(),
              besideWindows(),
              people(),
              RuleKeys.all(),
              alerts(),
              lines(),
              devices(),
              TicketKeys.all(),
              VoiceKeys.all(),
              DistrictKeys.all(),
              DistrictKeys.people(),
              DistrictKeys.services(),
              deviceOptions())
          .flatMap(List::stream)
          .toList();

  /** One entry of the list of that name. */
  static final Key CREDIT =
      one("rules", "calling.preferenceCredit", Kind.DURATION, 0, 4 * HOUR, "", "");

  private Keys() {}

  static Optional<Key> find(String section, String name) {
    return ALL.stream().filter(k -> k.section().equals(section) && k.name().equals(name)).findAny();
  }

  static List<String> names(String section) {
    return ALL.stream().filter(k -> k.section().equals(section)).map(Key::name).toList();
  }

  private static List<Key> top() {
    return List.of(
        map("", "hall", NEEDED, "The hall itself."),
        map("", "http", "", "Where the pages are served."),
        map("", "privacy", "", "How long visitors are known."),
        map("", "ticket", "", "What stands on tickets."),
        map("", "voice", "", "What this machine's loudspeakers say; without: nothing."),
        map("", "district", "", "The district that the hall belongs to; without: it stands alone."),
        text("", "data", 1, 1_000, "./data", "Folder of journal, tables and keys; from the file."),
        list("", "services", 1, 200, NEEDED, "What tickets are taken for."),
        list("", "windows", 0, 999, NEEDED, "Where people are served; []: in other halls."),
        list("", "calendar", 0, 400, "", "Days that are not as usual; later ones count first."),
        list("", "priorityClasses", 0, 20, "the usual five", "Who may be called earlier."),
        list("", "clerks", 0, 2_000, "", "Clerks whose skills are not all services."),
        map("", "rules", "", "The hall's rules, where they differ from the defaults."),
        map("", "alerts", "", "From where on the manager is told of something."),
        new Key("", "lines", Kind.MAP, 0, 64, List.of(), "", "Name → line to devices."),
        list("", "devices", 0, 1_000, "", "What hangs on the lines."));
  }

  private static List<Key> http() {
    return List.of(
        text("http", "host", 1, 255, "127.0.0.1", "Address to listen on; 0.0.0.0: all."),
        number("http", "port", 0, 65_535, "8080", "Port to listen on; 0: any free one."),
        text("http", "url", 1, 200, "", "How a visitor's phone reaches the pages, for QR codes."),
        text("http", "talk", 1, 300, "", "Where remote windows talk; {talk}: the talk's own name."),
        number(
            "http", "bookings", 0, 1_000, "0", "Talks a day that one address may book; 0: none."),
        list("http", "dispensers", 0, 64, "", "Addresses or networks that take tickets freely."),
        list("http", "watchers", 0, 64, "", "Those that may read metrics, devices and faults."),
        number("http", "pages", 16, 2_000, "600", "Pages that may stay open at once."),
        map("http", "tls", "", "Encrypts the pages; {} makes a certificate."),
        number("http.tls", "port", 0, 65_535, "8443", "Port of the encrypted pages; 0: any."),
        text("http.tls", "certificate", 1, 1_000, "", "PEM file, the hall's own first."),
        text("http.tls", "key", 1, 1_000, "", "PEM file of its key, PKCS #8 without password."),
        list("http.tls", "names", 0, 16, "", "Other names of this machine, for a made one."),
        map("http", "openId", "", "An OpenID provider that may say who somebody is."),
        text("http.openId", "issuer", 1, 300, NEEDED, "Its address, as it names itself."),
        text("http.openId", "client", 1, 200, NEEDED, "The hall's name there."),
        text("http.openId", "secretFile", 1, 1_000, "", "File with the hall's secret there."),
        text("http.openId", "claim", 1, 100, "preferred_username", "What is the account's name."),
        text("http.openId", "trust", 1, 1_000, "", "PEM file of whom to trust; without: Java's."));
  }

  private static List<Key> privacy() {
    return List.of(
        number(
            "privacy",
            "visitorDays",
            30,
            3_650,
            "180",
            "Days after the month's end until a visitor is forgotten."));
  }

  private static List<Key> hall() {
    String in = "hall";
    return List.of(
        text(in, "id", 1, 32, NEEDED, "Short name, a-z, 0-9 and -; given once, never changed."),
        text(in, "name", 1, 60, NEEDED, "The hall's name, Chinese."),
        text(in, "nameEn", 1, 120, "", "The same in English."),
        choice(
            in,
            "tier",
            Choices.words(Settings.Tier.values()),
            NEEDED,
            "District, street, community or partner hall."),
        text(in, "timeZone", 1, 60, NEEDED, "Such as Asia/Shanghai."),
        one(in, "hours", Kind.HOURS, "", "When the hall is open; without: day and night."),
        one(in, "lunch", Kind.HOURS, "", "Lunch; windows may go on."));
  }

  private static List<Key> services() {
    String in = "services[]";
    return List.of(
        text(in, "code", 1, 16, NEEDED, "Short name for the API: A-Z, 0-9 and -."),
        text(in, "prefix", 1, 2, NEEDED, "The ticket's letters, A-Z; no two services share one."),
        text(in, "name", 1, 40, NEEDED, "What people read, Chinese."),
        text(in, "nameEn", 1, 80, "", "The same in English."),
        text(in, "department", 1, 80, NEEDED, "The body the statistics are booked to."),
        list(in, "says", 0, 20, "", "What people say who come for it; it is found by these."),
        list(in, "materials", 0, 30, "", "What it asks for: the checklist of its notices."),
        one(in, "hours", Kind.HOURS, "the hall's", "When this service is offered."),
        number(in, "quota", 1, TicketNumber.NUMBER_MAX, "", "Numbers a day; without: no limit."),
        choice(
            in,
            "noShow",
            Choices.words(NoShowRule.values()),
            "rules: noShow.rule",
            "What follows a no-show."),
        list(in, "bundle", 2, 5, "", "Codes of what one number of it is for, in order (一件事)."),
        text(in, "collection", 1, 16, "", "Service at which what it makes is collected (出件)."),
        number(in, "visitorQuota", 1, 100, "", "Tickets a day for one known visitor."),
        list(in, "quotaUntil", 0, 24, "", "How many numbers are given out until a time of day."),
        one(in, "slot", Kind.DURATION, 5 * MINUTE, 8 * HOUR, "30min", "Length of a booked slot."),
        number(in, "slotCapacity", 1, 1_000, "", "Appointments a slot; without: not bookable."));
  }

  private static List<Key> calendar() {
    String in = "calendar[]";
    String period = "services[].quotaUntil[]";
    return List.of(
        text(in, "on", 1, 40, NEEDED, "SATURDAY, 2026-10-01 or 2026-10-01..2026-10-07."),
        text(in, "hours", 1, 20, NEEDED, "Its hours, such as 09:00-12:00, or closed."),
        text(in, "mode", 1, 32, "", "Service mode of its tickets, such as EXTENDED or OFF_PEAK."),
        one(period, "time", Kind.TIME, NEEDED, "Until then."),
        number(period, "quota", 0, TicketNumber.NUMBER_MAX, NEEDED, "So many in all of the day."));
  }

  private static List<Key> windows() {
    String in = "windows[]";
    return List.of(
        number(in, "number", 1, 999, NEEDED, "The window's number, as on the wall."),
        text(in, "name", 1, 40, NEEDED, "What stands above the window when it is idle."),
        list(in, "services", 1, 32, NEEDED, "Codes of its services, the preferred first."),
        flag(in, "equal", "false", "All its services are worth the same."),
        flag(in, "signIn", "false", "Opens only when a clerk signs in."),
        flag(
            in,
            "endsVisit",
            "rules: call.endsVisit, else true with an ff68-pad",
            "Call-next ends the visit at the window first."),
        one(
            in,
            "noShowAfter",
            Kind.PATIENCE,
            10 * SECOND,
            HOUR,
            "rules: noShow.after; never with an ff68-pad",
            "A called ticket is a no-show after this; never: only the clerk says so."),
        choice(in, "kind", Choices.windowKinds(), "INTEGRATED", "What the window is for."),
        map(in, "tide", "", "What it serves besides while people wait too long."),
        list(in, "roster", 0, 400, "", "Who sits at a director's desk, by date."));
  }

  private static List<Key> besideWindows() {
    String tide = "windows[].tide";
    String duty = "windows[].roster[]";
    return List.of(
        list(tide, "services", 1, 32, NEEDED, "Codes of the services it then serves besides."),
        one(tide, "over", Kind.DURATION, MINUTE, 8 * HOUR, NEEDED, "Once somebody waits so long."),
        one(tide, "lasts", Kind.DURATION, MINUTE, 8 * HOUR, NEEDED, "For so long, then again."),
        text(duty, "on", 10, 10, NEEDED, "A date, such as 2026-10-09."),
        text(duty, "name", 1, 40, NEEDED, "Who sits there, as people read it."));
  }

  private static List<Key> people() {
    String in = "priorityClasses[]";
    String clerk = "clerks[]";
    return List.of(
        text(in, "code", 1, 16, NEEDED, "Short name for the API: A-Z, 0-9 and _."),
        text(in, "name", 1, 20, NEEDED, "What people read, Chinese."),
        text(in, "nameEn", 1, 40, "", "The same in English."),
        text(clerk, "id", 1, 32, NEEDED, "The clerk's staff number, as at sign-in."),
        text(clerk, "name", 1, 40, "", "The clerk's name."),
        list(clerk, "skills", 1, 200, NEEDED, "Codes of the services this clerk may serve."));
  }

  private static List<Key> alerts() {
    String in = "alerts";
    return List.of(
        one(in, "wait", Kind.DURATION, MINUTE, 8 * HOUR, "30min", "Nobody is to wait longer."),
        one(
            in,
            "idle",
            Kind.DURATION,
            MINUTE,
            8 * HOUR,
            "5min",
            "No window is to be free longer while somebody waits whom it could call."),
        number(
            in,
            "visitTimes",
            1,
            20,
            "2",
            "A visit is long that takes so many times what 85 of 100 of its service take."));
  }

  private static List<Key> lines() {
    String in = "lines.*";
    return List.of(
        text(in, "uri", 1, 300, NEEDED, "serial:/dev/ttyUSB0?baud=9600 or tcp://10.0.0.7:4001."),
        flag(in, "record", "false", "Write what passes to a capture under the data folder."));
  }

  private static List<Key> devices() {
    String in = "devices[]";
    return List.of(
        choice(in, "type", Choices.types(), NEEDED, "The kind of device."),
        text(in, "line", 1, 32, NEEDED, "Name of the line it hangs on."),
        number(in, "address", 0, 0x7FFF, "", "Its address; required on a bus, none for escpos."),
        number(in, "window", 1, 999, "", "Its window; an onbon-bx without one shows the hall."));
  }

  /** Where the keys stand that are a device type's own. */
  static String ofType(String type) {
    return "devices[" + type + "]";
  }

  private static List<Key> deviceOptions() {
    return Drivers.ALL.stream()
        .flatMap(type -> type.options().stream().map(o -> Key.of(ofType(type.name()), o)))
        .toList();
  }

  private static Key map(String section, String name, String fallback, String meaning) {
    return new Key(section, name, Kind.MAP, 0, 0, List.of(), fallback, meaning);
  }

  static Key list(
      String section, String name, long least, long most, String fallback, String meaning) {
    return new Key(section, name, Kind.LIST, least, most, List.of(), fallback, meaning);
  }

  static Key text(
      String section, String name, long least, long most, String fallback, String meaning) {
    return new Key(section, name, Kind.TEXT, least, most, List.of(), fallback, meaning);
  }

  static Key number(
      String section, String name, long least, long most, String fallback, String meaning) {
    return new Key(section, name, Kind.NUMBER, least, most, List.of(), fallback, meaning);
  }

  static Key flag(String section, String name, String fallback, String meaning) {
    return new Key(section, name, Kind.FLAG, 0, 0, List.of(), fallback, meaning);
  }

  static Key choice(
      String section, String name, List<String> choices, String fallback, String meaning) {
    return new Key(section, name, Kind.CHOICE, 0, 0, choices, fallback, meaning);
  }

  static Key one(String section, String name, Kind kind, String fallback, String meaning) {
    return new Key(section, name, kind, 0, 0, List.of(), fallback, meaning);
  }

  static Key one(
      String section,
      String name,
      Kind kind,
      long least,
      long most,
      String fallback,
      String meaning) {
    return new Key(section, name, kind, least, most, List.of(), fallback, meaning);
  }
}
