package org.xuhao.web;

import io.vertx.core.Future;

/** What the page of devices asks of any device, by its name. Called on an event loop. */
public interface DeviceHooks {

  /** Has it show or print a trial for a moment; false: there is no such device. */
  boolean tryOut(String device);

  /**
   * Gives it its key, if it does not know it, within two minutes; false: no such device, or none
   * that has a key.
   */
  boolean giveKey(String device);

  /** What became of a new address. */
  enum Renumbered {
    /** The pad answers under it. */
    DONE,
    /** No such device, or none that can be told. */
    NO_SUCH_PAD,
    /** A device of the hall answers at one of the two addresses. */
    TAKEN,
    /** The line's rate, which the pad is told too, is not known. */
    NO_RATE,
    /** None at the old address obeyed. */
    NOT_HEARD
  }

  /** Has the pad that has address {@code from}, 0..126, take the declared one of {@code device}. */
  Future<Renumbered> renumber(String device, int from);
}
