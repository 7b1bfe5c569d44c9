package org.xuhao.store;

import org.xuhao.fault.FaultCode;

/** Is told what a person must look at, on the thread that folds. */
public interface DistrictWatch {

  /** For those who do not care. */
  DistrictWatch QUIET = new DistrictWatch() {};

  /** The tables were damaged and are empty now; all must come again. */
  default void rebuilding(String why) {}

  /**
   * Something is wrong with what a hall sent; said again after every opening until it is settled.
   *
   * @param where the hall
   * @param what names the events
   */
  default void raise(FaultCode code, String where, String what) {}

  /** It is over. */
  default void clear(FaultCode code, String where) {}
}
