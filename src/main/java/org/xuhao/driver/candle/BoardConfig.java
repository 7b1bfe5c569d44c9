package org.xuhao.driver.candle;

import java.util.List;
import java.util.Set;
import org.xuhao.driver.DeviceConfig;
import org.xuhao.driver.DeviceType;
import org.xuhao.driver.DeviceType.Addresses;
import org.xuhao.driver.DeviceType.Trait;
import org.xuhao.driver.Driver;
import org.xuhao.driver.Option;
import org.xuhao.driver.UsualWords;
import org.xuhao.hall.value.WindowId;

/**
 * A board of type {@code candle} above one window.
 *
 * @param address 32..127
 * @param places how many characters it has, 1..32
 */
public record BoardConfig(String line, int address, WindowId window, int places)
    implements DeviceConfig {
  private static final int USUAL_PLACES = 4;

  /** This device type. */
  public static final DeviceType TYPE =
      new DeviceType(
          "candle",
          BoardCodec::heard,
          BoardCodec::sent,
          new Addresses(BoardFrame.LEAST, BoardFrame.MOST),
          Set.of(Trait.AT_WINDOW, Trait.OWES_NOTHING),
          List.of(
              Option.number("places", 1, BoardFrame.TEXT_MOST, "4", "Characters of the board.")),
          device ->
              new BoardConfig(
                  device.line(),
                  device.address(),
                  device.atWindow(),
                  device.number("places", USUAL_PLACES)),
          BoardConfig::usual);

  public BoardConfig {
    DeviceConfig.within("address", address, BoardFrame.LEAST, BoardFrame.MOST);
    DeviceConfig.within("places", places, 1, BoardFrame.TEXT_MOST);
  }

  /** {@code 5} is the board of window 5 at the fifth address. */
  private static BoardConfig usual(String line, String said) {
    var words = UsualWords.of(said);
    int address = BoardFrame.LEAST + words.address();
    return new BoardConfig(line, address, words.window(), USUAL_PLACES);
  }

  @Override
  public String name() {
    return line + "/" + address;
  }

  @Override
  public Driver driver(boolean ears) {
    return new BoardDriver(this, ears);
  }
}
