package org.xuhao.app.settings;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.xuhao.driver.Declared;
import org.xuhao.driver.DeviceConfig;
import org.xuhao.driver.DeviceType;
import org.xuhao.hall.Plan;
import org.xuhao.hall.value.WindowId;
import org.xuhao.hall.value.Words;
import org.xuhao.ticket.Template;
import org.xuhao.voice.Language;
import org.xuhao.voice.Rules;
import org.xuhao.web.guide.Guide;
import org.xuhao.web.steer.Limits;

/**
 * All that the hall's file says, checked. What each key means: docs/configuration.md.
 *
 * @param data the folder for journal, tables and keys; absolute
 * @param guide what people call the services, and what they bring for them
 * @param limits from where on the manager is told of something
 * @param district empty: the hall stands alone
 * @param visitorDays how long after its month a visitor is known by the identity number
 */
public record Settings(
    Path file,
    Card hall,
    Http http,
    Path data,
    int visitorDays,
    Tickets tickets,
    Optional<Voice> voice,
    Plan plan,
    Guide guide,
    Limits limits,
    Optional<District> district,
    List<LineSettings> lines,
    List<DeviceSettings> devices) {
  public Settings {
    lines = List.copyOf(lines);
    devices = List.copyOf(devices);
  }

  /** The hall in words; {@code nameEn} may be empty. */
  public record Card(String id, String name, String nameEn, Tier tier, ZoneId timeZone) {}

  /** How large a place the hall is. Source: the hall's vocabulary, hall. */
  public enum Tier {
    DISTRICT,
    STREET,
    COMMUNITY,
    PARTNER
  }

  /**
   * Where the pages are served.
   *
   * @param port 0: any free one
   * @param url how a visitor's phone reaches them; empty: as {@code host} and {@code port} say
   * @param dispensers addresses and networks from where tickets are taken without an account
   * @param watchers those from where the hall is watched without one
   * @param pages how many pages may stay open at once
   * @param tls how they are encrypted; empty: not at all
   * @param openId who else may say who somebody is; empty: nobody
   * @param talk where talks of remote windows are held, {@code {talk}} for the name of one
   * @param bookings talks that visitors at one address may book a day; 0: the service desk books
   */
  public record Http(
      String host,
      int port,
      Optional<String> url,
      List<String> dispensers,
      List<String> watchers,
      int pages,
      Optional<Tls> tls,
      Optional<OpenId> openId,
      Optional<String> talk,
      int bookings) {
    public Http {
      dispensers = List.copyOf(dispensers);
      watchers = List.copyOf(watchers);
    }
  }

  /**
   * Encryption of the pages.
   *
   * @param port where they are served encrypted; 0: any free one
   * @param certificate the hall's own, the chain as PEM; empty: one is made
   * @param key its key as PEM; there if the certificate is
   * @param names by what else browsers call this machine; for the one that is made
   */
  public record Tls(int port, Optional<Path> certificate, Optional<Path> key, List<String> names) {

    /** Where encrypted pages are served unless the hall says otherwise. */
    public static final int PORT = 8443;

    /** With a certificate that is made here. */
    public static final Tls USUAL = new Tls(PORT, Optional.empty(), Optional.empty(), List.of());

    public Tls {
      names = List.copyOf(names);
    }
  }

  /** What stands on tickets, and how to get to the windows. */
  public record Tickets(Template template, SortedMap<WindowId, String> ways) {
    static final Tickets USUAL = new Tickets(Template.USUAL, Collections.emptySortedMap());

    public Tickets {
      ways = Collections.unmodifiableSortedMap(new TreeMap<>(ways));
    }
  }

  /**
   * What is spoken.
   *
   * @param volume 1 to 100
   * @param speed words a minute
   * @param clips folder of recorded words
   */
  public record Voice(
      Rules rules,
      List<Language> languages,
      int volume,
      int speed,
      Optional<Path> clips,
      List<VoiceZone> zones) {
    public Voice {
      languages = List.copyOf(languages);
      zones = List.copyOf(zones);
    }
  }

  /** A part of the hall with a sound card of its own; no {@code windows}: all of them. */
  public record VoiceZone(String name, String card, Set<WindowId> windows) {
    public VoiceZone {
      windows = Set.copyOf(windows);
    }
  }

  /**
   * The district that the hall belongs to.
   *
   * @param nats addresses of its NATS servers
   * @param visitorKey what known visitors' numbers are hashed with in the whole district; empty:
   *     this hall knows cases by number and code alone
   * @param office whether this appliance keeps the district's tables
   * @param copies on how many servers it has the district's streams kept
   * @param people the file of the district's clerks; there at the office alone
   * @param services that of its services; the same
   * @param store where they are; empty: H2 in the data folder
   * @param place where this hall stands on the plan
   * @param halls the others
   */
  public record District(
      String id,
      String name,
      String nameEn,
      List<String> nats,
      Optional<Login> login,
      Optional<Path> trust,
      Optional<KeyPair> pair,
      Optional<Path> visitorKey,
      boolean office,
      int copies,
      Optional<Path> people,
      Optional<Path> services,
      Optional<String> store,
      Optional<Place> place,
      List<OtherHall> halls) {
    public District {
      nats = List.copyOf(nats);
      halls = List.copyOf(halls);
    }
  }

  /** Who this hall is at the server; {@code password} names a file. */
  public record Login(String user, Path password) {}

  /** PEM files. */
  public record KeyPair(Path certificate, Path key) {}

  /**
   * Another hall of the district, as visitors are told of it.
   *
   * @param minutes usual way there
   * @param url where its pages are reached
   * @param address where it stands, as visitors are told; empty words: not told
   * @param way how to get there; the same
   */
  public record OtherHall(
      String id,
      String name,
      String nameEn,
      int minutes,
      Optional<String> url,
      Optional<Place> place,
      Words address,
      Words way) {}

  /** Where something stands on a plan, in hundredths from the left and from above. */
  public record Place(int x, int y) {}

  /** One line; {@code record}: its bytes are written to captures. */
  public record LineSettings(String name, String uri, boolean record) {}

  /**
   * One device.
   *
   * @param declared what the file says of it
   * @param config what its driver is made of; without a secret, which is no setting
   */
  public record DeviceSettings(DeviceType type, Declared declared, DeviceConfig config) {

    /** Line and address, such as {@code leds/3}, or the line alone. */
    public String name() {
      return config.name();
    }

    /** The line it hangs on. */
    public String line() {
      return config.line();
    }

    /** Its address on the line; null where the type has none. */
    public @Nullable Integer address() {
      return type.addresses().any() ? declared.address() : null;
    }
  }
}
