package org.xuhao.web;

/** What the page of devices asks of any device, by its name. Called on an event loop. */
public interface DeviceHooks {

  /** Has it show or print a trial for a moment; false: there is no such device. */
  boolean tryOut(String device);

  /**
   * Gives it its key, if it does not know it, within two minutes; false: no such device, or none
   * that has a key.
   */
  boolean giveKey(String device);
}
