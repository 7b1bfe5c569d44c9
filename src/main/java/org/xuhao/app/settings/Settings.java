package org.xuhao.app.settings;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xuhao.driver.Declared;
import org.xuhao.driver.DeviceConfig;
import org.xuhao.driver.DeviceType;
import org.xuhao.hall.Plan;

/**
 * All that the hall's file says, checked. What each key means: docs/configuration.md.
 *
 * @param data the folder for journal, tables and keys; absolute
 * @param visitorDays how long after its month a visitor is known by the identity number
 */
public record Settings(
    Path file,
    Card hall,
    Http http,
    Path data,
    int visitorDays,
    Plan plan,
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
   */
  public record Http(String host, int port, Optional<String> url) {}

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
