package org.xuhao.driver.ff68pad;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.xuhao.driver.Declared;
import org.xuhao.driver.DeviceConfig;
import org.xuhao.driver.DeviceType;
import org.xuhao.driver.DeviceType.Addresses;
import org.xuhao.driver.DeviceType.Trait;
import org.xuhao.driver.Driver;
import org.xuhao.driver.Option;
import org.xuhao.driver.PadRole;
import org.xuhao.driver.UsualWords;
import org.xuhao.hall.value.WindowId;

/**
 * A call pad or rating pad of type {@code ff68-pad}.
 *
 * @param address as set on the pad, 0..255
 * @param levels which rating level 5..1 each result byte means
 */
public record PadConfig(
    String line, int address, WindowId window, PadRole role, SortedMap<Integer, Integer> levels)
    implements DeviceConfig {

  /**
   * The four keys from best to worst; 不满意 and 非常不满意 share the last. Halls order them differently,
   * so it can be set. Source: protocol.md of ff68-pad, "Doubts".
   */
  public static final Map<Integer, Integer> USUAL_LEVELS = Map.of(0, 5, 1, 4, 2, 3, 3, 2);

  /** 0 to 255, three digits at most. */
  private static final String BYTE = "0{0,2}[0-9]|0?[1-9][0-9]|1[0-9]{2}|2[0-4][0-9]|25[0-5]";

  /** This device type. */
  public static final DeviceType TYPE =
      new DeviceType(
          "ff68-pad",
          PadCodec::decode,
          PadCodec::decode,
          new Addresses(0, 0xFF),
          Set.of(Trait.AT_WINDOW, Trait.OWES_NOTHING),
          List.of(
              Option.choice(
                  "role", List.of("call", "rating"), "both", "Which half of a pad it is."),
              Option.map(
                  "ratings",
                  16,
                  new Option.Form(
                      BYTE, "[1-5]", "0 to 255: 1 to 5, as in {0: 5, 1: 4, 2: 3, 3: 2}"),
                  "{0: 5, 1: 4, 2: 3, 3: 2}",
                  "The pad's result byte, 0 to 255 → level, 5 to 1.")),
          PadConfig::of,
          PadConfig::usual);

  public PadConfig {
    DeviceConfig.within("address", address, 0, 0xFF);
    levels = Collections.unmodifiableSortedMap(new TreeMap<>(levels));
    levels.forEach((key, level) -> DeviceConfig.within("rating key", key, 0, 0xFF));
    levels.forEach((key, level) -> DeviceConfig.within("rating level", level, 1, 5));
  }

  /** A call pad with the usual rating keys. */
  public static PadConfig of(String line, int address, WindowId window) {
    return new PadConfig(line, address, window, PadRole.CALL, new TreeMap<>(USUAL_LEVELS));
  }

  /** A pad that is both call and rating pad is a call pad with rating keys. */
  private static PadConfig of(Declared device) {
    var levels = new TreeMap<Integer, Integer>(USUAL_LEVELS);
    if (device.options().containsKey("ratings")) {
      levels.clear();
      device
          .map("ratings")
          .forEach((key, level) -> levels.put(Integer.parseInt(key), Integer.parseInt(level)));
    }
    var role = PadRole.of(device.text("role", "call"));
    return new PadConfig(device.line(), device.address(), device.atWindow(), role, levels);
  }

  private static PadConfig usual(String line, String said) {
    var words = UsualWords.of(said);
    var pad = of(line, words.address(), words.window());
    return new PadConfig(line, pad.address(), pad.window(), words.role(), pad.levels());
  }

  @Override
  public String name() {
    return line + "/" + address;
  }

  @Override
  public Driver driver(boolean ears) {
    return new PadDriver(this, ears);
  }

  /** These pads have a key to call and none that starts or ends a visit. */
  @Override
  public boolean callsOnly() {
    return role == PadRole.CALL;
  }
}
