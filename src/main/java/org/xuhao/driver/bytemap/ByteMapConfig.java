package org.xuhao.driver.bytemap;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.xuhao.driver.Declared;
import org.xuhao.driver.DeviceConfig;
import org.xuhao.driver.DeviceType;
import org.xuhao.driver.DeviceType.Addresses;
import org.xuhao.driver.DeviceType.Trait;
import org.xuhao.driver.DeviceType.Unfit;
import org.xuhao.driver.Driver;
import org.xuhao.driver.KeyUse;
import org.xuhao.driver.KeyUse.Verb;
import org.xuhao.driver.Option;
import org.xuhao.driver.UsualWords;
import org.xuhao.hall.value.WindowId;

/**
 * A pad of type {@code byte-map}, alone on its line.
 *
 * @param keys what each byte it sends asks for
 * @param lamps which byte tells it what; may be empty
 * @param again the same byte is one press as long as it comes this soon after the last one
 */
public record ByteMapConfig(
    String line,
    WindowId window,
    SortedMap<Integer, KeyUse> keys,
    Map<Lamp, Integer> lamps,
    Duration again)
    implements DeviceConfig {

  /** What a pad may be told. */
  public enum Lamp {
    IDLE,
    CALLING,
    SERVING,
    PAUSED,
    CLOSED,
    /** The visitor is asked to rate. */
    RATE,
    /** No longer. */
    RATED,
    /** The hall took the last key. */
    ACCEPTED,
    REFUSED
  }

  /** Nobody means to press twice so soon. Source: rules of the hall, section 2, Repeated. */
  public static final Duration USUAL_AGAIN = Duration.ofMillis(300);

  /** 1 to 254, as 65 or 0x41. */
  private static final String BYTE =
      "0x(?!00|[Ff]{2})[0-9A-Fa-f]{2}|[1-9][0-9]?|1[0-9]{2}|2[0-4][0-9]|25[0-4]";

  private static final String LAMPS =
      "idle|calling|serving|paused|closed|rate|rated|accepted|refused";

  /** This device type. */
  public static final DeviceType TYPE =
      new DeviceType(
          "byte-map",
          ByteCodec::decode,
          ByteCodec::decode,
          Addresses.NONE,
          Set.of(Trait.AT_WINDOW, Trait.OWES_NOTHING),
          List.of(
              Option.map(
                  "keys",
                  64,
                  new Option.Form(BYTE, KeyUse.WORDS, "0x01 to 0xFE: " + KeyUse.LISTED),
                  Option.REQUIRED,
                  "Byte the pad sends → " + KeyUse.LISTED + "."),
              Option.map(
                  "lamps",
                  9,
                  new Option.Form(LAMPS, BYTE, LAMPS.replace("|", ", ") + ": 0x01 to 0xFE"),
                  "",
                  "What the pad is told → byte: " + LAMPS.replace("|", ", ") + "."),
              Option.duration(
                  "again",
                  Duration.ofMillis(50),
                  Duration.ofSeconds(5),
                  "300ms",
                  "The same byte sooner than this after the last one is the same press.")),
          ByteMapConfig::of,
          ByteMapConfig::usual);

  public ByteMapConfig {
    keys = Collections.unmodifiableSortedMap(new TreeMap<>(keys));
    lamps = Map.copyOf(lamps);
    keys.keySet().forEach(code -> DeviceConfig.within("key", code, PadByte.LEAST, PadByte.MOST));
    lamps.values().forEach(code -> DeviceConfig.within("lamp", code, PadByte.LEAST, PadByte.MOST));
  }

  private static ByteMapConfig of(Declared device) {
    var keys = new TreeMap<Integer, KeyUse>();
    device
        .map("keys")
        .forEach((code, word) -> {
          if (keys.put(Integer.decode(code), KeyUse.of(word)) != null)
            throw new Unfit("keys", "names byte " + code + " twice", "each byte once");
        });
    var lamps = new EnumMap<Lamp, Integer>(Lamp.class);
    device
        .map("lamps")
        .forEach((word, code) ->
            lamps.put(Lamp.valueOf(word.toUpperCase(Locale.ROOT)), Integer.decode(code)));
    var again = device.duration("again", USUAL_AGAIN);
    return new ByteMapConfig(device.line(), device.atWindow(), keys, lamps, again);
  }

  /** With the letters of the example in protocol.md; the word is the window. */
  private static ByteMapConfig usual(String line, String said) {
    var keys = new TreeMap<Integer, KeyUse>();
    var words = List.of("call", "recall", "start-end", "no-show", "pause", "hold", "to-8");
    for (int i = 0; i < words.size(); i++) keys.put('A' + i, KeyUse.of(words.get(i)));
    for (int level = 1; level <= 5; level++) keys.put('0' + level, new KeyUse(Verb.RATE, level));
    var lamps = new EnumMap<Lamp, Integer>(Lamp.class);
    for (Lamp lamp : Lamp.values()) lamps.put(lamp, 'a' + lamps.size());
    return new ByteMapConfig(line, UsualWords.of(said).window(), keys, lamps, USUAL_AGAIN);
  }

  @Override
  public String name() {
    return line;
  }

  @Override
  public Driver driver(boolean ears) {
    return new ByteMapDriver(this, ears);
  }

  @Override
  public boolean callsOnly() {
    Set<Verb> verbs = Set.copyOf(keys.values().stream().map(KeyUse::verb).toList());
    return verbs.contains(Verb.CALL)
        && !verbs.contains(Verb.START)
        && !verbs.contains(Verb.START_END);
  }
}
