package org.xuhao.app.settings;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.xuhao.app.settings.Settings.DeviceSettings;
import org.xuhao.driver.DeviceConfig;
import org.xuhao.driver.DeviceConfig.Card;
import org.xuhao.driver.DeviceConfig.OsdpPad;
import org.xuhao.driver.DeviceConfig.Pad;
import org.xuhao.driver.DeviceConfig.Printer;
import org.xuhao.driver.PadSecret;
import org.xuhao.driver.PaperRoll;
import org.xuhao.hall.value.WindowId;
import org.xuhao.wire.Bytes;

/** Turns the devices of the hall's file into those of the drivers. */
public final class DeviceConfigs {
  private DeviceConfigs() {}

  /**
   * The driver's view of one device.
   *
   * @throws IllegalArgumentException when its options do not fit together
   */
  public static DeviceConfig of(DeviceSettings device) {
    return switch (device.type()) {
      case FF68_PAD -> pad(device);
      case ONBON_BX -> card(device);
      case ESCPOS -> printer(device);
      case OSDP_PAD -> osdpPad(device);
    };
  }

  /** Without its key, which is no setting. */
  private static OsdpPad osdpPad(DeviceSettings device) {
    Map<String, String> options = device.options();
    WindowId window = device.window();
    if (window == null) throw new IllegalStateException(device.name() + " has no window");
    boolean rating = device.role() == Settings.Role.RATING;
    String secure = options.getOrDefault("secure", "required");
    int usual = (int) OsdpPad.USUAL_REPLY.toMillis();
    return new OsdpPad(
        device.line(),
        address(device),
        window,
        rating ? Pad.Role.RATING : Pad.Role.CALL,
        OsdpPad.Security.valueOf(secure.toUpperCase(Locale.ROOT)),
        Duration.ofMillis(number(options, "replyWithin", usual)),
        PadSecret.NONE);
  }

  /** A pad that is both call and rating pad is a call pad with rating keys. */
  private static Pad pad(DeviceSettings device) {
    boolean rating = device.role() == Settings.Role.RATING;
    var levels = new TreeMap<Integer, Integer>(Pad.USUAL_LEVELS);
    String written = device.options().get("ratings");
    if (written != null) {
      levels.clear();
      for (String pair : written.split(",", -1)) {
        int sign = pair.indexOf('=');
        levels.put(
            Integer.parseInt(pair.substring(0, sign)), Integer.parseInt(pair.substring(sign + 1)));
      }
    }
    WindowId window = device.window();
    if (window == null) throw new IllegalStateException(device.name() + " has no window");
    return new Pad(
        device.line(), address(device), window, rating ? Pad.Role.RATING : Pad.Role.CALL, levels);
  }

  private static Card card(DeviceSettings device) {
    Map<String, String> options = device.options();
    WindowId window = device.window();
    int lines = number(options, "lines", window == null ? SCREEN_LINES : 1);
    Card usual = Card.screen(device.line(), address(device), lines);
    return new Card(
        usual.line(),
        usual.address(),
        window,
        lines,
        number(options, "width", usual.width()),
        number(options, "height", usual.height()),
        options.getOrDefault("unit", "pixels").equals("8pixels")
            ? Card.Unit.EIGHT_PIXELS
            : Card.Unit.PIXELS,
        usual.deviceType(),
        options.getOrDefault("font", usual.font()),
        Duration.ofMillis(number(options, "replyWithin", (int) usual.replyWithin().toMillis())));
  }

  /** Rows of a hall screen that does not say how many it has. */
  private static final int SCREEN_LINES = 4;

  /** As long as somebody needs who looks for the glasses first. */
  private static final int RETRACT_AFTER_MS = 30_000;

  /** Half an hour of a busy dispenser: time to fetch a roll. */
  private static final int WARN_TICKETS = 50;

  private static Printer printer(DeviceSettings device) {
    Map<String, String> options = device.options();
    boolean narrow = options.getOrDefault("paper", "80").equals("58");
    boolean qr = options.getOrDefault("qr", "true").equals("true");
    Printer usual = Printer.of(device.line());
    var exit =
        new Printer.Exit(
            "full".equals(options.get("cut")),
            Bytes.hex(options.getOrDefault("present", "")),
            Bytes.hex(options.getOrDefault("retract", "")),
            Duration.ofMillis(number(options, "retractAfter", RETRACT_AFTER_MS)));
    int metres = number(options, "roll", 0);
    var roll = new PaperRoll(metres * 1_000, number(options, "warnTickets", WARN_TICKETS), 0, 0);
    boolean pictures = "picture".equals(options.get("print"));
    return usual
        .with(narrow ? Printer.Paper.MM_58 : Printer.Paper.MM_80, qr, pictures, exit)
        .printing(usual.template(), usual.painter(), roll);
  }

  private static int address(DeviceSettings device) {
    Integer address = device.address();
    if (address == null) throw new IllegalStateException(device.name() + " has no address");
    return address;
  }

  private static int number(Map<String, String> options, String name, int usual) {
    String written = options.get(name);
    return written == null ? usual : Integer.parseInt(written);
  }
}
