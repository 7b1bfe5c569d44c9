package org.xuhao.driver;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.value.WindowId;
import org.xuhao.wire.Bytes;

/**
 * One device as the hall's file declares it, checked: what its driver is made of. Each device type
 * has a record of its own that checks its own ranges.
 */
public interface DeviceConfig {

  /** The slowest rate its line may have, in bits per second; 0: any. */
  default int baudLeast() {
    return 0;
  }

  /** The line it hangs on. */
  String line();

  /** Its name on pages, in faults and as who asks: {@code pads/5}, or the line alone. */
  String name();

  /** Whose window it is at; null: the hall. */
  @Nullable WindowId window();

  /** A driver that has heard nothing yet; {@code ears}: it counts its line's noise. */
  Driver driver(boolean ears);

  /**
   * Whether a clerk calls with it and cannot say with it that a visit starts or ends. Then a call
   * ends the visit before, and the clock gives nobody up who may be sitting there already.
   */
  default boolean callsOnly() {
    return false;
  }

  /**
   * What of the bytes that come from the device may stand in a capture: asked run by run, in order,
   * one for each opening of a line. All of them, where they tell nothing of people.
   */
  default UnaryOperator<Bytes> mask() {
    return UnaryOperator.identity();
  }

  /**
   * Checks a range.
   *
   * @throws IllegalArgumentException when {@code value} is outside
   */
  static void within(String what, int value, int least, int most) {
    if (value < least || value > most)
      throw new IllegalArgumentException(
          "%s is %d, not %d to %d".formatted(what, value, least, most));
  }
}
