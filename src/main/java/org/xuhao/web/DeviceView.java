package org.xuhao.web;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the page of devices says of one device.
 *
 * @param name as in the subject of its faults, such as {@code leds/3}
 * @param type the device's type in the hall's file, such as {@code onbon-bx}
 * @param address on a bus; null where it has its line to itself
 * @param window the window it belongs to; null for the hall's own devices
 * @param lastSeen when its last good frame came; null: never
 * @param roundTrip how long its last answer took; null: not measured yet
 * @param frames good frames of both directions since the start
 * @param shows what hangs on it or lies in its slot now, in words; may be empty
 * @param detail anything else worth a line; may be empty
 */
public record DeviceView(
    String name,
    String type,
    String line,
    @Nullable Integer address,
    @Nullable Integer window,
    State state,
    @Nullable Instant lastSeen,
    @Nullable Duration roundTrip,
    long frames,
    long errors,
    long retries,
    String shows,
    String detail) {

  /** How a device is, for a dot and a word. */
  public enum State {
    WELL,
    /** Works, but something wants attention, such as paper that is nearly used up. */
    WATCH,
    ILL,
    /** Nothing was heard of it yet. */
    UNKNOWN
  }
}
