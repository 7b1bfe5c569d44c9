package org.xuhao.driver;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.xuhao.driver.escpos.PrinterCodec;
import org.xuhao.driver.escpos.PrinterDriver;
import org.xuhao.driver.ff68pad.PadCodec;
import org.xuhao.driver.ff68pad.PadDriver;
import org.xuhao.driver.onbonbx.CardCodec;
import org.xuhao.driver.onbonbx.CardDriver;
import org.xuhao.driver.osdp.OsdpCodec;
import org.xuhao.driver.osdp.OsdpDriver;
import org.xuhao.driver.sdtidcard.ReaderCodec;
import org.xuhao.driver.sdtidcard.ReaderDriver;
import org.xuhao.hall.value.WindowId;
import org.xuhao.wire.Bytes;

/** The list of all device types. A new device is one line here; the order means nothing. */
public final class Drivers {

  /** Every device type. */
  public static final List<DeviceType> ALL =
      List.of(
          new DeviceType("ff68-pad", PadCodec::decode, PadCodec::decode, Drivers::usualPad),
          new DeviceType("onbon-bx", CardCodec::decode, CardCodec::decode, Drivers::usualCard),
          new DeviceType(
              "escpos",
              PrinterCodec::heard,
              PrinterCodec::sent,
              (line, words) -> DeviceConfig.Printer.of(line)),
          new DeviceType("osdp-pad", OsdpCodec::decode, OsdpCodec::decode, Drivers::usualOsdpPad),
          new DeviceType(
              "sdt-idcard", ReaderCodec::decode, ReaderCodec::decode, Drivers::usualReader));

  private Drivers() {}

  /** The type of this name, if there is one. */
  public static Optional<DeviceType> type(String name) {
    return ALL.stream().filter(type -> type.name().equals(name)).findFirst();
  }

  /**
   * All devices of one line as one bus.
   *
   * @throws IllegalArgumentException when two devices have one name, or one is on another line
   */
  public static Bus bus(String line, List<DeviceConfig> devices) {
    var names = new HashSet<String>();
    Set<Class<?>> withEars = new HashSet<>();
    var drivers = new ArrayList<Driver>();
    for (DeviceConfig device : devices) {
      if (!device.line().equals(line) || !names.add(device.name()))
        throw new IllegalArgumentException("device " + device.name() + " on line " + line);
      drivers.add(driver(device, withEars.add(device.getClass())));
    }
    return Bus.of(line, drivers);
  }

  /** One device's driver; {@code ears}: it counts its line's noise. */
  public static Driver driver(DeviceConfig device, boolean ears) {
    return switch (device) {
      case DeviceConfig.Pad pad -> new PadDriver(pad, ears);
      case DeviceConfig.Card card -> new CardDriver(card, ears);
      case DeviceConfig.Printer printer -> new PrinterDriver(printer, ears);
      case DeviceConfig.OsdpPad pad -> new OsdpDriver(pad, ears);
      case DeviceConfig.IdReader reader -> new ReaderDriver(reader, ears);
    };
  }

  private static DeviceConfig usualPad(String line, String words) {
    List<String> word = List.of(words.split(" ", -1));
    int address = Integer.parseInt(word.get(0));
    var window = new WindowId(word.size() > 2 ? Integer.parseInt(word.get(2)) : clamped(address));
    var pad = DeviceConfig.Pad.of(line, address, window);
    if (word.size() < 2 || !word.get(1).equals("rating")) return pad;
    return new DeviceConfig.Pad(line, address, window, DeviceConfig.Pad.Role.RATING, pad.levels());
  }

  /** {@code 5 call 5 required <key> <number>}: with its key and the panel's first number. */
  private static DeviceConfig usualOsdpPad(String line, String words) {
    List<String> word = List.of(words.split(" ", -1));
    int address = Integer.parseInt(word.get(0));
    var window = new WindowId(word.size() > 2 ? Integer.parseInt(word.get(2)) : clamped(address));
    var pad = DeviceConfig.OsdpPad.of(line, address, window);
    boolean rating = word.size() > 1 && word.get(1).equals("rating");
    var role = rating ? DeviceConfig.Pad.Role.RATING : DeviceConfig.Pad.Role.CALL;
    if (word.size() < 6) return pad.as(role, pad.security(), pad.secret());
    var security = DeviceConfig.OsdpPad.Security.valueOf(word.get(3).toUpperCase(Locale.ROOT));
    Bytes chance = PadSecret.NONE.key().then(Bytes.hex(word.get(5)));
    chance = chance.then(PadSecret.NONE.chance()).slice(0, PadSecret.NONE.chance().size());
    return pad.as(role, security, new PadSecret(Bytes.hex(word.get(4)), chance));
  }

  /** {@code main}: the dispenser; captures know a visitor by a word that nobody can turn back. */
  private static DeviceConfig usualReader(String line, String words) {
    return DeviceConfig.IdReader.of(line, words.matches("-?[0-9]*") ? "main" : words)
        .knowing(number -> List.of("visitor " + Integer.toHexString(number.hashCode())));
  }

  private static DeviceConfig usualCard(String line, String words) {
    List<String> word = List.of(words.split(" ", -1));
    int address = Integer.parseInt(word.get(0));
    if (word.size() > 2 && word.get(1).equals("screen"))
      return DeviceConfig.Card.screen(line, address, Integer.parseInt(word.get(2)));
    return DeviceConfig.Card.strip(line, address, new WindowId(clamped(address)));
  }

  private static int clamped(int address) {
    return Math.clamp(address, 1, 999);
  }
}
