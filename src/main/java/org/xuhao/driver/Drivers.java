package org.xuhao.driver;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.xuhao.driver.escpos.PrinterCodec;
import org.xuhao.driver.escpos.PrinterDriver;
import org.xuhao.driver.ff68pad.PadCodec;
import org.xuhao.driver.ff68pad.PadDriver;
import org.xuhao.driver.onbonbx.CardCodec;
import org.xuhao.driver.onbonbx.CardDriver;
import org.xuhao.hall.WindowId;

/** The list of all device types. A new device is one line here; the order means nothing. */
public final class Drivers {

  /** Every device type. */
  public static final List<DeviceType> ALL =
      List.of(
          new DeviceType(
              "ff68-pad",
              PadCodec::decode,
              PadCodec::decode,
              (line, address) -> DeviceConfig.Pad.of(line, address, windowOf(address))),
          new DeviceType(
              "onbon-bx",
              CardCodec::decode,
              CardCodec::decode,
              (line, address) -> DeviceConfig.Card.strip(line, address, windowOf(address))),
          new DeviceType(
              "escpos",
              PrinterCodec::heard,
              PrinterCodec::sent,
              (line, address) -> DeviceConfig.Printer.of(line)));

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
    };
  }

  /** Captures without a header take the window for the address. */
  private static WindowId windowOf(int address) {
    return new WindowId(Math.clamp(address, 1, 999));
  }
}
