package org.xuhao.driver;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.value.WindowId;

/**
 * One device as the hall's file declares it: what every device has, and the {@link Option}s that
 * were written, each checked by itself.
 *
 * @param address on its line; 0 where the type has none
 * @param window null: the device is the hall's, not a window's
 * @param options by name, as {@link Option.Kind} says
 */
public record Declared(
    String line, int address, @Nullable WindowId window, SortedMap<String, String> options) {
  public Declared {
    options = Collections.unmodifiableSortedMap(new TreeMap<>(options));
  }

  /** The window of a device that is of no use without one. */
  public WindowId atWindow() {
    WindowId at = window;
    if (at == null) throw new IllegalArgumentException("a device of " + line + " has no window");
    return at;
  }

  /** A text or choice. */
  public String text(String name, String usual) {
    return options.getOrDefault(name, usual);
  }

  /** A number. */
  public int number(String name, int usual) {
    String written = options.get(name);
    return written == null ? usual : Integer.parseInt(written);
  }

  /** A flag. */
  public boolean flag(String name, boolean usual) {
    return Boolean.parseBoolean(options.getOrDefault(name, Boolean.toString(usual)));
  }

  /** A duration. */
  public Duration duration(String name, Duration usual) {
    String written = options.get(name);
    return written == null ? usual : Duration.ofMillis(Long.parseLong(written));
  }

  /** A map, in the order of the file; empty where none was written. */
  public Map<String, String> map(String name) {
    var all = new LinkedHashMap<String, String>();
    String written = options.getOrDefault(name, "");
    for (String pair : written.split(",", -1)) {
      int sign = pair.indexOf('=');
      if (sign > 0) all.put(pair.substring(0, sign), pair.substring(sign + 1));
    }
    return Collections.unmodifiableMap(all);
  }
}
