package org.xuhao.driver.onbonbx;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xuhao.driver.Declared;
import org.xuhao.driver.DeviceConfig;
import org.xuhao.driver.DeviceType;
import org.xuhao.driver.DeviceType.Addresses;
import org.xuhao.driver.DeviceType.Unfit;
import org.xuhao.driver.Driver;
import org.xuhao.driver.Option;
import org.xuhao.driver.Probe;
import org.xuhao.driver.UsualWords;
import org.xuhao.driver.led.LedDriver;
import org.xuhao.hall.value.WindowId;
import org.xuhao.wire.Bytes;

/**
 * An LED card of type {@code onbon-bx}.
 *
 * @param address 1..0x7FFF; 0xFFFE only where it is the one card of its line
 * @param window whose strip it is; null: a hall screen
 * @param lines rows of a hall screen, 1..5 (five areas exist on every model)
 * @param width dots, 8..8191
 * @param height dots, 8..4096
 * @param unit how x and width are counted on this model
 * @param deviceType 0xFE fits all models
 * @param font markup before every text, such as {@code \FO001}; empty: the card's own
 * @param replyWithin how long an answer may take
 */
public record CardConfig(
    String line,
    int address,
    @Nullable WindowId window,
    int lines,
    int width,
    int height,
    Unit unit,
    int deviceType,
    String font,
    Duration replyWithin)
    implements DeviceConfig {

  /** How a card counts x and width. */
  public enum Unit {
    PIXELS,
    EIGHT_PIXELS
  }

  /** Source: the card's parameter CommTimeout, 2 s when it leaves the factory. */
  public static final Duration USUAL_REPLY = Duration.ofSeconds(2);

  /** The address that asks any card and lets it answer. */
  public static final int ANY_ADDRESS = 0xFFFE;

  /** Rows of a hall screen that does not say how many it has. */
  private static final int SCREEN_LINES = 4;

  /** A row of text is at least so many dots high. */
  private static final int ROW_LEAST = 8;

  private static final String MARKUP = "(\\\\F[OE][0-9]{3}|\\\\C[1-7])";

  /** Halls number their cards from 1; more would make a search long. Own choice. */
  private static final int PROBED_MOST = 64;

  /** A frame for cards of whatever model. */
  private static final int ANY_MODEL = 0xFE;

  /** This device type. */
  public static final DeviceType TYPE =
      new DeviceType(
              "onbon-bx",
              CardCodec::decode,
              CardCodec::decode,
              new Addresses(1, 0x7FFF),
              Set.of(),
              List.of(
                  Option.number("lines", 1, 5, "1 at a window, else 4", "Rows of text."),
                  Option.number("width", 8, 8_191, "192", "The screen's width in dots."),
                  Option.number(
                      "height", 8, 4_096, "16 a row", "The screen's height; at least 8 a row."),
                  Option.choice(
                      "unit", List.of("pixels", "8pixels"), "pixels", "How the card counts width."),
                  Option.text(
                      "font",
                      5,
                      30,
                      new Option.Form("", MARKUP + "{1,6}", "\\FO001, \\FE001 or \\C1"),
                      "the card's own",
                      "Markup before every text, such as \\FO001."),
                  Option.duration(
                      "replyWithin",
                      Duration.ofMillis(20),
                      Duration.ofSeconds(10),
                      "2s",
                      "Time for an answer.")),
              CardConfig::of,
              CardConfig::usual)
          .found(
              new Probe(
                  List.of(57_600, 9_600, 115_200, 38_400, 19_200),
                  PROBED_MOST,
                  Duration.ofMillis(100),
                  CardConfig::ping));

  private static Bytes ping(int address) {
    return new CardFrame(address, CardFrame.HOST, 0, ANY_MODEL, Request.ping()).bytes();
  }

  public CardConfig {
    if (address != ANY_ADDRESS) DeviceConfig.within("address", address, 1, 0x7FFF);
    DeviceConfig.within("lines", lines, 1, 5);
    DeviceConfig.within("width", width, 8, 8191);
    DeviceConfig.within("height", height, ROW_LEAST * lines, 4096);
    DeviceConfig.within("deviceType", deviceType, 0, 0xFF);
    if (!font.matches(MARKUP + "{0,6}"))
      throw new IllegalArgumentException("font " + font + ": write \\FO001, \\FE001 or \\C1");
    DeviceConfig.within("replyWithin in ms", (int) replyWithin.toMillis(), 20, 10_000);
  }

  /** The strip above one window: one line of 192 x 16 dots. */
  public static CardConfig strip(String line, int address, WindowId window) {
    return new CardConfig(line, address, window, 1, 192, 16, Unit.PIXELS, 0xFE, "", USUAL_REPLY);
  }

  /** A hall screen of {@code lines} rows, each 192 x 16 dots. */
  public static CardConfig screen(String line, int address, int lines) {
    return new CardConfig(
        line, address, null, lines, 192, 16 * lines, Unit.PIXELS, 0xFE, "", USUAL_REPLY);
  }

  private static CardConfig of(Declared device) {
    int lines = device.number("lines", device.window() == null ? SCREEN_LINES : 1);
    CardConfig usual = screen(device.line(), device.address(), lines);
    int height = device.number("height", usual.height());
    if (height < ROW_LEAST * lines)
      throw new Unfit(
          "height", "is " + height + " for " + lines + " rows", "at least " + ROW_LEAST * lines);
    boolean coarse = device.text("unit", "pixels").equals("8pixels");
    return new CardConfig(
        usual.line(),
        usual.address(),
        device.window(),
        lines,
        device.number("width", usual.width()),
        height,
        coarse ? Unit.EIGHT_PIXELS : Unit.PIXELS,
        usual.deviceType(),
        device.text("font", usual.font()),
        device.duration("replyWithin", usual.replyWithin()));
  }

  private static CardConfig usual(String line, String said) {
    var words = UsualWords.of(said);
    if (words.at(1).filter("screen"::equals).isPresent() && words.at(2).isPresent())
      return screen(line, words.address(), Integer.parseInt(words.at(2).get()));
    return strip(line, words.address(), words.window());
  }

  @Override
  public String name() {
    return line + "/" + address;
  }

  @Override
  public Driver driver(boolean ears) {
    return new LedDriver(new CardTongue(this), ears);
  }
}
