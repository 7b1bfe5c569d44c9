package org.xuhao.app.settings;

import static org.xuhao.app.settings.Keys.flag;
import static org.xuhao.app.settings.Keys.list;
import static org.xuhao.app.settings.Keys.number;
import static org.xuhao.app.settings.Keys.text;

import java.util.List;

/** The keys of the district that a hall belongs to. */
final class DistrictKeys {
  private static final String NEEDED = Key.REQUIRED;

  /** Nobody goes further for a counter. Source: a day's way there and back. */
  private static final int MINUTES_MAX = 600;

  private DistrictKeys() {}

  static List<Key> all() {
    String in = "district";
    String hall = "district.halls[]";
    return List.of(
        text(
            in,
            "id",
            1,
            32,
            NEEDED,
            "Short name of the district, a-z, 0-9 and -; the same for all."),
        text(in, "name", 1, 60, NEEDED, "The district's name, Chinese."),
        text(in, "nameEn", 1, 120, "", "The same in English."),
        list(in, "nats", 1, 9, NEEDED, "Its NATS servers, such as tls://10.0.0.2:4222."),
        text(in, "user", 1, 64, "", "User of this hall at the NATS server; needs passwordFile."),
        text(in, "passwordFile", 1, 300, "", "File with its password; seen from this file."),
        text(in, "trust", 1, 300, "", "PEM file of who signs the server's certificate."),
        text(in, "certificate", 1, 300, "", "PEM file of this hall's certificate; needs key."),
        text(in, "key", 1, 300, "", "PEM file of its private key, PKCS #8."),
        text(in, "visitorKey", 1, 300, "", "File of 32 bytes in hex; one for halls with windows."),
        flag(in, "office", "false", "This appliance keeps the district's tables; one does."),
        number(in, "copies", 1, 5, "1", "On how many servers it has streams kept: 1, 3 or 5."),
        text(in, "people", 1, 300, "", "File of the district's clerks; at its office alone."),
        text(in, "services", 1, 300, "", "File of the district's services; at its office alone."),
        text(in, "store", 1, 300, "", "JDBC URL of these tables; without: H2 in the data folder."),
        number(in, "x", 0, 100, "", "This hall's place on the plan, from the left, in hundredths."),
        number(in, "y", 0, 100, "", "This hall's place on the plan, from above."),
        list(in, "halls", 0, 64, "", "The other halls, as visitors are told of them."),
        text(hall, "id", 1, 32, NEEDED, "The hall.id of that hall."),
        text(hall, "name", 1, 60, NEEDED, "Its name, Chinese."),
        text(hall, "nameEn", 1, 120, "", "The same in English."),
        number(hall, "minutes", 0, MINUTES_MAX, NEEDED, "Usual way there, in minutes."),
        text(hall, "address", 1, 60, "", "Where it stands, Chinese; on slips and screens."),
        text(hall, "addressEn", 1, 60, "", "The same in English."),
        text(hall, "way", 1, 60, "", "How to get there, Chinese: a bus, a stop."),
        text(hall, "wayEn", 1, 60, "", "The same in English."),
        text(hall, "url", 1, 200, "", "Where its pages are reached."),
        number(hall, "x", 0, 100, "", "Its place on the plan, from the left, in hundredths."),
        number(hall, "y", 0, 100, "", "Its place on the plan, from above."));
  }

  /** Those of the file of the district's clerks. */
  static List<Key> people() {
    return List.of(
        text(PeopleFile.ROOT, "from", 10, 16, "", "When it counts: 2026-12-01; without: at once."),
        list(PeopleFile.ROOT, "people", 0, 2_000, NEEDED, "The clerks of all halls."),
        text(PeopleFile.ENTRY, "id", 1, 32, NEEDED, "Staff number, one in the whole district."),
        text(PeopleFile.ENTRY, "name", 1, 40, NEEDED, "The clerk's name."),
        list(PeopleFile.ENTRY, "skills", 1, 200, NEEDED, "Codes of what this clerk may serve."));
  }

  /** Those of the file of the district's services. */
  static List<Key> services() {
    String in = ServicesFile.ENTRY;
    return List.of(
        text(
            ServicesFile.ROOT, "from", 10, 16, "", "When it counts: 2026-12-01; without: at once."),
        list(ServicesFile.ROOT, "services", 0, 200, NEEDED, "The services of all halls."),
        text(in, "code", 1, 16, NEEDED, "That of services[] in the halls' files."),
        text(in, "name", 1, 40, NEEDED, "What people read, Chinese."),
        text(in, "nameEn", 1, 80, "as the hall says", "The same in English."),
        text(in, "department", 1, 80, "as the hall says", "The body it is booked to."),
        list(in, "says", 0, 20, "as the hall says", "What people say who come for it."),
        list(in, "materials", 0, 30, "as the hall says", "What it asks for."),
        list(in, "bundle", 2, 5, "as the hall says", "Its parts, where the hall has it as one."),
        text(in, "from", 10, 10, "", "First day on which numbers are given out: 2026-12-01."),
        text(in, "until", 10, 10, "", "Last day on which numbers are given out."));
  }
}
