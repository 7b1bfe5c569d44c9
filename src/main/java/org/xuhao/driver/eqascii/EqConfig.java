package org.xuhao.driver.eqascii;

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
 * An LED card of type {@code eq-ascii}.
 *
 * @param address 1..999
 * @param window whose strip it is; null: a hall screen
 * @param lines rows of a hall screen, 1..8
 * @param width dots
 * @param height dots, 16 and more a row: the smallest font
 * @param answers false where the card has no wire back; then nothing is confirmed
 * @param redrawEvery how often a picture that stands is drawn anew
 */
public record EqConfig(
    String line,
    int address,
    @Nullable WindowId window,
    int lines,
    int width,
    int height,
    Colour colour,
    boolean answers,
    Duration replyWithin,
    Duration redrawEvery)
    implements DeviceConfig {

  /** The colours of a two-coloured screen. */
  public enum Colour {
    RED(1),
    GREEN(2),
    YELLOW(3);

    private final int number;

    Colour(int number) {
      this.number = number;
    }

    /** As the card counts them. */
    int number() {
      return number;
    }
  }

  /**
   * No time-out is published: half a second and the time of the longest order at 57600 baud.
   * Source: protocol.md of eq-ascii, "Timing".
   */
  private static final Duration USUAL_REPLY = Duration.ofMillis(600);

  /** Own choice; and a text is held for 999.9 s at most. */
  private static final Duration USUAL_REDRAW = Duration.ofMinutes(1);

  private static final Duration REDRAW_MOST = Duration.ofMinutes(15);

  private static final int ADDRESS_MAX = 999;
  private static final int SCREEN_LINES = 4;
  private static final int ROW_LEAST = 16;
  private static final int DOTS_MAX = 4096;

  /** This device type. */
  public static final DeviceType TYPE =
      new DeviceType(
          "eq-ascii",
          EqCodec::heard,
          EqCodec::sent,
          new Addresses(1, ADDRESS_MAX),
          Set.of(),
          List.of(
              Option.number(
                  "lines", 1, EqOrder.AREAS_MAX, "1 at a window, else 4", "Rows of text."),
              Option.number("width", 8, DOTS_MAX, "192", "The screen's width in dots."),
              Option.number(
                  "height", 16, DOTS_MAX, "16 a row", "The screen's height; at least 16 a row."),
              Option.choice("colour", colours(), "red", "Of every text."),
              Option.flag(
                  "answers", "true", "false where it has no wire back: nothing is confirmed then."),
              Option.duration(
                  "replyWithin",
                  Duration.ofMillis(20),
                  Duration.ofSeconds(10),
                  "600ms",
                  "Time for an answer; without answers between two orders."),
              Option.duration(
                  "redrawEvery",
                  Duration.ofSeconds(10),
                  REDRAW_MOST,
                  "60s",
                  "A card does not tell that it lost its picture, so it gets it again.")),
          EqConfig::of,
          EqConfig::usual);

  public EqConfig {
    DeviceConfig.within("address", address, 1, ADDRESS_MAX);
    DeviceConfig.within("lines", lines, 1, EqOrder.AREAS_MAX);
    DeviceConfig.within("width", width, 8, DOTS_MAX);
    DeviceConfig.within("height", height, ROW_LEAST * lines, DOTS_MAX);
  }

  /** Red rows of 192 x 16 dots; window null: a hall screen. */
  public static EqConfig of(String line, int address, @Nullable WindowId window, int lines) {
    return new EqConfig(
        line, address, window, lines, 192, 16 * lines, Colour.RED, true, USUAL_REPLY, USUAL_REDRAW);
  }

  private static EqConfig of(Declared device) {
    int lines = device.number("lines", device.window() == null ? SCREEN_LINES : 1);
    EqConfig usual = of(device.line(), device.address(), device.window(), lines);
    int height = device.number("height", usual.height());
    if (height < ROW_LEAST * lines)
      throw new Unfit(
          "height", "is " + height + " for " + lines + " rows", "at least " + ROW_LEAST * lines);
    return new EqConfig(
        usual.line(),
        usual.address(),
        usual.window(),
        lines,
        device.number("width", usual.width()),
        height,
        Colour.valueOf(device.text("colour", "red").toUpperCase(Locale.ROOT)),
        device.flag("answers", true),
        device.duration("replyWithin", USUAL_REPLY),
        device.duration("redrawEvery", USUAL_REDRAW));
  }

  private static EqConfig usual(String line, String said) {
    var words = UsualWords.of(said);
    if (words.at(1).filter("screen"::equals).isPresent() && words.at(2).isPresent())
      return of(line, words.address(), null, Integer.parseInt(words.at(2).get()));
    return of(line, words.address(), words.window(), 1);
  }

  /** The same card without a wire back. */
  public EqConfig mute() {
    return new EqConfig(
        line, address, window, lines, width, height, colour, false, replyWithin, redrawEvery);
  }

  private static List<String> colours() {
    return Arrays.stream(Colour.values()).map(c -> c.name().toLowerCase(Locale.ROOT)).toList();
  }

  @Override
  public String name() {
    return line + "/" + address;
  }

  @Override
  public Driver driver(boolean ears) {
    return new LedDriver(new EqTongue(this), ears);
  }
}
