package org.xuhao.app.settings;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.xuhao.app.settings.ConfigError.Code;
import org.xuhao.app.settings.Settings.Card;
import org.xuhao.app.settings.Settings.District;
import org.xuhao.app.settings.Settings.Http;
import org.xuhao.app.settings.Settings.Tickets;
import org.xuhao.app.settings.Settings.Tier;
import org.xuhao.app.settings.Settings.Tls;
import org.xuhao.app.settings.Settings.Voice;
import org.xuhao.hall.Plan;
import org.xuhao.web.TicketLinks;
import org.xuhao.web.account.Networks;
import org.xuhao.web.steer.Limits;

/** The whole file, section by section. */
final class FileReader {
  private final Path file;
  private final Errors errors;
  private final Section root;

  FileReader(Path file, Errors errors, MappingNode root) {
    this.file = file.toAbsolutePath().normalize();
    this.errors = errors;
    this.root = new Section(errors, "", root, "");
  }

  /** The settings; worth nothing when an error was said. */
  Optional<Settings> read() {
    Optional<Section> hall = root.map("hall", "hall");
    Optional<Card> card = hall.flatMap(this::card);
    Http http = root.map("http", "http").map(this::http).orElse(usualHttp());
    var rules = new RulesReader(root.map("rules", "rules"));
    var devices = new DeviceReader(root, errors);
    var windows = new WindowReader(root, errors, rules, devices.padWindows());
    var plan = plan(card, hall, rules, devices, windows);
    Path data = data();
    int visitorDays = visitorDays();
    var tickets = tickets(windows.numbers());
    var limits = root.map("alerts", "alerts").map(FileReader::limits).orElse(Limits.USUAL);
    var voice = voice(windows.numbers(), card.map(Card::timeZone).orElse(ZoneOffset.UTC));
    var district = new DistrictReader(file, errors).read(root.map("district", "district"));
    boolean guides = root.isEmptyList("windows");
    card.map(Card::tier).ifPresent(tier -> checkTier(tier, guides, district));
    if (card.isEmpty() || plan.isEmpty() || !errors.isEmpty()) return Optional.empty();
    var lines = devices.lines();
    var all = devices.devices();
    return Optional.of(
        new Settings(
            file,
            card.get(),
            http,
            data,
            visitorDays,
            tickets,
            voice,
            plan.get(),
            windows.guide(),
            limits,
            district,
            lines,
            all));
  }

  private Optional<Plan> plan(
      Optional<Card> card,
      Optional<Section> hall,
      RulesReader rules,
      DeviceReader devices,
      WindowReader windows) {
    var services = windows.services();
    var plans = windows.windows();
    var people = new PeopleReader(root, windows);
    var classes = people.classes();
    var clerks = people.clerks();
    var calendar = new CalendarReader(root, hall).calendar(rules.lunchClears());
    devices.checkWindows(windows.numbers());
    return card.map(known ->
        new Plan(
            known.id(),
            known.timeZone(),
            hall.flatMap(h -> h.hours("hours")).orElse(null),
            services,
            plans,
            rules.rules(),
            devices.hasPrinter(),
            classes,
            clerks,
            calendar));
  }

  /** Small places may send their visitors on; and what knows visitors is not left with others. */
  private void checkTier(Tier tier, boolean guides, Optional<District> district) {
    boolean small = tier == Tier.COMMUNITY || tier == Tier.PARTNER;
    if (guides && !small)
      root.wrong(
          Code.BAD_VALUE,
          "windows",
          "a hall of tier " + tier + " has no windows",
          "one window at least; windows: [] stands where hall.tier is COMMUNITY or PARTNER");
    if (guides && district.map(District::halls).orElse(List.of()).isEmpty())
      root.wrong(
          Code.BAD_VALUE,
          "windows",
          "a hall without windows knows no other hall",
          "district with halls, where its visitors are sent");
    if ((guides || tier == Tier.PARTNER) && district.flatMap(District::visitorKey).isPresent())
      root.map("district", "district")
          .orElseThrow()
          .wrong(
              Code.BAD_VALUE,
              "visitorKey",
              "district.visitorKey stands in a partner's hall or one without windows",
              "nothing: there a matter is found by the code of its notice or its number");
  }

  private static Limits limits(Section file) {
    Limits usual = Limits.USUAL;
    return new Limits(
        file.duration("wait").orElse(usual.longest()),
        file.duration("idle").orElse(usual.idle()),
        file.number("visitTimes").orElse(usual.visitTimes()));
  }

  private Path data() {
    return file.resolveSibling(root.text("data").orElse("./data")).normalize();
  }

  private int visitorDays() {
    Optional<Section> privacy = root.map("privacy", "privacy");
    return privacy.flatMap(p -> p.number("visitorDays")).orElse(VISITOR_DAYS);
  }

  private Tickets tickets(Set<Integer> windows) {
    return new TicketReader(file, errors, windows).read(root.map("ticket", "ticket"));
  }

  private Optional<Voice> voice(Set<Integer> windows, ZoneId zone) {
    return new VoiceReader(file, errors, windows, zone).read(root.map("voice", "voice"));
  }

  /** Only this machine can reach it, until someone decides otherwise. */
  private static final String HOST = "127.0.0.1";

  /** Encrypted; in the clear on this machine alone, where somebody tries it. */
  private static final String ISSUER =
      "https://[!-~]{1,290}|http://(127\\.0\\.0\\.1|localhost)(:[0-9]{1,5})?(/[!-~]*)?";

  private static final int PORT = 8080;

  /** A large hall's displays, windows, clerks and dispensers, and some hundreds of phones. */
  private static final int PAGES = 600;

  /** Twice as long as a case waits for its materials, unless the hall says otherwise. */
  private static final int VISITOR_DAYS = 180;

  private Optional<Card> card(Section hall) {
    Optional<String> id = hall.text("id");
    if (id.isPresent() && !id.get().matches("[a-z0-9][a-z0-9-]*")) {
      hall.wrong(
          Code.BAD_VALUE, "id", "hall.id is '" + id.get() + "'", "a-z, 0-9 and -, such as haixi");
      id = Optional.empty();
    }
    Optional<String> name = hall.text("name");
    String nameEn = hall.text("nameEn").orElse("");
    Optional<Tier> tier = hall.choice("tier").map(Tier::valueOf);
    Optional<ZoneId> zone = hall.text("timeZone").flatMap(text -> zone(hall, text));
    hall.hours("hours");
    if (id.isEmpty() || name.isEmpty() || tier.isEmpty() || zone.isEmpty()) return Optional.empty();
    return Optional.of(new Card(id.get(), name.get(), nameEn, tier.get(), zone.get()));
  }

  private static Optional<ZoneId> zone(Section hall, String text) {
    try {
      if (text.contains("/") || text.equals("UTC")) return Optional.of(ZoneId.of(text));
    } catch (DateTimeException e) {
      // Said below: whether unknown or malformed, the remedy is the same.
    }
    hall.wrong(Code.BAD_VALUE, "timeZone", "there is no time zone '" + text + "'", "Asia/Shanghai");
    return Optional.empty();
  }

  private Http http(Section http) {
    Optional<String> host = http.text("host");
    if (host.isPresent() && !host.get().matches("[A-Za-z0-9.:-]+"))
      http.wrong(
          Code.BAD_VALUE,
          "host",
          "http.host is '" + host.get() + "'",
          "an address, such as 0.0.0.0 or 127.0.0.1");
    Optional<String> url = http.text("url");
    if (url.isPresent()
        && !url.get().matches("https?://[A-Za-z0-9.:\\[\\]-]+(/[A-Za-z0-9._~/-]*)?"))
      http.wrong(Code.BAD_VALUE, "url", "http.url is '" + url.get() + "'", "http://10.0.0.5:8080");
    return new Http(
        host.orElse(HOST),
        http.number("port").orElse(PORT),
        url.map(text -> text.replaceAll("/+$", "")),
        networks(http, "dispensers"),
        networks(http, "watchers"),
        http.number("pages").orElse(PAGES),
        http.map("tls", "http.tls").map(this::tls),
        http.map("openId", "http.openId").flatMap(this::openId),
        talk(http),
        http.number("bookings").orElse(0));
  }

  private static Optional<String> talk(Section http) {
    Optional<String> talk = http.text("talk");
    boolean is =
        talk.isEmpty()
            || (talk.get().matches("https?://[^\\s\"'<>]+")
                && talk.get().contains(TicketLinks.TALK_MARK));
    if (!is)
      http.wrong(
          Code.BAD_VALUE,
          "talk",
          "http.talk is '" + talk.get() + "'",
          "https://video.example.cn/room/{talk}, each talk with a name of its own");
    return talk;
  }

  private Tls tls(Section tls) {
    Optional<Path> certificate = tls.text("certificate").map(this::beside);
    Optional<Path> key = tls.text("key").map(this::beside);
    if (certificate.isPresent() != key.isPresent())
      tls.wrong(
          Code.BAD_VALUE,
          certificate.isPresent() ? "certificate" : "key",
          "http.tls names a certificate without its key, or a key without its certificate",
          "certificate: hall.pem and key: hall-key.pem, or neither");
    var names = new ArrayList<String>();
    for (ScalarNode word : tls.words("names"))
      if (word.getValue().matches("[A-Za-z0-9.:-]{1,253}")) names.add(word.getValue());
      else
        errors.add(
            Code.BAD_VALUE,
            word,
            tls.path("names") + " names '" + word.getValue() + "'",
            "a host name or an address, such as hall.example.cn or 10.0.0.5");
    return new Tls(tls.number("port").orElse(Tls.PORT), certificate, key, names);
  }

  private Optional<OpenId> openId(Section section) {
    Optional<String> issuer = section.text("issuer");
    if (issuer.isPresent() && !issuer.get().matches(ISSUER)) {
      section.wrong(
          Code.BAD_VALUE,
          "issuer",
          "http.openId.issuer is '" + issuer.get() + "'",
          "the provider's address with https://, as it names itself: https://id.example.gov.cn");
      return Optional.empty();
    }
    Optional<String> client = section.text("client");
    var read =
        new OpenId(
            issuer.orElse("-"),
            client.orElse("-"),
            section.text("secretFile").map(this::beside),
            section.text("claim").orElse(OpenId.CLAIM),
            section.text("trust").map(this::beside));
    return issuer.isEmpty() || client.isEmpty() ? Optional.empty() : Optional.of(read);
  }

  private Path beside(String name) {
    return file.resolveSibling(name).normalize();
  }

  private static Http usualHttp() {
    return new Http(
        HOST,
        PORT,
        Optional.empty(),
        List.of(),
        List.of(),
        PAGES,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0);
  }

  /** Addresses and networks; one that is neither is said and left out. */
  private List<String> networks(Section http, String name) {
    var networks = new ArrayList<String>();
    for (ScalarNode word : http.words(name)) {
      String text = word.getValue().strip();
      try {
        new Networks(List.of(text));
        networks.add(text);
      } catch (IllegalArgumentException e) {
        errors.add(
            Code.BAD_VALUE,
            word,
            http.path(name) + " names '" + text + "'",
            "an address, such as 10.0.3.7, or a network, such as 10.0.3.0/24");
      }
    }
    return networks;
  }
}
