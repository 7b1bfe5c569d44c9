package org.xuhao.app.settings;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.xuhao.app.settings.ConfigError.Code;
import org.xuhao.app.settings.Settings.DeviceSettings;
import org.xuhao.app.settings.Settings.LineSettings;
import org.xuhao.driver.Declared;
import org.xuhao.driver.DeviceConfig;
import org.xuhao.driver.DeviceType;
import org.xuhao.driver.DeviceType.Addresses;
import org.xuhao.driver.DeviceType.Trait;
import org.xuhao.driver.DeviceType.Unfit;
import org.xuhao.driver.Drivers;
import org.xuhao.driver.Option;
import org.xuhao.hall.value.WindowId;
import org.xuhao.line.LineUri;

/** The lines and the devices on them. What a type of device needs, its {@link DeviceType} says. */
final class DeviceReader {
  private final Errors errors;
  private final LinesReader lines;
  private final List<DeviceSettings> devices = new ArrayList<>();
  private final Map<Section, Integer> windows = new LinkedHashMap<>();
  private final Set<String> names = new HashSet<>();

  DeviceReader(Section root, Errors errors) {
    this.errors = errors;
    this.lines = new LinesReader(root);
    for (Section entry : root.maps("devices", DeviceReader::sections)) read(entry);
  }

  List<LineSettings> lines() {
    return lines.lines();
  }

  List<DeviceSettings> devices() {
    return devices;
  }

  boolean hasPrinter() {
    return devices.stream().anyMatch(device -> device.type().has(Trait.PRINTS));
  }

  /** Windows whose clerk has a pad with neither a start nor an end key. */
  Set<Integer> padWindows() {
    return devices.stream()
        .map(DeviceSettings::config)
        .filter(DeviceConfig::callsOnly)
        .flatMap(config -> Stream.ofNullable(config.window()))
        .map(WindowId::number)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Whether the windows exist; {@code numbers} are those there are. */
  void checkWindows(Set<Integer> numbers) {
    windows.forEach((entry, number) -> {
      if (!numbers.contains(number))
        entry.wrong(
            Code.UNKNOWN_NAME, "window", "there is no window " + number, "a number from windows:");
    });
  }

  /** Each device's own keys are those of its type, so the type is read first. */
  private static List<String> sections(MappingNode map) {
    var sections = new ArrayList<>(List.of("devices[]"));
    List<String> all = Choices.types();
    Optional<String> type = typeOf(map);
    for (String name : type.map(List::of).orElse(all)) sections.add(Keys.ofType(name));
    return sections;
  }

  private static Optional<String> typeOf(MappingNode map) {
    for (NodeTuple tuple : map.getValue())
      if (tuple.getKeyNode() instanceof ScalarNode key
          && key.getValue().equals("type")
          && tuple.getValueNode() instanceof ScalarNode value
          && Choices.types().contains(value.getValue())) return Optional.of(value.getValue());
    return Optional.empty();
  }

  private void read(Section entry) {
    Optional<DeviceType> type = entry.choice("type").flatMap(Drivers::type);
    Optional<String> line = entry.text("line").filter(name -> isLine(entry, name));
    Optional<Integer> window = entry.number("window");
    window.ifPresent(number -> windows.put(entry, number));
    if (type.isEmpty()) return;
    boolean needed = type.get().has(Trait.AT_WINDOW);
    if (needed && !entry.has("window"))
      entry.wrong(
          Code.MISSING_KEY,
          "window",
          type.get().name() + " needs its window",
          "window: and its number");
    Optional<Integer> address = address(entry, type.get());
    var options = new DeviceOptions(entry, errors).read(type.get());
    boolean whole = line.isPresent() && address.isPresent() && (window.isPresent() || !needed);
    boolean complete =
        type.get().options().stream()
            .filter(option -> option.fallback().equals(Option.REQUIRED))
            .allMatch(option -> options.containsKey(option.name()));
    if (!whole || !complete) return;
    WindowId at = window.map(WindowId::new).orElse(null);
    add(entry, type.get(), new Declared(line.get(), address.get(), at, options));
  }

  private void add(Section entry, DeviceType type, Declared declared) {
    try {
      var device = new DeviceSettings(type, declared, type.config().apply(declared));
      devices.add(device);
      lines.lines().stream()
          .filter(line -> line.name().equals(device.line()))
          .forEach(line -> checkRate(entry, line, device.config().baudLeast()));
      if (!names.add(device.name()))
        entry.wrong(
            Code.DUPLICATE,
            "address",
            "two devices at " + device.name(),
            "an address of its own for each; a pad for clerk and visitor is one, without role");
    } catch (Unfit e) {
      entry.wrong(
          Code.OUT_OF_RANGE, e.option(), entry.path(e.option()) + " " + e.getMessage(), e.write());
    }
  }

  private static void checkRate(Section entry, LineSettings line, int least) {
    if (least == 0 || LineUri.baud(line.uri()).orElse(least) >= least) return;
    entry.wrong(
        Code.OUT_OF_RANGE,
        "line",
        "line " + line.name() + " is too slow for pictures: " + line.uri(),
        "baud=115200 on the line and on the printer, or print: text");
  }

  private boolean isLine(Section entry, String name) {
    if (lines.names().contains(name)) return true;
    entry.wrong(
        Code.UNKNOWN_NAME,
        "line",
        "there is no line '" + name + "'",
        Choices.instead(name, List.copyOf(lines.names())));
    return false;
  }

  /** 0 where the type has none; empty where a mistake was said. */
  private static Optional<Integer> address(Section entry, DeviceType type) {
    Optional<Integer> address = entry.number("address");
    Addresses possible = type.addresses();
    if (!possible.any()) {
      if (entry.has("address"))
        entry.wrong(Code.UNKNOWN_KEY, "address", type.name() + " has no address", "nothing here");
      return Optional.of(0);
    }
    if (!entry.has("address"))
      entry.wrong(Code.MISSING_KEY, "address", type.name() + " needs its address", "address: 1");
    if (address.isEmpty()) return address;
    if (address.get() >= possible.least() && address.get() <= possible.most()) return address;
    entry.wrong(
        Code.OUT_OF_RANGE,
        "address",
        entry.path("address") + " is " + address.get(),
        possible.least() + " to " + possible.most());
    return Optional.empty();
  }
}
