package org.xuhao.driver.osdp;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.xuhao.driver.Declared;
import org.xuhao.driver.DeviceConfig;
import org.xuhao.driver.DeviceType;
import org.xuhao.driver.DeviceType.Addresses;
import org.xuhao.driver.DeviceType.Trait;
import org.xuhao.driver.Driver;
import org.xuhao.driver.Option;
import org.xuhao.driver.PadRole;
import org.xuhao.driver.PadSecret;
import org.xuhao.driver.Probe;
import org.xuhao.driver.UsualWords;
import org.xuhao.hall.value.WindowId;
import org.xuhao.wire.Bytes;

/**
 * A call pad or rating pad of type {@code osdp-pad}.
 *
 * @param address 0..126; 127 is any pad and never one's own
 * @param replyWithin how long an answer may take to begin, beside the time of the bytes
 * @param secret its key, and what its numbers are drawn with
 */
public record OsdpConfig(
    String line,
    int address,
    WindowId window,
    PadRole role,
    Security security,
    Duration replyWithin,
    PadSecret secret)
    implements DeviceConfig {

  /** How a pad proves that it is one of ours. */
  public enum Security {
    /** Only with its own key. */
    REQUIRED,
    /** Where it has none yet, it is given one under the key that everybody knows. */
    INSTALL,
    /** Not at all; all is in the clear. */
    OFF;

    private static Security of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  /**
   * 30 ms that the profile allows on a port of this machine, and twice the 16 ms that a USB adapter
   * keeps bytes back. Source: protocol.md of osdp-pad, "Timing".
   */
  public static final Duration USUAL_REPLY = Duration.ofMillis(60);

  /** This device type. */
  public static final DeviceType TYPE =
      new DeviceType(
              "osdp-pad",
              OsdpCodec::decode,
              OsdpCodec::decode,
              new Addresses(0, 0x7E),
              Set.of(Trait.AT_WINDOW),
              List.of(
                  Option.choice(
                      "role", List.of("call", "rating"), "call", "Whose hand is on the pad."),
                  Option.choice(
                      "secure",
                      List.of("required", "install", "off"),
                      "required",
                      "Only with the pad's key; install: give a new pad its key; off:"
                          + " in the clear."),
                  Option.duration(
                      "replyWithin",
                      Duration.ofMillis(5),
                      Duration.ofSeconds(2),
                      "60ms",
                      "Time until an answer begins; 30ms and the round trip behind a serial"
                          + " server.")),
              OsdpConfig::of,
              OsdpConfig::usual)
          .found(
              new Probe(
                  List.of(9_600, 57_600, 38_400, 115_200, 19_200),
                  0x7E,
                  USUAL_REPLY,
                  address -> PadFinder.identify(address).bytes()));

  public OsdpConfig {
    DeviceConfig.within("address", address, 0, 0x7E);
    DeviceConfig.within("replyWithin in ms", (int) replyWithin.toMillis(), 5, 2_000);
  }

  /** A call pad in the clear. */
  public static OsdpConfig of(String line, int address, WindowId window) {
    return new OsdpConfig(
        line, address, window, PadRole.CALL, Security.OFF, USUAL_REPLY, PadSecret.NONE);
  }

  /** Without its key, which is no setting. */
  private static OsdpConfig of(Declared device) {
    return new OsdpConfig(
        device.line(),
        device.address(),
        device.atWindow(),
        PadRole.of(device.text("role", "call")),
        Security.of(device.text("secure", "required")),
        device.duration("replyWithin", USUAL_REPLY),
        PadSecret.NONE);
  }

  /** {@code 5 call 5 required <key> <number>}: with its key and the panel's first number. */
  private static OsdpConfig usual(String line, String said) {
    var words = UsualWords.of(said);
    var pad = of(line, words.address(), words.window());
    Optional<String> number = words.at(5);
    if (number.isEmpty()) return pad.as(words.role(), pad.security(), pad.secret());
    var security = Security.of(words.at(3).orElseThrow());
    int size = PadSecret.NONE.chance().size();
    Bytes chance = PadSecret.NONE.key().then(Bytes.hex(number.get()));
    chance = chance.then(PadSecret.NONE.chance()).slice(0, size);
    return pad.as(
        words.role(), security, new PadSecret(Bytes.hex(words.at(4).orElseThrow()), chance));
  }

  /** The same pad with another role and security. */
  public OsdpConfig as(PadRole role, Security security, PadSecret secret) {
    return new OsdpConfig(line, address, window, role, security, replyWithin, secret);
  }

  @Override
  public String name() {
    return line + "/" + address;
  }

  @Override
  public Driver driver(boolean ears) {
    return new OsdpDriver(this, ears);
  }
}
