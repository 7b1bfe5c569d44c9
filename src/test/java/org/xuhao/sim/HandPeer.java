package org.xuhao.sim;

import org.xuhao.wire.Bytes;

/** The devices of one line, run by hand on simulated time. */
public interface HandPeer {
  void hears(Bytes bytes);

  /** Without power a device is silent and forgets what it showed. */
  void power(int address, boolean on);
}
