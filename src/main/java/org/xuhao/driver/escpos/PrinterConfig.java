package org.xuhao.driver.escpos;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xuhao.driver.Declared;
import org.xuhao.driver.DeviceConfig;
import org.xuhao.driver.DeviceType;
import org.xuhao.driver.DeviceType.Addresses;
import org.xuhao.driver.DeviceType.Trait;
import org.xuhao.driver.Driver;
import org.xuhao.driver.Option;
import org.xuhao.hall.value.WindowId;

/**
 * A ticket printer of type {@code escpos}, alone on its line.
 *
 * @param paper the paper's width
 * @param qr whether its firmware prints QR codes; without, the link is left out
 */
public record PrinterConfig(String line, Paper paper, boolean qr) implements DeviceConfig {

  /** Paper widths and how many half-width characters stand in a row. */
  public enum Paper {
    MM_80(48),
    MM_58(32);

    private final int columns;

    Paper(int columns) {
      this.columns = columns;
    }

    public int columns() {
      return columns;
    }
  }

  /** This device type. */
  public static final DeviceType TYPE =
      new DeviceType(
          "escpos",
          PrinterCodec::heard,
          PrinterCodec::sent,
          Addresses.NONE,
          Set.of(Trait.PRINTS),
          List.of(
              Option.choice("paper", List.of("80", "58"), "80", "The paper's width in mm."),
              Option.flag("qr", "true", "Its firmware prints QR codes.")),
          PrinterConfig::of,
          (line, words) -> of(line));

  /** An 80 mm printer with QR codes. */
  public static PrinterConfig of(String line) {
    return new PrinterConfig(line, Paper.MM_80, true);
  }

  private static PrinterConfig of(Declared device) {
    boolean narrow = device.text("paper", "80").equals("58");
    return new PrinterConfig(
        device.line(), narrow ? Paper.MM_58 : Paper.MM_80, device.flag("qr", true));
  }

  @Override
  public String name() {
    return line;
  }

  @Override
  public @Nullable WindowId window() {
    return null;
  }

  @Override
  public Driver driver(boolean ears) {
    return new PrinterDriver(this, ears);
  }
}
