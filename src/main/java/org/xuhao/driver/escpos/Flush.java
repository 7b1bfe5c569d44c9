package org.xuhao.driver.escpos;

import java.time.Duration;
import java.time.Instant;
import org.xuhao.driver.escpos.PrinterCommand.Kind;
import org.xuhao.wire.Bytes;

/**
 * Whether the printer reads commands, or still takes what it is sent for the rest of an earlier
 * one. A changed bit in a length, or a line that broke in the middle of a code, has it swallow up
 * to 64 KiB, the next ticket with them, and it would confirm that one by the mark behind it. So it
 * is sent zeros, which print nothing, and asked for a mark; twice as many each time. Immutable.
 *
 * @param doubted nothing told us yet that it reads commands
 * @param marks it gave a mark once: one that gives none is soon taken at its word
 * @param times how often it was asked
 * @param until the answer may come until then
 */
record Flush(boolean doubted, boolean marks, int times, Instant until) {
  /** A printer of which nothing is known; none is made to wait for its first ticket. */
  static final Flush FIRST = new Flush(false, false, 0, Instant.EPOCH);

  /** Zeros of the first time; doubled seven times that is all that a length can tell. */
  private static final int ZEROS = 512;

  private static final int TIMES_MAX = 8;

  /** One that answered none of them is asked so often from then on. Own choice. */
  private static final Duration LATER = Duration.ofSeconds(60);

  /** Of a printer that never gave a mark. Own choice: some two seconds. */
  private static final int TIMES_OF_NO_MARKS = 2;

  /** Bytes a second at 9600 baud, the slowest line of a printer. */
  private static final int SLOWEST = 960;

  private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(1);

  /** Something may have been lost: it is doubted from now on. */
  Flush again() {
    return new Flush(true, marks, 0, Instant.EPOCH);
  }

  /** The line or the printer was gone: it may have got half a ticket. */
  Flush anew() {
    return marks ? again() : this;
  }

  /** A mark came. */
  Flush over() {
    return new Flush(false, true, 0, Instant.EPOCH);
  }

  /** Whether it is to be asked now. */
  boolean isDue(Instant now) {
    return doubted && !isUnderWay(now) && (!isGivenUp() || !until.plus(LATER).isAfter(now));
  }

  private boolean isGivenUp() {
    return times >= (marks ? TIMES_MAX : TIMES_OF_NO_MARKS);
  }

  /** Whether the answer may still come. */
  boolean isUnderWay(Instant now) {
    return doubted && until.isAfter(now);
  }

  /** What to send. */
  Bytes bytes() {
    Bytes mark = PrinterCommand.of(Kind.MARK, PrinterCommand.PAPER).bytes();
    return Bytes.of(new int[isGivenUp() ? ZEROS : ZEROS << times]).then(mark);
  }

  /** It was sent at {@code now}. */
  Flush asked(Instant now) {
    Duration onWire = Duration.ofMillis(1_000L * bytes().size() / SLOWEST);
    return new Flush(
        doubted, marks, isGivenUp() ? times : times + 1, now.plus(onWire).plus(ANSWERED_WITHIN));
  }
}
