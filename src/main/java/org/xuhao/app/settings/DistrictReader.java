package org.xuhao.app.settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.xuhao.app.settings.ConfigError.Code;
import org.xuhao.app.settings.Settings.District;
import org.xuhao.app.settings.Settings.OtherHall;
import org.xuhao.hall.value.Words;

/** The district that a hall belongs to. */
final class DistrictReader {
  private static final String SLUG = "[a-z0-9][a-z0-9-]*";

  private final Path file;
  private final Errors errors;

  DistrictReader(Path file, Errors errors) {
    this.file = file;
    this.errors = errors;
  }

  Optional<District> read(Optional<Section> section) {
    if (section.isEmpty()) return Optional.empty();
    Section district = section.get();
    Optional<String> id = WindowReader.matching(district, "id", SLUG, "a-z, 0-9 and -: licang");
    Optional<String> name = district.text("name");
    Optional<Path> trust = path(district, "trust");
    Optional<Path> certificate = path(district, "certificate");
    Optional<Path> key = path(district, "key");
    Optional<String> user = district.text("user");
    Optional<Path> password = path(district, "passwordFile");
    together(district, "certificate", "key");
    together(district, "user", "passwordFile");
    checkOffice(district, "people");
    checkOffice(district, "services");
    checkSeal(district);
    var read =
        new District(
            id.orElse("-"),
            name.orElse("-"),
            district.text("nameEn").orElse(""),
            servers(district),
            user.flatMap(u -> password.map(p -> new Settings.Login(u, p))),
            trust,
            certificate.flatMap(c -> key.map(k -> new Settings.KeyPair(c, k))),
            path(district, "visitorKey"),
            district.flag("office").orElse(false),
            copies(district),
            path(district, "people"),
            path(district, "services"),
            store(district),
            place(district),
            halls(district));
    return id.isEmpty() || name.isEmpty() ? Optional.empty() : Optional.of(read);
  }

  private Optional<Path> path(Section district, String name) {
    return district.text(name).map(text -> file.resolveSibling(text).normalize());
  }

  /** Two copies would stop with either of their servers: they go on only as more than a half. */
  private static int copies(Section district) {
    int copies = district.number("copies").orElse(1);
    checkOffice(district, "copies");
    if (copies % 2 == 0)
      district.wrong(
          Code.BAD_VALUE, "copies", "district.copies is " + copies, "1, 3 or 5: an odd number");
    return copies;
  }

  private static void checkOffice(Section district, String key) {
    if (!district.has(key) || district.isWord("office", "true")) return;
    district.wrong(
        Code.BAD_VALUE,
        key,
        "district." + key + " stands in a hall that is not the office",
        "it at the office alone, where office: true stands");
  }

  private static void checkSeal(Section district) {
    if (!district.has("people") || district.has("visitorKey")) return;
    district.wrong(
        Code.BAD_VALUE,
        "people",
        "district.people stands without district.visitorKey, which seals sign-ins for the halls",
        "visitorKey: visitor.key, the same file as in all halls with windows");
  }

  private static Optional<String> store(Section district) {
    Optional<String> url = district.text("store");
    if (url.isPresent() && !url.get().startsWith("jdbc:postgresql:"))
      district.wrong(
          Code.BAD_VALUE,
          "store",
          "district.store is not a URL of PostgreSQL",
          "jdbc:postgresql://db.example/xuhao?user=xuhao&password=…; leave it out for H2");
    return url;
  }

  private static void together(Section district, String one, String other) {
    if (district.has(one) == district.has(other)) return;
    String there = district.has(one) ? one : other;
    String missing = district.has(one) ? other : one;
    district.wrong(
        Code.BAD_VALUE,
        there,
        "district." + there + " stands without district." + missing,
        "both or none of them");
  }

  /** Addresses of servers; one that is none is said and left out. */
  private List<String> servers(Section district) {
    var servers = new ArrayList<String>();
    for (ScalarNode word : district.words("nats")) {
      String text = word.getValue().strip();
      if (text.matches("(nats|tls)://[A-Za-z0-9.\\[\\]:-]+")) servers.add(text);
      else
        errors.add(
            Code.BAD_VALUE,
            word,
            district.path("nats") + " names '" + text + "'",
            "nats://host:port or tls://host:port, such as tls://10.0.0.2:4222");
    }
    return servers;
  }

  private static Optional<Settings.Place> place(Section of) {
    Optional<Integer> x = of.number("x");
    Optional<Integer> y = of.number("y");
    return x.flatMap(left -> y.map(top -> new Settings.Place(left, top)));
  }

  private static List<OtherHall> halls(Section district) {
    var halls = new ArrayList<OtherHall>();
    var seen = new HashSet<String>();
    for (Section one : district.maps("halls", "district.halls[]")) {
      Optional<String> id = WindowReader.matching(one, "id", SLUG, "a-z, 0-9 and -: shiyuan");
      Optional<String> name = one.text("name");
      Optional<Integer> minutes = one.number("minutes");
      String nameEn = one.text("nameEn").orElse("");
      Optional<String> url = one.text("url");
      Optional<Settings.Place> place = place(one);
      var address = new Words(one.text("address").orElse(""), one.text("addressEn").orElse(""));
      var way = new Words(one.text("way").orElse(""), one.text("wayEn").orElse(""));
      if (id.isEmpty() || name.isEmpty() || minutes.isEmpty()) continue;
      if (!seen.add(id.get()))
        one.wrong(Code.DUPLICATE, "id", "hall " + id.get() + " stands twice", "another id");
      halls.add(
          new OtherHall(id.get(), name.get(), nameEn, minutes.get(), url, place, address, way));
    }
    return halls;
  }
}
