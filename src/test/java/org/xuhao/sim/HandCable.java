package org.xuhao.sim;

import java.time.Duration;
import java.time.Instant;
import org.xuhao.wire.Bytes;

/** What a peer without a thread has of the world: its end of a line, and a clock. */
public interface HandCable {
  void says(Bytes bytes);

  void in(Duration time, Runnable then);

  Instant now();
}
