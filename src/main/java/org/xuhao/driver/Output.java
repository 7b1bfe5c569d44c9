package org.xuhao.driver;

import java.time.Duration;
import java.time.Instant;
import org.xuhao.fault.Fault;
import org.xuhao.fault.FaultCode;
import org.xuhao.hall.Ask;
import org.xuhao.wire.Bytes;

/** What a driver wants done. */
public sealed interface Output {

  /**
   * Put these bytes on the line with one write, not before {@code from}: a gap of a millisecond is
   * the line's to keep, which need not be woken for it.
   */
  record Send(Bytes bytes, Instant from) implements Output {
    /** At once. */
    public Send(Bytes bytes) {
      this(bytes, Instant.EPOCH);
    }

    /** When they go out, given at {@code now}. */
    public Instant at(Instant now) {
      return from.isAfter(now) ? from : now;
    }
  }

  /** Ask the hall. */
  record Asked(Ask ask) implements Output {}

  /** Something happened to an identity card at the reader of dispenser {@code dispenser}. */
  record Card(String dispenser, IdCard card) implements Output {}

  record Raise(Fault fault) implements Output {}

  record Clear(FaultCode code, String subject) implements Output {}

  /**
   * Adds {@code count} to a figure of device {@code device}; noise and bad frames have no sender
   * and count for the line, by its name.
   */
  record Count(String device, Figure figure, long count) implements Output {}

  enum Figure {
    FRAMES_IN,
    FRAMES_OUT,
    NOISE_BYTES,
    BAD_FRAMES,
    /** Sound frames that mean nothing here, such as a key without a use. */
    IGNORED_FRAMES,
    RETRIES,
    TIMEOUTS
  }

  /** What is known of the paper in printer {@code device} now, to be kept over a restart. */
  record Paper(String device, PaperRoll roll) implements Output {}

  /**
   * How long device {@code device} took to answer. A frame waits for its gap at the line: an answer
   * to the one before, which comes meanwhile, took no time.
   */
  record RoundTrip(String device, Duration took) implements Output {
    public RoundTrip {
      if (took.isNegative()) took = Duration.ZERO;
    }
  }
}
