package org.xuhao.driver;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.xuhao.driver.bytemap.ByteMapConfig;
import org.xuhao.driver.candle.BoardConfig;
import org.xuhao.driver.cpower.CpowerConfig;
import org.xuhao.driver.eqascii.EqConfig;
import org.xuhao.driver.escpos.PrinterConfig;
import org.xuhao.driver.ff68pad.PadConfig;
import org.xuhao.driver.modbus.ModbusConfig;
import org.xuhao.driver.onbonbx.CardConfig;
import org.xuhao.driver.osdp.OsdpConfig;
import org.xuhao.driver.sdtidcard.ReaderConfig;

/** The list of all device types. A new device is one line here; the manual lists them so. */
public final class Drivers {

  /** Every device type. */
  public static final List<DeviceType> ALL =
      List.of(
          PadConfig.TYPE, //
          CardConfig.TYPE,
          PrinterConfig.TYPE,
          OsdpConfig.TYPE,
          CpowerConfig.TYPE,
          EqConfig.TYPE,
          ReaderConfig.TYPE,
          ByteMapConfig.TYPE,
          ModbusConfig.TYPE,
          BoardConfig.TYPE);

  private Drivers() {}

  /** The type of this name, if there is one. */
  public static Optional<DeviceType> type(String name) {
    return ALL.stream().filter(type -> type.name().equals(name)).findFirst();
  }

  /** The names of all types, such as {@code ff68-pad, escpos}. */
  public static String names() {
    return ALL.stream().map(DeviceType::name).collect(Collectors.joining(", "));
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
      drivers.add(device.driver(withEars.add(device.getClass())));
    }
    return Bus.of(line, drivers);
  }
}
