package org.xuhao.driver.cpower;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xuhao.driver.Declared;
import org.xuhao.driver.DeviceConfig;
import org.xuhao.driver.DeviceType;
import org.xuhao.driver.DeviceType.Addresses;
import org.xuhao.driver.DeviceType.Unfit;
import org.xuhao.driver.Driver;
import org.xuhao.driver.Option;
import org.xuhao.driver.UsualWords;
import org.xuhao.driver.led.LedDriver;
import org.xuhao.hall.value.WindowId;

/**
 * An LED card of type {@code cpower}.
 *
 * @param address 1..254
 * @param window whose strip it is; null: a hall screen
 * @param lines rows of a hall screen, 1..8
 * @param width dots
 * @param height dots, 8 and more a row
 * @param framing serial also behind a serial server; network on the card's own port
 * @param redrawEvery how often a picture that stands is drawn anew; zero: never
 */
public record CpowerConfig(
    String line,
    int address,
    @Nullable WindowId window,
    int lines,
    int width,
    int height,
    Colour colour,
    Framing framing,
    Duration replyWithin,
    Duration redrawEvery)
    implements DeviceConfig {

  /** How a frame is wrapped. */
  public enum Framing {
    SERIAL,
    NETWORK
  }

  /** The colours that LED modules have. */
  public enum Colour {
    RED(0xFF0000),
    GREEN(0x00FF00),
    YELLOW(0xFFFF00),
    BLUE(0x0000FF),
    CYAN(0x00FFFF),
    MAGENTA(0xFF00FF),
    WHITE(0xFFFFFF);

    private final int rgb;

    Colour(int rgb) {
      this.rgb = rgb;
    }

    int rgb() {
      return rgb;
    }
  }

  /**
   * No time-out is published: half a second and the time of the longest frame at 9600 baud. Source:
   * protocol.md of cpower, "Timing".
   */
  private static final Duration USUAL_REPLY = Duration.ofMillis(700);

  /** Own choice: a card that lost its power for a moment is put right within a minute. */
  private static final Duration USUAL_REDRAW = Duration.ofMinutes(1);

  private static final int ADDRESS_MAX = 254;
  private static final int SCREEN_LINES = 4;
  private static final int ROW_LEAST = 8;
  private static final int DOTS_MAX = 4096;

  /** This device type. */
  public static final DeviceType TYPE =
      new DeviceType(
          "cpower",
          CpowerCodec::decode,
          CpowerCodec::decode,
          new Addresses(1, ADDRESS_MAX),
          Set.of(),
          List.of(
              Option.number(
                  "lines", 1, CpowerRequest.WINDOWS_MAX, "1 at a window, else 4", "Rows of text."),
              Option.number("width", 8, DOTS_MAX, "192", "The screen's width in dots."),
              Option.number(
                  "height", 8, DOTS_MAX, "16 a row", "The screen's height; at least 8 a row."),
              Option.choice("colour", words(Colour.values()), "red", "Of every text."),
              Option.choice(
                  "framing",
                  words(Framing.values()),
                  "serial",
                  "serial: also behind a serial server; network: on the card's own port 5200."),
              Option.duration(
                  "replyWithin",
                  Duration.ofMillis(20),
                  Duration.ofSeconds(10),
                  "700ms",
                  "Time for an answer."),
              Option.duration(
                  "redrawEvery",
                  Duration.ZERO,
                  Duration.ofHours(1),
                  "60s",
                  "A card does not tell that it lost its picture; 0s: never.")),
          CpowerConfig::of,
          CpowerConfig::usual);

  public CpowerConfig {
    DeviceConfig.within("address", address, 1, ADDRESS_MAX);
    DeviceConfig.within("lines", lines, 1, CpowerRequest.WINDOWS_MAX);
    DeviceConfig.within("width", width, 8, DOTS_MAX);
    DeviceConfig.within("height", height, ROW_LEAST * lines, DOTS_MAX);
  }

  /** Red rows of 192 x 16 dots on a serial line; window null: a hall screen. */
  public static CpowerConfig of(String line, int address, @Nullable WindowId window, int lines) {
    return new CpowerConfig(
        line,
        address,
        window,
        lines,
        192,
        16 * lines,
        Colour.RED,
        Framing.SERIAL,
        USUAL_REPLY,
        USUAL_REDRAW);
  }

  private static CpowerConfig of(Declared device) {
    int lines = device.number("lines", device.window() == null ? SCREEN_LINES : 1);
    CpowerConfig usual = of(device.line(), device.address(), device.window(), lines);
    int height = device.number("height", usual.height());
    if (height < ROW_LEAST * lines)
      throw new Unfit(
          "height", "is " + height + " for " + lines + " rows", "at least " + ROW_LEAST * lines);
    return new CpowerConfig(
        usual.line(),
        usual.address(),
        usual.window(),
        lines,
        device.number("width", usual.width()),
        height,
        Colour.valueOf(device.text("colour", "red").toUpperCase(Locale.ROOT)),
        Framing.valueOf(device.text("framing", "serial").toUpperCase(Locale.ROOT)),
        device.duration("replyWithin", USUAL_REPLY),
        device.duration("redrawEvery", USUAL_REDRAW));
  }

  private static CpowerConfig usual(String line, String said) {
    var words = UsualWords.of(said);
    if (words.at(1).filter("screen"::equals).isPresent() && words.at(2).isPresent())
      return of(line, words.address(), null, Integer.parseInt(words.at(2).get()));
    return of(line, words.address(), words.window(), 1);
  }

  /** The same card at its own network port. */
  public CpowerConfig onNetwork() {
    return new CpowerConfig(
        line,
        address,
        window,
        lines,
        width,
        height,
        colour,
        Framing.NETWORK,
        replyWithin,
        redrawEvery);
  }

  private static List<String> words(Enum<?>[] values) {
    return Arrays.stream(values).map(value -> value.name().toLowerCase(Locale.ROOT)).toList();
  }

  @Override
  public String name() {
    return line + "/" + address;
  }

  @Override
  public Driver driver(boolean ears) {
    return new LedDriver(new CpowerTongue(this), ears);
  }
}
