package org.xuhao.app.keys;

import java.time.Instant;
import java.time.InstantSource;
import org.xuhao.fault.Fault;
import org.xuhao.fault.FaultCode;
import org.xuhao.fault.OpenFaults;

/**
 * Tells that a list of people or tablets could not be read and was put aside. The hall opens all
 * the same: numbers are given out whether or not somebody can sign in.
 *
 * @param subject whose list it is, such as {@code accounts}
 */
public record Damage(OpenFaults faults, InstantSource clock, String subject) {

  void found(String why) {
    Instant now = clock.instant();
    faults.raise(new Fault(FaultCode.LIST_DAMAGED, subject, why, now));
  }

  /** The list was written anew. */
  void mended() {
    faults.clear(FaultCode.LIST_DAMAGED, subject);
  }
}
