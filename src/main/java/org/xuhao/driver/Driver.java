package org.xuhao.driver;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that is known of one device. A driver is an immutable fold: it touches no port and reads no
 * clock, so a port, a capture, a vector and a simulation run the same code.
 */
public interface Driver {

  /** Folds one input in. Never throws, whatever bytes arrive. */
  Step on(Input input);

  /** What the driver wants of its line now. */
  Wish wish();

  /** The device as it stands now. */
  Device device();

  /**
   * Whether nothing that was stated is still to be said or confirmed; polling goes on for ever and
   * does not count. A device that does not answer has nothing to wait for.
   */
  default boolean isSettled() {
    return wish() instanceof Wish.Rest;
  }

  /**
   * The driver that, for some time, gives a device its key that does not know it, as on the day it
   * was mounted; empty: devices of this type, or as this one is declared, have no keys.
   */
  default Optional<Driver> admitting(Instant at) {
    return Optional.empty();
  }

  /**
   * The driver that first tells the device at address {@code from} of its line to take this one's;
   * empty: devices of this type cannot be told.
   *
   * @param baud the line's rate, which the order says again
   */
  default Optional<Driver> renumbering(int from, int baud, Instant at) {
    return Optional.empty();
  }

  /** The driver afterwards and what it wants done, in order. */
  record Step(Driver next, List<Output> outputs) {
    public Step {
      outputs = List.copyOf(outputs);
    }
  }

  /** A driver's standing with its line; the {@link Bus} asks after every input. */
  sealed interface Wish {

    /** Nothing to send; {@link Input.Tick} is wanted at {@code tickAt}. */
    record Rest(Instant tickAt) implements Wish {}

    /**
     * Wants to send from {@code from} on; urgent ones go before all others.
     *
     * @param spare what it has to say beside that, in a turn that is taken from nobody
     */
    record Turn(Instant from, boolean urgent, Spare spare) implements Wish {
      /** With nothing that can wait. */
      public Turn(Instant from, boolean urgent) {
        this(from, urgent, Spare.NOTHING);
      }
    }

    /**
     * Has sent and awaits an answer, or keeps the line busy, until {@code until}; nobody else may
     * send before.
     */
    record Hold(Instant until) implements Wish {}
  }

  /** How pressing the thing is that a driver says only when the line has time for it. */
  enum Spare {
    NOTHING,
    SOME_TIME,
    /** Goes before what has {@link #SOME_TIME}. */
    SOON
  }
}
