package org.xuhao.driver.osdp;

import java.time.Instant;
import org.xuhao.wire.Bytes;

/**
 * What a pad was asked and has not yet answered.
 *
 * @param bytes as they were sent; a repetition is the same bytes
 * @param until an answer is waited for
 * @param sends how often it was sent
 * @param waits it is to be sent again
 */
record Asked(
    Order order, Bytes bytes, int sequence, Instant at, Instant until, int sends, boolean waits) {

  /** The same, to be sent again. */
  Asked again() {
    return new Asked(order, bytes, sequence, at, until, sends, true);
  }
}
