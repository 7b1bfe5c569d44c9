package org.xuhao.driver;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.value.WindowId;

/**
 * What can be said of one device now, for the page of devices.
 *
 * @param name the line and, where the protocol has one, the address: {@code pads/5}
 * @param type the device type, such as {@code ff68-pad}
 * @param window the window it belongs to; null: the hall
 * @param lastHeard when a sound frame of it last arrived; null: never
 * @param shows what it shows or prints, as far as the device confirmed it; empty when unknown
 */
public record Device(
    String name,
    String type,
    @Nullable WindowId window,
    Standing standing,
    @Nullable Instant lastHeard,
    String shows) {

  /** Whether the device lives, as far as its protocol lets one know. */
  public enum Standing {
    /** Nothing was heard of it since the line opened. */
    UNHEARD,
    /** It answered, or spoke by itself, and nothing says that it is gone. */
    HEARD,
    /** It owes an answer and its fault is open. */
    SILENT
  }
}
