package org.xuhao.app.settings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.xuhao.app.settings.ConfigError.Code;
import org.xuhao.app.settings.Settings.DeviceSettings;
import org.xuhao.app.settings.Settings.LineSettings;
import org.xuhao.app.settings.Settings.Role;
import org.xuhao.hall.value.WindowId;

/** The lines and the devices on them. */
final class DeviceReader {
  private final Errors errors;
  private final Section root;
  private final List<LineSettings> lines = new ArrayList<>();
  private final Set<String> lineNames = new TreeSet<>();
  private final List<Section> entries;
  private final List<DeviceSettings> devices = new ArrayList<>();

  DeviceReader(Section root, Errors errors) {
    this.errors = errors;
    this.root = root;
    this.entries = deviceSections();
    readLines();
  }

  List<LineSettings> lines() {
    return lines;
  }

  List<DeviceSettings> devices() {
    return devices;
  }

  boolean hasPrinter() {
    return devices.stream().anyMatch(device -> device.type() == DeviceType.ESCPOS);
  }

  /** Windows whose pad has neither a start nor an end key. */
  Set<Integer> padWindows() {
    var windows = new TreeSet<Integer>();
    for (Section entry : entries)
      if (entry.isWord("type", DeviceType.FF68_PAD.word()) && !entry.isWord("role", "rating"))
        entry.quietNumber("window").ifPresent(windows::add);
    return windows;
  }

  /** Each device's own keys are those of its type, so the type is read first. */
  private List<Section> deviceSections() {
    return root.maps(
        "devices",
        map -> {
          Optional<String> type = typeOf(map);
          return type.map(word -> List.of("devices[]", "devices[" + word + "]"))
              .orElse(
                  List.of(
                      "devices[]",
                      "devices[ff68-pad]",
                      "devices[onbon-bx]",
                      "devices[escpos]",
                      "devices[osdp-pad]"));
        });
  }

  private static Optional<String> typeOf(MappingNode map) {
    for (NodeTuple tuple : map.getValue())
      if (tuple.getKeyNode() instanceof ScalarNode key
          && key.getValue().equals("type")
          && tuple.getValueNode() instanceof ScalarNode value
          && Choices.types().contains(value.getValue())) return Optional.of(value.getValue());
    return Optional.empty();
  }

  private void readLines() {
    Optional<Section> section = root.map("lines");
    if (section.isEmpty()) return;
    Map<String, String> ports = new HashMap<>();
    for (String name : section.get().names()) {
      lineNames.add(name);
      if (!name.matches("[a-z0-9][a-z0-9-]{0,31}"))
        section
            .get()
            .wrong(
                Code.BAD_VALUE, name, "a line named '" + name + "'", "a-z, 0-9 and -, at most 32");
      Optional<Section> line = section.get().entry(name, "lines.*");
      if (line.isEmpty()) continue;
      Optional<String> uri = line.get().text("uri");
      boolean record = line.get().flag("record").orElse(false);
      if (uri.isEmpty()) continue;
      Optional<LineText.Wrong> wrong = LineText.wrong(uri.get());
      if (wrong.isPresent())
        line.get().wrong(Code.BAD_VALUE, "uri", wrong.get().what(), wrong.get().write());
      String port = uri.get().replaceAll("\\?.*", "");
      @Nullable String other = ports.putIfAbsent(port, name);
      if (other != null)
        line.get()
            .wrong(
                Code.DUPLICATE, "uri", port + " is line " + other + " already", "one line a port");
      lines.add(new LineSettings(name, uri.get(), record));
    }
  }

  /** Reads the devices; {@code windows} are the numbers there are. */
  void read(Set<Integer> windows) {
    var taken = new HashMap<String, Set<Role>>();
    for (Section entry : entries) {
      Optional<DeviceType> type = entry.choice("type").flatMap(word -> DeviceType.of(word));
      Optional<String> line = entry.text("line").filter(name -> isLine(entry, name));
      Optional<Integer> window = entry.number("window").filter(n -> isWindow(entry, n, windows));
      if (type.isEmpty()) continue;
      if (type.get().needsWindow() && !entry.has("window"))
        entry.wrong(
            Code.MISSING_KEY,
            "window",
            type.get().word() + " needs its window",
            "window: and its number");
      Optional<Integer> address = address(entry, type.get());
      Optional<Role> role =
          type.get() == DeviceType.FF68_PAD || type.get() == DeviceType.OSDP_PAD
              ? entry.choice("role").map(word -> Role.valueOf(word.toUpperCase(Locale.ROOT)))
              : Optional.empty();
      var options = options(entry, type.get());
      if (line.isEmpty()) continue;
      String name = address.map(a -> line.get() + "/" + a).orElse(line.get());
      // Only an FF-68 pad may be two halves at one address.
      Optional<Role> half = type.get() == DeviceType.FF68_PAD ? role : Optional.empty();
      if (!claim(taken.computeIfAbsent(name, n -> new TreeSet<>()), half))
        entry.wrong(
            Code.DUPLICATE, "address", "two devices at " + name, "an address of its own for each");
      devices.add(
          new DeviceSettings(
              type.get(),
              name,
              line.get(),
              address.orElse(null),
              window.map(WindowId::new).orElse(null),
              role.orElse(null),
              options));
    }
  }

  /** Takes the halves of an address; false when one of them is taken. */
  private static boolean claim(Set<Role> taken, Optional<Role> role) {
    Set<Role> wanted = role.map(Set::of).orElse(Set.of(Role.CALL, Role.RATING));
    boolean free = wanted.stream().noneMatch(taken::contains);
    taken.addAll(wanted);
    return free;
  }

  private boolean isLine(Section entry, String name) {
    if (lineNames.contains(name)) return true;
    entry.wrong(
        Code.UNKNOWN_NAME,
        "line",
        "there is no line '" + name + "'",
        Choices.instead(name, List.copyOf(lineNames)));
    return false;
  }

  private static boolean isWindow(Section entry, int number, Set<Integer> windows) {
    if (windows.contains(number)) return true;
    entry.wrong(
        Code.UNKNOWN_NAME, "window", "there is no window " + number, "a number from windows:");
    return false;
  }

  private static Optional<Integer> address(Section entry, DeviceType type) {
    Optional<Integer> address = entry.number("address");
    if (!type.isAddressed()) {
      if (entry.has("address"))
        entry.wrong(Code.UNKNOWN_KEY, "address", type.word() + " has no address", "nothing here");
      return Optional.empty();
    }
    if (!entry.has("address"))
      entry.wrong(Code.MISSING_KEY, "address", type.word() + " needs its address", "address: 1");
    boolean fits =
        address.isPresent()
            && address.get() >= type.addressLeast()
            && address.get() <= type.addressMost();
    if (address.isEmpty() || fits) return address;
    entry.wrong(
        Code.OUT_OF_RANGE,
        "address",
        entry.path("address") + " is " + address.get(),
        type.addressLeast() + " to " + type.addressMost());
    return Optional.empty();
  }

  private SortedMap<String, String> options(Section entry, DeviceType type) {
    var options = new TreeMap<String, String>();
    for (String name : Keys.names("devices[" + type.word() + "]")) {
      if (name.equals("role") || !entry.has(name)) continue;
      switch (entry.key(name).kind()) {
        case NUMBER -> entry.number(name).ifPresent(n -> options.put(name, Integer.toString(n)));
        case CHOICE -> entry.choice(name).ifPresent(word -> options.put(name, word));
        case FLAG -> entry.flag(name).ifPresent(yes -> options.put(name, Boolean.toString(yes)));
        case DURATION ->
            entry.duration(name).ifPresent(d -> options.put(name, Long.toString(d.toMillis())));
        case TEXT -> written(entry, name).ifPresent(text -> options.put(name, text));
        case MAP -> ratings(entry, name).ifPresent(text -> options.put(name, text));
        default -> throw new IllegalStateException("no reader for the option " + name);
      }
    }
    if (type == DeviceType.ONBON_BX) rowsFit(entry, options);
    if ("picture".equals(options.get("print"))) pictureFits(entry);
    return options;
  }

  /** A row of text is at least 8 dots high. */
  private static void rowsFit(Section entry, SortedMap<String, String> options) {
    int rows = Integer.parseInt(options.getOrDefault("lines", entry.has("window") ? "1" : "4"));
    int height = Integer.parseInt(options.getOrDefault("height", Integer.toString(16 * rows)));
    if (height < 8 * rows)
      entry.wrong(
          Code.OUT_OF_RANGE,
          "height",
          entry.path("height") + " is " + height + " for " + rows + " rows",
          "at least " + 8 * rows);
  }

  private static Optional<String> written(Section entry, String name) {
    return name.equals("font") ? font(entry, name) : bytes(entry, name);
  }

  private static Optional<String> bytes(Section entry, String name) {
    Optional<String> text = entry.text(name);
    if (text.isEmpty() || text.get().matches("[0-9A-Fa-f]{2}( [0-9A-Fa-f]{2}){0,15}")) return text;
    entry.wrong(
        Code.BAD_VALUE,
        name,
        entry.path(name) + " is '" + text.get() + "'",
        "1 to 16 bytes of the printer's manual, such as 1D 65 05");
    return Optional.empty();
  }

  /** A picture of 40,000 bytes takes 7 s at 57600 baud; the hall waits 15 s for a ticket. */
  private void pictureFits(Section entry) {
    String name = entry.text("line").orElse("");
    for (LineSettings line : lines) {
      String uri = line.uri();
      if (!line.name().equals(name) || !uri.startsWith("serial:")) continue;
      Matcher baud = BAUD.matcher(uri);
      if (baud.find() && Integer.parseInt(baud.group(1)) >= PICTURE_BAUD_MIN) continue;
      entry.wrong(
          Code.OUT_OF_RANGE,
          "print",
          "line " + name + " is too slow for pictures: " + uri,
          "baud=115200 on the line and on the printer, or print: text");
    }
  }

  /** Nine digits at most: a longer one was refused with the line. */
  private static final Pattern BAUD = Pattern.compile("[?&]baud=([0-9]{1,9})");

  private static final int PICTURE_BAUD_MIN = 57_600;

  private static Optional<String> font(Section entry, String name) {
    Optional<String> text = entry.text(name);
    if (text.isEmpty() || text.get().matches("(\\\\F[OE][0-9]{3}|\\\\C[1-7]){1,6}")) return text;
    entry.wrong(
        Code.BAD_VALUE,
        name,
        entry.path(name) + " is '" + text.get() + "'",
        "\\FO001, \\FE001 or \\C1");
    return Optional.empty();
  }

  /** As {@code 0=5,1=4}. */
  private Optional<String> ratings(Section entry, String name) {
    Optional<Section> map = entry.map(name);
    if (map.isEmpty()) return Optional.empty();
    var pairs = new ArrayList<String>();
    for (String result : map.get().names()) {
      Node level = map.get().at(result);
      boolean good =
          result.matches("[0-9]{1,3}")
              && Integer.parseInt(result) <= 255
              && level instanceof ScalarNode leaf
              && leaf.getValue().matches("[1-5]");
      if (good) pairs.add(result + "=" + ((ScalarNode) level).getValue());
      else
        errors.add(
            Code.BAD_VALUE,
            level,
            "rating '" + result + "' is not mapped to a level",
            "0 to 255: 1 to 5, as in {0: 5, 1: 4, 2: 3, 3: 2}");
    }
    return Optional.of(String.join(",", pairs));
  }
}
