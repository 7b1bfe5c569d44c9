package org.xuhao.soak.lines;

import org.xuhao.wire.Bytes;

/** What hangs at the far end of a wire. Used on the wire's context. */
interface DeviceEnd {
  /** What it says to them goes back by {@link BadWire#says}. */
  void hears(Bytes bytes);
}
